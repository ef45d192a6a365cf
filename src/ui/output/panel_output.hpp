// SPDX-License-Identifier: MIT
// The views of the output panel, each drawn into a rectangle. For panel_output*.cpp only.
#pragma once

#include "ui/controls/controls.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// 0.87, and 0.00 for what rounding leaves of 0.
Text r_squared_text(double value);

/// ŷ, or the unit in view, over the plane, with the data upon it.
void draw_output_map(Frame& frame, const Rect& map);
/// The scale of its colours with its range in numbers; of several classes, their names.
void draw_output_scale(const Frame& frame, const Rect& bar);
/// ŷ against y, and below what is missing.
void draw_output_fit(Frame& frame, const Rect& area);
/// What each class was taken for.
void draw_output_confusion(Frame& frame, const Rect& area);
/// Pictures with their answers, the worst first.
void draw_output_gallery(Frame& frame, const Rect& area);

/// What the card of one example says: y, ŷ, its loss. `outputs` may lack it.
void draw_example_card(const Frame& frame, const char* part_name, const data::Part& part,
                       const core::Matrix<float>& outputs, core::Index example);

/// "step 100": the moment that is compared with.
Text then_name(const app::Snapshot& snapshot);
/// "cat": the target's name, or its number.
Text class_name(const app::Snapshot& snapshot, int of_class);
/// A press on an example of the training part: units tell their sums of it, or of all again.
void follow(Frame& frame, core::Index example);

}  // namespace isobath::ui
