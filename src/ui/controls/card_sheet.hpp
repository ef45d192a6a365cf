// SPDX-License-Identifier: MIT
// The window that cards of the network panel are drawn in.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// A window of its own all over `rect`, for the drawing may go on beneath; what is drawn until
/// end_sheet() scrolls in it, 28 px narrower than `rect`.
void begin_sheet(const Frame& frame, const Rect& rect, ImU32 edge);
void end_sheet();

}  // namespace isobath::ui
