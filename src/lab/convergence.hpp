// SPDX-License-Identifier: MIT
// How fast a loss falls, or how fast it grows, as one number (Sohl-Dickstein, The boundary of
// neural network trainability is fractal, 2024).
#pragma once

#include <array>
#include <cstddef>

namespace isobath::lab {

/// v_t is the loss before update t over that before the first, 10⁶ at most and where it is not
/// finite. A training converged if the mean of the last 20 v is below 1.
class Convergence {
 public:
  void add(double loss);
  /// −Σv if it converged, so that quick ones come near 0; else Σ1/v, near 0 for those that blow up
  /// at once. NaN before the first loss.
  double value() const;
  std::size_t count() const { return count_; }

 private:
  static constexpr std::size_t kLast = 20;

  double first_ = 0.0;
  double sum_ = 0.0;
  double inverse_sum_ = 0.0;
  std::array<double, kLast> last_{};
  std::size_t count_ = 0;
};

}  // namespace isobath::lab
