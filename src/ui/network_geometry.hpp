// SPDX-License-Identifier: MIT
// Where layers and units of the drawn network stand. Plain arithmetic over a snapshot.
#pragma once

#include "app/snapshot.hpp"
#include "ui/layout.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// Columns from layer 0 (the inputs) to L, in pixels from the left of the (scrollable) drawing; a
/// unit is a square tile.
struct NetworkGeometry {
  int layers = 1;
  float pitch_px = 100.0F;  // from column to column
  float left_px = 0.0F;     // to the middle of column 0
  float content_px = 0.0F;  // width of the whole drawing
  float tile_px = 30.0F;
  float row_px = 36.0F;      // from unit to unit
  float body_top_px = 0.0F;  // between the controls above and below the units
  float body_bottom_px = 0.0F;
  int rows = 1;  // room for tiles in a column

  float x(int layer) const { return left_px + pitch_px * static_cast<float>(layer); }
  /// Units of a layer that are drawn as tiles, of `units` that there are; the rest is folded into
  /// one line below.
  int shown(const app::Snapshot& snapshot, int layer) const;
  /// Top of the tile of `unit` where `shown` are drawn.
  float y(int unit, int shown, bool folded) const;
  /// First and last layer with anything between two x of the drawing.
  int first_visible(float from_px) const;
  int last_visible(float to_px) const;
};

/// For a canvas of `size`: columns as wide as fit, down to a least width; then the drawing is wider
/// than the canvas and scrolls.
NetworkGeometry network_geometry(const app::Snapshot& snapshot, const Theme& theme, ImVec2 size_px);

}  // namespace isobath::ui
