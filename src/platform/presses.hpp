// SPDX-License-Identifier: MIT
// A press comes to ImGui a frame after the pointer has come to its place: only then does ImGui know
// which of several items that lie over each other is meant. A page that was at rest, or is slow,
// finds both in one frame.
#pragma once

#include <imgui_internal.h>

#include <vector>

namespace isobath::platform {

class Presses {
 public:
  /// In place of ImGui::NewFrame().
  void new_frame();

 private:
  std::vector<ImGuiInputEvent> held_;
};

}  // namespace isobath::platform
