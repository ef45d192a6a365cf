// SPDX-License-Identifier: MIT
// How far an update that is gone through line by line has come, over drawings with a layer beside
// the other: what is still to come is dimmed.
#pragma once

#include "core/record.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// Layers `first` to `last`; none if it ends before it begins.
struct LayerSpan {
  int first = 1, last = 0;
  bool empty() const { return first > last; }
  bool has(int layer) const { return layer >= first && layer <= last; }
};

/// The layers to which the present pass has not come yet; none where no update is gone through.
LayerSpan layers_to_come(const app::Snapshot& snapshot);
/// The layers of which this quantity is not computed yet.
LayerSpan layers_to_come(const app::Snapshot& snapshot, core::Quantity quantity);

/// The opacity of a veil in the panel's colour: even faint text below it keeps 3:1.
float veil(bool dark);
void draw_veil(const Frame& frame, ImDrawList& list, ImVec2 min, ImVec2 max);

/// A field for each layer, lit from the left as far as forward has come and from the right as far
/// as backward has, for where neither network nor scope is on screen; returns its height.
float draw_reach_bar(Frame& frame, const Rect& rect, const app::Stepping& stepping);

}  // namespace isobath::ui
