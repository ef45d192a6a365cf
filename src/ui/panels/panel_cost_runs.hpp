// SPDX-License-Identifier: MIT
// The list of runs below the curves of J: the present one and those that have ended.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// How high the list wants to be: all rows, but at most about half of `room_px`; 0 without runs.
float run_list_height(const Frame& frame, float room_px);

/// Draws the list; returns the run whose row the pointer is over, 0 if none.
int draw_run_list(Frame& frame, const Rect& rect);

}  // namespace isobath::ui
