// SPDX-License-Identifier: MIT
// Two windows: one that covers, and one within it that scrolls.
#include "ui/controls/card_sheet.hpp"

#include "ui/controls/controls.hpp"

namespace isobath::ui {

void begin_sheet(const Frame& frame, const Rect& rect, ImU32 edge) {
  const Theme& theme = frame.theme;
  ImGui::SetCursorScreenPos(rect.min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::BeginChild("sheet", rect.size(), ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar |
                        ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar();
  ImGui::GetWindowDrawList()->AddRectFilled(rect.min, rect.max, theme.colour.background,
                                            theme.metric.rounding_px);
  ImGui::GetWindowDrawList()->AddRect(rect.min, rect.max, edge, theme.metric.rounding_px);
  ImGui::SetCursorScreenPos({rect.min.x + 10.0F, rect.min.y + 6.0F});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(4.0F, 2.0F));
  ImGui::BeginChild("card", {rect.width() - 12.0F, rect.height() - 10.0F},
                    ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoBackground);
}

void end_sheet() {
  leave_cursor();
  ImGui::EndChild();
  ImGui::PopStyleVar();
  leave_cursor();
  ImGui::EndChild();
}

}  // namespace isobath::ui
