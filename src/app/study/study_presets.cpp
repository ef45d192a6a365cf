// SPDX-License-Identifier: MIT
#include "app/study/study_presets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/edit/examples.hpp"
#include "core/options.hpp"
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
     {"data.noise", "0,0.1,0.3"}});

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
    case StudyPreset::three_fields:
      return {.x = "training.learning_rate=log:0.001:10",
              .y = "initialization.scale=log:0.1:10",
              .steps = "200",
              .z = "network.width=log:2:32",
              .random = "200"};
  }
  std::unreachable();
}

const Example* fractal() {
  const auto& all = examples();
  const auto found = std::ranges::find_if(
      all, [](const Example& example) { return example.file.ends_with("fractal-tanh"); });
  return found == all.end() ? nullptr : &*found;
}

bool has_examples_to_draw(const Document& document) {
  return document.data.source != data::Source::table;
}

}  // namespace

std::optional<EditAction> study_of(StudyPreset preset, const Document& document) {
  if (preset == StudyPreset::fractal) {
    const Example* example = fractal();
    return example ? std::optional<EditAction>(OpenText{example->title, example->document})
                   : std::nullopt;
  }
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
  set("study.seeds", recipe.seeds);
  set("study.measure", core::name(recipe.measure));
  return EditAction(std::move(changes));
}

std::optional<StudyPreset> preset_of(const Document& document) {
  const document::Study& study = document.study;
  if (study.kind == document::StudyKind::none) return std::nullopt;
  for (std::size_t i = 0; i < kStudyPresets; ++i) {
    const auto preset = static_cast<StudyPreset>(i);
    const Recipe recipe = recipe_of(preset);
    // How often and how long are one's own to choose.
    if (preset != StudyPreset::fractal && study.x == recipe.x && study.y == recipe.y &&
        study.z == recipe.z && (study.random > 0) == recipe.drawn() &&
        study.measure == recipe.measure)
      return preset;
  }
  const bool of_layers = study.x.starts_with("network.layers[0].learning_rate=") &&
                         study.y.starts_with("network.layers[1].learning_rate=");
  return of_layers && study.measure == Measure::convergence ? std::optional(StudyPreset::fractal)
                                                            : std::nullopt;
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
    paths.emplace_back(line.leaf);
  }
  return paths;
}

std::string curve_values(std::string_view field) {
  return field.empty() ? "" : document::join({field, "=", found_in(kLines, field)});
}

}  // namespace isobath::app
