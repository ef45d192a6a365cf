// SPDX-License-Identifier: MIT
// Days of the calendar from texts and to them.
#include "data/dates.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace isobath::data {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};

bool is_day_figure(char c) { return c >= '0' && c <= '9'; }

// Walks over a text and takes what is wanted, or nothing.
class Walk {
 public:
  explicit Walk(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  std::size_t digits() const { return digits_; }

  std::optional<int> number(std::size_t most) {
    int value = 0;
    digits_ = 0;
    while (digits_ < most && !text_.empty() && is_day_figure(text_.front())) {
      value = 10 * value + (text_.front() - '0');
      text_.remove_prefix(1);
      ++digits_;
    }
    if (digits_ == 0 || (!text_.empty() && is_day_figure(text_.front()))) return std::nullopt;
    return value;
  }
  bool take(std::string_view wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(wanted.size());
    return true;
  }
  void blanks() {
    while (take(" ")) {
    }
  }
  // One of -./ with blanks around it; the same one twice parts a date.
  char separator() {
    blanks();
    char found = '\0';
    if (!text_.empty() && (text_[0] == '-' || text_[0] == '.' || text_[0] == '/')) {
      found = text_[0];
      text_.remove_prefix(1);
    }
    blanks();
    return found;
  }
  // 1 … 12 by the first three letters of an English month.
  std::optional<int> month_name() {
    std::string letters;
    while (!text_.empty() && ((text_[0] | 0x20) >= 'a' && (text_[0] | 0x20) <= 'z')) {
      letters += static_cast<char>(text_[0] | 0x20);
      text_.remove_prefix(1);
    }
    if (letters.size() < 3) return std::nullopt;
    const auto found = std::ranges::find(kMonths, std::string_view(letters).substr(0, 3));
    if (found == kMonths.end()) return std::nullopt;
    take(".");
    return static_cast<int>(found - kMonths.begin()) + 1;
  }

 private:
  std::string_view text_;
  std::size_t digits_ = 0;  // of the last number
};

// Nothing where the calendar has no such day. Years of two digits are those from 1969 to 2068.
std::optional<double> day_of(int year_number, std::size_t digits, int month_number,
                             int day_number) {
  if (digits == 2) year_number += year_number < 69 ? 2000 : 1900;
  if (digits != 2 && digits != 4) return std::nullopt;
  const year_month_day date{year{year_number}, month{static_cast<unsigned>(month_number)},
                            day{static_cast<unsigned>(day_number)}};
  if (!date.ok()) return std::nullopt;
  return static_cast<double>(sys_days(date).time_since_epoch().count());
}

// The time behind a date, if there is one, as a share of a day; nothing where something else
// stands there.
std::optional<double> take_time(Walk& walk) {
  walk.take(".");
  if (walk.at_end()) return 0.0;
  if (!walk.take("T")) walk.blanks();
  const auto hour = walk.number(2);
  if (!hour || *hour > 23 || !walk.take(":")) return std::nullopt;
  const auto minute = walk.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  double seconds = 60.0 * (60.0 * *hour + *minute);
  if (walk.take(":")) {
    const auto second = walk.number(2);
    if (!second || *second > 60) return std::nullopt;
    seconds += *second;
    if (walk.take(".")) walk.number(9);
  }
  walk.take("Z");
  if (!walk.at_end()) return std::nullopt;
  return seconds / 86'400.0;
}

std::optional<double> with_time(std::optional<double> date, Walk& walk) {
  if (!date) return std::nullopt;
  const auto time = take_time(walk);
  if (!time) return std::nullopt;
  return *date + *time;
}

// 2024-01-03 and 2024년 1월 3일.
std::optional<double> year_first(Walk walk) {
  const auto y = walk.number(4);
  if (!y || walk.digits() != 4) return std::nullopt;
  const bool korean = walk.take("년");
  walk.blanks();
  const char first = korean ? '\0' : walk.separator();
  const auto m = walk.number(2);
  if (!m || (korean ? !walk.take("월") : first == '\0')) return std::nullopt;
  walk.blanks();
  if (!korean && walk.separator() != first) return std::nullopt;
  const auto d = walk.number(2);
  if (!d || (korean && !walk.take("일"))) return std::nullopt;
  return with_time(day_of(*y, 4, *m, *d), walk);
}

// 3 Jan 2024, 3-Jan-24, Jan 3, 2024.
std::optional<double> with_month_name(Walk walk) {
  auto m = walk.month_name();
  walk.blanks();
  const auto d = walk.number(2);
  if (!d) return std::nullopt;
  if (!m) {
    walk.separator();
    m = walk.month_name();
    if (!m) return std::nullopt;
  }
  walk.take(",");
  walk.separator();
  const auto y = walk.number(4);
  if (!y) return std::nullopt;
  const std::size_t digits = walk.digits();
  return with_time(day_of(*y, digits, *m, *d), walk);
}

std::optional<double> year_last(Walk walk, bool day_leads) {
  const auto a = walk.number(2);
  if (!a) return std::nullopt;
  const char first = walk.separator();
  const auto b = walk.number(2);
  if (!b || first == '\0' || walk.separator() != first) return std::nullopt;
  const auto y = walk.number(4);
  if (!y) return std::nullopt;
  const std::size_t digits = walk.digits();
  return with_time(day_of(*y, digits, day_leads ? *b : *a, day_leads ? *a : *b), walk);
}

year_month_day calendar(double day_number) {
  return sys_days(std::chrono::days(static_cast<int>(std::floor(day_number))));
}

}  // namespace

std::optional<double> read_date(std::string_view text, DateOrder order) {
  if (text.size() < 6 || text.size() > 40) return std::nullopt;
  const Walk walk(text);
  if (const auto named = with_month_name(walk)) return named;
  switch (order) {
    case DateOrder::none:
      return std::nullopt;
    case DateOrder::year_first:
      return year_first(walk);
    case DateOrder::day_first:
      return year_last(walk, true);
    case DateOrder::month_first:
      return year_last(walk, false);
  }
  return std::nullopt;
}

unsigned date_orders(std::string_view text) {
  unsigned orders = 0;
  for (const DateOrder order :
       {DateOrder::year_first, DateOrder::day_first, DateOrder::month_first})
    if (read_date(text, order)) orders |= 1U << static_cast<unsigned>(order);
  return orders;
}

std::string date_text(double day_number) {
  const year_month_day date = calendar(day_number);
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

double date_part(double day_number, std::size_t part) {
  if (std::isnan(day_number)) return day_number;
  const year_month_day date = calendar(day_number);
  switch (part) {
    case 0:
      return static_cast<int>(date.year());
    case 1:
      return static_cast<unsigned>(date.month());
    case 2:
      return static_cast<unsigned>(date.day());
    default:
      return std::chrono::weekday(sys_days(date)).iso_encoding();
  }
}

}  // namespace isobath::data
