// SPDX-License-Identifier: MIT
// Numbers and words as they come in texts and go into sentences.
#include "data/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
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
  std::string digits;
  int exponent;
};

std::string as_scientific(const Decimal& decimal) {
  std::string text = decimal.digits;
  if (text.size() > 1) text.insert(1, ".");
  const int size = std::abs(decimal.exponent);
  return text + (decimal.exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") +
         std::to_string(size);
}

/// Nothing where it would be longer than any other form.
std::string as_plain(const Decimal& decimal) {
  if (decimal.exponent < -8 || decimal.exponent > 22) return {};
  const auto before = static_cast<std::size_t>(std::max(decimal.exponent + 1, 0));
  std::string text = decimal.digits;
  if (before >= text.size()) return text + std::string(before - text.size(), '0');
  if (before == 0) {
    text.insert(0, static_cast<std::size_t>(-decimal.exponent), '0');
    return text.insert(1, ".");
  }
  return text.insert(before, ".");
}

std::string whole(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.0f", value);
  return buffer.data();
}

/// `value` rounded to that many digits, without zeros at the end.
Decimal rounded(double value, int digits) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*e", digits - 1, value);
  const std::string_view text = buffer.data();
  const std::size_t e = text.find('e');
  Decimal decimal{{}, std::atoi(buffer.data() + e + 1)};
  std::ranges::copy_if(text.substr(0, e), std::back_inserter(decimal.digits), is_digit);
  while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
  return decimal;
}

/// The next larger decimal of that many digits.
Decimal next(Decimal decimal, int digits) {
  decimal.digits.resize(static_cast<std::size_t>(digits), '0');
  std::size_t i = decimal.digits.size();
  while (i > 0 && decimal.digits[i - 1] == '9') decimal.digits[--i] = '0';
  if (i == 0) return {"1", decimal.exponent + 1};
  ++decimal.digits[i - 1];
  return decimal;
}

/// The fewest digits that read back as the positive `value`; of these the nearest to it. All
/// numbers of 15 digits are told apart by doubles, so fewer than 15 are tried for subnormal ones
/// only.
Decimal shortest(double value) {
  for (int digits = std::isnormal(value) ? 15 : 1; digits < 17; ++digits) {
    const Decimal near = rounded(value, digits);
    if (parse_number(as_scientific(near)) == value) return near;
    // Above a power of two doubles lie twice as far apart as below it: the nearest decimal may be
    // another number's while a farther one, on the other side, is this one's.
    const Decimal above = next(near, digits);
    if (parse_number(as_scientific(above)) == value) return above;
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
  value = std::strtod(std::string(text).c_str(), nullptr);
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

std::string to_text(double value) {
  if (std::isnan(value)) return std::signbit(value) ? "-nan" : "nan";
  const std::string sign = std::signbit(value) ? "-" : "";
  if (std::isinf(value)) return sign + "inf";
  if (value == 0.0) return sign + "0";
  const Decimal decimal = shortest(std::abs(value));
  std::string plain = as_plain(decimal), scientific = as_scientific(decimal);
  if (plain.empty() || scientific.size() < plain.size()) return sign + scientific;
  // A whole number beyond 2^53 has more digits than it needs to be read back: all of them are
  // right.
  if (decimal.exponent >= static_cast<int>(decimal.digits.size())) plain = whole(std::abs(value));
  return sign + plain;
}

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
