// SPDX-License-Identifier: MIT
// The range of a picture or a matrix, whatever NaN and infinities it holds.
#pragma once

#include <cmath>
#include <cstddef>

namespace isobath::app {

/// The largest finite |value|; 0 where there is none.
template <class Number>
Number largest_finite(const Number* values, std::size_t count) {
  Number largest = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Number magnitude = std::abs(values[i]);
    if (std::isfinite(magnitude) && magnitude > largest) largest = magnitude;
  }
  return largest;
}

}  // namespace isobath::app
