// SPDX-License-Identifier: MIT
// How folded the border between two kinds of cells is: its box-counting dimension, after J.
// Sohl-Dickstein, "The boundary of neural network trainability is fractal" (2024).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace isobath::lab {

/// [columns − 1 by rows − 1], row by row: 1 where a block of two by two cells holds both kinds.
/// `is_in` [columns · rows]: 0 or 1.
std::vector<std::uint8_t> border_cells(std::span<const std::uint8_t> is_in, int columns, int rows);

/// 1 of a smooth line, up to 2 of one that fills the plane: how fast the number of boxes that are
/// partly border falls with their size, the median over sizes from 4 cells to an eighth of the
/// picture. Empty where the picture is smaller than 64 cells or the border too short to tell.
std::optional<double> border_dimension(std::span<const std::uint8_t> is_in, int columns, int rows);

}  // namespace isobath::lab
