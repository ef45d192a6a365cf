// SPDX-License-Identifier: MIT
// The stages of reading a table.
#include "data/csv_reading.hpp"

#include <algorithm>
#include <cstdint>

#include "data/file_kind.hpp"
#include "data/match_columns.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;
constexpr std::size_t kPiece_bytes = 1U << 17U;

// How many rows there can be at most: each has a line end and, in every cell, a character and what
// ends the cell. So little text cannot ask for much memory.
std::size_t bound_rows(std::string_view text, std::size_t columns) {
  const auto line_ends = std::ranges::count(text, '\n') + std::ranges::count(text, '\r');
  const auto by_size = static_cast<Index>(text.size() / (2 * columns));
  return static_cast<std::size_t>(std::min({Index{line_ends}, by_size, kMaxTableRows - 1}) + 1);
}

}  // namespace

CsvReading::CsvReading(std::string_view bytes, CsvOptions options)
    : bytes_(bytes), options_(std::move(options)) {}

bool CsvReading::advance() {
  switch (stage_) {
    case Stage::begin:
      begin();
      break;
    case Stage::take_stock:
    case Stage::fill:
      walk();
      break;
    case Stage::settle:
      if (settled_ < sheet_.columns.size())
        settle_kind(settled_++);
      else
        finish();
      break;
    case Stage::over:
      break;
  }
  return stage_ != Stage::over;
}

double CsvReading::progress() const {
  // The second walk, where there is one, takes about half as long as the first.
  constexpr double kFirst = 0.6, kSecond = 0.3;
  const auto size = static_cast<double>(std::max(decoded_.text().size(), std::size_t{1}));
  const double share = records_ ? static_cast<double>(records_->position()) / size : 0.0;
  switch (stage_) {
    case Stage::begin:
      return 0.0;
    case Stage::take_stock:
      return kFirst * share;
    case Stage::fill:
      return kFirst + kSecond * share;
    case Stage::settle:
      return kFirst + kSecond +
             (1.0 - kFirst - kSecond) * static_cast<double>(settled_) /
                 static_cast<double>(sheet_.columns.size());
    case Stage::over:
      break;
  }
  return 1.0;
}

std::expected<ReadSheet, std::string> CsvReading::take() {
  if (!fault_.empty()) return std::unexpected(std::move(fault_));
  return ReadSheet{std::move(sheet_), std::move(layout_.notes)};
}

void CsvReading::begin() {
  if (auto other = name_other_kind(bytes_)) return fail(std::move(*other));
  auto decoded = files::decode_text(bytes_, options_.encoding);
  if (!decoded) return fail(std::move(decoded.error()));
  decoded_ = std::move(*decoded);
  auto layout = detect_layout(decoded_.text());
  if (!layout) return fail(std::move(layout.error()));
  layout_ = std::move(*layout);
  if (decoded_.encoding != "utf-8")
    layout_.notes.insert(layout_.notes.begin(),
                         "the text is read as " + std::string(decoded_.encoding));
  const std::size_t bound = bound_rows(decoded_.text().substr(layout_.offset), layout_.columns);
  tallies_.resize(layout_.columns);
  for (ColumnTally& tally : tallies_) tally.reserve(bound);
  sheet_.columns.resize(layout_.columns);
  sheet_.has_names = layout_.has_header;
  for (std::size_t j = 0; j < layout_.names.size(); ++j) sheet_.columns[j].name = layout_.names[j];
  enter(Stage::take_stock);
}

// A walk begins at the first record.
void CsvReading::enter(Stage stage) {
  stage_ = stage;
  record_ = 0;
  records_.reset();
  if (stage == Stage::take_stock || stage == Stage::fill)
    records_.emplace(decoded_.text().substr(layout_.offset), layout_.separator, layout_.comments,
                     layout_.text_line);
}

// Some records on.
void CsvReading::walk() {
  const std::size_t until = records_->position() + kPiece_bytes;
  while (records_->position() < until) {
    const auto more = records_->next(row_);
    if (!more) return fail(more.error());
    if (!*more) return end_walk();
    if (row_.front().line == layout_.first_line) {
      records_->expect_rows(layout_.columns + (layout_.trailing ? 1 : 0));
      comments_above_ = records_->comments_passed();
    }
    if (record_++ < layout_.passed_over) continue;
    if (layout_.trailing && row_.size() == layout_.columns + 1 && row_.back().text.empty())
      row_.pop_back();
    stage_ == Stage::fill ? fill_row(row_) : take_row(row_);
    if (!fault_.empty()) return;
  }
}

void CsvReading::end_walk() {
  comments_below_ = records_->comments_passed() - comments_above_;
  if (stage_ == Stage::fill) {
    for (ColumnFiller& filler : fillers_) filler.finish();
    return enter(Stage::settle);
  }
  if (sheet_.rows == 0)
    return fail("there is no row of data" +
                std::string(layout_.has_header ? " below the header" : ""));
  decide();
  fillers_.reserve(again_.size());
  for (const std::size_t j : again_)
    fillers_.emplace_back(sheet_.columns[j], describe_column(sheet_, j));
  enter(again_.empty() ? Stage::settle : Stage::fill);
}

void CsvReading::take_row(const std::vector<Cell>& row) {
  const std::size_t columns = row.size();
  const auto line = [&] { return "line " + std::to_string(row.front().line) + ": "; };
  if (columns != layout_.columns)
    return fail(line() + std::to_string(columns) + (columns == 1 ? " column" : " columns") +
                " where line " + std::to_string(layout_.first_line) + " has " +
                std::to_string(layout_.columns) +
                (columns > layout_.columns
                     ? "; a separator within a cell needs quotes around the cell"
                     : "; where a value is missing, its separator must stand all the same"));
  if (sheet_.rows == kMaxTableRows)
    return fail(line() + "there are more than " + std::to_string(kMaxTableRows) +
                " rows of data, which is the limit");
  for (std::size_t j = 0; j < columns; ++j) tallies_[j].add(row[j].text, row[j].line, room_);
  ++sheet_.rows;
}

void CsvReading::fill_row(const std::vector<Cell>& row) {
  for (std::size_t i = 0; i < again_.size(); ++i)
    fillers_[i].add(row[again_[i]].text, row[again_[i]].line, room_);
}

// What each column was in the training, null where that is not known. A table that does not fit
// the training's is refused when its rows are asked for.
std::vector<const Column*> CsvReading::known_columns() const {
  std::vector<const Column*> known(layout_.columns);
  if (!options_.trained) return known;
  const Sheet& trained = *options_.trained->sheet;
  const auto places = match_columns(sheet_, trained, options_.trained->plan);
  for (std::size_t j = 0; places && j < places->size(); ++j)
    if ((*places)[j]) known[*(*places)[j]] = &trained.columns[j];
  return known;
}

// Where a column does not say which decimal sign it has, others do; then a semicolon, which
// parts cells where the comma has another task.
void CsvReading::decide() {
  std::size_t with_comma = 0, with_point = 0;
  for (const ColumnTally& tally : tallies_) {
    with_comma += tally.has_decimal_comma() ? 1 : 0;
    with_point += tally.has_point_with_comma() ? 1 : 0;
  }
  const bool semicolon = layout_.separator.sign == ';' && with_point == 0;
  const std::vector<const Column*> known = known_columns();
  for (std::size_t j = 0; j < layout_.columns; ++j) {
    Column& column = sheet_.columns[j];
    const ColumnTally::Evidence evidence{
        with_comma > with_point || (semicolon && tallies_[j].has_comma()), known[j]};
    if (tallies_[j].decide(evidence, describe_column(sheet_, j), column)) again_.push_back(j);
  }
  tallies_ = {};
}

void CsvReading::settle_kind(std::size_t j) {
  Column& column = sheet_.columns[j];
  if (column.kind == ColumnKind::number) column.kind = kind_of_numbers(column.numbers);
  const bool may_be_id = column.kind == ColumnKind::whole || column.kind == ColumnKind::word;
  if (layout_.has_header && may_be_id && is_id(column, j == 0)) column.kind = ColumnKind::id;
}

void CsvReading::finish() {
  if (comments_below_ > 0)
    layout_.notes.push_back(std::to_string(comments_below_) +
                            (comments_below_ == 1 ? " line that begins" : " lines that begin") +
                            " with # among the rows " + (comments_below_ == 1 ? "is" : "are") +
                            " passed over");
  stage_ = Stage::over;
}

void CsvReading::fail(std::string sentence) {
  fault_ = std::move(sentence);
  stage_ = Stage::over;
}

}  // namespace isobath::data
