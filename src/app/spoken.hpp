// SPDX-License-Identifier: MIT
// What is said to those who do not see the page, of what changes without an event of its own.
#pragma once

#include <string>

#include "app/snapshot.hpp"

namespace isobath::app {

class Spoken {
 public:
  /// To be asked after every frame; mostly empty. When a training has paused: why it stopped, or
  /// "step 500, J 0.31". At rest, when it changes: "Doctor: Vanishing gradients". `settled`: no
  /// later look is on its way.
  std::string next(const Snapshot& snapshot, bool settled);

 private:
  bool first_ = true;
  bool playing_ = false;
  std::string title_;  // the doctor's first one, as it was said last
};

}  // namespace isobath::app
