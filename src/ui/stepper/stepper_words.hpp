// SPDX-License-Identifier: MIT
// The words below the stepper's matrices.
#pragma once

#include <optional>

#include "app/stepper/stepping.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/stepper/stepper_type.hpp"
#include "ui/stepper/stepper_window.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// A number behind a sign: a negative one stands in brackets, "·(−0.2)".
Text factor_of(double value);

/// The cell's sum with names and with numbers, and the tangent on g where g′ is taken; without a
/// cell, one sentence on the line.
void draw_story(Frame& frame, const Rect& rect, const app::Stepping& stepping,
                std::optional<MatrixCell> cell, const StepperType& type);

/// The exercise with shapes: which matrix, the field for its shape, and what would happen.
void draw_shapes_exercise(Frame& frame, const Rect& rect, const app::Stepping& stepping);

/// The line as a button that opens the list of all lines, for where that has no panel of its own;
/// returns its height. Its letters are `largest_px` high where they fit.
float draw_line_chooser(Frame& frame, const Rect& rect, const app::Stepping& stepping,
                        float largest_px);

}  // namespace isobath::ui
