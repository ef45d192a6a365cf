// SPDX-License-Identifier: MIT
// Ticks at round values.
#pragma once

#include <array>
#include <cstddef>

#include "app/figure/axis.hpp"
#include "app/figure/numbers.hpp"

namespace isobath::app::figure {

struct Tick {
  double value = 0.0;  // in the axis' unit
  Text label;          // empty: a minor one
};

struct Ticks {
  std::array<Tick, 48> tick;
  std::size_t size = 0;
  Tick* begin() { return tick.data(); }
  Tick* end() { return tick.data() + size; }
  const Tick* begin() const { return tick.data(); }
  const Tick* end() const { return tick.data() + size; }
  /// Nothing happens where there are too many.
  void add(double value, const Text& label);
};

/// About `wanted` labelled ticks at round values. Logarithmic axes have them at powers of ten, and
/// at 2 and 5 between where the axis is short; shifted ones, of steps, at 0, 1, 10, 100, …, and
/// within less than a decade at round values.
Ticks make_ticks(const Axis& axis, int wanted);

}  // namespace isobath::app::figure
