// SPDX-License-Identifier: MIT
// Where layers and units of the drawn network stand. Plain arithmetic over a snapshot.
#pragma once

#include "app/snapshot.hpp"
#include "ui/layout.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// Columns from layer 0 (the inputs) to L, in pixels from the left of the (scrollable) drawing; a
/// unit is a tile, square but for where columns are narrow.
struct NetworkGeometry {
  int layers = 1;
  float pitch_px = 100.0F;  // from column to column
  float left_px = 0.0F;     // to the middle of column 0
  float content_px = 0.0F;  // width of the whole drawing
  float tile_px = 30.0F;
  float tall_px = 30.0F;     // a tile's height: more than its width where columns are narrow
  float row_px = 36.0F;      // from unit to unit
  float body_top_px = 0.0F;  // between the controls above and below the units
  float body_bottom_px = 0.0F;
  float fold_px = 20.0F;     // height of the line below a column that is not drawn whole
  int rows = 1;              // room for tiles in a column
  bool shapes = true;        // is there room for W's shape below a column?
  bool fold_buttons = true;  // is there room for buttons in that line?
  /// Zoomed out so far that columns are tiles and numbers, without controls?
  bool compact = false;

  float x(int layer) const { return left_px + pitch_px * static_cast<float>(layer); }
  /// How wide a layer's controls may be: from column to column, and within the drawing.
  float column_px(int layer) const;
  /// Units of a layer that there is room for, and the first of them: the rest is walked to.
  int shown(const app::Snapshot& snapshot, int layer) const;
  int first(const app::Snapshot& snapshot, int layer) const;
  /// Is there less room than units?
  bool folded(const app::Snapshot& snapshot, int layer) const;
  /// Top of the tile in row `row` of a column of `shown`.
  float y(int row, int shown, bool folded) const;
  /// First and last layer with anything between two x of the drawing.
  int first_visible(float from_px) const;
  int last_visible(float to_px) const;
};

/// For a canvas of `size`: columns as wide as fit, down to a least width; then the drawing is wider
/// than the canvas and scrolls. `zoom` 1 is that width; it is held between least_zoom and
/// most_zoom.
NetworkGeometry network_geometry(const app::Snapshot& snapshot, const Theme& theme, ImVec2 size_px,
                                 float zoom = 1.0F);

/// The zoom at which the whole network shows, at most 1; and the one at which columns are as wide
/// as they are of any use, at least 1.
float least_zoom(const app::Snapshot& snapshot, const Theme& theme, float width_px);
float most_zoom(const app::Snapshot& snapshot, const Theme& theme, float width_px);

/// Units of a layer as the drawing has them: image data have one picture in place of the inputs.
int drawn_units(const app::Snapshot& snapshot, int layer);

}  // namespace isobath::ui
