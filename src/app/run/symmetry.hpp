// SPDX-License-Identifier: MIT
// The symmetry detector: units of a layer that are one and the same. Same incoming weights and bias
// give the same activation on every example, hence (if their outgoing weights are alike too) the
// same gradient, and gradient descent never tells them apart.
#pragma once

#include <vector>

#include "core/matrix.hpp"

namespace isobath::app {

/// Units count as identical if no weight and no bias differs by more than this share of their
/// largest |w|, |b|: what rounding may do in a long training.
inline constexpr double kSymmetryTolerance = 1e-5;

class SymmetryFinder {
 public:
  /// weights [units, inputs] row by row, bias [units] or null. Fills group [units]: 0 for a unit
  /// unlike all others, else the number of its group, from 1 on in the order of their first units,
  /// and group_size. What is not finite is like nothing.
  template <class Scalar>
  void find(const Scalar* weights, const Scalar* bias, core::Index units, core::Index inputs,
            std::vector<int>& group, std::vector<int>& group_size);

 private:
  struct Shadow {
    double value = 0.0;  // of the unit's row on a fixed direction
    int unit = 0;
  };
  std::vector<Shadow> shadows_;
  std::vector<double> direction_;  // [inputs + 1]
  std::vector<double> size_;       // [units]: largest |w|, |b|
  std::vector<int> leader_;        // [units]: the first unit of its group, or itself
};

}  // namespace isobath::app
