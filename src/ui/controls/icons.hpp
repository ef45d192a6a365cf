// SPDX-License-Identifier: MIT
// Icons as strokes and shapes, sharp at every size.
#pragma once

#include <imgui.h>

namespace isobath::ui {

enum class Icon {
  none,
  play,
  pause,
  step,
  epoch,
  reset,
  dice,
  plus,
  minus,
  close,
  sun,
  moon,
  both,
  question,
  back,
  undo,
  redo,
  pin,
  difference,
  eraser,
  halt,
  menu,
  lines,
  map
};

/// `size_px`: the side of the square around `centre`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float size_px, ImU32 colour);

/// The project's mark: three lines of equal depth.
void draw_mark(ImDrawList& list, ImVec2 centre, float size_px, ImU32 outer, ImU32 middle,
               ImU32 inner);

}  // namespace isobath::ui
