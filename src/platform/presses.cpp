// SPDX-License-Identifier: MIT
// Presses wait in the queue's place, behind which everything keeps its order.
#include "platform/presses.hpp"

namespace isobath::platform {
namespace {

/// Where the queue goes on in the next frame; its size if nowhere.
int early_press(const ImVector<ImGuiInputEvent>& queue, ImVec2 pointer) {
  bool moved = false;
  for (int i = 0; i < queue.Size; ++i) {
    const ImGuiInputEvent& event = queue[i];
    if (event.Type == ImGuiInputEventType_MousePos)
      moved = moved || event.MousePos.PosX != pointer.x || event.MousePos.PosY != pointer.y;
    else if (moved && event.Type == ImGuiInputEventType_MouseButton && event.MouseButton.Down)
      return i;
  }
  return queue.Size;
}

}  // namespace

void Presses::new_frame() {
  ImVector<ImGuiInputEvent>& queue = ImGui::GetCurrentContext()->InputEventsQueue;
  const int end = early_press(queue, ImGui::GetIO().MousePos);
  held_.assign(queue.begin() + end, queue.end());
  queue.resize(end);
  ImGui::NewFrame();
  for (const ImGuiInputEvent& event : held_) queue.push_back(event);
}

}  // namespace isobath::platform
