// SPDX-License-Identifier: MIT
// Records and cells of delimited text.
#include "data/csv_records.hpp"

#include <array>

#include "data/csv.hpp"

namespace isobath::data {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

void RecordReader::skip_blanks() {
  while (position_ < text_.size() && text_[position_] != delimiter_ && is_blank(text_[position_]))
    ++position_;
}

bool RecordReader::at_line_end() const {
  return position_ == text_.size() || is_line_end(text_[position_]);
}

void RecordReader::take_line_end() {
  if (position_ == text_.size()) return;
  const bool carriage_return = text_[position_] == '\r';
  ++position_;
  if (carriage_return && position_ < text_.size() && text_[position_] == '\n') ++position_;
  ++line_;
}

void RecordReader::skip_blank_lines() {
  while (position_ < text_.size()) {
    const std::size_t start = position_;
    // Tabs too, even where they delimit: a line that looks blank is blank.
    while (position_ < text_.size() && is_blank(text_[position_])) ++position_;
    if (!at_line_end()) {
      position_ = start;
      return;
    }
    take_line_end();
  }
}

Cell RecordReader::take_plain() {
  const std::size_t first = position_;
  while (position_ < text_.size() && text_[position_] != delimiter_ &&
         !is_line_end(text_[position_]))
    ++position_;
  return {trimmed(text_.substr(first, position_ - first)), line_};
}

std::expected<Cell, std::string> RecordReader::take_quoted() {
  const std::size_t start_line = line_;
  const std::size_t first = ++position_;
  std::size_t doubled = 0;
  for (; position_ < text_.size(); ++position_) {
    const char c = text_[position_];
    if (c == '"') {
      if (position_ + 1 == text_.size() || text_[position_ + 1] != '"') break;
      ++position_;
      ++doubled;
    } else if (c == '\n' || (c == '\r' && text_.substr(position_ + 1, 1) != "\n")) {
      ++line_;
    }
  }
  if (position_ == text_.size())
    return std::unexpected("line " + std::to_string(start_line) +
                           ": a quote is opened and never closed");
  std::string_view content = text_.substr(first, position_ - first);
  ++position_;
  skip_blanks();
  if (!at_line_end() && text_[position_] != delimiter_)
    return std::unexpected("line " + std::to_string(line_) +
                           ": there is text after a closing quote");
  if (doubled > 0) {
    std::string& single = unquoted_.emplace_back();
    single.reserve(content.size() - doubled);
    for (std::size_t i = 0; i < content.size(); ++i) {
      single += content[i];
      if (content[i] == '"') ++i;
    }
    content = single;
  }
  return Cell{trimmed(content), start_line};
}

std::expected<bool, std::string> RecordReader::next(std::vector<Cell>& cells) {
  cells.clear();
  unquoted_.clear();
  skip_blank_lines();
  if (position_ == text_.size()) return false;
  for (;;) {
    if (std::ssize(cells) == kMaxTableColumns)
      return std::unexpected("line " + std::to_string(line_) + ": there are more than " +
                             std::to_string(kMaxTableColumns) + " columns, which is the limit");
    skip_blanks();
    if (position_ < text_.size() && text_[position_] == '"') {
      auto cell = take_quoted();
      if (!cell) return std::unexpected(std::move(cell.error()));
      cells.push_back(*cell);
    } else {
      cells.push_back(take_plain());
    }
    if (at_line_end()) break;
    ++position_;
  }
  take_line_end();
  return true;
}

char detect_delimiter(std::string_view text) {
  // In this order: a comma may also be a decimal sign or stand in a name, a tab hardly.
  static constexpr std::array<char, 3> kDelimiters{'\t', ';', ','};
  constexpr int kSample = 50;
  char best = ',';
  int best_score = 0;
  for (const char delimiter : kDelimiters) {
    RecordReader reader(text, delimiter);
    std::vector<Cell> cells;
    std::size_t columns = 0;
    int score = 0;
    for (int i = 0; i < kSample; ++i) {
      const auto more = reader.next(cells);
      if (!more || !*more) break;
      if (i == 0) columns = cells.size();
      if (columns > 1 && cells.size() == columns) ++score;
    }
    if (score > best_score) {
      best = delimiter;
      best_score = score;
    }
  }
  return best;
}

}  // namespace isobath::data
