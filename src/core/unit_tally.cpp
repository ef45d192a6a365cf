// SPDX-License-Identifier: MIT
// Units one by one, row after row.
#include "core/unit_tally.hpp"

#include <cmath>
#include <limits>

#include "core/saturation.hpp"
#include "core/statistic_kernels.hpp"

namespace isobath::core {

namespace {

template <class Scalar>
bool has_slope(Activation activation, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
               Index unit) {
  if (activation == Activation::softmax) return true;
  const Scalar* const z_row = z.data() + unit * z.outerStride();
  const Scalar* const a_row = a.data() + unit * a.outerStride();
  for (Index example = 0; example < z.cols(); ++example) {
    const Scalar one = 1;
    Scalar slope = 0;
    multiply_by_derivative(activation, z_row + example, a_row + example, &one, &slope, Index{1});
    if (slope != Scalar(0)) return true;
  }
  return false;
}

/// `end` as a Scalar that the same Scalars lie beyond: where it is none, the next one inwards is.
template <class Scalar>
Scalar inwards(double end, double direction) {
  const auto rounded = static_cast<Scalar>(end);
  const double over = (static_cast<double>(rounded) - end) * direction;
  constexpr Scalar kInfinity = std::numeric_limits<Scalar>::infinity();
  return over < 0.0 ? std::nextafter(rounded, static_cast<Scalar>(direction) * kInfinity) : rounded;
}

}  // namespace

template <class Scalar>
void tally_units(Activation activation, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                 std::span<UnitTally> tallies) {
  const FlatEnds ends = flat_ends(activation);
  const Scalar low = inwards<Scalar>(ends.low, 1.0), high = inwards<Scalar>(ends.high, -1.0);
  const auto& kernels = statistic_kernels<Scalar>();
  for (Index unit = 0; unit < a.rows(); ++unit) {
    UnitTally& tally = tallies[static_cast<std::size_t>(unit)];
    const UnitSums sums = kernels.unit_sums(z.data() + unit * z.outerStride(),
                                            a.data() + unit * a.outerStride(), a.cols(), low, high);
    tally.z_sum += sums.z;
    tally.a_sum += sums.a;
    tally.saturated += sums.saturated;
    // What is no number is not dead: it is ill otherwise.
    tally.alive =
        tally.alive || !std::isfinite(tally.z_sum) || has_slope<Scalar>(activation, z, a, unit);
  }
}

template void tally_units<float>(Activation, ConstMatrixRef<float>, ConstMatrixRef<float>,
                                 std::span<UnitTally>);
template void tally_units<double>(Activation, ConstMatrixRef<double>, ConstMatrixRef<double>,
                                  std::span<UnitTally>);

}  // namespace isobath::core
