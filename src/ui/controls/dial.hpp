// SPDX-License-Identifier: MIT
// A logarithmic dial with detents, some of which have names: dragged, turned by the arrow keys,
// typed by Ctrl-click or Enter, put back by a double click.
#pragma once

#include <optional>
#include <span>

#include "ui/controls/controls.hpp"

namespace isobath::ui {

/// Where the dial holds; the named ones, to be given in ascending order, are told above the track.
struct Detent {
  double value = 1.0;
  Text name;
};

struct DialRange {
  double lowest = 0.1, highest = 10.0;
  double home = 1.0;        // where a double click puts it, and where the coloured stretch begins
  bool to_nothing = false;  // its lowest place is 0
};

/// `ticks`: numbers below the track, the most important first.
struct Dial {
  const char* id;
  const char* label;
  const char* tip;
  DialRange range;
  std::span<const Detent> detents;
  std::span<const double> ticks;
  bool enabled = true;
};

float dial_height(const Theme& theme);

/// At the cursor, `width_px` wide. A new value, rounded to what a hand can set.
std::optional<Change> turn_dial(Frame& frame, const Dial& dial, double value, float width_px);

/// The detent at which a value stands, or null.
const Detent* detent_at(std::span<const Detent> detents, double value);

}  // namespace isobath::ui
