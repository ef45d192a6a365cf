// SPDX-License-Identifier: MIT
// Tips: when one is shown, where, and in whose words.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <utility>

#include "ui/controls/controls.hpp"
#include "ui/text/wrap.hpp"

namespace isobath::ui {

std::string in_hand(const Theme& theme, std::string_view text) {
  std::string said(text);
  if (!theme.touch) return said;
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kWords{
      {{"clicked", "tapped"}, {"Ctrl-click", "tap"}, {"click", "tap"}, {"Click", "Tap"}}};
  for (const auto& [mouse, finger] : kWords)
    for (std::size_t at = said.find(mouse); at != std::string::npos; at = said.find(mouse))
      said.replace(at, mouse.size(), finger);
  return said;
}

namespace {

/// Where a tip of this size hides least of what the item changes: beside the item's panel, or,
/// where that is wide, above the item, or below it.
ImVec2 tip_place(ImVec2 size) {
  constexpr float kAway = 6.0F;
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const Rect item = item_rect();
  const ImGuiWindow* panel = ImGui::GetCurrentWindow();
  // Panels are the children of the one window that is the screen.
  while ((panel->Flags & ImGuiWindowFlags_Popup) == 0 && panel->ParentWindow != nullptr &&
         panel->ParentWindow->ParentWindow != nullptr)
    panel = panel->ParentWindow;
  const float left = panel->Pos.x - kAway - size.x, right = panel->Pos.x + panel->Size.x + kAway;
  const auto held = [](float value, float most) { return std::max(4.0F, std::min(value, most)); };
  const bool narrow = panel->Size.x < 0.45F * display.x;
  if (const float y = held(item.centre().y - size.y * 0.5F, display.y - size.y - 4.0F);
      narrow && right + size.x <= display.x - 4.0F)
    return {right, y};
  else if (narrow && left >= 4.0F)
    return {left, y};
  const float x = held(item.min.x, display.x - size.x - 4.0F);
  const float above = item.min.y - kAway - size.y;
  return {x, above >= 4.0F ? above : item.max.y + kAway};
}

}  // namespace

void tip_over(const Frame& frame, const Rect& rect, const char* tip) {
  if (rect.empty() || !rect.contains(ImGui::GetIO().MousePos)) return;
  if (ImGui::ItemAdd(ImRect(rect.min, rect.max), 0, nullptr, ImGuiItemFlags_NoNav))
    tooltip(frame, tip);
}

void tooltip(const Frame& frame, const char* tip) {
  if (tip == nullptr || *tip == '\0') return;
  // Who presses something wants to see what it does: no tip until the pointer has left.
  static ImGuiID pressed = 0;
  const ImGuiID id = ImGui::GetItemID();
  const bool over = ImGui::IsItemHovered(ImGuiHoveredFlags_AllowWhenDisabled);
  if (id != 0 && over && ImGui::IsAnyMouseDown())
    pressed = id;
  else if (id == pressed && !over && !ImGui::IsItemActive())
    pressed = 0;
  if (ImGui::IsAnyMouseDown() || (id != 0 && id == pressed) ||
      !ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip))
    return;
  const Face font = frame.theme.fonts.small;
  const std::string& lines = wrapped(font, 300.0F, tip);
  const std::string in_fingers = frame.theme.touch ? in_hand(frame.theme, lines) : std::string();
  const std::string& said = frame.theme.touch ? in_fingers : lines;
  const ImVec2 padding = ImGui::GetStyle().WindowPadding;
  const ImVec2 text = text_size(font, said);
  ImGui::SetNextWindowPos(tip_place({text.x + 2.0F * padding.x, text.y + 2.0F * padding.y}));
  if (!ImGui::BeginTooltip()) return;
  push_face(frame.theme.fonts.small);
  ImGui::TextUnformatted(said.c_str());
  ImGui::PopFont();
  ImGui::EndTooltip();
}

}  // namespace isobath::ui
