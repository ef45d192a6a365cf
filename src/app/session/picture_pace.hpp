// SPDX-License-Identifier: MIT
// How often what changes by itself is drawn, so that drawing leaves the machine to what changes it.
#pragma once

#include <algorithm>

namespace isobath::app {

/// Where a screen takes long to draw, and with it the processor, there are fewer pictures.
class PicturePace {
 public:
  /// The screen asks for a frame: how far apart it does so tells how long it takes to draw one.
  void asked(double now_ms) {
    const double apart_ms = std::clamp(now_ms - asked_ms_, 0.0, kMost_ms);
    asked_ms_ = now_ms;
    slowest_ms_ = std::max(apart_ms, kForgetting * slowest_ms_);
  }
  /// A picture is drawn now.
  void drawn(double now_ms) { drawn_ms_ = now_ms; }
  /// Is it time for another one?
  bool due(double now_ms) const {
    return now_ms - drawn_ms_ > std::clamp(kShare * slowest_ms_, kLeast_ms, kMost_ms);
  }

 private:
  static constexpr double kLeast_ms = 60.0, kMost_ms = 300.0;  // between two pictures
  static constexpr double kShare = 4.0;        // of what a frame takes, at least, lies between two
  static constexpr double kForgetting = 0.95;  // a frame

  double asked_ms_ = 0.0;
  double drawn_ms_ = 0.0;
  double slowest_ms_ = 0.0;
};

}  // namespace isobath::app
