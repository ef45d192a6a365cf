// SPDX-License-Identifier: MIT
// The path field, driven without a screen.

#include "ui/controls/file_dialog.hpp"

#include <imgui.h>

#include <catch2/catch_test_macros.hpp>

#include "bare_imgui.hpp"

namespace ui_file_dialog {

using namespace isobath;
using namespace isobath::ui;

namespace {

using Purpose = FileDialog::Purpose;

/// ImGui without any backend, and one dialog.
class Desk : BareImGui {
 public:
  Desk() { theme.fonts = load_fonts(1.0F); }

  std::optional<FileRequest> frames(int count) {
    std::optional<FileRequest> answer;
    for (int i = 0; i < count; ++i) {
      ImGui::NewFrame();
      if (auto request = draw_file_dialog(dialog, theme)) answer = request;
      ImGui::Render();
    }
    return answer;
  }
  std::optional<FileRequest> press(ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(key, true);
    auto answer = frames(2);
    ImGui::GetIO().AddKeyEvent(key, false);
    if (auto later = frames(2)) answer = later;
    return answer;
  }

  FileDialog dialog;
  Theme theme;
};

TEST_CASE("a dialog that was not asked for draws nothing", "[ui][file-dialog]") {
  Desk desk;
  CHECK_FALSE(desk.frames(3).has_value());
  CHECK(ImGui::GetDrawData()->TotalVtxCount == 0);
}

TEST_CASE("a path that is typed and entered is asked to be opened", "[ui][file-dialog]") {
  Desk desk;
  desk.dialog.show(Purpose::open, "");
  CHECK_FALSE(desk.frames(4).has_value());
  CHECK(ImGui::GetDrawData()->TotalVtxCount > 0);
  ImGui::GetIO().AddInputCharactersUTF8("/data/깊이.json");
  CHECK_FALSE(desk.frames(4).has_value());
  const auto request = desk.press(ImGuiKey_Enter);
  REQUIRE(request.has_value());
  CHECK(request->purpose == Purpose::open);
  CHECK(request->path == "/data/깊이.json");
  CHECK(desk.dialog.purpose == Purpose::none);
}

TEST_CASE("an empty path is no answer", "[ui][file-dialog]") {
  Desk desk;
  desk.dialog.show(Purpose::open, "");
  desk.frames(4);
  CHECK_FALSE(desk.press(ImGuiKey_Enter).has_value());
  CHECK(desk.dialog.purpose == Purpose::open);
}

TEST_CASE("saving suggests a path, and escape keeps it unsaved", "[ui][file-dialog]") {
  Desk desk;
  desk.dialog.show(Purpose::save, "experiment.json");
  desk.frames(4);
  CHECK_FALSE(desk.press(ImGuiKey_Escape).has_value());
  desk.dialog.show(Purpose::save, "experiment.json");
  desk.frames(4);
  const auto request = desk.press(ImGuiKey_Enter);
  REQUIRE(request.has_value());
  CHECK(request->purpose == Purpose::save);
  CHECK(request->path == "experiment.json");
}

}  // namespace
}  // namespace ui_file_dialog
