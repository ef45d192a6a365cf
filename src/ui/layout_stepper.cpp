// SPDX-License-Identifier: MIT
// The screen while an update is gone through line by line.
#include <algorithm>
#include <cmath>

#include "ui/layout.hpp"

namespace isobath::ui {

namespace {

/// The least rectangle around both; an empty one does not count.
Rect around(const Rect& a, const Rect& b) {
  if (a.empty()) return b;
  if (b.empty()) return a;
  return {{std::min(a.min.x, b.min.x), std::min(a.min.y, b.min.y)},
          {std::max(a.max.x, b.max.x), std::max(a.max.y, b.max.y)}};
}

}  // namespace

Layout with_stepper(Layout layout, float gap_px) {
  switch (layout.arrangement) {
    case Arrangement::columns: {
      layout.lines = around(layout.data, layout.hyperparameters);
      layout.data = layout.hyperparameters = {};
      const Rect middle = around(layout.network, layout.scope);
      layout.scope = around(around(layout.cost, layout.doctor), layout.right_tabs);
      layout.cost = layout.doctor = layout.right_tabs = {};
      layout.network = layout.stepper = middle;
      layout.network.max.y = middle.min.y + std::round(middle.height() * 0.42F);
      layout.stepper.min.y = layout.network.max.y + gap_px;
      break;
    }
    case Arrangement::stacked:
      layout.stepper = around(around(layout.left_tabs, layout.data), layout.hyperparameters);
      layout.lines =
          around(around(layout.right_tabs, layout.output), around(layout.cost, layout.doctor));
      layout.data = layout.hyperparameters = layout.output = layout.cost = layout.doctor = {};
      layout.left_tabs = layout.right_tabs = {};
      break;
    case Arrangement::pages:
    case Arrangement::sideways:
      layout.stepper = layout.network;
      layout.network = {};
      break;
  }
  return layout;
}

}  // namespace isobath::ui
