// SPDX-License-Identifier: MIT
// A heat map in a plot, and the bar that says what its colours are worth.
#pragma once

#include "app/figure/figure.hpp"
#include "ui/frame.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

/// The figure's map where the plot's axes say, cut off at its area: while the view is zoomed or
/// moved and no other values have come yet, those that are there are stretched. `id` says which
/// picture it is from frame to frame.
void draw_heat_map(Frame& frame, ImDrawList& list, const Plot& plot, std::string_view id,
                   const app::figure::HeatMap& map);

/// The cell under a place on screen.
struct Cell {
  int column = 0, row = 0;
};
std::optional<Cell> cell_at(const Plot& plot, const app::figure::HeatMap& map, ImVec2 at);
/// And where it is drawn, to be lit.
Rect cell_rect(const Plot& plot, const app::figure::HeatMap& map, Cell cell);

/// The colours along the map's axis of values with its ticks, upright or lying by the shape of the
/// room: labels on the right, or below. What is not finite has a sample of its own, if there is
/// some.
void draw_colour_bar(ImDrawList& list, const Theme& theme, const Rect& room,
                     const app::figure::HeatMap& map, bool with_not_finite = false);
/// How wide an upright one is, with its labels.
float colour_bar_width(const Theme& theme, const app::figure::HeatMap& map, float height_px,
                       bool with_not_finite = false);

}  // namespace isobath::ui
