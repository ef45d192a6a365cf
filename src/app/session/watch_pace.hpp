// SPDX-License-Identifier: MIT
// A speed that begins with single updates and grows, so that the beginning of a training can be
// seen and its end is not waited for.
#pragma once

#include <algorithm>
#include <cstdint>

namespace isobath::app {

/// In place of updates a second.
inline constexpr double kWatch = 0.0;
inline constexpr double kFast = 1000.0;

/// Updates between two looks after so many: one at first, then 3 % of them, so that every decade
/// takes the same time and shows as many pictures.
inline std::int64_t watch_portion(std::int64_t updates) {
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(0.03 * static_cast<double>(updates)));
}

/// Updates a second at most: a portion for each of 60 frames.
inline double watch_speed(std::int64_t updates) {
  return 60.0 * static_cast<double>(watch_portion(updates));
}

}  // namespace isobath::app
