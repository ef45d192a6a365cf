// SPDX-License-Identifier: MIT
// Units one by one, row after row.
#include "core/unit_tally.hpp"

#include <cmath>

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

}  // namespace

template <class Scalar>
void tally_units(Activation activation, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                 std::span<UnitTally> tallies) {
  const bool flat_ends = has_saturation(activation);
  for (Index unit = 0; unit < a.rows(); ++unit) {
    UnitTally& tally = tallies[static_cast<std::size_t>(unit)];
    tally.z_sum += z.row(unit).template cast<double>().sum();
    tally.a_sum += a.row(unit).template cast<double>().sum();
    if (flat_ends)
      for (Index example = 0; example < a.cols(); ++example)
        tally.saturated += is_saturated(activation, static_cast<double>(a(unit, example))) ? 1 : 0;
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
