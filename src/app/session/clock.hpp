// SPDX-License-Identifier: MIT
// Time, for deciding when to look and how long to train; never for what is computed.
#pragma once

#include <chrono>

namespace isobath::app {

inline double now_ms() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

}  // namespace isobath::app
