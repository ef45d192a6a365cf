// SPDX-License-Identifier: MIT
// Each panel begins with an item that nothing but this walk reaches.
#include "ui/panel_walk.hpp"

#include <imgui_internal.h>

namespace isobath::ui {
namespace {

struct Walk {
  int panels = 0;   // noted so far in this frame
  int at = -1;      // the one that has the keyboard, as far as noted
  int wanted = -1;  // the one to go to
};
Walk walk;

/// The next panel (1), the one before (-1), or none (0). A key that is held goes one panel on.
int pressed_direction() {
  const ImGuiIO& io = ImGui::GetIO();
  if (ImGui::IsKeyPressed(ImGuiKey_F6, false)) return io.KeyShift ? -1 : 1;
  if (!io.KeyCtrl || io.KeyShift || io.KeyAlt || io.KeySuper) return 0;
  if (ImGui::IsKeyPressed(ImGuiKey_DownArrow, false)) return 1;
  return ImGui::IsKeyPressed(ImGuiKey_UpArrow, false) ? -1 : 0;
}

}  // namespace

void walk_panels() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const int panels = walk.panels;
  const bool walking = context.NavCursorVisible && context.NavId != 0;
  const int at = walking ? walk.at : -1;
  walk = {};
  if (context.IO.WantTextInput || context.OpenPopupStack.Size > 0 || panels == 0) return;
  const int by = pressed_direction();
  if (by == 0) return;
  ImGui::ClearActiveID();
  walk.wanted = at < 0 ? (by > 0 ? 0 : panels - 1) : (at + by + panels) % panels;
}

void note_panel(const Theme& theme, const Rect& rect) {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  const ImGuiWindow* window = ImGui::GetCurrentWindow();
  const int panel = walk.panels++;
  if (panel == walk.wanted) {
    // The item that has the keyboard would claim it for its own window once more.
    context.NavId = 0;
    context.NavFocusScopeId = context.CurrentFocusScopeId;
    ImGui::SetKeyboardFocusHere();
    context.NavCursorVisible = true;
    context.NavHighlightItemUnderNav = true;
  }
  // The bar has no window of its own.
  const bool root = window->ParentWindow == nullptr;
  const ImGuiWindow* focused = context.NavWindow;
  while (!root && focused != nullptr && focused != window) focused = focused->ParentWindow;
  if (focused == window) walk.at = panel;
  const ImGuiID id = ImGui::GetID("panel");
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop | ImGuiItemFlags_NoNavDefaultFocus, true);
  const bool shown = ImGui::ItemAdd(ImRect(rect.min, rect.max), id);
  ImGui::PopItemFlag();
  if (!shown || context.NavId != id || !context.NavCursorVisible) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(rect.min, rect.max);
  list.AddRect({rect.min.x + 1.0F, rect.min.y + 1.0F}, {rect.max.x - 1.0F, rect.max.y - 1.0F},
               theme.colour.accent, theme.metric.rounding_px, 0, 2.0F);
  list.PopClipRect();
}

}  // namespace isobath::ui
