// SPDX-License-Identifier: MIT
// Where the matrices of a line stand and which part of them is in view. All are seen through one
// window: what their rows and columns have in common moves and grows together. Plain arithmetic.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "app/stepper/stepper.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

struct MatrixCell {
  core::Index row = 0, column = 0;
};

/// What is looked at: the size of a cell, and the first of every axis' numbers (row, column, inner)
/// in view, in cells.
struct MatrixWindow {
  float cell_px = 0.0F;  // of a cell's width; 0: as large as fits
  std::array<float, 3> first{};
};

inline constexpr float kLeastCell_px = 4.0F, kMostCell_px = 112.0F;

/// One matrix on screen: which part of it, and where.
struct MatrixBox {
  const app::Operand* operand = nullptr;
  core::Index rows = 0, columns = 0;            // in view
  core::Index first_row = 0, first_column = 0;  // of those
  Rect cells;
  float cell_width = 0.0F, cell_height = 0.0F;
  float sign_x = 0.0F;  // the middle of what stands behind it

  Rect cell(core::Index row, core::Index column) const {
    const float x = cells.min.x + static_cast<float>(column - first_column) * cell_width;
    const float y = cells.min.y + static_cast<float>(row - first_row) * cell_height;
    return {{x, y}, {x + cell_width, y + cell_height}};
  }
  bool shows(core::Index row, core::Index column) const {
    return row >= first_row && row < first_row + rows && column >= first_column &&
           column < first_column + columns;
  }
  bool whole() const { return rows == operand->values.rows() && columns == operand->values.cols(); }
  std::optional<MatrixCell> at(ImVec2 point) const;
};

/// Operands first, the result last.
struct MatrixBoxes {
  std::array<MatrixBox, 6> box;
  std::size_t count = 0;
  float cell_width = 0.0F;
  std::array<core::Index, 3> in_view{}, sizes{};  // of row, column and inner

  std::span<const MatrixBox> all() const { return {box.data(), count}; }
  const MatrixBox& result() const { return box[count - 1]; }
};

/// Room around every matrix: for names above, numbers of rows and columns beside.
struct MatrixMargins {
  float head_px = 40.0F;    // above the numbers
  float number_px = 14.0F;  // height of a line of them
  float digit_px = 7.0F;    // width of a digit
  // Cells grow to this, which has room for the largest numbers.
  float widest_px = 56.0F, tallest_px = 30.0F;
  float example_px = 22.0F;  // of the width for every example that is fitted in
};

/// Places the matrices, and takes `window` back to where there is something to be seen.
MatrixBoxes place_matrices(const Rect& area, const app::LineView& view,
                           const MatrixMargins& margins, MatrixWindow& window);

/// Zooms by `factor` so that what is under `at` stays there.
void zoom_matrices(const MatrixBoxes& boxes, ImVec2 at, float factor, MatrixWindow& window);
/// Moves the window by so many cells along a box' rows and columns.
void pan_matrices(const MatrixBox& box, float rows, float columns, MatrixWindow& window);
/// Moves the window as little as brings a cell of the result into view.
void reveal(const MatrixBoxes& boxes, MatrixCell cell, MatrixWindow& window);

}  // namespace isobath::ui
