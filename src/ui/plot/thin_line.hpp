// SPDX-License-Identifier: MIT
// Lines as pictures of ImGui's atlas: two triangles for what ImGui draws with six where the width
// is not a whole number. For lines by the thousand.
#pragma once

#include <imgui.h>

#include <span>

namespace isobath::ui {

/// `list` must be drawing with the atlas, as it does unless told otherwise.
void draw_thin_line(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float width_px);
/// Through all of the points, with mitred corners. Fewer than two are no line.
void draw_thin_path(ImDrawList& list, std::span<const ImVec2> points, ImU32 colour, float width_px);

}  // namespace isobath::ui
