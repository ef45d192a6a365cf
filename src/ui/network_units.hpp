// SPDX-License-Identifier: MIT
// The columns of the network: units as maps, and the controls of a layer above and below them.
#pragma once

#include "ui/frame.hpp"
#include "ui/network_geometry.hpp"

namespace isobath::ui {

/// The units of one layer, and what the pointer does with them.
void draw_units(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer);

/// Activation, number of units and shape of W of one layer.
void draw_layer_controls(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, float height,
                         int layer);

}  // namespace isobath::ui
