// SPDX-License-Identifier: MIT
// What the document's values are called on screen; numbers are written as app/figure/numbers.hpp
// says.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/action.hpp"
#include "app/figure/numbers.hpp"
#include "core/options.hpp"
#include "core/record.hpp"
#include "data/options.hpp"
#include "words/words.hpp"

namespace isobath::ui {

using app::figure::count;
using app::figure::exact;
using app::figure::number;
using app::figure::percent;
using app::figure::power_of_ten;
using app::figure::signed_number;
using app::figure::subscript;
using app::figure::Text;
using app::figure::trimmed;

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

/// A sentence with its slots filled.
inline Text text_of(const words::Filled& sentence) {
  Text text;
  sentence.write([&text](std::string_view piece) { text += piece; });
  return text;
}

}  // namespace isobath::ui
