// SPDX-License-Identifier: MIT
// Every control says what it does to the numbers.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "scenes.hpp"
#include "stage.hpp"

namespace ui_tooltips {

using namespace isobath;
using namespace isobath::ui;

namespace {

bool tooltip_shown() {
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
    if ((window->Flags & ImGuiWindowFlags_Tooltip) != 0 && window->Active && !window->Hidden)
      return true;
  return false;
}

/// The controls of a screen that say nothing to a pointer that rests on them.
std::string silent_controls(const scenes::Scene& scene, ImVec2 display_px) {
  Stage stage(scene.snapshot, display_px);
  stage.run(2);
  // At once instead of after a while.
  ImGui::GetStyle().HoverDelayNormal = ImGui::GetStyle().HoverStationaryDelay = 0.0F;
  std::string silent;
  const std::vector<Widget> widgets = stage.widgets();
  const auto notice = std::ranges::find(widgets, "message", &Widget::id);
  const auto covered = [&](const Widget& widget) {
    if (notice == widgets.end() || widget.id.starts_with("message")) return false;
    const float x = widget.x + widget.width * 0.5F, y = widget.y + widget.height * 0.5F;
    return x > notice->x && x < notice->x + notice->width && y > notice->y &&
           y < notice->y + notice->height;
  };
  constexpr std::array<std::string_view, 5> kControls{"button", "slider", "checkbox", "choice",
                                                      "unit"};
  for (const Widget& widget : widgets) {
    if (std::ranges::find(kControls, widget.kind) == kControls.end() || covered(widget)) continue;
    stage.move_to(widget.id);
    stage.run(4);
    if (!tooltip_shown()) silent += widget.id + ' ';
  }
  return silent;
}

}  // namespace

TEST_CASE("Every control tells the pointer what it is", "[ui][tooltips]") {
  CHECK(silent_controls(*scenes::first_document(), {1440.0F, 900.0F}) == "");
  CHECK(silent_controls(*scenes::table(), {1440.0F, 900.0F}) == "");
  CHECK(silent_controls(*scenes::with_message(), {1440.0F, 900.0F}) == "");
  CHECK(silent_controls(*scenes::first_document(), {390.0F, 844.0F}) == "");
  CHECK(silent_controls(*scenes::network("deep", 30, 8), {1024.0F, 768.0F}) == "");
}

TEST_CASE("No tip hides what a press does until the pointer has left", "[ui][tooltips]") {
  const auto scene = scenes::first_document();
  Stage stage(scene->snapshot, {1440.0F, 900.0F});
  stage.run(2);
  ImGui::GetStyle().HoverDelayNormal = ImGui::GetStyle().HoverStationaryDelay = 0.0F;
  for (const char* id : {"scale", "play"}) {
    INFO(id);
    stage.move_to(id);
    stage.run(4);
    CHECK(tooltip_shown());
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    stage.run(4);
    CHECK(!tooltip_shown());
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    stage.run(4);
    CHECK(!tooltip_shown());
    stage.move_to("panel-data", 0.5F, 0.99F);
    stage.run(4);
    stage.move_to(id);
    stage.run(4);
    CHECK(tooltip_shown());
  }
}

}  // namespace ui_tooltips
