// SPDX-License-Identifier: MIT
// The colours that carry data, as ImGui takes them.
#pragma once

#include <imgui.h>

#include "app/figure/palette.hpp"

namespace isobath::ui::palette {

using namespace app::figure::palette;

constexpr ImU32 pack(Rgb colour, float alpha = 1.0F) {
  const auto byte = [](float value) { return static_cast<ImU32>(value * 255.0F + 0.5F); };
  return (byte(colour.red) << IM_COL32_R_SHIFT) | (byte(colour.green) << IM_COL32_G_SHIFT) |
         (byte(colour.blue) << IM_COL32_B_SHIFT) | (byte(alpha) << IM_COL32_A_SHIFT);
}

}  // namespace isobath::ui::palette
