// SPDX-License-Identifier: MIT
// The screen while an update is gone through line by line, or a map of many trainings is looked at.
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
    case Arrangement::stacked: {
      const Rect left = around(around(layout.left_tabs, layout.data), layout.hyperparameters);
      const Rect all = around(around(layout.network, layout.scope),
                              around(around(around(layout.right_tabs, layout.output),
                                            around(layout.cost, layout.doctor)),
                                     left));
      layout.data = layout.hyperparameters = layout.output = layout.cost = layout.doctor = {};
      layout.left_tabs = layout.right_tabs = {};
      const float high = all.height();
      layout.network = layout.stepper = layout.lines = layout.scope = all;
      layout.network.max.y = all.min.y + std::round(high * 0.27F);
      layout.stepper.min.y = layout.network.max.y + gap_px;
      layout.stepper.max.y = layout.stepper.min.y + std::round(high * 0.355F);
      layout.lines.min.y = layout.scope.min.y = layout.stepper.max.y + gap_px;
      layout.lines.max.x = left.max.x;
      layout.scope.min.x = left.max.x + gap_px;
      break;
    }
    case Arrangement::pages:
      // The matrices want all of the height.
      if (layout.network.empty()) break;
      layout.stepper = around(layout.network, layout.scope);
      layout.network = layout.scope = {};
      break;
    case Arrangement::sideways:
      if (layout.network.empty()) break;
      layout.stepper = layout.network;
      layout.stepper.max.x = layout.tabs.max.x = layout.scope.max.x;
      layout.network = layout.scope = {};
      break;
  }
  return layout;
}

Layout with_study(Layout layout, float gap_px) {
  constexpr float kLeastMap = 420.0F, kLeastScope = 190.0F;
  if (layout.network.empty()) return layout;
  if (layout.arrangement == Arrangement::sideways) {
    layout.study = layout.network;
    layout.study.max.x = layout.tabs.max.x = layout.scope.max.x;
    layout.network = layout.scope = {};
    return layout;
  }
  const Rect whole = around(layout.network, layout.scope);
  layout.study = whole;
  layout.network = {};
  const bool both =
      layout.arrangement == Arrangement::columns || layout.arrangement == Arrangement::stacked;
  if (both && whole.height() >= kLeastMap + gap_px + kLeastScope) {
    const float scope = std::max(kLeastScope, std::round(whole.height() * 0.26F));
    layout.study.max.y = whole.max.y - scope - gap_px;
    layout.scope = {{whole.min.x, whole.max.y - scope}, whole.max};
    return layout;
  }
  layout.scope = {};
  return layout;
}

}  // namespace isobath::ui
