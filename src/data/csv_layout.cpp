// SPDX-License-Identifier: MIT
// Separator, titles and header of a table.
#include "data/csv_layout.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include "data/cells.hpp"
#include "data/dates.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

constexpr std::size_t kSample = 200;  // records that are looked at

struct Record {
  std::vector<std::string> cells;
  std::size_t line = 1;
  std::size_t filled() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(cells, [](const auto& cell) { return !cell.empty(); }));
  }
};

// The first records as a separator cuts them.
struct Sample {
  Separator separator;
  std::vector<Record> records;
  std::size_t columns = 1;  // that most of the records have
  std::size_t alike = 0;    // how many have so many
  std::string comment;      // the last one above the first record
  std::size_t comments = 0;
  bool row_names = false;  // the header has no name for the first column, as R writes it
  bool trailing = false;   // rows end with a separator, the header does not
  std::optional<std::string> fault;
};

bool looks_like_value(std::string_view cell) {
  return look_at_number(cell).is_number || date_orders(cell) != 0;
}
bool looks_like_word(std::string_view cell) {
  return !is_missing_cell(cell) && !looks_like_value(cell);
}

void count_columns(Sample& sample) {
  std::map<std::size_t, std::size_t> counts;
  for (const Record& record : sample.records) ++counts[record.cells.size()];
  // Of equally many the first to come.
  for (const Record& record : sample.records) {
    const std::size_t columns = record.cells.size();
    if (columns < 2 || counts[columns] <= sample.alike) continue;
    sample.columns = columns;
    sample.alike = counts[columns];
  }
}

Sample take_sample(std::string_view text, Separator separator, bool comments,
                   std::size_t line = 1) {
  Sample sample;
  sample.separator = separator;
  RecordReader reader(text, separator, comments, line);
  std::vector<Cell> cells;
  std::string room;
  while (sample.records.size() < kSample) {
    // What is wrong further down is told when the values are read.
    const auto more = reader.next(cells);
    if (!more && sample.records.empty()) sample.fault = more.error();
    if (!more || !*more) break;
    Record& record = sample.records.emplace_back();
    record.line = cells.front().line;
    for (const Cell& cell : cells) record.cells.emplace_back(plain_signs(cell.text, room));
    if (sample.records.size() == 1) sample.comment = reader.comment();
  }
  sample.comments = reader.comments_passed();
  count_columns(sample);
  return sample;
}

// The share of the cells that are numbers or dates.
double share_of_values(const Sample& sample) {
  std::size_t values = 0, all = 0;
  for (const Record& record : sample.records)
    for (const std::string& cell : record.cells) {
      ++all;
      if (looks_like_value(cell) || is_missing_cell(cell)) ++values;
    }
  return all == 0 ? 0.0 : static_cast<double>(values) / static_cast<double>(all);
}

// In this order: a comma may also be a decimal sign or stand in a name, a tab hardly. Runs of
// blanks part numbers, and only where no sign does it as well.
Sample choose_separator(std::string_view text, bool comments) {
  std::optional<Sample> best;
  for (const char sign : {'\t', ';', '|', ','}) {
    Sample sample = take_sample(text, {sign, false}, comments);
    if (!best || sample.alike > best->alike) best = std::move(sample);
  }
  if (best->separator.sign == '\t' && best->alike > 0) {
    Sample runs = take_sample(text, {'\t', true}, comments);
    const bool doubled = runs.columns > 1 && runs.columns < best->columns;
    if (doubled && runs.alike == runs.records.size() && 2 * runs.columns <= best->columns + 1)
      best = std::move(runs);
  }
  Sample blanks = take_sample(text, {' ', true}, comments);
  const bool parted = best->alike > 0 && share_of_values(*best) >= 0.3;
  if (!parted && blanks.alike > 0 && blanks.alike >= best->alike &&
      2 * blanks.alike > blanks.records.size() && share_of_values(blanks) >= 0.5)
    best = std::move(blanks);
  if (best->alike == 0) best = take_sample(text, {',', false}, comments);
  return std::move(*best);
}

// "sep=;" on a line of its own, as Excel writes it.
std::optional<char> take_sep_line(std::string_view text, std::size_t& length) {
  std::string_view line = text.substr(0, text.find_first_of("\r\n"));
  length =
      std::min(text.find('\n') == std::string_view::npos ? line.size() + 1 : text.find('\n') + 1,
               text.size());
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 1)
    line = line.substr(1, line.size() - 2);
  if (line.size() != 5 || (!line.starts_with("sep=") && !line.starts_with("SEP=")))
    return std::nullopt;
  return line[4];
}

// Do the words of the first record come again below it, as words of data do and names do not?
bool comes_again(const Sample& sample, std::size_t first) {
  const Record& record = sample.records[first];
  std::size_t again = 0;
  for (std::size_t j = 0; j < record.cells.size(); ++j)
    for (std::size_t i = first + 1; i < sample.records.size(); ++i) {
      const auto& cells = sample.records[i].cells;
      if (j >= cells.size() || cells[j] != record.cells[j]) continue;
      ++again;
      break;
    }
  return 2 * again > record.cells.size();
}

bool looks_like_header(const Sample& sample, std::size_t first) {
  const Record& record = sample.records[first];
  for (std::size_t j = 0; j < record.cells.size(); ++j) {
    if (!looks_like_word(record.cells[j])) continue;
    std::size_t values = 0, words = 0;
    for (std::size_t i = first + 1; i < sample.records.size(); ++i) {
      const auto& cells = sample.records[i].cells;
      if (j >= cells.size() || is_missing_cell(cells[j])) continue;
      ++(looks_like_value(cells[j]) ? values : words);
    }
    if (values > 0 && 4 * words <= values) return true;
  }
  return std::ranges::all_of(record.cells, looks_like_word) && !comes_again(sample, first);
}

// A header with a name less than there are columns, the first of which has names or numbers of
// rows.
bool lacks_first_name(const Sample& sample, std::size_t i) {
  if (i + 1 >= sample.records.size()) return false;
  const auto& names = sample.records[i].cells;
  const auto& below = sample.records[i + 1].cells;
  return names.size() + 1 == sample.columns && names.size() > 1 && below.size() == sample.columns &&
         std::ranges::all_of(names, looks_like_word);
}

// Is there nothing in the last column of all the rows?
bool has_empty_end(const Sample& sample, std::size_t i) {
  return std::ranges::all_of(sample.records.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                             sample.records.end(), [&](const Record& record) {
                               return record.cells.size() < sample.columns ||
                                      record.cells[sample.columns - 1].empty();
                             });
}

bool names_rows(const Sample& sample, std::size_t i) {
  const std::string& first = sample.records[i + 1].cells.front();
  return looks_like_word(first) || first == "1" || first == "0";
}

// The first record that is no title: titles have fewer cells than the table, or only one that says
// something.
std::size_t first_of_table(Sample& sample) {
  if (sample.columns < 2) return 0;
  for (std::size_t i = 0; i < sample.records.size(); ++i) {
    const Record& record = sample.records[i];
    if (record.cells.size() > sample.columns) return i;
    if (record.cells.size() == sample.columns && (sample.columns < 3 || record.filled() > 1))
      return i;
    // Otherwise a name is lacking: the first row of data does not fit it, which is told.
    if (!lacks_first_name(sample, i)) continue;
    sample.trailing = has_empty_end(sample, i);
    sample.row_names = !sample.trailing && names_rows(sample, i);
    return i;
  }
  return 0;
}

// The names that the last comment above the first record has, as numpy.savetxt and others write.
std::vector<std::string> names_in_comment(const Sample& sample) {
  std::vector<std::string> names;
  // Between blanks a sentence looks the same.
  if (sample.separator.sign == ' ') return names;
  RecordReader reader(sample.comment, sample.separator, false);
  std::vector<Cell> cells;
  std::string room;
  if (const auto more = reader.next(cells); !more || !*more || cells.size() != sample.columns)
    return {};
  for (const Cell& cell : cells) names.emplace_back(plain_signs(cell.text, room));
  // The mark itself may be the name: "#,height,weight".
  if (names.front().empty()) names.front() = "#";
  if (sample.columns < 2 || !std::ranges::all_of(names, looks_like_word)) return {};
  return names;
}

// Lines that begin with # are comments unless many of the rows are written so.
bool has_comments(std::string_view text) {
  std::size_t lines = 0, marked = 0;
  while (!text.empty() && lines < kSample) {
    ++lines;
    if (text.front() == '#') ++marked;
    const auto end = text.find('\n');
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return marked > 0 && (2 * marked < lines || lines < 4);
}

void take_header(Sample& sample, std::size_t first, CsvLayout& layout) {
  Record& record = sample.records[first];
  if (sample.row_names) record.cells.insert(record.cells.begin(), "");
  layout.has_header = looks_like_header(sample, first);
  if (layout.has_header) {
    layout.names = record.cells;
  } else if (sample.comments > 0) {
    layout.names = names_in_comment(sample);
    layout.has_header = !layout.names.empty();
    if (layout.has_header) return;
  }
  layout.passed_over = first + (layout.has_header ? 1 : 0);
}

}  // namespace

std::expected<CsvLayout, std::string> detect_layout(std::string_view text) {
  CsvLayout layout;
  std::size_t length = 0;
  const auto given = take_sep_line(text, length);
  if (given) {
    layout.offset = length;
    layout.text_line = 2;
    text.remove_prefix(length);
    layout.notes.emplace_back("the line \"sep=" + std::string(1, *given) + "\" is followed");
  }
  layout.comments = has_comments(text);
  Sample sample = given ? take_sample(text, {*given, false}, layout.comments, 2)
                        : choose_separator(text, layout.comments);
  if (sample.fault) return std::unexpected(*sample.fault);
  if (sample.records.empty()) return std::unexpected("the table is empty");
  layout.separator = sample.separator;
  const std::size_t first = first_of_table(sample);
  layout.columns = std::max(sample.records[first].cells.size(), std::size_t{1});
  if (sample.row_names) ++layout.columns;
  layout.trailing = sample.trailing;
  layout.first_line = sample.records[first].line;
  for (std::size_t i = 0; i < first; ++i)
    if (sample.records[i].filled() > 0)
      layout.notes.push_back(
          "line " + std::to_string(sample.records[i].line) +
          " is passed over as a title: " + quoted(sample.records[i].cells.front()));
  layout.passed_over = first;
  take_header(sample, first, layout);
  return layout;
}

}  // namespace isobath::data
