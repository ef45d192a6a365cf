// SPDX-License-Identifier: MIT
// One matrix of the stepper as it is drawn.
#pragma once

#include "ui/frame.hpp"
#include "ui/stepper/stepper_type.hpp"
#include "ui/stepper/stepper_window.hpp"

namespace isobath::ui {

/// Letters of the numbers in a matrix: as large as its cells have room for.
Type cell_type(const Theme& theme, const MatrixBox& box, const StepperType& type);
void draw_cells(const Frame& frame, const MatrixBox& box, const StepperType& type);
/// The numbers of rows and columns, from 1.
void draw_numbers(const Frame& frame, const MatrixBox& box, const MatrixMargins& margins,
                  const StepperType& type);
/// Name and shape above the cells, and where not all are in view, a map of which are, registered as
/// `overview`.
void draw_head(Frame& frame, const MatrixBox& box, float top, const char* overview,
               const StepperType& type);
/// Marks the example that is followed everywhere, in a matrix that has a column (or a row) for
/// each.
void draw_followed(const Frame& frame, const MatrixBox& box, core::Index example);
/// Outlines the part of an operand that goes into a cell of the result; nothing where it is out of
/// view.
void light_cells(const MatrixBox& box, const MatrixBox& result, MatrixCell cell, ImU32 colour);
/// What a cell holds, where its number is not in it.
void draw_value_card(const Frame& frame, const MatrixBox& box, MatrixCell cell);

}  // namespace isobath::ui
