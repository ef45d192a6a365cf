// SPDX-License-Identifier: MIT
// Numbers and words as they come in texts and go into sentences.
#include "data/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
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
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), result.ptr};
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
