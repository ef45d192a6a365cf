// SPDX-License-Identifier: MIT
// Which part of a plot is in view, moved and zoomed by the pointer, by fingers (a pinch comes as
// the wheel) and by keys. Whoever owns the view keeps what comes of it.
#pragma once

#include <optional>

#include "ui/frame.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

struct View2 {
  Axis x, y;
  bool operator==(const View2&) const = default;
};

/// What can be looked at.
struct Steering {
  View2 whole;                          // a double click, Home or 0 shows it
  double least_x = 0.0, least_y = 0.0;  // spans that fill the plot at least, in the axes' units
  bool along_x = true, along_y = true;  // what moves at all
  bool boxes = true;                    // Shift-drag picks the part to be shown
  bool keys = true;                     // arrows, +, − and Home while the keyboard is on the plot
  bool doubles = true;                  // a double click shows all
};

/// With the plot as the last item: the wheel zooms at the pointer, dragging moves, Shift-dragging
/// draws a box to be filled, a double click shows all; with the keyboard on the plot, arrows move,
/// + and − zoom around the middle. The next view, where it is another one.
std::optional<View2> steer(Frame& frame, const Plot& plot, const Steering& steering);

/// The same as plain arithmetic: zoomed by `factor` around shares of the plot, and moved by shares.
View2 zoomed(const Plot& plot, double x_share, double y_share, double factor,
             const Steering& steering);
View2 moved(const Plot& plot, double x_share, double y_share, const Steering& steering);
/// What lies between two places of the plot.
View2 boxed(const Plot& plot, ImVec2 one, ImVec2 other, const Steering& steering);

}  // namespace isobath::ui
