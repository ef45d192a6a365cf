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

/// What parts the cells of a record: one sign, or runs of them. Runs of blanks are of tabs too.
struct Separator {
  char sign = ',';
  bool runs = false;
  bool operator==(const Separator&) const = default;
};

/// Walks over a text record by record. Blank lines between records are passed over; a line ends
/// with LF, CRLF or CR; quoted cells may hold delimiters, line ends and doubled quotes. The cells
/// of a record are good until the next is read. With `comments`, lines that begin with # are passed
/// over too, but for rows of data, see expect_rows.
class RecordReader {
 public:
  RecordReader(std::string_view text, Separator separator, bool comments, std::size_t line = 1)
      : text_(text), separator_(separator), comments_(comments), line_(line) {}

  /// Puts the next record into `cells`; false at the end of the text. An error is a sentence: a
  /// quote that is never closed, text behind a closing one, or more than kMaxTableColumns cells.
  std::expected<bool, std::string> next(std::vector<Cell>& cells);

  /// From here on a line is a row that begins with a sign for a missing value and has so many cells
  /// ("#N/A,3,1").
  void expect_rows(std::size_t columns) { columns_ = columns; }

  /// Bytes read so far.
  std::size_t position() const { return position_; }
  /// The last comment that was passed over, without its #; and how many there were.
  std::string_view comment() const { return comment_; }
  std::size_t comments_passed() const { return comments_passed_; }

 private:
  void skip_blanks();
  void skip_blank_lines();
  bool skip_comment();
  bool is_row() const;
  bool at_separator() const;
  bool at_cell_end() const { return at_separator() || at_line_end(); }
  bool at_line_end() const;
  void take_line_end();
  Cell take_plain();
  std::expected<Cell, std::string> take_quoted();

  std::string_view text_;
  Separator separator_;
  bool comments_;
  std::string_view comment_;
  std::size_t comments_passed_ = 0;
  std::size_t columns_ = 0;  // of a row; 0: rows are not known yet
  std::size_t line_;
  std::size_t position_ = 0;
  std::deque<std::string> unquoted_;  // cells with doubled quotes, which are no part of the text
};

}  // namespace isobath::data
