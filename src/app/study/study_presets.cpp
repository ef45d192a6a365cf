// SPDX-License-Identifier: MIT
#include "app/study/study_presets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/edit/examples.hpp"
#include "core/options.hpp"
#include "data/dataset.hpp"
#include "data/split.hpp"
#include "document/fields.hpp"
#include "document/sentence.hpp"
#include "document/sweep_axis.hpp"

namespace isobath::app {

namespace {

using document::Document;
using document::Measure;

struct SideOf {
  std::string_view leaf, values;
};

/// What one looks at first of a field, by the last part of its path.
constexpr auto kSides = std::to_array<SideOf>({{"scale", "log:0.1:10:41"},
                                               {"learning_rate", "log:0.001:10:41"},
                                               {"depth", "lin:1:20:20"},
                                               {"width", "log:2:32:9"},
                                               {"units", "log:2:32:9"},
                                               {"examples", "log:20:1280:13"},
                                               {"noise", "lin:0:0.5:26"},
                                               {"label_noise", "lin:0:0.5:26"},
                                               {"batch", "log:1:256:9"},
                                               {"momentum", "lin:0:0.99:34"},
                                               {"beta2", "lin:0.8:0.999:41"},
                                               {"epsilon", "log:1e-10:0.1:37"},
                                               {"l1", "log:0.00001:1:41"},
                                               {"l2", "log:0.00001:1:41"},
                                               {"dropout", "lin:0:0.8:33"},
                                               {"clip_norm", "log:0.01:100:41"},
                                               {"bias", "lin:-1:1:41"}});

/// A few values that tell of a field, by its whole path.
constexpr auto kLines = std::to_array<SideOf>(
    {{"training.learning_rate", "0.001,0.01,0.1,1,10"},
     {"training.optimizer", "gradient_descent,momentum,nesterov,rmsprop,adam"},
     {"training.batch", "1,8,64,0"},
     {"training.momentum", "0,0.5,0.9,0.99"},
     {"training.l2", "0,0.001,0.01,0.1"},
     {"training.dropout", "0,0.2,0.5"},
     {"initialization.scale", "0.1,0.5,1,2,5"},
     {"network.depth", "1,2,4,8,16"},
     {"network.width", "2,4,8,16,32"},
     {"data.examples", "25,50,100,200,400"},
     {"data.noise", "0,0.1,0.3"},
     {"data.label_noise", "0,0.1,0.3"}});

/// What curves may go over, by its whole path; "": what the document says.
constexpr auto kOver = std::to_array<SideOf>({{"data.train_examples", ""},
                                              {"network.width", "log:1:64:9"},
                                              {"network.depth", "lin:1:12:12"},
                                              {"training.learning_rate", "log:0.001:10:13"},
                                              {"training.batch", "log:1:256:9"},
                                              {"training.l2", "log:0.0001:1:9"},
                                              {"training.dropout", "lin:0:0.8:9"},
                                              {"initialization.scale", "log:0.1:10:13"},
                                              {"data.noise", "lin:0:0.5:11"},
                                              {"data.label_noise", "lin:0:0.5:11"}});

template <std::size_t size>
std::string_view found_in(const std::array<SideOf, size>& table, std::string_view name) {
  const auto found = std::ranges::find(table, name, &SideOf::leaf);
  return found == table.end() ? std::string_view() : found->values;
}

std::string_view values_of(std::string_view field) {
  return found_in(kSides, document::leaf(field));
}

/// A preset's study: a map where it has two sides, a search where cells are drawn.
struct Recipe {
  std::string_view x, y;
  Measure measure = Measure::train_loss;
  std::string_view steps = "200";
  std::string_view seeds = "1";
  std::string_view over = "";  // of curves: the field
  std::string_view z = "";
  std::string_view random = "0";

  bool drawn() const { return random != "0"; }
  std::string_view kind() const { return drawn() ? "search" : y.empty() ? "curves" : "map"; }
  std::string_view words() const {
    return drawn() ? "search chosen" : y.empty() ? "curves chosen" : "map chosen";
  }
};

Recipe recipe_of(StudyPreset preset) {
  constexpr std::string_view kScale = "initialization.scale=lin:0.2:3:57";
  constexpr std::string_view kRate = "training.learning_rate=log:0.001:10:41";
  switch (preset) {
    case StudyPreset::scale_rate:
      return {"initialization.scale=log:0.1:10:41", kRate};
    case StudyPreset::scale_depth:
      return {kScale, "network.depth=lin:1:20:20", Measure::train_loss, "100"};
    case StudyPreset::rate_depth:
      return {kRate, "network.depth=lin:1:20:20", Measure::train_loss, "100"};
    case StudyPreset::width_examples:
      return {"network.width=log:2:32:9", "data.examples=log:20:1280:13", Measure::dev_loss, "400"};
    case StudyPreset::start:
      return {kScale, "network.depth=lin:1:40:40", Measure::scope_dz};
    case StudyPreset::fractal:
    case StudyPreset::published:
    case StudyPreset::descent:
      return {};
    case StudyPreset::rates:
      return {"training.learning_rate=0.001,0.01,0.1,1,10", "", Measure::train_loss, "300", "5"};
    case StudyPreset::optimizers:
      return {"training.optimizer=gradient_descent,momentum,nesterov,rmsprop,adam", "",
              Measure::train_loss, "300", "5"};
    case StudyPreset::draws:
      return {"", "", Measure::train_loss, "300", "50"};
    case StudyPreset::widths:
      return {"network.width=2,4,8,16,32", "", Measure::train_loss, "300", "5"};
    case StudyPreset::learning:
      return {"network.width=2,8,32", "", Measure::dev_error, "500", "5", "data.train_examples"};
    case StudyPreset::three_fields:
      return {.x = "training.learning_rate=log:0.001:10",
              .y = "initialization.scale=log:0.1:10",
              .steps = "200",
              .z = "network.width=log:2:32",
              .random = "200"};
  }
  std::unreachable();
}

/// The end of the file that a preset opens; empty: it is made of the open experiment.
std::string_view file_of(StudyPreset preset) {
  if (preset == StudyPreset::fractal) return "fractal-tanh";
  if (preset == StudyPreset::published) return "fractal-tanh-published";
  if (preset == StudyPreset::descent) return "double-descent";
  return {};
}

std::optional<EditAction> open_example(std::string_view file) {
  const auto& all = examples();
  const auto found = std::ranges::find_if(
      all, [&](const Example& example) { return example.file.ends_with(file); });
  if (found == all.end()) return std::nullopt;
  return EditAction(OpenText{found->title, found->document});
}

bool has_classes(const Document& document) {
  return data::task_of(document.data) != data::Task::regression;
}

bool has_examples_to_draw(const Document& document) {
  return document.data.source != data::Source::table;
}

}  // namespace

std::optional<EditAction> study_of(StudyPreset preset, const Document& document) {
  if (const std::string_view file = file_of(preset); !file.empty()) return open_example(file);
  if (preset == StudyPreset::width_examples && !has_examples_to_draw(document)) return std::nullopt;
  const Recipe recipe = recipe_of(preset);
  // A network without a hidden layer has neither depth nor width to vary.
  const bool of_hidden = document::join({recipe.x, recipe.y, recipe.z}).contains("network.");
  if (of_hidden && document.layers.size() < 2) return std::nullopt;
  ApplyChanges changes{
      .changes = {}, .words = std::string(recipe.words()), .restart = false, .advice = false};
  const auto set = [&](std::string_view field, std::string_view value) {
    changes.changes.push_back({std::string(field), std::string(value)});
  };
  set("study.kind", recipe.kind());
  set("study.x", recipe.x);
  set("study.y", recipe.y);
  set("study.z", recipe.z);
  set("study.random", recipe.random);
  set("study.steps", recipe.steps);
  set("study.over", recipe.over.empty() ? "" : over_values(recipe.over, document));
  set("study.seeds", recipe.seeds);
  // Numbers are never wrong by more or less than their loss.
  const bool of_numbers = recipe.measure == Measure::dev_error && !has_classes(document);
  set("study.measure", core::name(of_numbers ? Measure::dev_loss : recipe.measure));
  return EditAction(std::move(changes));
}

std::optional<StudyPreset> preset_of(const Document& document) {
  const document::Study& study = document.study;
  if (study.kind == document::StudyKind::none) return std::nullopt;
  for (std::size_t i = 0; i < kStudyPresets; ++i) {
    const auto preset = static_cast<StudyPreset>(i);
    const Recipe recipe = recipe_of(preset);
    // How often and how long are one's own to choose.
    const bool measures = study.measure == recipe.measure || !recipe.over.empty();
    if (file_of(preset).empty() && study.x == recipe.x && study.y == recipe.y && measures &&
        study.over.substr(0, study.over.find('=')) == recipe.over && study.z == recipe.z &&
        (study.random > 0) == recipe.drawn())
      return preset;
  }
  if (study.over.starts_with("network.width=") && document.data.source == data::Source::mnist1d)
    return StudyPreset::descent;
  const bool of_layers = study.x.starts_with("network.layers[0].learning_rate=") &&
                         study.y.starts_with("network.layers[1].learning_rate=");
  if (!of_layers || study.measure != Measure::convergence) return std::nullopt;
  const bool small = document.data.dimensions < 16;
  return small ? StudyPreset::fractal : StudyPreset::published;
}

std::vector<std::string> map_fields(const Document& document) {
  std::vector<std::string> paths;
  for (const document::Field& field : document::fields()) {
    if (!field.sweepable || values_of(field.path).empty()) continue;
    if (field.path.starts_with("data.") && !has_examples_to_draw(document)) continue;
    paths.emplace_back(field.path);
  }
  for (std::size_t layer = 0; layer < document.layers.size() && layer < 4; ++layer)
    for (const std::string_view leaf : {"learning_rate", "scale"})
      paths.push_back(document::join({"network.layers[", std::to_string(layer), "].", leaf}));
  return paths;
}

std::string map_axis(std::string_view field) {
  return document::join({field, "=", values_of(field)});
}

std::string drawn_axis(std::string_view axis) {
  const auto spec = document::parse_axis(axis);
  const bool counted = spec && spec->spread != document::Spread::listed && spec->count > 0;
  return std::string(counted ? axis.substr(0, axis.rfind(':')) : axis);
}

std::string grid_axis(std::string_view axis) {
  constexpr std::string_view kCount = ":7";
  const auto spec = document::parse_axis(axis);
  const bool range = spec && spec->spread != document::Spread::listed && spec->count == 0;
  return document::join({axis, range ? kCount : ""});
}

std::string search_axis(std::string_view field, bool drawn) {
  const std::string range = drawn_axis(map_axis(field));
  return drawn ? range : grid_axis(range);
}

std::vector<std::string> curve_fields(const Document& document) {
  std::vector<std::string> paths;
  for (const SideOf& line : kLines) {
    if (line.leaf.starts_with("data.") && !has_examples_to_draw(document)) continue;
    if (line.leaf.starts_with("network.") && document.layers.size() < 2) continue;
    if (line.leaf == "data.label_noise" && !has_classes(document)) continue;
    paths.emplace_back(line.leaf);
  }
  return paths;
}

std::vector<std::string> over_fields(const Document& document) {
  std::vector<std::string> paths;
  for (const SideOf& over : kOver) {
    const bool drawn = over.leaf == "data.noise";
    if (drawn && !has_examples_to_draw(document)) continue;
    if (over.leaf.starts_with("network.") && document.layers.size() < 2) continue;
    if (over.leaf == "data.label_noise" && !has_classes(document)) continue;
    paths.emplace_back(over.leaf);
  }
  return paths;
}

std::string over_values(std::string_view field, const Document& document) {
  std::string values(found_in(kOver, field));
  if (values.empty()) {
    // From a few examples to all there are.
    data::Options all = document.data;
    all.train_examples = 0;
    const core::Index most = data::train_count(all);
    const core::Index least = std::clamp<core::Index>(most / 50, 2, 100);
    values = document::join({"log:", std::to_string(std::min(least, most)), ":",
                             std::to_string(most), most > 16 ? ":8" : ":2"});
  }
  return document::join({field, "=", values});
}

std::string curve_values(std::string_view field) {
  return field.empty() ? "" : document::join({field, "=", found_in(kLines, field)});
}

}  // namespace isobath::app
