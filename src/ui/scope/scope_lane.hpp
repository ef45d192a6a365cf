// SPDX-License-Identifier: MIT
// A lane of the depth scope: one quantity, layer by layer, on a logarithmic axis of magnitudes or
// on a signed one, whose upper half holds what is above 0 and whose lower half, mirrored, the rest.
#pragma once

#include <array>

#include "app/figure/figure.hpp"
#include "core/density.hpp"
#include "ui/frame.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

struct ScopeLane {
  core::Quantity quantity = core::Quantity::a;
  ImU32 colour = 0;
  app::figure::Role role = app::figure::Role::forward;  // that the colour is of
  const core::Densities* now = nullptr;                 // null where there are none
  Rect area;
  Axis layers;     // x: 0.5 … L + 0.5
  Axis magnitude;  // logarithmic
  bool is_signed = false;
  /// Which half of each layer's width its strip takes, where two lanes share a plot: -1 the left
  /// one, 1 the right one, 0 all of it.
  int side = 0;

  float per_layer_px() const {
    return area.width() / static_cast<float>(layers.highest - layers.lowest);
  }
  float x_px(double layer) const {
    return area.min.x + static_cast<float>(layers.share(layer)) * area.width();
  }
  /// The plots to draw into: one of magnitudes, or positive and negative values.
  std::size_t halves() const { return is_signed ? 2 : 1; }
  Plot half(std::size_t which) const;
  /// All of the area, for what lies along the layers.
  Plot whole() const { return {area, layers, magnitude}; }
  /// Is any of the layer in view?
  bool shows(int layer) const {
    return layer + 0.5 > layers.lowest && layer - 0.5 < layers.highest;
  }
  /// The layer at a place on screen, 1 … L.
  int layer_at(float x_px) const;
};

/// What the snapshot has to say of a quantity; `area` and axes are the caller's to set.
ScopeLane make_lane(const Frame& frame, core::Quantity quantity, bool forwards);

/// Gathers what is to be in view of a lane: the lines, and the middle of the densities.
void add_to_extent(const app::Snapshot& snapshot, const ScopeLane& lane, Extent& extent);
/// The axis around what was gathered, with room for marks and for a near limit of the number
/// format.
Axis magnitude_axis(const app::Snapshot& snapshot, const Extent& extent);

/// Grid and labels of the magnitudes; as wide as `left_px` to the left of the area.
void draw_magnitudes(const Frame& frame, ImDrawList& list, const ScopeLane& lane);
/// Room that these labels take at most.
float magnitudes_width(const Frame& frame, const ScopeLane& lane);

/// NaN, Inf and 0, which no logarithmic line can show, and a word at the first layer of NaN or Inf.
/// `word_top_px` is where the word goes, moved on below it.
void draw_marks(const Frame& frame, ImDrawList& list, const ScopeLane& lane, float* word_top_px);

}  // namespace isobath::ui
