// SPDX-License-Identifier: MIT
// Numbers and words as they come in texts and go into sentences.
#include "data/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <system_error>
#include <version>

namespace isobath::data {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// How many bytes the UTF-8 sequence at the start of `text` has; 0 if it is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  const unsigned second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second > 0x9F;
  const bool too_large = first == 0xF4 && second > 0x8F;
  return overlong || surrogate || too_large ? 0 : length;
}

/// digits[0].digits[1]... times ten to the exponent.
struct Decimal {
  NumberText digits;
  int exponent = 0;
};

NumberText as_scientific(const Decimal& decimal) {
  NumberText text;
  text += decimal.digits.view().substr(0, 1);
  if (decimal.digits.view().size() > 1) text += ".";
  text += decimal.digits.view().substr(1);
  std::array<char, 8> exponent{};
  std::snprintf(exponent.data(), exponent.size(), "e%+03d", decimal.exponent);
  text += exponent.data();
  return text;
}

/// Nothing where it would be longer than any other form.
NumberText as_plain(const Decimal& decimal) {
  constexpr std::string_view kZeros = "0000000000000000000000";
  NumberText text;
  const std::string_view digits = decimal.digits.view();
  if (decimal.exponent < -8 || decimal.exponent > 22) return text;
  const auto before = static_cast<std::size_t>(std::max(decimal.exponent + 1, 0));
  if (before == 0) {
    text += "0.";
    text += kZeros.substr(0, static_cast<std::size_t>(-decimal.exponent - 1));
    text += digits;
  } else if (before >= digits.size()) {
    text += digits;
    text += kZeros.substr(0, before - digits.size());
  } else {
    text += digits.substr(0, before);
    text += ".";
    text += digits.substr(before);
  }
  return text;
}

/// `value` rounded to that many digits, without zeros at the end.
Decimal rounded(double value, int digits) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*e", digits - 1, value);
  const std::string_view text = buffer.data();
  const std::size_t e = text.find('e');
  // The decimal sign is the locale's.
  std::string_view fraction = e > 2 ? text.substr(2, e - 2) : std::string_view();
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  Decimal decimal{{}, std::atoi(buffer.data() + e + 1)};
  decimal.digits += text.substr(0, 1);
  decimal.digits += fraction;
  return decimal;
}

/// The next larger decimal of that many digits.
Decimal next(const Decimal& decimal, int digits) {
  std::array<char, 20> figures{};
  figures.fill('0');
  const std::string_view known = decimal.digits.view();
  std::ranges::copy(known, figures.begin());
  auto i = static_cast<std::size_t>(digits);
  while (i > 0 && figures[i - 1] == '9') figures[--i] = '0';
  Decimal larger{{}, decimal.exponent + (i == 0 ? 1 : 0)};
  if (i == 0)
    figures[0] = '1';
  else
    ++figures[i - 1];
  larger.digits += std::string_view(figures.data(), i == 0 ? 1 : i);
  return larger;
}

/// The fewest digits that read back as the positive `value`; of these the nearest to it. All
/// numbers of 15 digits are told apart by doubles, so fewer than 15 are tried for subnormal ones
/// only.
Decimal shortest(double value) {
  const auto reads_back = [value](const Decimal& decimal) {
    return parse_number(as_scientific(decimal).view()) == value;
  };
  for (int digits = std::isnormal(value) ? 15 : 1; digits < 17; ++digits) {
    const Decimal near = rounded(value, digits);
    if (reads_back(near)) return near;
    // Above a power of two doubles lie twice as far apart as below it: the nearest decimal may be
    // another number's while a farther one, on the other side, is this one's.
    const Decimal above = next(near, digits);
    if (reads_back(above)) return above;
  }
  return rounded(value, 17);
}

}  // namespace

bool is_decimal(std::string_view text) {
  std::size_t i = 0;
  const auto skip_sign = [&] {
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  };
  const auto skip_digits = [&] {
    const std::size_t first = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - first;
  };
  skip_sign();
  std::size_t digits = skip_digits();
  if (i < text.size() && text[i] == '.') {
    ++i;
    digits += skip_digits();
  }
  if (digits == 0) return false;
  if (i < text.size() && to_lower(text[i]) == 'e') {
    ++i;
    skip_sign();
    if (skip_digits() == 0) return false;
  }
  return i == text.size();
}

std::optional<double> parse_number(std::string_view text) {
  // First, because the library's functions also take "inf", "nan" and, one of them, hexadecimals.
  if (!is_decimal(text)) return std::nullopt;
  if (text.front() == '+') text.remove_prefix(1);
  double value = 0.0;
#if defined(__cpp_lib_to_chars)
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
#else
  // A standard library that cannot read doubles by from_chars yet. Its strtod knows one locale.
  // Without an allocation where the number is no longer than numbers are.
  std::array<char, 64> short_one{};
  if (text.size() < short_one.size()) {
    std::ranges::copy(text, short_one.begin());
    value = std::strtod(short_one.data(), nullptr);
  } else {
    value = std::strtod(std::string(text).c_str(), nullptr);
  }
  const std::string_view digits = text.substr(0, text.find_first_of("eE"));
  const bool underflow =
      value == 0.0 && digits.find_first_of("123456789") != std::string_view::npos;
  if (!std::isfinite(value) || underflow) return std::nullopt;
#endif
  return value;
}

bool is_missing(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kSigns{"", "na", "n/a", "nan", "null", "?"};
  return std::ranges::any_of(
      kSigns, [&](std::string_view sign) { return std::ranges::equal(text, sign, {}, to_lower); });
}

NumberText shortest_text(double value) {
  NumberText text;
  if (std::signbit(value)) text += "-";
  const double size = std::abs(value);
  if (std::isnan(value)) {
    text += "nan";
  } else if (std::isinf(value)) {
    text += "inf";
  } else if (size == 0.0) {
    text += "0";
  } else {
    const Decimal decimal = shortest(size);
    const NumberText plain = as_plain(decimal), scientific = as_scientific(decimal);
    if (plain.view().empty() || scientific.view().size() < plain.view().size()) {
      text += scientific.view();
    } else if (decimal.exponent >= static_cast<int>(decimal.digits.view().size())) {
      // A whole number beyond 2^53 has more digits than reading it back takes: all are written.
      std::array<char, 32> whole{};
      std::snprintf(whole.data(), whole.size(), "%.0f", size);
      text += whole.data();
    } else {
      text += plain.view();
    }
  }
  return text;
}

std::string to_text(double value) { return std::string(shortest_text(value).view()); }

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kLongest_bytes = 40;
  std::string result = "\"";
  while (!text.empty() && result.size() <= kLongest_bytes) {
    const std::size_t length = sequence_length(text);
    const auto first = static_cast<unsigned char>(text.front());
    if (length == 0 || first < 0x20 || first == 0x7F)
      result += '?';
    else
      result += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  if (!text.empty()) result += "…";
  return result + "\"";
}

}  // namespace isobath::data
