// SPDX-License-Identifier: MIT
// Deciding what columns are, and reading them as that.
#include "data/csv_columns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <set>

#include "data/dates.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

constexpr std::string_view kWayOut = "; write nothing where it is missing, or leave the column out";

unsigned bit(DateOrder order) { return 1U << static_cast<unsigned>(order); }

}  // namespace

void Seen::note(std::string_view cell, std::size_t at) {
  if (line != 0) return;
  text = cell.substr(0, 60);
  line = at;
}

void ColumnTally::add(std::string_view text, std::size_t line, std::string& room) {
  if (values_.capacity() == 0) values_.reserve(rows_);
  auto number = read_plain_number(text);
  if (!number) {
    text = plain_signs(text, room);
    number = read_plain_number(text);
  }
  values_.push_back(number.value_or(kMissingCell));
  if (number) {
    ++plain_;
    if (!text.contains('.')) return;
    first_point_.note(text, line);
    if (comma_ && !look_at_number(text).with_comma) {
      comma_ = false;
      no_comma_.note(text, line);
    }
    return;
  }
  if (is_missing_cell(text)) return;
  const NumberLook look = is_decimal(text) ? NumberLook{} : look_at_number(text);
  if (look.is_number)
    add_number(look, text, line);
  else
    add_other(text, line);
}

void ColumnTally::add_number(const NumberLook& look, std::string_view text, std::size_t line) {
  ++numbers_;
  has_sign_ = has_sign_ || text.contains(',') || text.contains('.');
  has_comma_ = has_comma_ || text.contains(',');
  const auto narrow = [&](bool& possible, bool fits, char& thousands, char found, Seen& seen) {
    const bool same = found == '\0' || thousands == '\0' || thousands == found;
    if (possible && (!fits || !same)) {
      possible = false;
      seen.note(text, line);
    }
    if (found != '\0') thousands = found;
  };
  narrow(point_, look.with_point, point_thousands_, look.point_thousands, no_point_);
  narrow(comma_, look.with_comma, comma_thousands_, look.comma_thousands, no_comma_);
  if (look.unit.empty()) return;
  known_units_ = known_units_ && (look_at_number("1" + std::string(look.unit)).is_number);
  if (unit_.empty()) {
    unit_ = look.unit;
    first_unit_.note(text, line);
  } else if (unit_ != look.unit) {
    other_unit_.note(text, line);
  }
}

void ColumnTally::add_other(std::string_view text, std::size_t line) {
  ++others_;
  first_other_.note(text, line);
  if (booleans_ + 1 == others_ && read_boolean(text)) ++booleans_;
  if (dates_ + 1 < others_) return;
  const unsigned orders = date_orders(text);
  if (orders == 0) return;
  ++dates_;
  date_orders_ &= orders;
}

void ColumnTally::as_words(Column& column) {
  column.kind = ColumnKind::word;
  column.format = {};
}

bool ColumnTally::decide_number(const Evidence& evidence, const std::string& about,
                                Column& column) {
  column.kind = ColumnKind::number;
  if (other_unit_.line != 0) {
    // Units that nobody knows are words.
    if (!known_units_) {
      as_words(column);
      return true;
    }
    column.fault = other_unit_.place() + about + ": " + quoted(other_unit_.text) +
                   " has another unit than " + quoted(first_unit_.text) + " of line " +
                   std::to_string(first_unit_.line) + "; write all in one unit";
    return false;
  }
  if (comma_ && !can_be_comma()) {
    comma_ = false;
    no_comma_ = first_point_;
  }
  if (!point_ && !comma_) {
    const Seen& seen = no_point_.line > no_comma_.line ? no_point_ : no_comma_;
    const Seen& other = no_point_.line > no_comma_.line ? no_comma_ : no_point_;
    column.fault =
        seen.place() + about + ": " + quoted(seen.text) + " and " + quoted(other.text) +
        " of line " + std::to_string(other.line) +
        " cannot be numbers of one notation; write all with a point, or all with a comma";
    return false;
  }
  const bool has_point = first_point_.line != 0;
  const bool both = point_ && comma_;
  bool comma = !point_;
  if (both && (has_sign_ || has_point)) {
    // 1.240 is written as everywhere, unless the file has decimal commas; 1,240 is not.
    comma = evidence.decimal_comma;
    if (evidence.known != nullptr) comma = evidence.known->format.decimal == ',';
  }
  column.format.decimal = comma ? ',' : '.';
  column.format.thousands = comma ? comma_thousands_ : point_thousands_;
  // In plain numbers nothing was gathered: a point that is no decimal sign parts thousands.
  if (comma && has_point) column.format.thousands = '.';
  column.format.unit = unit_;
  return column.format != Format{} || numbers_ > 0;
}

bool ColumnTally::decide_date(const Evidence& evidence, Column& column) const {
  column.kind = ColumnKind::date;
  DateOrder& order = column.format.dates;
  const DateOrder known = evidence.known ? evidence.known->format.dates : DateOrder::none;
  if (known != DateOrder::none && (date_orders_ & bit(known)) != 0)
    order = known;
  else if ((date_orders_ & bit(DateOrder::year_first)) != 0)
    order = DateOrder::year_first;
  else if ((date_orders_ & bit(DateOrder::month_first)) == 0)
    order = DateOrder::day_first;
  else if ((date_orders_ & bit(DateOrder::day_first)) == 0)
    order = DateOrder::month_first;
  else
    order = first_other_.text.contains('/') ? DateOrder::month_first : DateOrder::day_first;
  return true;
}

bool ColumnTally::decide(const Evidence& evidence, const std::string& about, Column& column) {
  const std::size_t numbers = plain_ + numbers_;
  if (numbers + others_ == 0) {
    column.kind = ColumnKind::empty;
    return false;
  }
  bool again = true;
  if (evidence.known && evidence.known->has_words()) {
    // 007 may be one of the words even where all of these are numbers.
    as_words(column);
  } else if (others_ == 0) {
    again = decide_number(evidence, about, column);
  } else if (numbers == 0 && dates_ == others_ && date_orders_ != 0) {
    again = decide_date(evidence, column);
  } else if (numbers == 0 && booleans_ == others_) {
    column.kind = ColumnKind::boolean;
  } else if (4 * others_ <= numbers) {
    column.fault =
        first_other_.place() + about + ": " + quoted(first_other_.text) + " is not a number" +
        (is_decimal(first_other_.text) ? " that a double can hold" : "") + std::string(kWayOut);
    again = false;
  } else {
    as_words(column);
  }
  if (again) return true;
  if (column.fault.empty())
    column.numbers = std::move(values_);
  else
    column.kind = ColumnKind::text;
  return false;
}

ColumnFiller::ColumnFiller(Column& column, std::string about)
    : column_(column), about_(std::move(about)) {
  if (column.kind != ColumnKind::boolean) return;
  column.words.resize(2);
  column.word_lines.resize(2);
}

void ColumnFiller::add(std::string_view text, std::size_t line, std::string& room) {
  text = plain_signs(text, room);
  const bool missing = is_missing_cell(text);
  switch (column_.kind) {
    case ColumnKind::boolean: {
      const auto truth = missing ? std::nullopt : read_boolean(text);
      if (truth && column_.words[static_cast<std::size_t>(*truth)].empty()) {
        column_.words[static_cast<std::size_t>(*truth)] = text;
        column_.word_lines[static_cast<std::size_t>(*truth)] = line;
      }
      column_.codes.push_back(truth.value_or(-1));
      return;
    }
    case ColumnKind::date:
      add_number(missing ? kMissingCell : read_date(text, column_.format.dates), text, line);
      return;
    case ColumnKind::number:
      add_number(missing ? kMissingCell : read_number(text, column_.format), text, line);
      return;
    default:
      if (missing)
        column_.codes.push_back(-1);
      else
        add_word(text, line);
  }
}

// A cell that is there and does not read is told: it is not missing.
void ColumnFiller::add_number(std::optional<double> number, std::string_view text,
                              std::size_t line) {
  column_.numbers.push_back(number.value_or(kMissingCell));
  if (number || !column_.fault.empty()) return;
  column_.fault = "line " + std::to_string(line) + ", " + about_ + ": " + quoted(text) +
                  (column_.kind == ColumnKind::date ? " is not a date as the others are"
                                                    : " is not a number that a double can hold") +
                  std::string(kWayOut);
}

void ColumnFiller::add_word(std::string_view text, std::size_t line) {
  if (too_many_) return;
  auto place = places_.find(text);
  if (place == places_.end()) {
    if (places_.size() == kMaxWords) {
      too_many_ = true;
      return;
    }
    place = places_.emplace(text, static_cast<std::int32_t>(places_.size())).first;
    column_.words.emplace_back(text);
    column_.word_lines.push_back(line);
  }
  column_.codes.push_back(place->second);
}

void ColumnFiller::finish() {
  if (!column_.fault.empty()) {
    column_.kind = ColumnKind::text;
    column_.numbers = {};
    return;
  }
  if (too_many_) {
    column_.kind = ColumnKind::text;
    column_.words.clear();
    column_.codes = {};
    return;
  }
  if (!column_.has_words()) return;
  std::vector<std::size_t> order(column_.words.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (column_.kind == ColumnKind::boolean) {
    // Only yes, or only no.
    std::erase_if(order, [&](std::size_t i) { return column_.words[i].empty(); });
  } else {
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::string_view(column_.words[i]); });
  }
  std::vector<std::int32_t> ranks(column_.words.size(), -1);
  std::vector<std::string> words;
  std::vector<std::size_t> lines;
  for (const std::size_t i : order) {
    ranks[i] = static_cast<std::int32_t>(words.size());
    words.push_back(std::move(column_.words[i]));
    lines.push_back(column_.word_lines[i]);
  }
  column_.words = std::move(words);
  column_.word_lines = std::move(lines);
  for (std::int32_t& code : column_.codes)
    if (code >= 0) code = ranks[static_cast<std::size_t>(code)];
}

bool is_id(const Column& column, bool first) {
  static constexpr std::array<std::string_view, 16> kNames{
      "id", "no",  "no.",  "번호",  "연번",       "순번",     "index",    "idx",
      "#",  "key", "uuid", "rowid", "unnamed: 0", "rownames", "일련번호", "passengerid"};
  std::string name = column.name;
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const bool named = std::ranges::count(kNames, name) > 0 || name.ends_with("_id") ||
                     name.ends_with(" id") || name.ends_with("번호") || name.ends_with("_no");
  if (!named && !(first && name.empty())) return false;
  if (column.has_words())
    return column.words.size() == column.codes.size() && column.codes.size() > 2;
  if (column.numbers.size() < 3) return false;
  if (!named) {
    // Nameless beside names: 0, 1, 2, … or 1, 2, 3, …
    double expected = column.numbers.front();
    if (expected != 0.0 && expected != 1.0) return false;
    return std::ranges::all_of(column.numbers, [&](double x) { return x == expected++; });
  }
  std::vector<double> sorted = column.numbers;
  if (std::ranges::any_of(sorted, [](double x) { return std::isnan(x) || std::floor(x) != x; }))
    return false;
  std::ranges::sort(sorted);
  return std::ranges::adjacent_find(sorted) == sorted.end();
}

}  // namespace isobath::data
