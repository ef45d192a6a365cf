// SPDX-License-Identifier: MIT
// The register loop, for any machine of core/kernels/lanes.hpp: 12 accumulators and two constants,
// which 15 registers (what browsers' engines leave of 16) just hold; enough to hide the latency of
// a fused multiply-add.
#pragma once

#include <cstdint>

#include "core/kernels/lane_sums.hpp"
#include "core/kernels/lanes.hpp"

namespace isobath::lab {

inline constexpr std::int64_t kTurnAccumulators = 12;
inline constexpr std::int64_t kTurnSteps = 1024;  // multiply-adds of each accumulator in one turn

/// One turn; the sum of the accumulators, so that they are needed. x ← x·½ + ½ settles at 1:
/// neither overflow nor subnormal numbers.
template <class Machine>
float multiply_add_turn() {
  using Vector = core::Lanes<float, Machine>;
  const Vector half(0.5F);
  // Written out: not every compiler keeps an array of accumulators in registers.
  Vector a(0.0F), b(0.1F), c(0.2F), d(0.3F), e(0.4F), f(0.5F);
  Vector g(0.6F), h(0.7F), i(0.8F), j(0.9F), k(1.1F), l(1.2F);
  for (std::int64_t step = 0; step < kTurnSteps; ++step) {
    a = multiply_add(a, half, half);
    b = multiply_add(b, half, half);
    c = multiply_add(c, half, half);
    d = multiply_add(d, half, half);
    e = multiply_add(e, half, half);
    f = multiply_add(f, half, half);
    g = multiply_add(g, half, half);
    h = multiply_add(h, half, half);
    i = multiply_add(i, half, half);
    j = multiply_add(j, half, half);
    k = multiply_add(k, half, half);
    l = multiply_add(l, half, half);
  }
  return sum(((a + b) + (c + d)) + ((e + f) + (g + h)) + ((i + j) + (k + l)));
}

/// The turn in AVX2 with fused multiply-adds, or null where it was not compiled for that.
float (*avx2_multiply_add_turn())();
/// The same in AVX-512.
float (*avx512_multiply_add_turn())();

}  // namespace isobath::lab
