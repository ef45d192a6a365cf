// SPDX-License-Identifier: MIT
// The controls of a layer above and below its units, and between the columns.
#pragma once

#include "ui/frame.hpp"
#include "ui/network/network_geometry.hpp"

namespace isobath::ui {

/// Number, activation, units and shape of one layer. Returns true if its options are asked for.
bool draw_layer_controls(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, float height,
                         int layer);

/// Below a column that is not drawn whole: how much there is more, and buttons that walk to it.
/// Returns whether the pointer is upon it: then the wheel walks.
bool draw_fold(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer);

/// Zoomed out: the number alone, where there is room for it.
void draw_layer_number(const Frame& frame, const NetworkGeometry& geometry, ImVec2 origin,
                       int layer);

}  // namespace isobath::ui
