// SPDX-License-Identifier: MIT
// The four arrangements of the one screen.
#include "ui/layout.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

constexpr float kWide = 1200.0F;
constexpr float kColumnsFrom = 900.0F;
constexpr float kPhone = 600.0F;
constexpr float kCostAndDoctor = 330.0F;  // room for both, one above the other
constexpr float kLow = 520.0F;            // too low for anything above one another

Rect rect(float x, float y, float right, float bottom) {
  return {ImVec2(std::round(x), std::round(y)), ImVec2(std::round(right), std::round(bottom))};
}

/// Splits off the top of `rest`, and the gap below it.
Rect take_top(Rect& rest, float height, float gap) {
  const Rect top = rect(rest.min.x, rest.min.y, rest.max.x, rest.min.y + height);
  rest.min.y = top.max.y + gap;
  return top;
}

Rect take_bottom(Rect& rest, float height, float gap) {
  const Rect bottom = rect(rest.min.x, rest.max.y - height, rest.max.x, rest.max.y);
  rest.max.y = bottom.min.y - gap;
  return bottom;
}

Rect take_left(Rect& rest, float width, float gap) {
  const Rect left = rect(rest.min.x, rest.min.y, rest.min.x + width, rest.max.y);
  rest.min.x = left.max.x + gap;
  return left;
}

Rect take_right(Rect& rest, float width, float gap) {
  const Rect right = rect(rest.max.x - width, rest.min.y, rest.max.x, rest.max.y);
  rest.max.x = right.min.x - gap;
  return right;
}

void put(Layout& layout, Page page, const Rect& where) {
  switch (page) {
    case Page::data:
      layout.data = where;
      break;
    case Page::hyperparameters:
      layout.hyperparameters = where;
      break;
    case Page::network:
      layout.network = where;
      break;
    case Page::output:
      layout.output = where;
      break;
    case Page::cost:
      layout.cost = where;
      break;
    case Page::doctor:
      layout.doctor = where;
      break;
  }
}

}  // namespace

Layout arrange(ImVec2 display_px, Page page, Page left, Page right, float gap_px, bool scope_open) {
  Layout layout;
  Rect rest = rect(0.0F, 0.0F, display_px.x, display_px.y);
  const bool low = display_px.y < kLow;
  if (display_px.x < kPhone && !low)
    layout.arrangement = Arrangement::pages;
  else if (low)
    layout.arrangement = Arrangement::sideways;
  else if (display_px.x < kColumnsFrom)
    layout.arrangement = Arrangement::stacked;
  layout.touch = layout.arrangement != Arrangement::columns;
  layout.tall_bar = display_px.x < 900.0F && !low;

  layout.edits_in_strip = layout.touch && !low;
  const float strip = layout.edits_in_strip ? 36.0F : 14.0F;
  layout.bar = take_top(rest, (layout.tall_bar ? 88.0F : 46.0F) + strip, gap_px);
  layout.time = layout.bar;
  layout.time.min.y = layout.bar.max.y - strip;
  rest = rect(rest.min.x + gap_px, rest.min.y, rest.max.x - gap_px, rest.max.y - gap_px);

  const bool one_page = layout.arrangement == Arrangement::pages || low;
  layout.scope_folds = one_page && (page == Page::output || page == Page::cost);
  const bool folded = layout.scope_folds && !scope_open;
  switch (layout.arrangement) {
    case Arrangement::columns: {
      const bool wide = display_px.x >= kWide;
      Rect left_column = take_left(rest, wide ? 256.0F : 232.0F, gap_px);
      const float right_width = wide ? std::clamp(display_px.x * 0.225F, 280.0F, 400.0F) : 252.0F;
      Rect right_column = take_right(rest, right_width, gap_px);
      // The data panel has more controls than the other one; both scroll where they must.
      const float left_height = left_column.height();
      layout.data =
          take_top(left_column,
                   std::min(398.0F, std::max(left_height * 0.5F, left_height - 298.0F)), gap_px);
      layout.hyperparameters = left_column;
      layout.output = take_top(
          right_column, std::min(right_width + 104.0F, right_column.height() * 0.58F), gap_px);
      if (right_column.height() >= kCostAndDoctor) {
        layout.doctor = take_bottom(
            right_column, std::clamp(right_column.height() * 0.5F, 150.0F, 320.0F), gap_px);
        layout.cost = right_column;
      } else {
        layout.right_tabs = take_top(right_column, 28.0F, 4.0F);
        put(layout, right == Page::doctor ? right : Page::cost, right_column);
      }
      layout.scope = take_bottom(rest, std::clamp(rest.height() * 0.44F, 280.0F, 460.0F), gap_px);
      layout.network = rest;
      break;
    }
    case Arrangement::stacked: {
      layout.network = take_top(rest, rest.height() * 0.33F, gap_px);
      layout.scope = take_top(rest, std::clamp(rest.height() * 0.42F, 250.0F, 340.0F), gap_px);
      Rect left_half = take_left(rest, (rest.width() - gap_px) * 0.5F, gap_px);
      layout.left_tabs = take_top(left_half, 36.0F, 4.0F);
      layout.right_tabs = take_top(rest, 36.0F, 4.0F);
      put(layout, left, left_half);
      put(layout, right, rest);
      break;
    }
    case Arrangement::pages:
      layout.tabs = take_bottom(rest, 44.0F, gap_px);
      (folded ? layout.scope_line : layout.scope) =
          folded ? take_bottom(rest, 38.0F, gap_px)
                 : take_bottom(rest, std::clamp(rest.height() * 0.5F, 240.0F, 350.0F), gap_px);
      put(layout, page, rest);
      break;
    case Arrangement::sideways: {
      if (folded) {
        layout.scope_line = take_bottom(rest, 38.0F, 4.0F);
        layout.tabs = take_left(layout.scope_line,
                                std::round((layout.scope_line.width() - gap_px) * 0.5F), gap_px);
        put(layout, page, rest);
        break;
      }
      Rect half = take_left(rest, (rest.width() - gap_px) * 0.5F, gap_px);
      layout.scope = rest;
      layout.tabs = take_bottom(half, 38.0F, 4.0F);
      put(layout, page, half);
      break;
    }
  }
  return layout;
}

}  // namespace isobath::ui
