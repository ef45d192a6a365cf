// SPDX-License-Identifier: MIT
// ImGui's context without any backend, for a test's lifetime.
#pragma once

#include <imgui.h>

namespace isobath {

class BareImGui {
 public:
  explicit BareImGui(ImVec2 display_px = {800.0F, 600.0F}, float pixel_ratio = 1.0F) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = display_px;
    io.DisplayFramebufferScale = {pixel_ratio, pixel_ratio};
    // Nobody makes the pictures that it asks for, and nobody looks at them.
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  }
  ~BareImGui() { ImGui::DestroyContext(); }
  BareImGui(const BareImGui&) = delete;
  BareImGui& operator=(const BareImGui&) = delete;
};

}  // namespace isobath
