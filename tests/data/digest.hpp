// SPDX-License-Identifier: MIT
// One number for all bits of a matrix, to hold machines and compilers to the same examples.
#pragma once

#include <bit>
#include <cstdint>

#include "core/matrix.hpp"

namespace isobath::data {

/// FNV-1a (64 bits) over the values' bits, row by row, lowest byte first.
inline std::uint64_t digest(const core::Matrix<double>& values) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (core::Index i = 0; i < values.rows(); ++i)
    for (core::Index j = 0; j < values.cols(); ++j) {
      const auto bits = std::bit_cast<std::uint64_t>(values(i, j));
      for (unsigned shift = 0; shift < 64; shift += 8)
        hash = (hash ^ ((bits >> shift) & 0xFFU)) * 1099511628211ULL;
    }
  return hash;
}

}  // namespace isobath::data
