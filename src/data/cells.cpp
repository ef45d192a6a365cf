// SPDX-License-Identifier: MIT
// Numbers with units and thousands, booleans, and signs that cannot be seen.
#include "data/cells.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "data/text.hpp"

namespace isobath::data {
namespace {

bool is_figure(char c) { return c >= '0' && c <= '9'; }

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

bool has_beyond_ascii(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return (c & 0x80) != 0; });
}

struct Sign {
  std::string_view written, plain;
};
// U+00A0, thin and figure blanks, U+3000, blanks of no width; dashes used as minus, full-width
// marks.
constexpr std::array<Sign, 19> kSigns{{{"\xC2\xA0", " "},
                                       {"\xE2\x80\x87", " "},
                                       {"\xE2\x80\x88", " "},
                                       {"\xE2\x80\x89", " "},
                                       {"\xE2\x80\x8A", " "},
                                       {"\xE2\x80\xAF", " "},
                                       {"\xE3\x80\x80", " "},
                                       {"\xE2\x80\x8B", ""},
                                       {"\xEF\xBB\xBF", ""},
                                       {"\xE2\x80\x8E", ""},
                                       {"\xE2\x88\x92", "-"},
                                       {"\xEF\xBC\x8D", "-"},
                                       {"\xEF\xBC\x8B", "+"},
                                       {"\xEF\xBC\x8E", "."},
                                       {"\xEF\xBC\x8C", ","},
                                       {"\xEF\xBC\x85", "%"},
                                       {"\xE2\x80\x99", "'"},
                                       {"\xEF\xBF\xA6", "₩"},
                                       {"\xE2\x80\x93", "-"}}};

// Numbers as they are taken apart: digits with what stands among them, and what stands around.
struct Parts {
  bool negative = false;
  std::string_view digits;    // figures , . ' and blanks
  std::string_view exponent;  // "e-3"
  std::string_view unit;
};

constexpr std::array<std::string_view, 12> kMoney{"US$", "$",   "€",   "£",   "¥",   "₩",
                                                  "USD", "EUR", "KRW", "GBP", "JPY", "CHF"};
// Units that may stand right behind the figures; others need a blank before them, so that "1st" and
// "3a" stay words.
constexpr auto kUnits = std::to_array<std::string_view>(
    {"%",   "‰",  "°",  "°C", "°F", "℃",    "℉",    "kg",  "g",  "mg", "t",  "lb",
     "lbs", "oz", "km", "m",  "cm", "mm",   "mi",   "ft",  "in", "m²", "㎡", "m2",
     "L",   "l",  "mL", "ml", "s",  "ms",   "h",    "min", "kW", "W",  "V",  "A",
     "Hz",  "€",  "$",  "£",  "원", "만원", "억원", "명",  "개", "세", "년", "평"});

// The one of `all` the text begins with, taken off it; "" if there is none.
std::string_view take_money(std::string_view& text) {
  for (const std::string_view money : kMoney)
    if (text.starts_with(money)) {
      const std::string_view taken = text.substr(0, money.size());
      text = without_blanks(text.substr(money.size()));
      return taken;
    }
  return {};
}

bool take_sign(std::string_view& text) {
  if (text.empty() || (text[0] != '-' && text[0] != '+')) return false;
  const bool negative = text[0] == '-';
  text = without_blanks(text.substr(1));
  return negative;
}

// How long the exponent at the start of the text is, 0 if there is none.
std::size_t exponent_length(std::string_view text) {
  if (text.size() < 2 || (text[0] != 'e' && text[0] != 'E')) return 0;
  std::size_t i = text[1] == '-' || text[1] == '+' ? 2 : 1;
  const std::size_t first = i;
  while (i < text.size() && is_figure(text[i])) ++i;
  return i > first ? i : 0;
}

bool is_unit(std::string_view text, bool after_blank) {
  if (text.empty()) return true;
  if (std::ranges::any_of(text, is_figure) && text != "m2") return false;
  if (std::ranges::count(kUnits, text) > 0) return true;
  return after_blank && text.size() <= 12 && !text.contains(' ') && !text.contains(':');
}

bool take_apart(std::string_view text, Parts& parts) {
  // Bookkeepers write (1,200) for −1,200.
  if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
    parts.negative = true;
    text = without_blanks(text.substr(1, text.size() - 2));
  }
  const bool sign_first = take_sign(text);
  parts.unit = take_money(text);
  parts.negative = (parts.negative || sign_first) != take_sign(text);
  std::size_t end = 0, figures = 0;
  for (; end < text.size(); ++end) {
    const char c = text[end];
    if (is_figure(c))
      ++figures;
    else if (c != '.' && c != ',' && c != '\'' && c != ' ')
      break;
  }
  if (figures == 0) return false;
  const std::size_t exponent = exponent_length(text.substr(end));
  parts.exponent = text.substr(end, exponent);
  const std::string_view rest = text.substr(end + exponent);
  std::string_view digits = text.substr(0, end);
  const bool after_blank = exponent == 0 && !rest.empty() && digits.ends_with(' ');
  parts.digits = without_blanks(digits);
  if (rest.empty()) return true;
  if (!parts.unit.empty() || !is_unit(rest, after_blank)) return false;
  parts.unit = rest;
  return true;
}

// Are these digits a number with this decimal sign? What parts its thousands is put into
// `thousands`.
bool fits(std::string_view digits, char decimal, char& thousands) {
  const std::size_t point = digits.find(decimal);
  const std::string_view whole = digits.substr(0, point);
  const std::string_view fraction =
      point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  if (!std::ranges::all_of(fraction, is_figure)) return false;
  thousands = '\0';
  std::size_t group = 0, groups = 0;
  for (std::size_t i = 0; i <= whole.size(); ++i) {
    if (i < whole.size() && is_figure(whole[i])) {
      ++group;
      continue;
    }
    const bool first = groups == 0;
    if (i == whole.size() && first) break;  // no groups
    if (first ? group < 1 || group > 3 || whole[0] == '0' : group != 3) return false;
    if (i < whole.size()) {
      if (thousands != '\0' && thousands != whole[i]) return false;
      thousands = whole[i];
    }
    ++groups;
    group = 0;
  }
  return !whole.empty() || !fraction.empty();
}

std::string lower_ascii(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

}  // namespace

std::string_view plain_signs(std::string_view text, std::string& room) {
  if (!has_beyond_ascii(text)) return without_blanks(text);
  room.clear();
  for (std::size_t i = 0; i < text.size();) {
    const std::string_view rest = text.substr(i);
    if ((rest[0] & 0x80) == 0) {
      room += rest[0];
      ++i;
      continue;
    }
    // Full-width figures are U+FF10 … U+FF19.
    if (rest.size() >= 3 && rest.starts_with("\xEF\xBC") && rest[2] >= '\x90' &&
        rest[2] <= '\x99') {
      room += static_cast<char>('0' + (rest[2] - '\x90'));
      i += 3;
      continue;
    }
    const auto sign = std::ranges::find_if(
        kSigns, [&](const Sign& known) { return rest.starts_with(known.written); });
    if (sign == kSigns.end()) {
      room += rest[0];
      ++i;
    } else {
      room += sign->plain;
      i += sign->written.size();
    }
  }
  return without_blanks(room);
}

std::optional<double> read_plain_number(std::string_view text) {
  // Up to 19 digits make a whole number m of 64 bits. If m is at most 2^53 and the power of ten at
  // most 10^22, both are exact, and so one division or product is rounded correctly.
  static constexpr std::array<double, 23> kPowers{1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  const char* at = text.data();
  const char* const end = at + text.size();
  const bool negative = at != end && *at == '-';
  if (at != end && (*at == '-' || *at == '+')) ++at;
  std::uint64_t value = 0;
  std::size_t digits = 0, behind = 0;
  for (; at != end && is_figure(*at); ++at, ++digits)
    value = 10 * value + static_cast<std::uint64_t>(*at - '0');
  if (at != end && *at == '.')
    for (++at; at != end && is_figure(*at); ++at, ++digits, ++behind)
      value = 10 * value + static_cast<std::uint64_t>(*at - '0');
  if (digits == 0) return std::nullopt;
  if (at != end && *at != 'e' && *at != 'E') return std::nullopt;
  constexpr std::uint64_t kExact = std::uint64_t{1} << 53U;
  if (at != end || digits > 19 || value > kExact || behind >= kPowers.size())
    return parse_number(text);
  const double number = static_cast<double>(value) / kPowers[behind];
  return negative ? -number : number;
}

NumberLook look_at_number(std::string_view text) {
  NumberLook look;
  Parts parts;
  if (text.size() > 60 || !take_apart(text, parts)) return look;
  look.with_point = fits(parts.digits, '.', look.point_thousands);
  look.with_comma = fits(parts.digits, ',', look.comma_thousands);
  look.is_number = look.with_point || look.with_comma;
  look.unit = parts.unit;
  return look;
}

std::optional<double> read_number(std::string_view text, const Format& format) {
  Parts parts;
  if (text.size() > 60 || !take_apart(text, parts)) return std::nullopt;
  char thousands = '\0';
  if (!fits(parts.digits, format.decimal, thousands)) return std::nullopt;
  if (thousands != '\0' && thousands != format.thousands) return std::nullopt;
  if (!parts.unit.empty() && parts.unit != format.unit) return std::nullopt;
  std::array<char, 64> plain{};
  std::size_t length = 0;
  for (const char c : parts.digits)
    if (c == format.decimal)
      plain[length++] = '.';
    else if (is_figure(c))
      plain[length++] = c;
  for (const char c : parts.exponent) plain[length++] = c;
  const auto number = read_plain_number({plain.data(), length});
  if (!number) return std::nullopt;
  return parts.negative ? -*number : *number;
}

std::size_t first_non_number(const Column& column) {
  const auto line = [&](std::size_t k) {
    return k < column.word_lines.size() ? column.word_lines[k] : 0;
  };
  std::optional<std::size_t> first;
  for (std::size_t k = 0; k < column.words.size(); ++k)
    if (!look_at_number(column.words[k]).is_number && (!first || line(k) < line(*first))) first = k;
  return first.value_or(0);
}

std::optional<int> read_boolean(std::string_view text) {
  static constexpr std::array<std::array<std::string_view, 2>, 8> kPairs{{{"false", "true"},
                                                                          {"no", "yes"},
                                                                          {"n", "y"},
                                                                          {"f", "t"},
                                                                          {"아니오", "예"},
                                                                          {"아니요", "네"},
                                                                          {"거짓", "참"},
                                                                          {"무", "유"}}};
  if (text.size() > 12) return std::nullopt;
  const std::string word = lower_ascii(text);
  for (const auto& pair : kPairs)
    for (int i = 0; i < 2; ++i)
      if (word == pair[static_cast<std::size_t>(i)]) return i;
  return std::nullopt;
}

bool is_missing_cell(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kMissingSigns{
      "-", ".", "--", "---", "#N/A", "<NA>", "N.A.", "na.", "결측"};
  return is_missing(text) || std::ranges::count(kMissingSigns, text) > 0;
}

}  // namespace isobath::data
