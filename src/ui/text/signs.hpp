// SPDX-License-Identifier: MIT
// Signs of mathematics that the face does not have, drawn as strokes into ImGui's atlas.
#pragma once

#include <imgui.h>

#include <span>
#include <vector>

namespace isobath::ui {

class Signs {
 public:
  /// Makes room for every sign in `font`, before the atlas is built.
  void reserve(ImFontAtlas& atlas, ImFont& font, float size_px, bool semibold);
  /// Draws them, after it was built.
  void draw(ImFontAtlas& atlas) const;
  /// Their code points, ascending.
  static std::span<const ImWchar> points();

 private:
  struct Room {
    int rect;  // index of the atlas' custom rectangle
    std::size_t sign;
    float em_px;
    float weight_px;  // of the strokes
  };
  std::vector<Room> rooms_;
};

}  // namespace isobath::ui
