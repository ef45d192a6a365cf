// SPDX-License-Identifier: MIT
// The matrices of one line of the algorithm, side by side, as heat maps with numbers where there is
// room.
#pragma once

#include <optional>

#include "app/stepper/stepping.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/stepper/stepper_type.hpp"
#include "ui/stepper/stepper_window.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// A cell's number ever shorter, from try 0 on: "−0.31", "−0.3", "−.3"; "" where no shorter is
/// left.
Text cell_number(double value, int tried);

/// Draws operands and result into `area`, and the buttons that zoom into `tools`; returns the cell
/// of the result that is pointed at, or else the one that was kept by a click. A drag
/// moves the window, the wheel, + and −, or a pinch zoom it; ↑ and ↓, with Ctrl ← and →, walk from
/// cell to cell.
std::optional<MatrixCell> draw_matrices(Frame& frame, const Rect& area, const Rect& tools,
                                        const app::Stepping& stepping, const StepperType& type);

/// Room that the buttons that zoom take.
float zoom_tools_width(const Theme& theme);

}  // namespace isobath::ui
