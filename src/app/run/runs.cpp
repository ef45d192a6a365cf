// SPDX-License-Identifier: MIT
// Keeping runs, and finding words for what tells them apart.
#include "app/run/runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string_view>

#include "app/doctor/doctor_rules.hpp"
#include "document/fields.hpp"

namespace isobath::app {

namespace {

/// More differences than these are too many for a name.
constexpr std::size_t kMostTraits = 3;

std::string number(double value) {
  const double size = std::abs(value);
  // Powers of ten as they are written everywhere else: 10⁻⁵, not 1e-05.
  if (size != 0.0 && (size < 1e-4 || size >= 1e5)) return doctor::brief(value, 4);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return text.data();
}

std::string spaced(std::string_view name) {
  std::string words(name);
  std::ranges::replace(words, '_', ' ');
  return words;
}

/// How a field is called in a name; fields not named here go by the last part of their path.
std::string short_name(std::string_view path) {
  struct Name {
    std::string_view path, name;
  };
  static constexpr std::array<Name, 11> kNames{{{"training.learning_rate", "α"},
                                                {"training.momentum", "β"},
                                                {"training.beta2", "β₂"},
                                                {"training.epsilon", "ε"},
                                                {"training.l1", "L1"},
                                                {"training.l2", "L2"},
                                                {"training.clip_norm", "clip"},
                                                {"training.seed", "shuffle seed"},
                                                {"initialization.seed", "start"},
                                                {"data.seed", "data seed"},
                                                {"data.examples", "m"}}};
  const auto known = std::ranges::find(kNames, path, &Name::path);
  if (known != kNames.end()) return std::string(known->name);
  return spaced(document::leaf(path));
}

std::string scalar_trait(const document::Document& document, const document::Field& field) {
  const double value = field.get(document);
  if (field.kind == document::Kind::choice) {
    const auto at = static_cast<std::size_t>(value);
    // "none" alone would not say of what.
    std::string word = spaced(field.choices[at]);
    // He, Xavier and LeCun are normal unless something else is said.
    if (const auto normal = word.find(" normal"); normal != std::string::npos) word.resize(normal);
    return word == "none" ? short_name(field.path) + " none" : word;
  }
  if (field.kind == document::Kind::boolean)
    return (value != 0.0 ? "" : "not ") + short_name(field.path);
  if (field.path == "training.batch" && value == 0.0) return "all at once";
  return short_name(field.path) + " " + number(value);
}

std::string layer_words(const core::LayerOptions& layer) {
  return std::to_string(layer.units) + " " + spaced(core::name(layer.activation));
}

/// "10 × 16 tanh", "8 relu, 4 tanh", "no hidden layer".
std::string layers_trait(const document::Document& document) {
  const auto& layers = document.layers;
  if (layers.size() < 2) return "no hidden layer";
  std::string words;
  std::size_t stretches = 0;
  for (std::size_t l = 0; l + 1 < layers.size();) {
    std::size_t next = l + 1;
    while (next + 1 < layers.size() && layers[next].units == layers[l].units &&
           layers[next].activation == layers[l].activation)
      ++next;
    if (++stretches > 3) return words + ", …";
    if (!words.empty()) words += ", ";
    if (next - l > 1) words += std::to_string(next - l) + " × ";
    words += layer_words(layers[l]);
    l = next;
  }
  return words;
}

/// What single layers have of their own.
std::string own_starts(const document::Document& document) {
  std::string words;
  for (std::size_t l = 0; l < document.layers.size(); ++l) {
    const core::LayerOptions& layer = document.layers[l];
    const std::string at = "[" + std::to_string(l + 1) + "] ";
    if (layer.weights) words += " W" + at + spaced(core::name(*layer.weights));
    if (layer.scale) words += " scale" + at + number(*layer.scale);
    if (!layer.has_bias) words += " no b[" + std::to_string(l + 1) + "]";
    if (layer.bias && layer.has_bias) words += " b" + at + number(layer.bias->value);
    if (layer.learning_rate != 1.0) words += " α" + at + "× " + number(layer.learning_rate);
    if (words.size() > 40) return words.substr(1) + " …";
  }
  return words.empty() ? words : words.substr(1);
}

std::string bias_trait(const core::BiasRule& bias) {
  return bias.normal ? "b normal " + number(bias.value) : "b " + number(bias.value);
}

std::string inputs_trait(const data::Options& options) {
  if (options.source == data::Source::gaussian)
    return std::to_string(options.dimensions) + " inputs";
  std::string words = "of";
  for (const data::Feature feature : options.inputs)
    words += " " + spaced(data::names(feature)[static_cast<std::size_t>(feature)]);
  return words;
}

std::string split_trait(const data::Split& split) {
  return number(100.0 * split.train) + "/" + number(100.0 * split.dev) + "/" +
         number(100.0 * split.test);
}

}  // namespace

std::vector<std::string> traits(const document::Document& document) {
  std::vector<std::string> all;
  for (const document::Field& field : document::fields()) {
    // What changes no number tells no two runs apart.
    if (field.derived || field.effect == document::Effect::text) continue;
    switch (field.kind) {
      case document::Kind::integer:
      case document::Kind::number:
      case document::Kind::boolean:
      case document::Kind::choice:
        all.push_back(scalar_trait(document, field));
        break;
      case document::Kind::features:
        all.push_back(inputs_trait(document.data));
        break;
      case document::Kind::split:
        all.push_back(split_trait(document.data.split));
        break;
      case document::Kind::bias:
        all.push_back(bias_trait(document.initialization.bias));
        break;
      case document::Kind::layers:
        all.push_back(layers_trait(document));
        all.push_back(own_starts(document));
        break;
      case document::Kind::text:
      case document::Kind::rows:
      case document::Kind::words:
      case document::Kind::sheet:
      case document::Kind::uses:
      case document::Kind::parameters:
      case document::Kind::progress:
        break;
    }
  }
  return all;
}

bool comparable(const document::Document& a, const document::Document& b) {
  data::Options examples = a.data;
  examples.inputs = b.data.inputs;
  examples.scaling = b.data.scaling;
  return examples == b.data && a.loss == b.loss;
}

bool keep(std::vector<EndedRun>& runs, EndedRun run, int id) {
  // The same document from the same start goes the same way, as far as it goes.
  std::erase_if(runs, [&](const EndedRun& other) {
    const bool earlier = other.document == run.document && other.start.cost == run.start.cost &&
                         other.last.step <= run.last.step;
    run.pinned = run.pinned || (earlier && other.pinned);
    return earlier;
  });
  if (runs.size() >= kMaxRuns) {
    const auto oldest = std::ranges::find(runs, false, &EndedRun::pinned);
    if (oldest == runs.end()) return false;
    runs.erase(oldest);
  }
  run.id = id;
  run.colour = 0;
  while (std::ranges::find(runs, run.colour, &EndedRun::colour) != runs.end()) ++run.colour;
  runs.push_back(std::move(run));
  return true;
}

std::string name_runs(std::vector<EndedRun>& runs, const document::Document& present) {
  const std::vector<std::string> now = traits(present);
  std::vector<std::vector<std::string>> all;
  for (const EndedRun& run : runs) all.push_back(traits(run.document));
  std::vector<std::size_t> differing;
  for (std::size_t i = 0; i < now.size(); ++i)
    if (std::ranges::any_of(all, [&](const auto& one) { return one[i] != now[i]; }))
      differing.push_back(i);
  const auto name = [&](const std::vector<std::string>& one) {
    std::string words;
    std::size_t count = 0;
    for (const std::size_t i : differing) {
      if (one[i].empty()) continue;
      if (++count > kMostTraits) return words + " …";
      words += (words.empty() ? "" : " · ") + one[i];
    }
    return words;
  };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    runs[i].name = name(all[i]);
    if (runs[i].name.empty()) runs[i].name = "the same";
  }
  return name(now);
}

}  // namespace isobath::app
