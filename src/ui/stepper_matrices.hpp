// SPDX-License-Identifier: MIT
// The matrices of one line of the algorithm, side by side, as heat maps with numbers where there is
// room.
#pragma once

#include <optional>

#include "app/stepper.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

struct MatrixCell {
  core::Index row = 0, column = 0;
};

/// Draws operands and result into `area`; returns the cell of the result that is pointed at.
/// Matrices with more rows or columns than there is room for are panned with the wheel.
std::optional<MatrixCell> draw_matrices(Frame& frame, const Rect& area, const app::LineView& view);

}  // namespace isobath::ui
