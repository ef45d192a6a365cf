// SPDX-License-Identifier: MIT
// The middle of reading a table: what its rows and columns are, before the first value is read.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv_records.hpp"

namespace isobath::data {

struct CsvLayout {
  Separator separator;
  bool comments = false;        // lines that begin with # are passed over
  std::size_t offset = 0;       // of the text behind a line "sep=;"
  std::size_t text_line = 1;    // which begins at this line
  std::size_t passed_over = 0;  // records above the first row of data: titles and header
  std::size_t first_line = 1;   // of the header or the first row
  bool has_header = false;
  std::vector<std::string> names;  // of all columns; empty without a header
  std::size_t columns = 0;
  bool trailing = false;           // rows have an empty cell more
  std::vector<std::string> notes;  // what was passed over, one sentence each
};

/// Looks at the first records of UTF-8 text. Above the table there may be titles, which are records
/// of fewer cells. There is a header if the first record has a word in a column whose next cells
/// are numbers, or if it is all words that do not come again.
std::expected<CsvLayout, std::string> detect_layout(std::string_view text);

}  // namespace isobath::data
