// SPDX-License-Identifier: MIT
// What sliders and choices have in common: a row with a label and a value.
#pragma once

#include <string_view>

#include "ui/controls/controls.hpp"

namespace isobath::ui {

inline constexpr float kPad = 9.0F;  // within a control, to its left and right

/// For ImGui: −1 is the rest of the line.
float row_width(const Control& control);

/// Label and value upon a row, the label giving way to the value.
void draw_row(Frame& frame, const Rect& row, const Control& control, std::string_view value,
              float room_right_px, float lift_px = 0.0F);

}  // namespace isobath::ui
