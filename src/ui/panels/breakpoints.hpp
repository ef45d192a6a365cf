// SPDX-License-Identifier: MIT
// When a training that plays is to stop by itself: a button, and what can be chosen.
#pragma once

#include "ui/frame.hpp"

namespace isobath::ui {

/// The button, at `at`, and its popup.
void draw_breakpoints(Frame& frame, ImVec2 at, ImVec2 size);

}  // namespace isobath::ui
