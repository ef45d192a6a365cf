// SPDX-License-Identifier: MIT
// Rounding to half and bfloat16 against the definition of the formats.
#include "core/precision.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace core_precision {

using namespace isobath::core;

namespace {

/// The nearest value with `digits` significant bits and exponents from `lowest` on, ties to even,
/// by arithmetic in double that is exact for these formats.
float nearest(float value, int digits, int lowest, double largest) {
  if (value == 0.0F || !std::isfinite(value)) return value;
  int exponent = 0;
  std::frexp(static_cast<double>(value), &exponent);
  const int unit = std::max(exponent - digits, lowest - digits + 1);
  const double rounded =
      std::ldexp(std::nearbyint(std::ldexp(static_cast<double>(value), -unit)), unit);
  return std::abs(rounded) > largest ? std::copysign(HUGE_VALF, value)
                                     : static_cast<float>(rounded);
}

}  // namespace

TEST_CASE("half rounds like IEEE 754 binary16", "[core][precision]") {
  CHECK(round_to_half(1.0F) == 1.0F);
  CHECK(round_to_half(2049.0F) == 2048.0F);
  CHECK(round_to_half(2051.0F) == 2052.0F);
  CHECK(round_to_half(65504.0F) == 65504.0F);
  CHECK(round_to_half(65519.9F) == 65504.0F);
  CHECK(std::isinf(round_to_half(65520.0F)));
  CHECK(round_to_half(0x1p-24F) == 0x1p-24F);
  CHECK(round_to_half(0x1p-26F) == 0.0F);
  CHECK(std::signbit(round_to_half(-0x1p-26F)));
  CHECK(std::isnan(round_to_half(std::numeric_limits<float>::quiet_NaN())));
  Random random(1);
  for (int i = 0; i < 20000; ++i) {
    const auto value = static_cast<float>(
        std::ldexp(random.uniform(-1.0, 1.0), static_cast<int>(random.below(44)) - 26));
    CHECK(round_to_half(value) == nearest(value, 11, -14, 65504.0));
  }
}

TEST_CASE("bfloat16 is a float with eight significant bits", "[core][precision]") {
  CHECK(round_to_bfloat16(1.0F) == 1.0F);
  CHECK(round_to_bfloat16(257.0F) == 256.0F);
  CHECK(round_to_bfloat16(259.0F) == 260.0F);
  CHECK(std::isinf(round_to_bfloat16(std::numeric_limits<float>::max())));
  CHECK(std::isnan(round_to_bfloat16(std::numeric_limits<float>::quiet_NaN())));
  Random random(2);
  for (int i = 0; i < 20000; ++i) {
    const auto value = static_cast<float>(
        std::ldexp(random.uniform(-1.0, 1.0), static_cast<int>(random.below(200)) - 100));
    CHECK(round_to_bfloat16(value) == nearest(value, 8, -126, 0x1.fep127));
  }
}

}  // namespace core_precision
