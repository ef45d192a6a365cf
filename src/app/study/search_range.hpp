// SPDX-License-Identifier: MIT
// A stretch of an axis that is picked out with a brush.
#pragma once

#include <cstddef>
#include <limits>

namespace isobath::app {

/// Three fields, and the measure.
inline constexpr std::size_t kMostSearchAxes = 4;

/// Both ends in the axis' unit. On the measure's axis what is not finite lies at infinity, above
/// everything else.
struct SearchRange {
  static constexpr double kAbove = std::numeric_limits<double>::infinity();

  double low = 0.0, high = 0.0;
  constexpr bool holds(double unit) const { return unit >= low && unit <= high; }
  bool operator==(const SearchRange&) const = default;
};

}  // namespace isobath::app
