// SPDX-License-Identifier: MIT
// The upper half of reading a table: from cells to numbers and classes.
#include "data/csv.hpp"

#include <algorithm>
#include <cstdint>
#include <map>

#include "core/options.hpp"
#include "data/csv_layout.hpp"
#include "data/csv_records.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;
constexpr std::size_t kReportEvery_bytes = 1U << 18U;

using Done = std::expected<void, std::string>;

// How many rows there can be at most: each has a line end and, in every cell, a character and what
// ends the cell. So little text cannot ask for much memory.
Index bound_rows(std::string_view text, std::size_t columns) {
  const auto line_ends = std::ranges::count(text, '\n') + std::ranges::count(text, '\r');
  const auto by_size = static_cast<Index>(text.size() / (2 * columns));
  return std::min({Index{line_ends}, by_size, kMaxTableRows - 1}) + 1;
}

class TableReader {
 public:
  TableReader(std::string_view text, CsvLayout layout, const CsvOptions& options)
      : text_(text),
        layout_(std::move(layout)),
        options_(options),
        reader_(text, layout_.delimiter) {}

  std::expected<Table, std::string> read() {
    const Index bound = bound_rows(text_, layout_.columns);
    table_.x.resize(bound, std::ssize(layout_.inputs));
    table_.y.resize(bound, layout_.has_labels ? 0 : std::ssize(layout_.targets));
    if (auto done = read_rows(); !done) return std::unexpected(std::move(done.error()));
    if (rows_ == 0)
      return std::unexpected("there is no row of data" +
                             std::string(layout_.has_header ? " below the header" : ""));
    table_.x.conservativeResize(rows_, Eigen::NoChange);
    table_.y.conservativeResize(rows_, Eigen::NoChange);
    if (layout_.has_labels)
      if (auto done = expand_labels(); !done) return std::unexpected(std::move(done.error()));
    name_columns();
    return std::move(table_);
  }

 private:
  std::string place(std::size_t column) const {
    return "line " + std::to_string(cells_[column].line) + ", " + layout_.describe(column);
  }

  Done report(std::size_t position) {
    reported_ = position;
    const double share = static_cast<double>(position) / static_cast<double>(text_.size());
    if (!options_.progress || options_.progress(share)) return {};
    return std::unexpected("reading the table was cancelled");
  }

  Done read_rows() {
    bool header_due = layout_.has_header;
    for (;;) {
      const auto more = reader_.next(cells_);
      if (!more) return std::unexpected(more.error());
      if (!*more) return report(text_.size());
      if (header_due) {
        header_due = false;
        continue;
      }
      if (auto done = read_row(); !done) return done;
      if (reader_.position() < reported_ + kReportEvery_bytes) continue;
      if (auto done = report(reader_.position()); !done) return done;
    }
  }

  Done read_row() {
    const std::string line = "line " + std::to_string(cells_.front().line);
    if (cells_.size() != layout_.columns)
      return std::unexpected(line + ": " + std::to_string(cells_.size()) +
                             (cells_.size() == 1 ? " column" : " columns") + " where line " +
                             std::to_string(layout_.first_line) + " has " +
                             std::to_string(layout_.columns));
    if (rows_ == kMaxTableRows)
      return std::unexpected(line + ": there are more than " + std::to_string(kMaxTableRows) +
                             " rows of data, which is the limit");
    if (auto done = read_numbers(layout_.inputs, table_.x); !done) return done;
    if (auto done = layout_.has_labels ? read_label() : read_numbers(layout_.targets, table_.y);
        !done)
      return done;
    ++rows_;
    return {};
  }

  // `columns` of the present record into the present row of `values` [rows, columns].
  Done read_numbers(const std::vector<std::size_t>& columns, core::Matrix<double>& values) {
    Index j = 0;
    for (const std::size_t column : columns) {
      const auto value = parse_number(cells_[column].text);
      if (!value) return std::unexpected(explain(column));
      values(rows_, j++) = *value;
    }
    return {};
  }

  // Why the cell of this column is not a number.
  std::string explain(std::size_t column) const {
    const std::string_view text = cells_[column].text;
    if (text.empty()) return place(column) + ": the value is missing";
    if (is_missing(text)) return place(column) + ": the value is missing (" + quoted(text) + ")";
    if (!is_utf8(text)) return place(column) + ": the text is not UTF-8, and not a number";
    const std::string sentence = place(column) + ": " + quoted(text) + " is not a number";
    if (is_decimal(text)) return sentence + " that a double can hold";
    std::string pointed(text);
    std::ranges::replace(pointed, ',', '.');
    if (is_decimal(pointed)) return sentence + "; the decimal sign is a point";
    const bool is_target = std::ranges::count(layout_.targets, column) > 0;
    if (is_target && layout_.targets.size() > 1)
      return sentence + "; words are allowed only in a single target column";
    return sentence;
  }

  Done read_label() {
    const std::size_t column = layout_.targets.front();
    const std::string_view text = cells_[column].text;
    if (is_missing(text)) return std::unexpected(explain(column));
    if (!is_utf8(text))
      return std::unexpected(place(column) + ": the word is not UTF-8; save the table as UTF-8");
    if (is_decimal(text))
      return std::unexpected(place(column) + ": " + quoted(text) +
                             " is a number in a column of words");
    auto word = words_.find(text);
    if (word == words_.end()) {
      if (std::ssize(words_) == core::kMaxUnits)
        return std::unexpected(place(column) + ": " + quoted(text) + " is one class more than " +
                               std::to_string(core::kMaxUnits) + ", which is the limit");
      word = words_.emplace(text, static_cast<std::uint32_t>(words_.size())).first;
    }
    labels_.push_back(word->second);
    return {};
  }

  // Classes count in the order of their words, whatever the order of the rows.
  Done expand_labels() {
    const std::size_t column = layout_.targets.front();
    if (words_.size() == 1)
      return std::unexpected(layout_.describe(column) + ": " + quoted(words_.begin()->first) +
                             " is the only class; two or more are needed");
    std::vector<Index> ranks(words_.size());
    Index rank = 0;
    for (const auto& [word, number] : words_) ranks[number] = rank++;
    const bool binary = words_.size() == 2;
    table_.y = core::Matrix<double>::Zero(rows_, binary ? 1 : std::ssize(words_));
    for (Index i = 0; i < rows_; ++i) {
      const Index label = ranks[labels_[static_cast<std::size_t>(i)]];
      if (binary)
        table_.y(i, 0) = static_cast<double>(label);
      else
        table_.y(i, label) = 1.0;
    }
    return {};
  }

  void name_columns() {
    if (!layout_.has_header && !layout_.has_labels) return;
    for (const std::size_t column : layout_.inputs) table_.names.push_back(layout_.name(column));
    for (const std::size_t column : layout_.targets) {
      const std::string name = layout_.name(column);
      if (!layout_.has_labels) table_.names.push_back(name);
      for (auto word = words_.begin(); word != words_.end(); ++word)
        if (words_.size() > 2 || word != words_.begin())
          table_.names.push_back(name + "=" + word->first);
    }
  }

  std::string_view text_;
  CsvLayout layout_;
  const CsvOptions& options_;
  RecordReader reader_;
  std::vector<Cell> cells_;  // of the present record
  Table table_;
  Index rows_ = 0;                                           // read so far
  std::vector<std::uint32_t> labels_;                        // of each row: the number of its word
  std::map<std::string, std::uint32_t, std::less<>> words_;  // numbered as they came
  std::size_t reported_ = 0;
};

}  // namespace

std::expected<Table, std::string> read_csv(std::string_view text, const CsvOptions& options) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return std::unexpected("the table is UTF-16; save it as UTF-8");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  auto layout = detect_layout(text, options);
  if (!layout) return std::unexpected(std::move(layout.error()));
  return TableReader(text, std::move(*layout), options).read();
}

}  // namespace isobath::data
