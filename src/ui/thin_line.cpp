// SPDX-License-Identifier: MIT
// The atlas has a picture of a line's profile for every whole width; one that is a little too wide
// is pressed to the width that is wanted.
#include "ui/thin_line.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {

void draw_thin_line(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float width_px) {
  const ImVec2 way{to.x - from.x, to.y - from.y};
  const float length = std::sqrt(way.x * way.x + way.y * way.y);
  if (!(length > 0.0F)) return;
  const ImGuiIO& io = ImGui::GetIO();
  // Faces are rasterised in device pixels, and scaled back.
  const float device_px = width_px / io.FontGlobalScale;
  const int profile =
      std::clamp(static_cast<int>(std::ceil(device_px)), 1, IM_DRAWLIST_TEX_LINES_WIDTH_MAX);
  const ImVec4 uv = io.Fonts->TexUvLines[profile];
  // An empty pixel on either side belongs to the picture.
  const float half =
      0.5F * width_px * static_cast<float>(profile + 2) / static_cast<float>(profile);
  const ImVec2 side{-way.y / length * half, way.x / length * half};
  list.PrimReserve(6, 4);
  list.PrimQuadUV({from.x + side.x, from.y + side.y}, {to.x + side.x, to.y + side.y},
                  {to.x - side.x, to.y - side.y}, {from.x - side.x, from.y - side.y}, {uv.x, uv.y},
                  {uv.x, uv.y}, {uv.z, uv.w}, {uv.z, uv.w}, colour);
}

}  // namespace isobath::ui
