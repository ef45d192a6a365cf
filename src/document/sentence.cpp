// SPDX-License-Identifier: MIT
// Numbers, quoted text and likeness of words, for sentences to the user.
#include "document/sentence.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "data/text.hpp"

namespace isobath::document {

namespace {

constexpr std::size_t kShown = 40;     // characters of the user's text in a sentence
constexpr std::size_t kCompared = 64;  // bytes of a word that is compared
constexpr std::string_view kHex = "0123456789abcdef";

/// Bytes of the well-formed UTF-8 character at the start of `text`, or 0.
std::size_t character_bytes(std::string_view text) {
  constexpr std::size_t kLongest = 4;
  for (std::size_t length = 1; length <= std::min(kLongest, text.size()); ++length)
    if (data::is_utf8(text.substr(0, length))) return length;
  return 0;
}

}  // namespace

std::string number_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value == 0.0) return std::signbit(value) ? "-0.0" : "0";
  constexpr double kPlain = 1e15;  // whole numbers below it are written with all their digits
  if (std::abs(value) < kPlain && value == std::floor(value))
    return std::to_string(static_cast<std::int64_t>(value));
  std::string text = data::to_text(value);
  // 1e-08 and 1e+20 are written 1e-8 and 1e20: a plus sign does not travel well in a link.
  if (const auto e = text.find('e'); e != std::string::npos) {
    std::size_t digits = e + 1;
    const bool negative = text[digits] == '-';
    if (negative || text[digits] == '+') ++digits;
    while (digits + 1 < text.size() && text[digits] == '0') ++digits;
    text = text.substr(0, e + 1) + (negative ? "-" : "") + text.substr(digits);
  }
  return text;
}

std::string shown(std::string_view text) {
  std::string out;
  std::size_t characters = 0;
  while (!text.empty()) {
    if (++characters > kShown) return out + "…";
    const std::size_t length = character_bytes(text);
    const auto first = static_cast<std::uint8_t>(text[0]);
    if (length == 0 || first < 0x20 || first == 0x7F) {
      out += "\\x";
      out += kHex[first >> 4];
      out += kHex[first & 0xF];
      text.remove_prefix(1);
    } else {
      out += text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return out;
}

std::string in_quotes(std::string_view text) { return join({"\"", shown(text), "\""}); }

std::string listed(std::span<const std::string_view> words) {
  std::string out;
  for (const auto word : words) {
    if (!out.empty()) out += ", ";
    out += word;
  }
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kCompared);
  b = b.substr(0, kCompared);
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::string join(std::initializer_list<std::string_view> parts) {
  std::string out;
  for (const auto part : parts) out += part;
  return out;
}

}  // namespace isobath::document
