// SPDX-License-Identifier: MIT
// The links between the units of two neighbouring layers, by sign and size of their weights.
#pragma once

#include "ui/frame.hpp"
#include "ui/network_geometry.hpp"

namespace isobath::ui {

/// Draws the links into layer `layer` with `origin` the drawing's top left on screen. Of very many
/// only the largest are drawn, at most about `most`.
void draw_links(const Frame& frame, ImDrawList& list, const NetworkGeometry& geometry,
                ImVec2 origin, int layer, int most);

}  // namespace isobath::ui
