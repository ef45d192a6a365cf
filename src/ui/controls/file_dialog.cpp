// SPDX-License-Identifier: MIT
// The path field: one line and two buttons over the panels.

#include "ui/controls/file_dialog.hpp"
#include "say/controls.hpp"

#include <imgui.h>
#include <imgui_stdlib.h>

namespace isobath::ui {

std::optional<FileRequest> draw_file_dialog(FileDialog& dialog, const Theme& theme) {
  if (dialog.purpose == FileDialog::Purpose::none) return std::nullopt;
  const bool opening = dialog.purpose == FileDialog::Purpose::open;
  const char* title =
      opening ? say::controls::open_a_document_or() : say::controls::save_the_experiment();
  if (dialog.appearing) ImGui::OpenPopup(title);

  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({display.x * 0.5F, display.y * 0.3F}, ImGuiCond_Always, {0.5F, 0.5F});
  ImGui::SetNextWindowSize({display.x < 560.0F ? display.x - 40.0F : 520.0F, 0.0F});
  std::optional<FileRequest> request;
  bool shown = true;
  if (ImGui::BeginPopupModal(title, &shown,
                             ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                 ImGuiWindowFlags_AlwaysAutoResize)) {
    if (dialog.appearing) ImGui::SetKeyboardFocusHere();
    dialog.appearing = false;
    ImGui::SetNextItemWidth(-1.0F);
    const bool entered =
        ImGui::InputTextWithHint("##path", opening ? say::controls::path_of_a_json() : "path",
                                 &dialog.path, ImGuiInputTextFlags_EnterReturnsTrue);
    const ImVec2 size{96.0F, theme.metric.control_px};
    const bool confirmed =
        ImGui::Button(opening ? say::controls::open() : say::controls::save(), size);
    ImGui::SameLine();
    const bool cancelled =
        ImGui::Button(say::controls::cancel(), size) || ImGui::IsKeyPressed(ImGuiKey_Escape);
    if ((entered || confirmed) && !dialog.path.empty())
      request = FileRequest{dialog.purpose, dialog.path};
    if (request || cancelled) ImGui::CloseCurrentPopup();
    if (request || cancelled) shown = false;
    ImGui::EndPopup();
  }
  if (!shown) dialog.purpose = FileDialog::Purpose::none;
  return request;
}

}  // namespace isobath::ui
