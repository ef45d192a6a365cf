// SPDX-License-Identifier: MIT
// The lower half of reading a table: from text to records of cells (RFC 4180 and its variations).
#pragma once

#include <cstddef>
#include <deque>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace isobath::data {

struct Cell {
  std::string_view text;  // without quotes and without blanks around it
  std::size_t line = 1;   // where it begins, from 1
};

/// Walks over a text record by record. Blank lines between records are passed over; a line ends
/// with LF, CRLF or CR; quoted cells may hold delimiters, line ends and doubled quotes. The cells
/// of a record are good until the next is read.
class RecordReader {
 public:
  RecordReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  /// Puts the next record into `cells`; false at the end of the text. An error is a sentence: a
  /// quote that is never closed, text behind a closing one, or more than kMaxTableColumns cells.
  std::expected<bool, std::string> next(std::vector<Cell>& cells);

  /// Bytes read so far.
  std::size_t position() const { return position_; }

 private:
  void skip_blanks();
  void skip_blank_lines();
  bool at_line_end() const;
  void take_line_end();
  Cell take_plain();
  std::expected<Cell, std::string> take_quoted();

  std::string_view text_;
  char delimiter_;
  std::size_t position_ = 0;
  std::size_t line_ = 1;
  std::deque<std::string> unquoted_;  // cells with doubled quotes, which are no part of the text
};

/// The delimiter among tab, semicolon and comma that cuts most of the first records into as many
/// cells as the first of them, and into more than one; comma if none does.
char detect_delimiter(std::string_view text);

}  // namespace isobath::data
