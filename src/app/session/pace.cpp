// SPDX-License-Identifier: MIT
// The clock of the updates.
#include "app/session/pace.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app {

namespace {
constexpr double kForget_ms = 100.0;
}

std::int64_t Pace::due(double per_second, double now_ms) {
  // Another speed counts from now on, and does not wait out the pause of a slow one.
  if (per_second != per_second_) next_ms_ = std::min(next_ms_, now_ms);
  per_second_ = per_second;
  if (!std::isfinite(per_second)) return kUnlimited;
  next_ms_ = std::max(next_ms_, now_ms - kForget_ms);
  if (now_ms < next_ms_) return 0;
  return 1 + static_cast<std::int64_t>((now_ms - next_ms_) * per_second / 1e3);
}

void Pace::took(std::int64_t updates) {
  if (std::isfinite(per_second_)) next_ms_ += static_cast<double>(updates) * 1e3 / per_second_;
}

double Pace::wait_ms(double now_ms) const {
  return std::isfinite(per_second_) ? std::max(0.0, next_ms_ - now_ms) : 0.0;
}

}  // namespace isobath::app
