// SPDX-License-Identifier: MIT
// Numbers and words as they come in texts and go into sentences; the same under every locale.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace isobath::data {

/// Is the whole of `text` a decimal number: [sign] digits [. digits] [e [sign] digits], with a
/// digit on at least one side of the point? Neither "inf" nor "nan" nor hexadecimals are.
bool is_decimal(std::string_view text);

/// The finite decimal number that is the whole of `text` ("-1.5", "+2", "1e-3", ".5"), correctly
/// rounded; nothing for words, for NaN and infinities, and beyond the range of a double.
std::optional<double> parse_number(std::string_view text);

/// Is it one of the usual signs for "not known": nothing at all, NA, N/A, NaN, null, ?
bool is_missing(std::string_view text);

/// At most 39 characters, on the stack: numbers are written in every frame.
class NumberText {
 public:
  NumberText& operator+=(std::string_view text) {
    for (const char c : text)
      if (size_ < chars_.size()) chars_[size_++] = c;
    return *this;
  }
  std::string_view view() const { return {chars_.data(), size_}; }

 private:
  std::array<char, 39> chars_{};
  std::size_t size_ = 0;
};

/// The shortest decimal that reads back as `value`, in the form of std::to_chars, whose tables
/// alone are 100 kB of the page. Allocates nothing.
NumberText shortest_text(double value);
std::string to_text(double value);

/// Is `text` UTF-8 without overlong forms, surrogates or values above U+10FFFF?
bool is_utf8(std::string_view text);

/// `text` in quotes for a sentence: control characters and broken UTF-8 as "?", long texts cut.
std::string quoted(std::string_view text);

}  // namespace isobath::data
