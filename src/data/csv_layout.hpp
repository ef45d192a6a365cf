// SPDX-License-Identifier: MIT
// The middle of reading a table: what its columns are, before the first value is read.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv.hpp"

namespace isobath::data {

/// The columns of a table. Columns are counted from 0 here and from 1 in what people read.
struct CsvLayout {
  char delimiter = ',';
  bool has_header = false;
  std::size_t first_line = 1;      // of the first record
  std::vector<std::string> names;  // of all columns; empty without a header
  std::size_t columns = 0;
  std::vector<std::size_t> inputs, targets;
  /// The one target is a column of words, as its first cell is.
  bool has_labels = false;

  /// For sentences: `column "age"` or `column 3`.
  std::string describe(std::size_t column) const;
  /// For Table::names where the header has none: x1, x2, …, y or y1, y2, ….
  std::string name(std::size_t column) const;
};

/// Looks at the first records. There is a header if the first record has a word in a column whose
/// next cells are numbers, or if it is all words.
std::expected<CsvLayout, std::string> detect_layout(std::string_view text,
                                                    const CsvOptions& options);

}  // namespace isobath::data
