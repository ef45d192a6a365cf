// SPDX-License-Identifier: MIT
// Sizes and sums of a layer's values, for statistics.cpp and unit_tally.cpp.
#pragma once

#include "core/kernels/elementwise.hpp"
#include "core/kernels/lanes.hpp"
#include "core/statistic_kernels.hpp"

namespace isobath::core::kernel {

template <class Machine, class Scalar>
Scalar largest_magnitude(const Scalar* values, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  L largest(Scalar(0));
  const auto piece = [&](const Scalar* from) {
    const L value = L::load(from);
    finite.add(value);
    largest = greater(largest, magnitude(value));
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) piece(values + i);
  if (i < count) piece(Rest<Machine, Scalar>(values + i, count - i).values);
  if (!finite.all()) return static_cast<Scalar>(__builtin_nan(""));
  Scalar most = largest[0];
  for (Index lane = 1; lane < L::kWidth; ++lane) most = greater(most, largest[lane]);
  return most;
}

/// Sums in double of what is taken in eight at a time.
template <class Machine>
struct PartialSums {
  using D = Lanes<double, Machine>;
  static constexpr int kRegisters = kPartialSums / D::kWidth;
  D parts[kRegisters];

  PartialSums() {
    for (D& part : parts) part = D(0.0);
  }
  /// `rest`, what was left of the values, and the parts one after the other.
  double all(double rest) const {
    for (const D& part : parts)
      for (Index lane = 0; lane < D::kWidth; ++lane) rest += part[lane];
    return rest;
  }
};

template <class Machine, class Scalar>
DeviationSums deviations(const Scalar* values, Index count, double scale, double about) {
  using D = Lanes<double, Machine>;
  PartialSums<Machine> sums, squares;
  const D scales(scale), centre(about);
  Index i = 0;
  for (; i + kPartialSums <= count; i += kPartialSums)
    for (int r = 0; r < sums.kRegisters; ++r) {
      const D deviation = D::widened(values + i + r * D::kWidth) * scales - centre;
      sums.parts[r] = sums.parts[r] + deviation;
      squares.parts[r] = squares.parts[r] + deviation * deviation;
    }
  DeviationSums rest;
  for (; i < count; ++i) {
    const double deviation = static_cast<double>(values[i]) * scale - about;
    rest.sum += deviation;
    rest.squares += deviation * deviation;
  }
  return {sums.all(rest.sum), squares.all(rest.squares)};
}

template <class Machine, class Scalar>
UnitSums unit_sums(const Scalar* z, const Scalar* a, Index count, Scalar low, Scalar high) {
  using L = Lanes<Scalar, Machine>;
  using D = Lanes<double, Machine>;
  PartialSums<Machine> z_sums, a_sums;
  Index i = 0;
  for (; i + kPartialSums <= count; i += kPartialSums)
    for (int r = 0; r < z_sums.kRegisters; ++r) {
      z_sums.parts[r] = z_sums.parts[r] + D::widened(z + i + r * D::kWidth);
      a_sums.parts[r] = a_sums.parts[r] + D::widened(a + i + r * D::kWidth);
    }
  UnitSums sums;
  for (; i < count; ++i) {
    sums.z += static_cast<double>(z[i]);
    sums.a += static_cast<double>(a[i]);
  }
  sums.z = z_sums.all(sums.z);
  sums.a = a_sums.all(sums.a);

  const L zero(Scalar(0)), one(Scalar(1)), lows(low), highs(high);
  L ends = zero;  // counted in floats, whole up to 2^24
  for (i = 0; i + L::kWidth <= count; i += L::kWidth) {
    const L value = L::load(a + i);
    ends = ends + select(value < lows, one, select(value > highs, one, zero));
  }
  for (; i < count; ++i) sums.saturated += a[i] < low || a[i] > high ? 1 : 0;
  for (Index lane = 0; lane < L::kWidth; ++lane) sums.saturated += static_cast<Index>(ends[lane]);
  return sums;
}

}  // namespace isobath::core::kernel
