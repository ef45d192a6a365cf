// SPDX-License-Identifier: MIT
// A straight line as one picture of ImGui's atlas: two triangles for what ImGui draws with six
// where the width is not a whole number. For lines by the thousand.
#pragma once

#include <imgui.h>

namespace isobath::ui {

/// `list` must be drawing with the atlas, as it does unless told otherwise.
void draw_thin_line(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float width_px);

}  // namespace isobath::ui
