// SPDX-License-Identifier: MIT
// Where panels get the pictures of their maps from: the program around them paints them.
#pragma once

#include <imgui.h>

#include <string_view>

#include "app/figure/figure.hpp"
#include "app/snapshot.hpp"

namespace isobath::ui {

/// An atlas of small maps in the order of their tiles, row by row.
struct TilePicture {
  ImTextureID texture{};  // 0: there is none
  int columns = 1, rows = 1;
};

/// The pictures of a frame, as many as panels ask for. `id` says which one it is from frame to
/// frame; what has not changed is not painted again. 0 where there is no GL (tests): panels draw a
/// plain rectangle then.
class Pictures {
 public:
  virtual ~Pictures() = default;
  /// `size_px`: as large as it is drawn, in logical pixels, or larger.
  virtual ImTextureID heat_map(std::string_view id, const app::figure::HeatMap& map,
                               ImVec2 size_px) = 0;
  virtual TilePicture tiles(std::string_view id, const app::UnitMaps& maps, bool smooth) = 0;
};

}  // namespace isobath::ui
