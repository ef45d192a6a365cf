// SPDX-License-Identifier: MIT
// Rows to predict for: another sheet read as the one that the network was trained on.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "data/dataset.hpp"

namespace isobath::data {

/// The rows of `sheet` as inputs of the network [rows, inputs], raw, NaN where a cell is missing.
/// Columns are matched as match_columns says. A word that was not among those of the training,
/// another unit and a column that is not there are a sentence.
std::expected<core::Matrix<double>, std::string> input_rows(const Sheet& sheet, const Table& table);

/// How columns that are inputs were read where that is otherwise than in the training, one sentence
/// each.
std::vector<std::string> told_formats(const Sheet& sheet, const Table& table);

}  // namespace isobath::data
