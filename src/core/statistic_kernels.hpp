// SPDX-License-Identifier: MIT
// The passes of a look over a layer's values, compiled for several machines like the training
// step's (kernels.hpp). All machines give the same bits: sums are taken in double, in eight parts.
#pragma once

#include "core/kernels.hpp"

namespace isobath::core {

/// How many sums run side by side; value i goes to number i mod kPartialSums.
inline constexpr int kPartialSums = 8;

/// Of a row of values about a number near them.
struct DeviationSums {
  double sum = 0.0;
  double squares = 0.0;
};

/// Of one unit over some examples.
struct UnitSums {
  double z = 0.0;
  double a = 0.0;
  Index saturated = 0;  // examples whose a lies below `low` or above `high`
};

template <class Scalar>
struct StatisticKernels {
  /// Of `count` values; NaN if any of them is not finite.
  Scalar (*largest_magnitude)(const Scalar* values, Index count);
  /// Of scale·value − about, over `count` values.
  DeviationSums (*deviations)(const Scalar* values, Index count, double scale, double about);
  /// z and a [count], at most 2^24 of them.
  UnitSums (*unit_sums)(const Scalar* z, const Scalar* a, Index count, Scalar low, Scalar high);
};

/// One set's, or null where this build or this processor has none such.
template <class Scalar>
const StatisticKernels<Scalar>* statistic_kernels(KernelSet set);

/// The fastest here.
template <class Scalar>
const StatisticKernels<Scalar>& statistic_kernels();

}  // namespace isobath::core
