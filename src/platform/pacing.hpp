// SPDX-License-Identifier: MIT
// When to draw the next frame: at once while something moves, otherwise not at all.
#pragma once

namespace isobath::platform {

/// After an input Dear ImGui needs some frames: queued events, hover delays, tooltips.
inline constexpr double kSettle_ms = 700.0;

class Pacing {
 public:
  void note_input(double now_ms) { last_input_ms_ = now_ms; }
  bool settling(double now_ms) const { return now_ms - last_input_ms_ < kSettle_ms; }

 private:
  double last_input_ms_ = 0.0;
};

}  // namespace isobath::platform
