// SPDX-License-Identifier: MIT
// A brush on an axis of a search: dragged along it, moved, made longer, and cleared.
#pragma once

#include "ui/frame.hpp"
#include "ui/study/search_places.hpp"

namespace isobath::ui {

/// A value of the axis as people read it.
Text unit_text(const app::SearchView& search, const app::SearchAxis& axis, double unit);
/// What the axis is called.
Text axis_title(const app::SearchView& search, const app::SearchAxis& axis);

/// What the pointer does on an axis beside brushing.
struct AxisPointed {
  bool hovered = false;  // it is on it, and drags nothing
  bool pressed = false;  // a click that has no brush to clear: it is for the lines
};

/// The axis' item with its brush, which is drawn.
AxisPointed brush_axis(Frame& frame, const app::SearchView& search, const SearchPlaces& places,
                       std::size_t axis);

}  // namespace isobath::ui
