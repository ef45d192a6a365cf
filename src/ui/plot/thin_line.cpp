// SPDX-License-Identifier: MIT
// The atlas has a picture of a line's profile for every whole width; one that is a little too wide
// is pressed to the width that is wanted.
#include "ui/plot/thin_line.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {
namespace {

/// A line's picture, and how far it reaches to either side of the line.
struct Profile {
  ImVec4 uv;
  float half_px;
};

Profile profile_of(float width_px) {
  const ImGuiIO& io = ImGui::GetIO();
  const float device_px = width_px * io.DisplayFramebufferScale.x;
  const int width =
      std::clamp(static_cast<int>(std::ceil(device_px)), 1, IM_DRAWLIST_TEX_LINES_WIDTH_MAX);
  // An empty pixel on either side belongs to the picture.
  return {io.Fonts->TexUvLines[width],
          0.5F * width_px * static_cast<float>(width + 2) / static_cast<float>(width)};
}

/// Of length 1, to the left of the way; where there is no way, that of the way `before` it.
ImVec2 normal(ImVec2 from, ImVec2 to, ImVec2 before = {0.0F, 0.0F}) {
  const ImVec2 way{to.x - from.x, to.y - from.y};
  const float length = std::sqrt(way.x * way.x + way.y * way.y);
  if (!(length > 0.0F)) return before;
  return {-way.y / length, way.x / length};
}

/// From a corner to its outside, so long that both lines keep their width; in sharp corners at most
/// ten times as long as they are wide.
ImVec2 mitre(ImVec2 before, ImVec2 after) {
  const ImVec2 middle{(before.x + after.x) * 0.5F, (before.y + after.y) * 0.5F};
  const float square = middle.x * middle.x + middle.y * middle.y;
  const float factor = 1.0F / std::max(square, 0.01F);
  return {middle.x * factor, middle.y * factor};
}

}  // namespace

void draw_thin_line(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float width_px) {
  const ImVec2 out = normal(from, to);
  if (out.x == 0.0F && out.y == 0.0F) return;
  const auto [uv, half] = profile_of(width_px);
  const ImVec2 side{out.x * half, out.y * half};
  list.PrimReserve(6, 4);
  list.PrimQuadUV({from.x + side.x, from.y + side.y}, {to.x + side.x, to.y + side.y},
                  {to.x - side.x, to.y - side.y}, {from.x - side.x, from.y - side.y}, {uv.x, uv.y},
                  {uv.x, uv.y}, {uv.z, uv.w}, {uv.z, uv.w}, colour);
}

void draw_thin_path(ImDrawList& list, std::span<const ImVec2> points, ImU32 colour,
                    float width_px) {
  if (points.size() < 2) return;
  const auto [uv, half] = profile_of(width_px);
  const auto size = static_cast<int>(points.size());
  list.PrimReserve((size - 1) * 6, size * 2);
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  ImVec2 before = normal(points[0], points[1]);
  for (std::size_t i = 0; i < points.size(); ++i) {
    const ImVec2 after = i + 1 < points.size() ? normal(points[i], points[i + 1], before) : before;
    const ImVec2 side = mitre(before, after);
    const ImVec2 at = points[i];
    list.PrimWriteVtx({at.x + side.x * half, at.y + side.y * half}, {uv.x, uv.y}, colour);
    list.PrimWriteVtx({at.x - side.x * half, at.y - side.y * half}, {uv.z, uv.w}, colour);
    before = after;
  }
  for (ImDrawIdx i = 0; i + 1 < static_cast<ImDrawIdx>(size); ++i)
    for (const ImDrawIdx corner : {0U, 2U, 3U, 0U, 3U, 1U})
      list.PrimWriteIdx(first + 2 * i + corner);
}

}  // namespace isobath::ui
