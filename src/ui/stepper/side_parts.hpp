// SPDX-License-Identifier: MIT
// What the stepper's pages are put together from.
#pragma once

#include <optional>
#include <string_view>

#include "ui/controls/controls.hpp"

namespace isobath::ui {

/// Text wrapped to the rectangle's width; returns its height.
float draw_words(const Rect& rect, Face font, ImU32 colour, std::string_view text);

/// A whole number with a button on each side of it: "‹ layer 2 ›". The next one, if it is asked
/// for. Registers `id`, and "`id`-less" and "`id`-more".
struct Counter {
  const char* id;
  const char* tip;
  int value = 0, lowest = 0, highest = 0;
};
std::optional<int> counter(Frame& frame, const Counter& counter, const Text& shown,
                           const Rect& rect);

/// Height of a row of controls.
float row_height(const Frame& frame);

/// A line of progress along the lower edge of a row.
void draw_progress(const Frame& frame, const Rect& rect, double share);

/// What the stepper says where a training plays and there is no update to look at, and the button
/// that pauses it.
void draw_needs_pause(Frame& frame, const Rect& area);

}  // namespace isobath::ui
