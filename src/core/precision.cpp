// SPDX-License-Identifier: MIT
// Rounding floats to shorter formats, by their bits.
#include "core/precision.hpp"

#include <bit>
#include <cmath>

namespace isobath::core {

float round_to_bfloat16(float value) {
  auto bits = std::bit_cast<std::uint32_t>(value);
  if ((bits & 0x7fffffffU) > 0x7f800000U) return value;  // NaN keeps its bits
  bits += 0x7fffU + ((bits >> 16U) & 1U);                // ties to even; a carry into Inf is right
  return std::bit_cast<float>(bits & 0xffff0000U);
}

float round_to_half(float value) {
  // Format facts: 11 significant bits, normal from 2^-14, largest 65504; from 65520 rounds to Inf.
  const float magnitude = std::abs(value);
  if (!(magnitude < 65520.0F)) return std::isnan(value) ? value : std::copysign(HUGE_VALF, value);
  if (magnitude < 0x1p-14F) {
    // Subnormal halves are multiples of 2^-24: adding and taking away 0.5 rounds to them.
    return std::copysign((magnitude + 0.5F) - 0.5F, value);
  }
  auto bits = std::bit_cast<std::uint32_t>(value);
  bits += 0xfffU + ((bits >> 13U) & 1U);
  return std::bit_cast<float>(bits & 0xffffe000U);
}

void round_to(Precision format, float* values, Index count) {
  if (format == Precision::half) {
    for (Index i = 0; i < count; ++i) values[i] = round_to_half(values[i]);
  } else if (format == Precision::bfloat16) {
    for (Index i = 0; i < count; ++i) values[i] = round_to_bfloat16(values[i]);
  }
}

void round_to(Precision, double*, Index) {}

}  // namespace isobath::core
