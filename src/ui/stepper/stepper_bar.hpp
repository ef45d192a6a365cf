// SPDX-License-Identifier: MIT
// The stepper's controls above its lines: what goes by itself, and which columns are looked at.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// Back and on by line, layer, pass and update.
void draw_moves(Frame& frame, const Rect& rect);

struct StepperBar {
  Rect tools;           // for the buttons that zoom
  float bottom = 0.0F;  // where the bar ends
};

/// Draws the bar from (left, top) on, in one row or two.
StepperBar draw_stepper_bar(Frame& frame, float left, float right, float top);

}  // namespace isobath::ui
