// SPDX-License-Identifier: MIT
// Rows to predict for: another sheet read as the one that the network was trained on.
#pragma once

#include <expected>
#include <map>
#include <string>

#include "data/csv.hpp"
#include "data/dataset.hpp"

namespace isobath::data {

/// How the columns of the table are written, for CsvOptions::formats; by name, or by number where
/// they have none.
std::map<std::string, Format, std::less<>> formats_of(const Table& table);

/// The rows of `sheet` as inputs of the network [rows, inputs], raw, NaN where a cell is missing.
/// Columns go by their names where both tables have them, otherwise by their places; targets and
/// columns that were left out may be there and are passed over. A word that was not among those of
/// the training and a column that is not there are a sentence.
std::expected<core::Matrix<double>, std::string> input_rows(const Sheet& sheet, const Table& table);

}  // namespace isobath::data
