// SPDX-License-Identifier: MIT
// Every control says what it does to the numbers.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>

#include "app/session/session.hpp"
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

namespace {

const ImGuiWindow* tooltip_window() {
  for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
    if ((window->Flags & ImGuiWindowFlags_Tooltip) != 0 && window->Active && !window->Hidden)
      return window;
  return nullptr;
}

/// A training of some updates, with tips that come at once.
struct Trained {
  app::Session session;
  Stage stage{session.snapshot(), {1440.0F, 900.0F}};

  Trained() {
    session.apply(app::Step{5});
    session.snapshot();
    stage.run(3);
    ImGui::GetStyle().HoverDelayNormal = ImGui::GetStyle().HoverStationaryDelay = 0.0F;
  }
  /// At how many of the points of a grid, 5 px apart, a tip is shown.
  int tips_within(float left, float top, float right, float bottom) {
    int shown = 0;
    for (float y = top; y < bottom; y += 5.0F)
      for (float x = left; x < right; x += 5.0F) {
        ImGui::GetIO().AddMousePosEvent(x, y);
        stage.run(3);
        if (tooltip_shown()) ++shown;
      }
    return shown;
  }
  /// Where the lowest control of a panel ends.
  float controls_end(const Widget& panel) const {
    float end = panel.y;
    for (const Widget& widget : stage.widgets())
      if (widget.id != panel.id && widget.x >= panel.x && widget.y >= panel.y &&
          widget.x + widget.width <= panel.x + panel.width &&
          widget.y + widget.height <= panel.y + panel.height)
        end = std::max(end, widget.y + widget.height);
    return end;
  }
};

}  // namespace

TEST_CASE("What is shown without a control says what it is, too", "[ui][tooltips]") {
  Trained trained;
  Stage& stage = trained.stage;
  for (const char* id : {"readout-cost", "readout-step", "readout-dev", "readout-accuracy",
                         "readout-epoch", "seed"}) {
    INFO(id);
    stage.move_to(id);
    stage.run(3);
    CHECK(tooltip_shown());
  }
  {
    // PARAMETERS: three rows of 15 px and more.
    const Widget panel = stage.widget("panel-hyperparameters");
    const float x = panel.x + panel.width * 0.4F;
    CHECK(trained.tips_within(x, trained.controls_end(panel) + 1.0F, x + 1.0F,
                              panel.y + panel.height) >= 9);
  }
  {
    // The shapes below the network: n[0], W[1], W[2].
    const Widget panel = stage.widget("panel-network");
    const float y = panel.y + panel.height - 17.0F;
    CHECK(trained.tips_within(panel.x, y, panel.x + panel.width, y + 1.0F) >= 10);
  }
  {
    // The legend of the scope, left of the switch of signs.
    const Widget panel = stage.widget("panel-scope"), signs = stage.widget("scope-signs");
    CHECK(trained.tips_within(panel.x + 130.0F, signs.y + 8.0F, signs.x - 4.0F, signs.y + 9.0F) >=
          10);
  }
}

TEST_CASE("The doctor's numbers say what they are", "[ui][tooltips]") {
  const auto scene = scenes::first_document();
  Stage stage(scene->snapshot, {1440.0F, 900.0F});
  stage.run(3);
  ImGui::GetStyle().HoverDelayNormal = ImGui::GetStyle().HoverStationaryDelay = 0.0F;
  const Widget well = stage.widget("doctor-well");
  ImGui::GetIO().AddMousePosEvent(well.x + 60.0F, well.y + 32.0F);
  stage.run(3);
  CHECK(tooltip_shown());
}

TEST_CASE("A tip stands beside the panel it speaks of, the dial's above the dial",
          "[ui][tooltips]") {
  Trained trained;
  Stage& stage = trained.stage;
  for (const auto& [id, panel] : {std::pair{"noise", "panel-data"},
                                  {"learning-rate", "panel-hyperparameters"},
                                  {"output-discrete", "panel-output"},
                                  {"cost-log-y", "panel-cost"}}) {
    INFO(id);
    stage.move_to(id);
    stage.run(4);
    const ImGuiWindow* tip = tooltip_window();
    REQUIRE(tip != nullptr);
    const Widget& own = stage.widget(panel);
    const bool apart = tip->Pos.x >= own.x + own.width || tip->Pos.x + tip->Size.x <= own.x;
    CHECK(apart);
    CHECK(tip->Pos.x >= 0.0F);
    CHECK(tip->Pos.x + tip->Size.x <= 1440.0F);
  }
  stage.move_to("scale");
  stage.run(4);
  const ImGuiWindow* tip = tooltip_window();
  REQUIRE(tip != nullptr);
  CHECK(tip->Pos.y + tip->Size.y <= stage.widget("scale").y);
  // Two lines.
  CHECK(tip->Size.y < 3.0F * ImGui::GetFontSize() + 2.0F * ImGui::GetStyle().WindowPadding.y);
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
