// SPDX-License-Identifier: MIT
// What a look at a layer says of every single unit: means, and on how many examples g is flat.
#pragma once

#include <span>

#include "core/activation.hpp"

namespace isobath::core {

/// Sums over the examples seen so far.
struct UnitTally {
  double z_sum = 0.0;
  double a_sum = 0.0;
  Index saturated = 0;  // examples on which a stands at a flat end of g (see is_saturated)
  bool alive = false;   // g′ ≠ 0 on some example, or a z that is not finite
};

/// Adds the examples of z and a [units, examples] to the tally of each unit, [units].
template <class Scalar>
void tally_units(Activation activation, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                 std::span<UnitTally> tallies);

extern template void tally_units<float>(Activation, ConstMatrixRef<float>, ConstMatrixRef<float>,
                                        std::span<UnitTally>);
extern template void tally_units<double>(Activation, ConstMatrixRef<double>, ConstMatrixRef<double>,
                                         std::span<UnitTally>);

}  // namespace isobath::core
