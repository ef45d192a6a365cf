// SPDX-License-Identifier: MIT
// The pictures of units: activations over the plane, or over training examples, as float grids.
#pragma once

#include <vector>

#include "app/run/run.hpp"
#include "app/snapshot.hpp"

namespace isobath::app {

/// What drawing may cost at one time, in multiplications: less while a training wants the
/// processor. One value of an activation function counts as kActivationCost of them.
inline constexpr double kMapBudgetPlaying = 1.2e7;
inline constexpr double kMapBudgetPaused = 6e8;
inline constexpr double kActivationCost = 10.0;
/// Pictures of units at one time.
inline constexpr int kMaxTiles = 1024;
/// Where so many are on screen at once that they are small.
inline constexpr int kMaxSmallTiles = 8192;

/// How many units of each layer get a map: all where there are few; where there are many, of the
/// layers in the window as many as it has rows, of the others what is left of `most_tiles` (at
/// least one each).
std::vector<int> units_to_show(const core::Network& network, const UnitWindow& window,
                               int most_tiles);

class MapMaker {
 public:
  /// Forgets the points of an earlier run.
  void start(const document::Document& document, const Run& run);

  /// `example` is the one whose picture stands for the inputs of image data, below 0 the mean.
  void draw_units(Run& run, bool playing, const UnitWindow& window, int example, UnitMaps& maps);
  /// The map of `focus`, or of the first output (of all outputs where there are several).
  void draw_output(Run& run, std::optional<UnitId> focus, bool playing, OutputMap& map);

 private:
  void use_grid(Run& run, int side_cells);
  void sort_examples(const data::Dataset& dataset, core::Index examples);
  void draw_pictures(Run& run, int example, UnitMaps& maps);

  data::Options options_;
  std::vector<core::Index> sorted_;  // training examples that stand in for a plane
  std::uint64_t version_ = 0;
  std::vector<float> scratch_;  // [units · cells]: rows of the layer the output map is of
  std::vector<Run::Strip> strips_;
  LayerLinks pixels_;  // layer 1's weights on the way to its pictures
};

}  // namespace isobath::app
