// SPDX-License-Identifier: MIT
// ImGui's context without any backend, for a test's lifetime.
#pragma once

#include <imgui.h>

namespace isobath {

class BareImGui {
 public:
  explicit BareImGui(ImVec2 display_px) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = display_px;
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsRGBA32(&pixels, &width, &height);
  }
  ~BareImGui() { ImGui::DestroyContext(); }
  BareImGui(const BareImGui&) = delete;
  BareImGui& operator=(const BareImGui&) = delete;
};

}  // namespace isobath
