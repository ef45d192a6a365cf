// SPDX-License-Identifier: MIT
// Rows of numbers into columns, within the registers.
#pragma once

#include "core/kernels/lanes.hpp"

namespace isobath::core {

inline constexpr Index kBlock = 8;

/// Eight rows of eight floats, transposed: to[c][r] = from[r][c].
template <class Machine>
void transpose_block(const float* from, Index from_stride, float* to, Index to_stride) {
  static_assert(Machine::kBytes >= 32);
  using Row = detail::VectorOf<float, 32>::Type;
  Row row[kBlock], pair[kBlock], quad[kBlock];
  for (Index r = 0; r < kBlock; ++r) __builtin_memcpy(&row[r], from + r * from_stride, sizeof(Row));
  for (int r = 0; r < kBlock; r += 2) {
    pair[r] = __builtin_shufflevector(row[r], row[r + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    pair[r + 1] = __builtin_shufflevector(row[r], row[r + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  for (int r = 0; r < kBlock; r += 4)
    for (int half = 0; half < 2; ++half) {
      const auto a = pair[r + half], b = pair[r + half + 2];
      quad[r + 2 * half] = __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
      quad[r + 2 * half + 1] = __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
    }
  for (int c = 0; c < 4; ++c) {
    const Row low = __builtin_shufflevector(quad[c], quad[c + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    const Row high = __builtin_shufflevector(quad[c], quad[c + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    __builtin_memcpy(to + c * to_stride, &low, sizeof low);
    __builtin_memcpy(to + (c + 4) * to_stride, &high, sizeof high);
  }
}

}  // namespace isobath::core
