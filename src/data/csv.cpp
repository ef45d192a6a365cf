// SPDX-License-Identifier: MIT
// Reading a table: twice over its records, to find out what its columns are and to read them so.
#include "data/csv.hpp"

#include <algorithm>
#include <cstdint>

#include "data/csv_columns.hpp"
#include "data/csv_layout.hpp"
#include "data/csv_records.hpp"
#include "data/file_kind.hpp"
#include "data/text.hpp"
#include "files/text_encoding.hpp"

namespace isobath::data {
namespace {

using core::Index;
constexpr std::size_t kReportEvery_bytes = 1U << 18U;

using Done = std::expected<void, std::string>;

// How many rows there can be at most: each has a line end and, in every cell, a character and what
// ends the cell. So little text cannot ask for much memory.
std::size_t bound_rows(std::string_view text, std::size_t columns) {
  const auto line_ends = std::ranges::count(text, '\n') + std::ranges::count(text, '\r');
  const auto by_size = static_cast<Index>(text.size() / (2 * columns));
  return static_cast<std::size_t>(std::min({Index{line_ends}, by_size, kMaxTableRows - 1}) + 1);
}

class SheetReader {
 public:
  SheetReader(std::string_view text, CsvLayout layout, const CsvOptions& options)
      : text_(text.substr(layout.offset)), layout_(std::move(layout)), options_(options) {}

  std::expected<Sheet, std::string> read() {
    const std::size_t bound = bound_rows(text_, layout_.columns);
    tallies_.resize(layout_.columns);
    for (ColumnTally& tally : tallies_) tally.reserve(bound);
    sheet_.columns.resize(layout_.columns);
    sheet_.has_names = layout_.has_header;
    for (std::size_t j = 0; j < layout_.names.size(); ++j)
      sheet_.columns[j].name = layout_.names[j];
    if (auto done = take_stock(); !done) return std::unexpected(std::move(done.error()));
    decide();
    if (auto done = fill(); !done) return std::unexpected(std::move(done.error()));
    for (std::size_t j = 0; j < layout_.columns; ++j) settle_kind(j);
    return std::move(sheet_);
  }

 private:
  Done report(std::size_t position) {
    reported_ = position;
    const double whole = static_cast<double>(text_.size());
    // The second reading, where there is one, takes about half as long as the first.
    const double share = static_cast<double>(position) / whole;
    const double told = second_ ? (2.0 + share) / 3.0 : 2.0 * share / 3.0;
    if (!options_.progress || options_.progress(told)) return {};
    return std::unexpected("reading the table was cancelled");
  }

  // Calls `row` with the cells of every row of data.
  template <class Row>
  Done walk(Row row) {
    RecordReader reader(text_, layout_.separator, layout_.comments, layout_.text_line);
    std::vector<Cell> cells;
    reported_ = 0;
    for (std::size_t record = 0;; ++record) {
      const auto more = reader.next(cells);
      if (!more) return std::unexpected(more.error());
      if (!*more) return {};
      if (record < layout_.passed_over) continue;
      if (auto done = row(cells); !done) return done;
      if (reader.position() < reported_ + kReportEvery_bytes) continue;
      if (auto done = report(reader.position()); !done) return done;
    }
  }

  Done take_stock() {
    auto done = walk([this](const std::vector<Cell>& cells) { return take_row(cells); });
    if (!done) return done;
    if (sheet_.rows > 0) return {};
    return std::unexpected("there is no row of data" +
                           std::string(layout_.has_header ? " below the header" : ""));
  }

  Done take_row(const std::vector<Cell>& cells) {
    const std::size_t columns = cells.size();
    if (columns != layout_.columns)
      return std::unexpected(
          "line " + std::to_string(cells.front().line) + ": " + std::to_string(columns) +
          (columns == 1 ? " column" : " columns") + " where line " +
          std::to_string(layout_.first_line) + " has " + std::to_string(layout_.columns) +
          (columns > layout_.columns
               ? "; a separator within a cell needs quotes around the cell"
               : "; where a value is missing, its separator must stand all the same"));
    if (sheet_.rows == kMaxTableRows)
      return std::unexpected("line " + std::to_string(cells.front().line) +
                             ": there are more than " + std::to_string(kMaxTableRows) +
                             " rows of data, which is the limit");
    for (std::size_t j = 0; j < columns; ++j) tallies_[j].add(cells[j].text, cells[j].line, room_);
    ++sheet_.rows;
    return {};
  }

  // Where a column does not say which decimal sign it has, others do; then a semicolon, which
  // parts cells where the comma has another task.
  void decide() {
    std::size_t with_comma = 0, with_point = 0;
    for (const ColumnTally& tally : tallies_) {
      with_comma += tally.has_decimal_comma() ? 1 : 0;
      with_point += tally.has_point_with_comma() ? 1 : 0;
    }
    const bool semicolon = layout_.separator.sign == ';' && with_point == 0;
    for (std::size_t j = 0; j < layout_.columns; ++j) {
      Column& column = sheet_.columns[j];
      const auto known = options_.formats.find(
          column.name.empty() ? std::string_view(std::to_string(j + 1)) : column.name);
      const ColumnTally::Evidence evidence{
          with_comma > with_point || (semicolon && tallies_[j].has_comma()),
          known == options_.formats.end() ? nullptr : &known->second};
      if (tallies_[j].decide(evidence, describe_column(sheet_, j), column)) again_.push_back(j);
    }
    tallies_ = {};
  }

  Done fill() {
    if (again_.empty()) return end();
    second_ = true;
    std::vector<ColumnFiller> fillers;
    fillers.reserve(again_.size());
    for (const std::size_t j : again_) fillers.emplace_back(sheet_.columns[j]);
    auto done = walk([&](const std::vector<Cell>& cells) -> Done {
      for (std::size_t i = 0; i < again_.size(); ++i)
        fillers[i].add(cells[again_[i]].text, cells[again_[i]].line, room_);
      return {};
    });
    if (!done) return done;
    for (ColumnFiller& filler : fillers) filler.finish();
    return end();
  }

  Done end() {
    second_ = true;
    return report(text_.size());
  }

  void settle_kind(std::size_t j) {
    Column& column = sheet_.columns[j];
    if (column.kind == ColumnKind::number) column.kind = kind_of_numbers(column.numbers);
    const bool may_be_id = column.kind == ColumnKind::whole || column.kind == ColumnKind::word;
    if (layout_.has_header && may_be_id && is_id(column, j == 0)) column.kind = ColumnKind::id;
  }

  std::string_view text_;
  CsvLayout layout_;
  const CsvOptions& options_;
  Sheet sheet_;
  std::vector<ColumnTally> tallies_;
  std::vector<std::size_t> again_;  // columns that are read a second time
  std::string room_;
  std::size_t reported_ = 0;
  bool second_ = false;
};

}  // namespace

std::expected<ReadSheet, std::string> read_sheet(std::string_view bytes,
                                                 const CsvOptions& options) {
  if (auto other = name_other_kind(bytes)) return std::unexpected(std::move(*other));
  const auto decoded = files::decode_text(bytes, options.encoding);
  if (!decoded) return std::unexpected(decoded.error());
  auto layout = detect_layout(decoded->text());
  if (!layout) return std::unexpected(std::move(layout.error()));
  ReadSheet read;
  if (decoded->encoding != "utf-8")
    read.notes.push_back("the text is read as " + std::string(decoded->encoding));
  read.notes.insert(read.notes.end(), layout->notes.begin(), layout->notes.end());
  auto sheet = SheetReader(decoded->text(), std::move(*layout), options).read();
  if (!sheet) return std::unexpected(std::move(sheet.error()));
  read.sheet = std::move(*sheet);
  return read;
}

std::expected<Table, std::string> read_csv(std::string_view bytes, const CsvOptions& options) {
  auto read = read_sheet(bytes, options);
  if (!read) return std::unexpected(std::move(read.error()));
  return make_table(std::make_shared<const Sheet>(std::move(read->sheet)), options.choices);
}

}  // namespace isobath::data
