// SPDX-License-Identifier: MIT
#include "app/study/map_presets.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "app/edit/examples.hpp"
#include "core/options.hpp"
#include "document/fields.hpp"
#include "document/sentence.hpp"

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

std::string_view values_of(std::string_view field) {
  const auto found = std::ranges::find(kSides, document::leaf(field), &SideOf::leaf);
  return found == kSides.end() ? std::string_view() : found->values;
}

/// A preset's study; the title of the document where it is one of its own.
struct Recipe {
  std::string_view x, y;
  Measure measure = Measure::train_loss;
  std::string_view steps = "200";
};

Recipe recipe_of(MapPreset preset) {
  constexpr std::string_view kScale = "initialization.scale=lin:0.2:3:57";
  constexpr std::string_view kRate = "training.learning_rate=log:0.001:10:41";
  switch (preset) {
    case MapPreset::scale_rate:
      return {"initialization.scale=log:0.1:10:41", kRate};
    case MapPreset::scale_depth:
      return {kScale, "network.depth=lin:1:20:20", Measure::train_loss, "100"};
    case MapPreset::rate_depth:
      return {kRate, "network.depth=lin:1:20:20", Measure::train_loss, "100"};
    case MapPreset::width_examples:
      return {"network.width=log:2:32:9", "data.examples=log:20:1280:13", Measure::dev_loss, "400"};
    case MapPreset::start:
      return {kScale, "network.depth=lin:1:40:40", Measure::scope_dz};
    case MapPreset::fractal:
      return {};
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

std::optional<EditAction> map_of(MapPreset preset, const Document& document) {
  if (preset == MapPreset::fractal) {
    const Example* example = fractal();
    return example ? std::optional<EditAction>(OpenText{example->title, example->document})
                   : std::nullopt;
  }
  if (preset == MapPreset::width_examples && !has_examples_to_draw(document)) return std::nullopt;
  // A network without a hidden layer has neither depth nor width to vary.
  if (preset != MapPreset::scale_rate && document.layers.size() < 2) return std::nullopt;
  const Recipe recipe = recipe_of(preset);
  ApplyChanges changes{.changes = {}, .words = "map chosen", .restart = false, .advice = false};
  const auto set = [&](std::string_view field, std::string_view value) {
    changes.changes.push_back({std::string(field), std::string(value)});
  };
  set("study.kind", "map");
  set("study.x", recipe.x);
  set("study.y", recipe.y);
  set("study.steps", recipe.steps);
  set("study.seeds", "1");
  set("study.measure", core::name(recipe.measure));
  return EditAction(std::move(changes));
}

std::optional<MapPreset> preset_of(const Document& document) {
  const document::Study& study = document.study;
  for (std::size_t i = 0; i < kMapPresets; ++i) {
    const auto preset = static_cast<MapPreset>(i);
    const Recipe recipe = recipe_of(preset);
    if (study.x == recipe.x && study.y == recipe.y && study.measure == recipe.measure &&
        std::to_string(study.steps) == recipe.steps && !recipe.x.empty())
      return preset;
  }
  const bool of_layers = study.x.starts_with("network.layers[0].learning_rate=") &&
                         study.y.starts_with("network.layers[1].learning_rate=");
  return of_layers && study.measure == Measure::convergence ? std::optional(MapPreset::fractal)
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

}  // namespace isobath::app
