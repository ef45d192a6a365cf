// SPDX-License-Identifier: MIT
// Drawing data with the pointer: what to draw with, and the strokes on the map.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// Chips for every class (or for low, middle and high values) and the eraser, in a row that ends at
/// `right_px`; only where there is a plane. A chip pressed again puts the brush away.
void draw_brushes(Frame& frame, float left_px, float right_px, float top_px);

/// The map as paper, if a brush is taken up: takes the pointer there and pushes points. True if it
/// did, and the map has nothing else to say to the pointer.
bool paint_points(Frame& frame, const Rect& map);

}  // namespace isobath::ui
