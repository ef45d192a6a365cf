// SPDX-License-Identifier: MIT
// A speed that begins with single updates and grows, so that the beginning of a training can be
// seen and its end is not waited for.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace isobath::app {

/// In place of updates a second.
inline constexpr double kWatch = 0.0;
inline constexpr double kFast = 1000.0;

/// Updates a second after so many: one a frame at first, then 3 % of them, so that every decade
/// takes the same time. In whole updates a frame, for the pace begins anew when it changes.
inline double watch_speed(std::int64_t updates) {
  return 60.0 * std::max(1.0, std::floor(0.03 * static_cast<double>(updates)));
}

}  // namespace isobath::app
