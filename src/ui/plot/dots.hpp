// SPDX-License-Identifier: MIT
// Marks for points of data, filled or hollow, as pictures in ImGui's atlas: each costs two
// triangles, where a drawn circle costs dozens.
#pragma once

#include <imgui.h>

#include <array>
#include <cstddef>

namespace isobath::ui {

enum class Dot {
  tiny,       // of sketches
  small,      // where points are many
  small_rim,  // a little wider, to stand out below `small`
  small_ring,
  small_ring_rim,
  point,
  point_rim,
  ring,
  ring_rim
};
inline constexpr std::size_t kDots = 9;

/// What tells classes apart without colour; all cover about the same area.
enum class Shape { disc, diamond, square, triangle, triangle_down };
inline constexpr std::size_t kShapes = 5;

/// The pictures in the atlas, which it moves at times.
struct Dots {
  struct Picture {
    ImFontAtlasRectId rect = ImFontAtlasRectId_Invalid;
    float half_px = 0.0F;  // half its side on screen, logical
  };
  std::array<Picture, kShapes * kDots> pictures;  // shape by shape
};

Dots paint_dots(ImFontAtlas& atlas, float pixel_ratio);
void drop_dots(ImFontAtlas& atlas, const Dots& dots);

/// `list` must be drawing with the atlas, as it does unless told otherwise.
void draw_dot(ImDrawList& list, const Dots& dots, Dot dot, ImVec2 centre, ImU32 colour,
              Shape shape = Shape::disc);

/// One mark of any size, as large as a disc of `radius_px`.
void draw_shape(ImDrawList& list, Shape shape, ImVec2 centre, float radius_px, ImU32 colour);

}  // namespace isobath::ui
