// SPDX-License-Identifier: MIT
// Numbers as people read them, on screen and in what is said or exported. Texts are small values on
// the stack: a frame writes hundreds of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace isobath::app::figure {

/// At most 127 bytes of UTF-8; what is longer is cut.
class Text {
 public:
  Text() { chars_[0] = '\0'; }
  Text(const char* text) { *this += text; }
  Text& operator+=(std::string_view text);
  const char* c_str() const { return chars_.data(); }
  const char* begin() const { return chars_.data(); }
  const char* end() const { return chars_.data() + size_; }
  std::string_view view() const { return {chars_.data(), size_}; }
  std::string str() const { return std::string(view()); }
  bool empty() const { return size_ == 0; }

 private:
  std::array<char, 128> chars_;
  std::size_t size_ = 0;
};

template <class Part>
Text operator+(Text text, const Part& part) {
  text += std::string_view(part);
  return text;
}
inline Text operator+(Text text, const Text& part) {
  text += part.view();
  return text;
}

/// `digits` significant digits: 0.0812, 12.4, 3.2·10⁻⁷, ∞, NaN.
Text number(double value, int digits = 3);
/// As number(), without zeros at the end: 0.1, 30.
Text trimmed(double value, int digits = 3);
/// As number(), with + or − before it.
Text signed_number(double value, int digits = 3);
/// 1 240 with a thin space.
Text count(std::int64_t value);
/// 12 %.
Text percent(double share);
/// 10⁻³.
Text power_of_ten(int exponent);
/// ₁₂.
Text subscript(int value);
/// Shortest decimal text that brings the same double back: what a field's value is set to.
Text exact(double value);

}  // namespace isobath::app::figure
