// SPDX-License-Identifier: MIT
// How many updates are due when a training is to go at a given speed.
#pragma once

#include <cstdint>
#include <limits>

namespace isobath::app {

/// Updates a second: "all the machine can do", and the slowest there is.
inline constexpr double kFlatOut = std::numeric_limits<double>::infinity();
inline constexpr double kSlowestSpeed = 0.5;
/// Lines of the stepper a second, where they go by themselves.
inline constexpr double kSlowestPace = 0.5, kFastestPace = 10.0;

class Pace {
 public:
  static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

  /// The first update is due at once.
  void start(double now_ms) { next_ms_ = now_ms; }

  /// Updates due at `now_ms` if `per_second` are wanted. What a machine could not do is forgotten
  /// after a tenth of a second: it goes on at the wanted speed and does not catch up.
  std::int64_t due(double per_second, double now_ms);
  /// Says that so many were done.
  void took(std::int64_t updates);
  /// Until the next one is due; 0 if it is.
  double wait_ms(double now_ms) const;

 private:
  double per_second_ = kFlatOut;
  double next_ms_ = 0.0;
};

}  // namespace isobath::app
