// SPDX-License-Identifier: MIT
// Coverage of a circle's edge by its distance from the middle of each pixel.
#include "ui/dots.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

struct Shape {
  float radius_px = 0.0F;
  float width_px = 0.0F;  // of the ring's line; 0: a disc
};

/// By Dot.
constexpr std::array<Shape, kDots> kShapes{{{1.7F, 0.0F},
                                            {2.4F, 0.0F},
                                            {3.5F, 0.0F},
                                            {2.4F, 1.6F},
                                            {2.4F, 3.0F},
                                            {3.2F, 0.0F},
                                            {4.3F, 0.0F},
                                            {3.2F, 1.6F},
                                            {3.2F, 3.0F}}};

/// In device pixels, with an empty edge all around for smooth edges between pixels.
int side_of(const Shape& shape, float pixel_ratio) {
  return 2 * static_cast<int>(
                 std::ceil((shape.radius_px + shape.width_px * 0.5F) * pixel_ratio + 1.0F));
}

}  // namespace

void DotPainter::reserve(ImFontAtlas& atlas, float pixel_ratio) {
  pixel_ratio_ = pixel_ratio;
  for (std::size_t i = 0; i < kDots; ++i) {
    const int side = side_of(kShapes[i], pixel_ratio);
    rects_[i] = atlas.AddCustomRectRegular(side, side);
  }
}

Dots DotPainter::draw(ImFontAtlas& atlas) const {
  Dots dots;
  for (std::size_t i = 0; i < kDots; ++i) {
    const ImFontAtlasCustomRect& rect = *atlas.GetCustomRectByIndex(rects_[i]);
    const float radius = kShapes[i].radius_px * pixel_ratio_;
    const float line = kShapes[i].width_px * pixel_ratio_;
    const float middle = static_cast<float>(rect.Width) * 0.5F;
    for (int y = 0; y < rect.Height; ++y)
      for (int x = 0; x < rect.Width; ++x) {
        const float away = std::hypot(static_cast<float>(x) + 0.5F - middle,
                                      static_cast<float>(y) + 0.5F - middle);
        const float inside = line > 0.0F ? line * 0.5F - std::fabs(away - radius) : radius - away;
        const std::size_t at =
            static_cast<std::size_t>(rect.Y + y) * static_cast<std::size_t>(atlas.TexWidth) +
            static_cast<std::size_t>(rect.X + x);
        atlas.TexPixelsAlpha8[at] =
            static_cast<unsigned char>(std::clamp(inside + 0.5F, 0.0F, 1.0F) * 255.0F + 0.5F);
      }
    Dots::Picture& picture = dots.pictures[i];
    atlas.CalcCustomRectUV(&rect, &picture.uv_min, &picture.uv_max);
    picture.half_px = middle / pixel_ratio_;
  }
  return dots;
}

void draw_dot(ImDrawList& list, const Dots& dots, Dot dot, ImVec2 centre, ImU32 colour) {
  const Dots::Picture& picture = dots.pictures[static_cast<std::size_t>(dot)];
  const float half = picture.half_px;
  list.PrimReserve(6, 4);
  list.PrimRectUV({centre.x - half, centre.y - half}, {centre.x + half, centre.y + half},
                  picture.uv_min, picture.uv_max, colour);
}

}  // namespace isobath::ui
