// SPDX-License-Identifier: MIT
#include "lab/convergence.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace isobath::lab {

namespace {

constexpr double kMost = 1e6;

}  // namespace

void Convergence::add(double loss) {
  const double finite = std::isfinite(loss) ? loss : kMost;
  if (count_ == 0) first_ = finite;
  const double v = std::min(finite / first_, kMost);
  sum_ += v;
  inverse_sum_ += 1.0 / v;
  last_[count_ % kLast] = v;
  ++count_;
}

double Convergence::value() const {
  if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
  const std::size_t kept = std::min(count_, kLast);
  const double mean =
      std::accumulate(last_.begin(), last_.begin() + kept, 0.0) / static_cast<double>(kept);
  // Not below 1 is also what is no number: a first loss of 0, which nothing falls below.
  return mean < 1.0 ? -sum_ : inverse_sum_;
}

}  // namespace isobath::lab
