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

/// Where the pictures lie in the atlas.
struct Dots {
  struct Picture {
    ImVec2 uv_min, uv_max;
    float half_px = 0.0F;  // half its side on screen, logical
  };
  std::array<Picture, kShapes * kDots> pictures;  // shape by shape
};

/// Makes room for the pictures before the atlas is built, and draws them after it was.
class DotPainter {
 public:
  void reserve(ImFontAtlas& atlas, float pixel_ratio);
  Dots draw(ImFontAtlas& atlas) const;

 private:
  std::array<int, kShapes * kDots> rects_{};  // indices of the atlas' custom rectangles
  float pixel_ratio_ = 1.0F;
};

/// `list` must be drawing with the atlas, as it does unless told otherwise.
void draw_dot(ImDrawList& list, const Dots& dots, Dot dot, ImVec2 centre, ImU32 colour,
              Shape shape = Shape::disc);

/// One mark of any size, as large as a disc of `radius_px`.
void draw_shape(ImDrawList& list, Shape shape, ImVec2 centre, float radius_px, ImU32 colour);

}  // namespace isobath::ui
