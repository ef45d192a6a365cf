// SPDX-License-Identifier: MIT
// The units of the network as tiles: their maps, and what is marked of them.
#pragma once

#include "ui/frame.hpp"
#include "ui/network/network_geometry.hpp"

namespace isobath::ui {

/// The canvas' channels of drawing. The units' pictures are of a texture of their own; between
/// everything else each would cost the graphics driver two changes of texture.
enum Channel : int { kBelow, kPictures, kAbove, kChannels };

/// The units of one layer, and what the pointer does with them. The window's list must
/// be split into the channels; it is left in `kAbove`.
void draw_units(Frame& frame, const NetworkGeometry& geometry, ImVec2 origin, int layer);

/// What is marked of one unit; nothing of one that the look does not know.
struct UnitMark {
  bool dead = false;
  bool saturated = false;  // on more than kSaturatedShare of the examples
  int group = 0;           // 0: like no other unit
  int group_size = 0;
};
inline constexpr float kSaturatedShare = 0.9F;
/// Is it a classifier's last layer? Its answers are to be near 0 and 1: nothing is wrong with flat
/// ends there.
bool answers_at(const app::Snapshot& snapshot, int layer);
UnitMark mark_of(const app::Snapshot& snapshot, int layer, int unit);

/// The colour of a group of identical units.
ImU32 group_colour(int group);

}  // namespace isobath::ui
