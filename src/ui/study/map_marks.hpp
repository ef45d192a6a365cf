// SPDX-License-Identifier: MIT
// What stands on a map beside its colours: theory, where the open experiment stands, the cell that
// is looked at and those that are compared; and the comparison itself.
#pragma once

#include <imgui.h>

#include <span>
#include <string>

#include "app/study/map_view.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/plot/plot.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// Where a place in the axes' units is on screen.
ImVec2 place_px(const Plot& plot, double x, double y);

void draw_map_marks(Frame& frame, ImDrawList& list, const Plot& plot, const app::MapView& map);

/// The losses on the way of cells' trainings, small: as far as they are numbers.
void draw_cell_curves(const Frame& frame, ImDrawList& list, const Rect& area,
                      std::span<const app::MapCell> cells);

/// How much room the cells that are compared take; 0 without any.
float compared_height(const Frame& frame, const app::MapView& map);
void draw_compared(Frame& frame, const app::MapView& map, const Rect& area);

/// A cell's value on a side, with as many digits as tell it from its neighbours.
Text cell_value(const app::MapSideView& side, const std::string& text);

}  // namespace isobath::ui
