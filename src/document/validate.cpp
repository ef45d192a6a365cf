// SPDX-License-Identifier: MIT
// What of a document does not fit together.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "data/check.hpp"
#include "data/dataset.hpp"
#include "data/sources.hpp"
#include "data/text.hpp"
#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/sentence.hpp"
#include "document/shape.hpp"
#include "document/sweep_axis.hpp"

namespace isobath::document {

namespace {

constexpr core::Index kHousingInputs = 4;  // size, bedrooms, postcode, wealth

std::string layer_path(std::size_t layer, std::string_view field) {
  return join({"network.layers[", std::to_string(layer), "].", field});
}

Problem check_bias(const core::BiasRule& bias, const Range& range, std::string_view path) {
  const double lowest = bias.normal ? 0.0 : range.lowest;
  if (bias.value >= lowest && bias.value <= range.highest) return "";
  return join({path, bias.normal ? ".normal" : "", ": ", number_text(bias.value),
               " is not between ", number_text(lowest), " and ", number_text(range.highest)});
}

Problem check_ranges(const Document& document) {
  for (const Field& field : fields()) {
    if (field.get && !field.derived)
      if (const auto bad = check_scalar(field, field.get(document)); !bad.empty())
        return join({field.path, ": ", bad});
    if (field.kind == Kind::bias)
      if (auto bad = check_bias(document.initialization.bias, field.range, field.path);
          !bad.empty())
        return bad;
  }
  if (!data::is_utf8(document.title)) return "title: not UTF-8 text";
  if (!data::is_utf8(document.note)) return "note: not UTF-8 text";
  if (!data::is_utf8(document.data_file)) return "data.file: not UTF-8 text";
  return "";
}

Problem check_layers(const Document& document) {
  const auto& layers = document.layers;
  if (layers.empty() || layers.size() > core::kMaxLayers)
    return join({"network.layers: ", std::to_string(layers.size()), " layers is not between 1 and ",
                 std::to_string(core::kMaxLayers)});
  for (std::size_t l = 0; l < layers.size(); ++l) {
    for (const Field& field : layer_fields()) {
      const auto name = leaf(field.path);
      if (field.layer_get)
        if (const auto value = field.layer_get(layers[l]))
          if (const auto bad = check_scalar(field, *value); !bad.empty())
            return join({layer_path(l, name), ": ", bad});
      if (field.kind == Kind::bias && layers[l].bias)
        if (auto bad = check_bias(*layers[l].bias, field.range, layer_path(l, name)); !bad.empty())
          return bad;
    }
    if (layers[l].activation == core::Activation::softmax && l + 1 < layers.size())
      return layer_path(l, "activation") + ": softmax is allowed in the last layer only";
  }
  return "";
}

Problem check_data(const data::Options& options) {
  if (options.inputs.empty()) return "data.inputs: an empty list is not at least one input";
  for (std::size_t i = 0; i < options.inputs.size(); ++i)
    if (std::find(options.inputs.begin(), options.inputs.begin() + static_cast<std::ptrdiff_t>(i),
                  options.inputs[i]) != options.inputs.begin() + static_cast<std::ptrdiff_t>(i))
      return join({"data.inputs[", std::to_string(i), "]: ", core::name(options.inputs[i]),
                   " appears twice; only one is allowed"});
  if (options.source != data::Source::table && options.table)
    return join({"data.x: rows are given while data.source is ", core::name(options.source),
                 ", they are allowed only with table"});
  if (auto fault = data::find_fault(options)) return *fault;
  if (!options.table) return "";
  for (std::size_t i = 0; i < options.table->names.size(); ++i)
    if (!data::is_utf8(options.table->names[i]))
      return join({"data.names[", std::to_string(i), "]: not UTF-8 text"});
  return "";
}

Problem check_loss(const Document& document) {
  const std::size_t last = document.layers.size() - 1;
  const core::Activation activation = document.layers[last].activation;
  std::string_view wants;
  if (document.loss == core::Loss::binary_cross_entropy && activation != core::Activation::sigmoid)
    wants = " needs a last layer of sigmoid, ";
  if (document.loss == core::Loss::categorical_cross_entropy &&
      activation != core::Activation::softmax)
    wants = " needs a last layer of softmax, ";
  if (document.loss == core::Loss::squared_error && activation == core::Activation::softmax)
    wants = " allows any last layer except softmax, ";
  if (!wants.empty())
    return join({"loss: ", core::name(document.loss), wants, layer_path(last, "activation"), " is ",
                 core::name(activation)});
  const core::Index targets = target_count(document.data);
  const int outputs = document.layers[last].units;
  if (targets != outputs)
    return join({layer_path(last, "units"), ": ", std::to_string(outputs),
                 outputs == 1 ? " output, " : " outputs, ", "data.source ",
                 core::name(document.data.source), " has ", std::to_string(targets),
                 targets == 1 ? " target" : " targets"});
  return "";
}

/// What fits targets that are no probabilities, to follow "is not between 0 and 1; ".
std::string fitting_loss(const core::Matrix<double>& y) {
  constexpr std::size_t kFew = 20;
  std::set<double> values;
  bool whole = true;
  for (core::Index i = 0; i < y.size() && whole && values.size() <= kFew; ++i) {
    values.insert(y.data()[i]);
    whole = std::floor(y.data()[i]) == y.data()[i];
  }
  const std::string numbers = "squared_error with a linear last layer fits numbers";
  if (!whole || values.size() > kFew || y.cols() > 1) return numbers;
  if (values.size() == 2)
    return join({"two labels ", number_text(*values.begin()), " and ",
                 number_text(*values.rbegin()), " can be written as 0 and 1, ", numbers});
  if (values.size() < 2) return numbers;
  const std::string classes = std::to_string(values.size());
  return join({classes, " classes can be written as ", classes,
               " columns of 0 and 1 for categorical_cross_entropy with softmax, ", numbers});
}

/// Where a cross-entropy is no cost of the targets: J would fall without end, or its gradient would
/// not be the one that is descended.
Problem check_targets(const Document& document) {
  const bool binary = document.loss == core::Loss::binary_cross_entropy;
  if (!binary && document.loss != core::Loss::categorical_cross_entropy) return "";
  if (document.data.source != data::Source::table) {
    const data::Task task = data::task_of(document.data);
    if (binary ? task != data::Task::regression : task == data::Task::categorical) return "";
    return join({"loss: ", core::name(document.loss),
                 binary ? " needs targets between 0 and 1" : " needs one target per class",
                 ", data.source ", core::name(document.data.source),
                 task == data::Task::regression
                     ? " has numbers: squared_error with a linear last layer fits them"
                     : " has one of 0 or 1: binary_cross_entropy with sigmoid fits it"});
  }
  const auto& y = document.data.table->y;
  for (core::Index i = 0; i < y.rows(); ++i) {
    const std::string row = join({"data.y[", std::to_string(i), "]"});
    double sum = 0.0;
    for (core::Index k = 0; k < y.cols(); ++k) {
      const double value = y(i, k);
      sum += value;
      if (value >= 0.0 && (!binary || value <= 1.0)) continue;
      return join({row, "[", std::to_string(k), "]: ", number_text(value), " is not ",
                   binary ? "between 0 and 1, as binary_cross_entropy needs; "
                          : "0 or more, as categorical_cross_entropy needs; ",
                   fitting_loss(y)});
    }
    // As near as decimals of floats come.
    if (!binary && !(std::abs(sum - 1.0) <= 1e-6))
      return join({row, ": the targets add up to ", number_text(sum),
                   ", not to 1, as categorical_cross_entropy needs; a row has a 1 for its class, "
                   "else 0, or probabilities"});
  }
  return "";
}

Problem check_parameters(const core::Parameters<double>& parameters, const Document& document,
                         std::string_view path) {
  if (parameters.size() != document.layers.size())
    return join({path, ": ", std::to_string(parameters.size()), " layers, network.layers has ",
                 std::to_string(document.layers.size())});
  core::Index inputs = input_count(document.data);
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    const auto& weights = parameters[l].weights;
    const core::Index units = document.layers[l].units;
    const std::string layer = join({path, "[", std::to_string(l), "]"});
    if (weights.rows() != units || weights.cols() != inputs)
      return join({layer, ".W: ", std::to_string(weights.rows()), " x ",
                   std::to_string(weights.cols()), ", ", std::to_string(units), " x ",
                   std::to_string(inputs), " fits the layer"});
    const core::Index biases = parameters[l].bias.size();
    if (biases == 0 && document.layers[l].has_bias) return layer + ".b: is missing";
    if (biases > 0 && !document.layers[l].has_bias)
      return join({layer, ".b: ", std::to_string(biases), biases == 1 ? " value, " : " values, ",
                   layer_path(l, "has_bias"), " is false"});
    inputs = units;
  }
  return "";
}

Problem check_progress(const Document& document) {
  if (!document.parameters) return "progress: it is allowed only with parameters";
  const core::Progress& progress = *document.progress;
  const auto check_count = [](std::string_view name, std::int64_t count) -> Problem {
    if (count >= 0) return "";
    return join({"progress.", name, ": ", std::to_string(count), " is not 0 or more"});
  };
  if (auto bad = check_count("step", progress.step); !bad.empty()) return bad;
  if (auto bad = check_count("epoch", progress.epoch); !bad.empty()) return bad;
  if (auto bad = check_count("position", progress.position); !bad.empty()) return bad;
  if (auto bad = check_count("moment_updates", progress.moment_updates); !bad.empty()) return bad;
  if (!progress.first_moments.empty())
    if (auto bad = check_parameters(progress.first_moments, document, "progress.first_moments");
        !bad.empty())
      return bad;
  if (!progress.second_moments.empty())
    return check_parameters(progress.second_moments, document, "progress.second_moments");
  return "";
}

}  // namespace

core::Index input_count(const data::Options& options) {
  switch (options.source) {
    case data::Source::parity:
      return options.bits;
    case data::Source::housing:
      return kHousingInputs;
    case data::Source::images:
      return core::Index{options.side} * options.side * options.channels;
    case data::Source::gaussian:
      return options.dimensions;
    case data::Source::mnist1d:
      return data::kMnist1dInputs;
    case data::Source::table:
      return options.table ? options.table->x.cols() : 0;
    default:
      return static_cast<core::Index>(options.inputs.size());
  }
}

core::Index parameter_count(const Document& document) {
  core::Index inputs = input_count(document.data), count = 0;
  for (const core::LayerOptions& layer : document.layers) {
    count += layer.units * (inputs + (layer.has_bias ? 1 : 0));
    inputs = layer.units;
  }
  return count;
}

core::Index target_count(const data::Options& options) {
  if (options.source == data::Source::table) return options.table ? options.table->y.cols() : 0;
  if (options.source == data::Source::images && options.classes > 2) return options.classes;
  if (options.source == data::Source::gaussian) return options.targets;
  if (options.source == data::Source::mnist1d) return data::kMnist1dClasses;
  return 1;
}

data::Split default_split(data::Source source) {
  if (source == data::Source::parity || source == data::Source::gaussian) return {1.0, 0.0, 0.0};
  return {};
}

namespace {

Problem check_axis(const Document& document, std::string_view path, const std::string& text) {
  if (text.empty()) return "";
  auto spec = parse_axis(text);
  if (!spec) return join({path, ": ", spec.error()});
  const auto axis = SweepAxis::make(document, std::move(*spec), document.study.random > 0);
  return axis ? "" : join({path, ": ", axis.error()});
}

Problem misplaced(std::string_view path, std::string_view value, StudyKind kind,
                  std::string_view allowed_with) {
  return join({path, ": ", value, " is given with study.kind ", core::name(kind),
               "; it is allowed only with ", allowed_with});
}

Problem check_study(const Document& document) {
  const Study& study = document.study;
  const std::array<std::pair<std::string_view, const std::string*>, 4> axes{
      {{"study.x", &study.x},
       {"study.y", &study.y},
       {"study.z", &study.z},
       {"study.over", &study.over}}};
  for (const auto& [path, text] : axes)
    if (!data::is_utf8(*text)) return join({path, ": not UTF-8 text"});
  if (study.kind == StudyKind::none) return "";
  const bool map = study.kind == StudyKind::map, curves = study.kind == StudyKind::curves;
  if (study.x.empty() && !(curves && (study.seeds > 1 || !study.over.empty())))
    return join({"study.x: is missing, ",
                 map      ? "a map varies"
                 : curves ? "curves vary"
                          : "a search varies",
                 " a field like initialization.scale=log:0.1:10", study.random > 0 ? "" : ":64",
                 curves ? ", or study.over is one, or study.seeds above 1" : ""});
  if (map && study.y.empty())
    return "study.y: is missing, a map varies a second field like depth=lin:2:40:39";
  if (curves && !study.y.empty())
    return misplaced("study.y", in_quotes(study.y), study.kind, "map and search");
  if (!curves && !study.over.empty())
    return misplaced("study.over", in_quotes(study.over), study.kind, "curves");
  if (study.kind != StudyKind::search) {
    if (!study.z.empty()) return misplaced("study.z", in_quotes(study.z), study.kind, "search");
    if (study.random > 0)
      return misplaced("study.random", std::to_string(study.random), study.kind, "search");
  }
  for (const auto& [path, text] : axes)
    if (auto bad = check_axis(document, path, *text); !bad.empty()) return bad;
  return "";
}

}  // namespace

std::string validate(const Document& document) {
  if (auto bad = check_ranges(document); !bad.empty()) return bad;
  if (auto bad = check_data(document.data); !bad.empty()) return bad;
  if (auto bad = check_layers(document); !bad.empty()) return bad;
  if (auto bad = check_loss(document); !bad.empty()) return bad;
  if (auto bad = check_targets(document); !bad.empty()) return bad;
  if (document.parameters)
    if (auto bad = check_parameters(*document.parameters, document, "parameters"); !bad.empty())
      return bad;
  if (document.progress)
    if (auto bad = check_progress(document); !bad.empty()) return bad;
  return check_study(document);
}

}  // namespace isobath::document
