// SPDX-License-Identifier: MIT
// Sums of the lanes of a register, in an order that is the same on every machine of its width.
#pragma once

#include "core/kernels/lanes.hpp"

namespace isobath::core {

namespace detail {

/// The upper half of the lanes added to the lower, until one is left.
template <class Vector>
auto fold(Vector v) {
  constexpr int kLanes = sizeof(Vector) / sizeof(v[0]);
  if constexpr (kLanes == 16) {
    return fold(__builtin_shufflevector(v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
                __builtin_shufflevector(v, v, 8, 9, 10, 11, 12, 13, 14, 15));
  } else if constexpr (kLanes == 8) {
    return fold(__builtin_shufflevector(v, v, 0, 1, 2, 3) +
                __builtin_shufflevector(v, v, 4, 5, 6, 7));
  } else if constexpr (kLanes == 4) {
    const Vector pairs = v + __builtin_shufflevector(v, v, 2, 3, 2, 3);
    return pairs[0] + pairs[1];
  } else {
    return v[0] + v[1];
  }
}

}  // namespace detail

/// The sum of the lanes, halves folded onto each other: the same order on every machine of a width.
template <class Scalar, class Machine>
Scalar sum(Lanes<Scalar, Machine> a) {
  if constexpr (__is_same(Machine, Looped)) {
    for (Index half = Lanes<Scalar, Machine>::kWidth / 2; half > 0; half /= 2)
      for (Index lane = 0; lane < half; ++lane) a.v[lane] += a.v[lane + half];
    return a.v[0];
  } else {
    return detail::fold(a.v);
  }
}

/// The sums of four, each as sum() has it, to out[0 … 3].
template <class Scalar, class Machine>
void sums(const Lanes<Scalar, Machine> (&of)[4], Scalar* out) {
  if constexpr (sizeof(Scalar) == 4 && !__is_same(Machine, Looped)) {
    using Quad = typename detail::VectorOf<Scalar, 16>::Type;
    const auto quad = [](auto wide) -> Quad {
      const auto v = [wide] {
        if constexpr (sizeof(wide) == 64)
          return __builtin_shufflevector(wide, wide, 0, 1, 2, 3, 4, 5, 6, 7) +
                 __builtin_shufflevector(wide, wide, 8, 9, 10, 11, 12, 13, 14, 15);
        else
          return wide;
      }();
      if constexpr (sizeof(v) == 32)
        return __builtin_shufflevector(v, v, 0, 1, 2, 3) +
               __builtin_shufflevector(v, v, 4, 5, 6, 7);
      else
        return v;
    };
    const Quad a = quad(of[0].v), b = quad(of[1].v), c = quad(of[2].v), d = quad(of[3].v);
    const Quad ab =
        __builtin_shufflevector(a, b, 0, 4, 1, 5) + __builtin_shufflevector(a, b, 2, 6, 3, 7);
    const Quad cd =
        __builtin_shufflevector(c, d, 0, 4, 1, 5) + __builtin_shufflevector(c, d, 2, 6, 3, 7);
    const Quad all =
        __builtin_shufflevector(ab, cd, 0, 1, 4, 5) + __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
    __builtin_memcpy(out, &all, sizeof all);
  } else {
    for (int i = 0; i < 4; ++i) out[i] = sum(of[i]);
  }
}

}  // namespace isobath::core
