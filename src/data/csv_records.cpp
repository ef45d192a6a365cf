// SPDX-License-Identifier: MIT
// Records and cells of delimited text.
#include "data/csv_records.hpp"

#include "data/cells.hpp"
#include "data/csv.hpp"

namespace isobath::data {
namespace {

constexpr std::string_view kTwice = "; one that belongs to the text is written twice";

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace

void RecordReader::skip_blanks() {
  while (position_ < text_.size() && !at_separator() && is_blank(text_[position_])) ++position_;
}

bool RecordReader::at_separator() const {
  if (position_ == text_.size()) return false;
  const char c = text_[position_];
  return c == separator_.sign || (separator_.sign == ' ' && c == '\t');
}

bool RecordReader::is_row() const {
  if (columns_ == 0) return false;
  const std::string_view rest = text_.substr(position_);
  RecordReader line(rest.substr(0, rest.find_first_of("\r\n")), separator_, false);
  std::vector<Cell> cells;
  if (const auto more = line.next(cells); !more || cells.size() != columns_) return false;
  // Else it is one that somebody has commented out: "#5,6,1".
  return is_missing_cell(cells.front().text);
}

bool RecordReader::skip_comment() {
  if (!comments_ || position_ == text_.size() || text_[position_] != '#' || is_row()) return false;
  const std::size_t first = ++position_;
  while (!at_line_end()) ++position_;
  comment_ = text_.substr(first, position_ - first);
  ++comments_passed_;
  take_line_end();
  return true;
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
  // Nearly all bytes of a table pass here.
  const char sign = separator_.sign, other = sign == ' ' ? '\t' : sign;
  const char* at = text_.data() + position_;
  const char* const end = text_.data() + text_.size();
  while (at != end && *at != sign && *at != other && !is_line_end(*at)) ++at;
  position_ = static_cast<std::size_t>(at - text_.data());
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
                           ": a quote is opened and never closed" + std::string(kTwice));
  std::string_view content = text_.substr(first, position_ - first);
  ++position_;
  skip_blanks();
  if (!at_cell_end())
    return std::unexpected("line " + std::to_string(line_) +
                           ": there is text after a closing quote" + std::string(kTwice));
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
  do skip_blank_lines();
  while (skip_comment());
  if (position_ == text_.size()) return false;
  if (separator_.runs)
    while (at_separator()) ++position_;
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
    if (!separator_.runs) continue;
    // What ends a line in a run parts nothing.
    while (at_separator()) ++position_;
    if (at_line_end()) break;
  }
  take_line_end();
  return true;
}

}  // namespace isobath::data
