// SPDX-License-Identifier: MIT
// Signs, powers and thin spaces.
#include "app/figure/numbers.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "data/text.hpp"

namespace isobath::app::figure {
namespace {

constexpr const char* kMinus = "−";
constexpr const char* kThinSpace = " ";

void append_superscript(Text& text, int value) {
  static constexpr std::array<const char*, 10> kFigures{"⁰", "¹", "²", "³", "⁴",
                                                        "⁵", "⁶", "⁷", "⁸", "⁹"};
  const std::string figures = std::to_string(std::abs(value));
  if (value < 0) text += "⁻";
  for (const char figure : figures) text += kFigures[static_cast<std::size_t>(figure - '0')];
}

}  // namespace

Text& Text::operator+=(std::string_view text) {
  std::size_t room = std::min(text.size(), chars_.size() - 1 - size_);
  // Never cut within a character.
  while (room < text.size() && room > 0 &&
         (static_cast<unsigned char>(text[room]) & 0xC0U) == 0x80U)
    --room;
  std::memcpy(chars_.data() + size_, text.data(), room);
  size_ += room;
  chars_[size_] = '\0';
  return *this;
}

Text number(double value, int digits) {
  Text text;
  if (std::isnan(value)) return "NaN";
  if (std::signbit(value) && value != 0.0) text += kMinus;
  if (std::isinf(value)) return text + "∞";
  const double size = std::fabs(value);
  std::array<char, 40> chars{};
  if (size == 0.0) return "0";
  // The exponent after rounding: 9.999 with three digits is 10.0.
  std::snprintf(chars.data(), chars.size(), "%.*e", digits - 1, size);
  const char* mark = std::strchr(chars.data(), 'e');
  const int exponent = std::atoi(mark + 1);
  if (exponent >= -4 && exponent < std::max(5, digits)) {
    const int decimals = std::max(0, digits - 1 - exponent);
    std::snprintf(chars.data(), chars.size(), "%.*f", decimals, size);
    return text + chars.data();
  }
  std::string_view mantissa(chars.data(), static_cast<std::size_t>(mark - chars.data()));
  text += mantissa;
  text += "·10";
  append_superscript(text, exponent);
  return text;
}

Text trimmed(double value, int digits) {
  const Text full = number(value, digits);
  const std::string_view text = full.view();
  const std::size_t mantissa = std::min(text.find("·"), text.size());
  if (text.substr(0, mantissa).find('.') == std::string_view::npos) return full;
  std::size_t kept = mantissa;
  while (text[kept - 1] == '0') --kept;
  if (text[kept - 1] == '.') --kept;
  Text shorter;
  shorter += text.substr(0, kept);
  shorter += text.substr(mantissa);
  return shorter;
}

Text signed_number(double value, int digits) {
  if (std::isfinite(value) && value > 0.0) return Text("+") + number(value, digits);
  return number(value, digits);
}

Text count(std::int64_t value) {
  std::string figures = std::to_string(value);
  Text text;
  if (value < 0) {
    text += kMinus;
    figures.erase(0, 1);
  }
  for (std::size_t i = 0; i < figures.size(); ++i) {
    if (i > 0 && (figures.size() - i) % 3 == 0) text += kThinSpace;
    text += std::string_view(&figures[i], 1);
  }
  return text;
}

Text percent(double share) {
  if (std::isnan(share)) return "–";
  std::array<char, 40> chars{};
  const double value = share * 100.0;
  const int decimals = value > 0.0 && value < 9.95 ? 1 : 0;
  std::snprintf(chars.data(), chars.size(), "%.*f %%", decimals, value);
  return chars.data();
}

Text power_of_ten(int exponent) {
  if (exponent == 0) return "1";
  Text text("10");
  if (exponent != 1) append_superscript(text, exponent);
  return text;
}

Text subscript(int value) {
  static constexpr std::array<const char*, 10> kFigures{"₀", "₁", "₂", "₃", "₄",
                                                        "₅", "₆", "₇", "₈", "₉"};
  Text text;
  for (const char figure : std::to_string(value))
    text += figure == '-' ? "₋" : kFigures[static_cast<std::size_t>(figure - '0')];
  return text;
}

Text exact(double value) {
  Text text;
  text += data::shortest_text(value).view();
  return text;
}

}  // namespace isobath::app::figure
