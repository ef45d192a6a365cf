// SPDX-License-Identifier: MIT
// Matrices as text, to take home and to bring back: NumPy, CSV, LaTeX.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "core/matrix.hpp"

namespace isobath::app {

enum class MatrixFormat { numpy, csv, latex };

/// All digits that bring the same bits back. NaN and infinities are written as the format has them.
std::string to_text(const core::Matrix<double>& values, MatrixFormat format);

/// Reads a matrix in any of the formats, whichever it is: NumPy's code or its print, rows of
/// numbers between commas, semicolons, tabs or spaces, LaTeX's matrix environments. An error is one
/// sentence with the row.
std::expected<core::Matrix<double>, std::string> read_matrix(std::string_view text);

/// Reads one for a place called `name` ("W[2]") of shape [rows, columns]; a vector may stand either
/// way. An error names both shapes.
std::expected<core::Matrix<double>, std::string> read_matrix_for(std::string_view text,
                                                                 std::string_view name,
                                                                 core::Index rows,
                                                                 core::Index columns);

}  // namespace isobath::app
