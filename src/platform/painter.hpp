// SPDX-License-Identifier: MIT
// Dear ImGui's draw lists on the screen.
#pragma once

#include <optional>
#include <vector>

#include "gfx/triangles.hpp"

struct ImTextureData;

namespace isobath::platform {

class Painter {
 public:
  /// Draws ImGui's last frame over `red`, `green`, `blue`. Keeps ImGui's own pictures, those of
  /// letters, as they are to be by then (ImGuiBackendFlags_RendererHasTextures).
  void paint(int width_px, int height_px, float red, float green, float blue);
  /// Drops everything: the context goes, or is gone.
  void forget();

 private:
  void follow(ImTextureData& data);

  std::optional<gfx::Triangles> triangles_;
  std::vector<gfx::Texture> pictures_;
};

}  // namespace isobath::platform
