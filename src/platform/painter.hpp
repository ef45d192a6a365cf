// SPDX-License-Identifier: MIT
// Dear ImGui's draw lists on the screen.
#pragma once

#include <optional>

#include "gfx/triangles.hpp"

namespace isobath::platform {

class Painter {
 public:
  /// Makes what is missing: programs, and the letters of ImGui's fonts. Before ImGui's frame.
  void prepare();
  /// Draws ImGui's last frame over `red`, `green`, `blue`.
  void paint(int width_px, int height_px, float red, float green, float blue);
  /// The letters are no longer those of ImGui's fonts.
  void fonts_changed() { letters_current_ = false; }
  /// Drops everything: the context goes, or is gone.
  void forget();

 private:
  std::optional<gfx::Triangles> triangles_;
  bool letters_current_ = false;
};

}  // namespace isobath::platform
