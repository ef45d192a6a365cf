// SPDX-License-Identifier: MIT
// Delimiter, header, inputs and targets of a table.
#include "data/csv_layout.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "data/csv_records.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

bool is_word(std::string_view cell) { return !is_missing(cell) && !is_decimal(cell); }

// What the records after the first say of each column.
struct Sample {
  std::vector<int> numbers, words;
  std::vector<std::string> first;  // the cells of the second record; empty if there is none
};

Sample take_sample(RecordReader& reader, std::size_t columns) {
  constexpr int kRecords = 50;
  Sample sample{std::vector<int>(columns), std::vector<int>(columns), {}};
  std::vector<Cell> cells;
  for (int i = 0; i < kRecords; ++i) {
    // What is wrong further down is told when the values are read.
    const auto more = reader.next(cells);
    if (!more || !*more) break;
    for (std::size_t j = 0; j < std::min(columns, cells.size()); ++j) {
      if (is_missing(cells[j].text)) continue;
      ++(is_decimal(cells[j].text) ? sample.numbers : sample.words)[j];
    }
    if (i > 0) continue;
    for (const Cell& cell : cells) sample.first.emplace_back(cell.text);
  }
  return sample;
}

bool looks_like_header(const std::vector<std::string>& record, const Sample& sample) {
  for (std::size_t j = 0; j < record.size(); ++j)
    if (is_word(record[j]) && sample.numbers[j] > 0 && sample.words[j] == 0) return true;
  return std::ranges::all_of(record, is_word);
}

std::expected<std::size_t, std::string> find_column(const CsvLayout& layout,
                                                    const std::string& wanted) {
  const auto count = std::ranges::count(layout.names, wanted);
  if (count > 1)
    return std::unexpected("target " + quoted(wanted) + ": " + std::to_string(count) +
                           " columns have this name; give its number instead");
  if (count == 1)
    return static_cast<std::size_t>(std::ranges::find(layout.names, wanted) - layout.names.begin());
  std::size_t number = 0;
  const char* const end = wanted.data() + wanted.size();
  const auto result = std::from_chars(wanted.data(), end, number);
  if (result.ec == std::errc{} && result.ptr == end && number >= 1 && number <= layout.columns)
    return number - 1;
  return std::unexpected("target " + quoted(wanted) + ": it is neither the name of a column nor " +
                         "a number between 1 and " + std::to_string(layout.columns));
}

std::expected<void, std::string> choose_targets(const CsvOptions& options, CsvLayout& layout) {
  if (options.inputs_only) {
    layout.inputs.resize(layout.columns);
    std::iota(layout.inputs.begin(), layout.inputs.end(), std::size_t{0});
    return {};
  }
  if (layout.columns == 1)
    return std::unexpected(
        "the table has one column; it needs two or more, for an input and a target");
  std::vector<bool> is_target(layout.columns);
  for (const std::string& wanted : options.targets) {
    const auto column = find_column(layout, wanted);
    if (!column) return std::unexpected(column.error());
    if (is_target[*column])
      return std::unexpected("target " + quoted(wanted) + ": this column is a target already");
    is_target[*column] = true;
    layout.targets.push_back(*column);
  }
  if (layout.targets.empty()) {
    is_target.back() = true;
    layout.targets.push_back(layout.columns - 1);
  }
  for (std::size_t j = 0; j < layout.columns; ++j)
    if (!is_target[j]) layout.inputs.push_back(j);
  if (layout.inputs.empty())
    return std::unexpected("every column is a target; at least one must be left as an input");
  return {};
}

}  // namespace

std::string CsvLayout::describe(std::size_t column) const {
  if (column < names.size() && !names[column].empty()) return "column " + quoted(names[column]);
  return "column " + std::to_string(column + 1);
}

std::string CsvLayout::name(std::size_t column) const {
  if (column < names.size() && !names[column].empty()) return names[column];
  const auto target = std::ranges::find(targets, column);
  if (target == targets.end()) {
    const auto input = std::ranges::find(inputs, column);
    return "x" + std::to_string(input - inputs.begin() + 1);
  }
  return targets.size() == 1 ? "y" : "y" + std::to_string(target - targets.begin() + 1);
}

std::expected<CsvLayout, std::string> detect_layout(std::string_view text,
                                                    const CsvOptions& options) {
  CsvLayout layout;
  layout.delimiter = detect_delimiter(text);
  RecordReader reader(text, layout.delimiter);
  std::vector<Cell> cells;
  const auto more = reader.next(cells);
  if (!more) return std::unexpected(more.error());
  if (!*more) return std::unexpected("the table is empty");
  layout.columns = cells.size();
  layout.first_line = cells.front().line;
  std::vector<std::string> record;
  for (const Cell& cell : cells) record.emplace_back(cell.text);

  const Sample sample = take_sample(reader, layout.columns);
  layout.has_header = looks_like_header(record, sample);
  if (layout.has_header) {
    for (std::size_t j = 0; j < record.size(); ++j)
      if (!is_utf8(record[j]))
        return std::unexpected("line " + std::to_string(cells[j].line) + ", column " +
                               std::to_string(j + 1) +
                               ": the name is not UTF-8; save the table as UTF-8");
    layout.names = record;
  }
  if (auto chosen = choose_targets(options, layout); !chosen)
    return std::unexpected(chosen.error());
  const std::vector<std::string>& values = layout.has_header ? sample.first : record;
  if (layout.targets.size() == 1 && layout.targets.front() < values.size())
    layout.has_labels = is_word(values[layout.targets.front()]);
  return layout;
}

}  // namespace isobath::data
