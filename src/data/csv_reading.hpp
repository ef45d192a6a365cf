// SPDX-License-Identifier: MIT
// Reading a table in pieces, so that whoever does it can turn to something else in between.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv.hpp"
#include "data/csv_columns.hpp"
#include "data/csv_layout.hpp"
#include "data/csv_records.hpp"
#include "files/text_encoding.hpp"

namespace isobath::data {

/// Goes twice over the records of a text, to find out what its columns are and to read them so.
class CsvReading {
 public:
  /// The bytes must outlive it. Of the options `choices` and `progress` are for others.
  CsvReading(std::string_view bytes, CsvOptions options);
  CsvReading(const CsvReading&) = delete;
  CsvReading& operator=(const CsvReading&) = delete;

  /// The next piece, of a few milliseconds but for the first (encoding and layout of the whole
  /// text) and those that end a walk; false after the last.
  bool advance();
  /// How much is done, 0 to 1.
  double progress() const;
  /// What was read, once that is over; errors as those of read_sheet.
  std::expected<ReadSheet, std::string> take();

 private:
  enum class Stage { begin, take_stock, fill, settle, over };

  void begin();
  void enter(Stage stage);
  void walk();
  void end_walk();
  void take_row(const std::vector<Cell>& row);
  void fill_row(const std::vector<Cell>& row);
  std::vector<const Column*> known_columns() const;
  void decide();
  void settle_kind(std::size_t j);
  void finish();
  void fail(std::string sentence);

  std::string_view bytes_;
  CsvOptions options_;
  Stage stage_ = Stage::begin;
  files::DecodedText decoded_;
  CsvLayout layout_;
  Sheet sheet_;
  std::optional<RecordReader> records_;  // of the walk that is under way
  std::vector<Cell> row_;
  std::size_t record_ = 0;
  std::vector<ColumnTally> tallies_;
  std::vector<std::size_t> again_;  // columns that are read a second time
  std::vector<ColumnFiller> fillers_;
  std::size_t settled_ = 0;  // columns
  std::string room_;
  std::size_t comments_above_ = 0, comments_below_ = 0;  // of the table's first record
  std::string fault_;
};

}  // namespace isobath::data
