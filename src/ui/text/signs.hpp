// SPDX-License-Identifier: MIT
// Signs of mathematics that the face does not have, drawn as strokes when one is first used.
#pragma once

#include <imgui.h>

#include <span>

struct ImFontLoader;

namespace isobath::ui {

/// Draws them for a font of ImGui's, thicker where the source's FontLoaderFlags are these.
const ImFontLoader& sign_loader();
inline constexpr unsigned kSemiboldSource = 1;

/// Their code points, ascending.
std::span<const ImWchar> sign_points();

}  // namespace isobath::ui
