// SPDX-License-Identifier: MIT
// Mean, standard deviation, root mean square and largest magnitude of many values, right from
// 1e-300 to 1e300: everything is scaled by a power of two before it is squared.
#pragma once

#include "core/matrix.hpp"
#include "core/record.hpp"

namespace isobath::core {

/// Takes values in pieces; two passes over each piece, pieces merged by the formulas of T. Chan,
/// G. Golub and R. LeVeque (1983).
class Accumulator {
 public:
  template <class Scalar>
  void add(const Scalar* values, Index count);

  template <class Scalar>
  void add(ConstMatrixRef<Scalar> values);

  /// NaN and Inf among the values show: max_abs and rms become Inf or NaN, mean and std NaN.
  Statistics result() const;
  Magnitude magnitude() const;

 private:
  void rescale(double magnitude);

  double count_ = 0.0;
  double max_abs_ = 0.0;
  double scale_ = 0.0;  // a power of two; mean_ and squares_ are of scaled values; 0: none yet
  double mean_ = 0.0;
  double squares_ = 0.0;  // of deviations from the mean
  bool infinite_ = false;
  bool undefined_ = false;
};

}  // namespace isobath::core
