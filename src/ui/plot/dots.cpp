// SPDX-License-Identifier: MIT
// Coverage of a mark's edge by its distance from the middle of each pixel.
#include "ui/plot/dots.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

struct Size {
  float radius_px = 0.0F;
  float width_px = 0.0F;  // of the ring's line; 0: a disc
};

/// By Dot.
constexpr std::array<Size, kDots> kSizes{{{1.7F, 0.0F},
                                          {2.4F, 0.0F},
                                          {3.5F, 0.0F},
                                          {2.4F, 1.6F},
                                          {2.4F, 3.0F},
                                          {3.2F, 0.0F},
                                          {4.3F, 0.0F},
                                          {3.2F, 1.6F},
                                          {3.2F, 3.0F}}};

/// The distance of a polygon's edges from its middle, where a disc of its area has radius 1.
constexpr float kSquare = 0.886F, kTriangle = 0.777F;
constexpr float kHalfRoot2 = 0.70711F, kHalfRoot3 = 0.86603F;

/// How far beyond the mark's edge a place lies; `radius` of a disc of its area, y downwards.
float beyond(Shape shape, float x, float y, float radius) {
  switch (shape) {
    case Shape::disc:
      return std::hypot(x, y) - radius;
    case Shape::diamond:
      return (std::fabs(x) + std::fabs(y)) * kHalfRoot2 - kSquare * radius;
    case Shape::square:
      return std::max(std::fabs(x), std::fabs(y)) - kSquare * radius;
    case Shape::triangle:
      return std::max(y, std::fabs(x) * kHalfRoot3 - 0.5F * y) - kTriangle * radius;
    case Shape::triangle_down:
      return std::max(-y, std::fabs(x) * kHalfRoot3 + 0.5F * y) - kTriangle * radius;
  }
  return 0.0F;
}

/// How far a mark's corners reach, in radii of its disc.
constexpr float kReach = 1.56F;

/// In device pixels, with an empty edge all around for smooth edges between pixels.
int side_of(const Size& size, bool disc, float pixel_ratio) {
  const float reach = (size.radius_px + size.width_px * 0.5F) * (disc ? 1.0F : kReach);
  return 2 * static_cast<int>(std::ceil(reach * pixel_ratio + 1.0F));
}

void paint_dot(ImFontAtlas& atlas, const ImFontAtlasRect& rect, const Size& size, Shape shape,
               float pixel_ratio) {
  const float radius = size.radius_px * pixel_ratio;
  const float line = size.width_px * pixel_ratio;
  const float middle = static_cast<float>(rect.w) * 0.5F;
  for (int y = 0; y < rect.h; ++y) {
    auto* pixel = static_cast<ImU32*>(atlas.TexData->GetPixelsAt(rect.x, rect.y + y));
    for (int x = 0; x < rect.w; ++x) {
      const float out = beyond(shape, static_cast<float>(x) + 0.5F - middle,
                               static_cast<float>(y) + 0.5F - middle, radius);
      const float inside = line > 0.0F ? line * 0.5F - std::fabs(out) : -out;
      *pixel++ = IM_COL32(
          255, 255, 255,
          static_cast<unsigned char>(std::clamp(inside + 0.5F, 0.0F, 1.0F) * 255.0F + 0.5F));
    }
  }
}

}  // namespace

Dots paint_dots(ImFontAtlas& atlas, float pixel_ratio) {
  Dots dots;
  for (std::size_t i = 0; i < dots.pictures.size(); ++i) {
    const Size& size = kSizes[i % kDots];
    const int side = side_of(size, i < kDots, pixel_ratio);
    Dots::Picture& picture = dots.pictures[i];
    ImFontAtlasRect rect;
    picture.rect = atlas.AddCustomRect(side, side, &rect);
    if (picture.rect == ImFontAtlasRectId_Invalid) continue;
    picture.half_px = static_cast<float>(side) * 0.5F / pixel_ratio;
    paint_dot(atlas, rect, size, static_cast<Shape>(i / kDots), pixel_ratio);
  }
  return dots;
}

void drop_dots(ImFontAtlas& atlas, const Dots& dots) {
  for (const Dots::Picture& picture : dots.pictures)
    if (picture.rect != ImFontAtlasRectId_Invalid) atlas.RemoveCustomRect(picture.rect);
}

void draw_dot(ImDrawList& list, const Dots& dots, Dot dot, ImVec2 centre, ImU32 colour,
              Shape shape) {
  const Dots::Picture& picture =
      dots.pictures[static_cast<std::size_t>(shape) * kDots + static_cast<std::size_t>(dot)];
  ImFontAtlasRect rect;
  if (!ImGui::GetIO().Fonts->GetCustomRect(picture.rect, &rect)) return;
  const float half = picture.half_px;
  list.PrimReserve(6, 4);
  list.PrimRectUV({centre.x - half, centre.y - half}, {centre.x + half, centre.y + half}, rect.uv0,
                  rect.uv1, colour);
}

void draw_shape(ImDrawList& list, Shape shape, ImVec2 centre, float radius_px, ImU32 colour) {
  const float x = centre.x, y = centre.y;
  const float side = kSquare * radius_px, tip = side / kHalfRoot2;
  const float edge = kTriangle * radius_px, half = 2.0F * edge * kHalfRoot3;
  switch (shape) {
    case Shape::disc:
      return list.AddCircleFilled(centre, radius_px, colour, 20);
    case Shape::diamond:
      return list.AddQuadFilled({x, y - tip}, {x + tip, y}, {x, y + tip}, {x - tip, y}, colour);
    case Shape::square:
      return list.AddRectFilled({x - side, y - side}, {x + side, y + side}, colour);
    case Shape::triangle:
      return list.AddTriangleFilled({x, y - 2.0F * edge}, {x + half, y + edge},
                                    {x - half, y + edge}, colour);
    case Shape::triangle_down:
      return list.AddTriangleFilled({x, y + 2.0F * edge}, {x - half, y - edge},
                                    {x + half, y - edge}, colour);
  }
}

}  // namespace isobath::ui
