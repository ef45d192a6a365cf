// SPDX-License-Identifier: MIT
// Numbers and names as people read them. Texts are small values on the stack: a frame writes
// hundreds of them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/action.hpp"
#include "core/options.hpp"
#include "core/record.hpp"
#include "data/options.hpp"

namespace isobath::ui {

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

/// Names for people; the document's spelling is core::name().
const char* readable(core::Activation activation);
const char* readable(core::Loss loss);
const char* readable(core::WeightScheme scheme);
const char* readable(core::Optimizer optimizer);
const char* readable(data::Source source);
const char* readable(data::Feature feature);
/// The names of all values, in the order of the enumeration.
template <class Enumeration>
const auto& readable_all() {
  static const auto kLabels = [] {
    std::array<const char*, core::kCount<Enumeration>> labels{};
    for (const Enumeration value : core::all_values<Enumeration>())
      labels[static_cast<std::size_t>(value)] = readable(value);
    return labels;
  }();
  return kLabels;
}
/// The activations that a layer may choose from: softmax, the last of them, in the last one only.
inline std::span<const char* const> readable_activations(bool last_layer) {
  const std::span<const char* const> all = readable_all<core::Activation>();
  return last_layer ? all : all.first(all.size() - 1);
}
/// The quantity as the course writes it: Z, A, dZ, dA, dW, db, W, b.
const char* readable(core::Quantity quantity);

}  // namespace isobath::ui
