// SPDX-License-Identifier: MIT
// Presses among items that lie over each other.
#include "platform/presses.hpp"

#include <imgui.h>

#include <catch2/catch_test_macros.hpp>

#include "bare_imgui.hpp"
#include "ui/theme.hpp"

namespace platform_presses {

using namespace isobath;
using namespace isobath::platform;

namespace {

/// A ground over the whole window, and a button on it.
class Desk : BareImGui {
 public:
  Desk() : BareImGui({400.0F, 300.0F}) {
    ui::load_fonts(1.0F);
    frames(3);
  }

  void frames(int count) {
    for (int i = 0; i < count; ++i) {
      presses_.new_frame();
      ImGui::SetNextWindowPos({0.0F, 0.0F});
      ImGui::SetNextWindowSize({400.0F, 300.0F});
      ImGui::Begin("desk", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove);
      ImGui::SetCursorScreenPos({0.0F, 0.0F});
      ImGui::SetNextItemAllowOverlap();
      if (ImGui::InvisibleButton("ground", {400.0F, 300.0F})) ++ground;
      ImGui::SetCursorScreenPos({200.0F, 100.0F});
      if (ImGui::InvisibleButton("button", {50.0F, 50.0F})) ++button;
      ImGui::End();
      ImGui::Render();
    }
  }
  /// Everything between two frames, as after a rest.
  static void click_at(float x, float y) {
    ImGuiIO& io = ImGui::GetIO();
    io.AddMousePosEvent(x, y);
    io.AddMouseButtonEvent(0, true);
    io.AddMouseButtonEvent(0, false);
  }

  int ground = 0, button = 0;

 private:
  Presses presses_;
};

TEST_CASE("a click that comes with its pointer goes to what lies on top", "[platform][presses]") {
  Desk desk;
  ImGui::GetIO().AddMousePosEvent(50.0F, 50.0F);
  desk.frames(2);
  Desk::click_at(220.0F, 120.0F);
  desk.frames(5);
  CHECK(desk.button == 1);
  CHECK(desk.ground == 0);
}

TEST_CASE("clicks that come at once are told one by one, in their order", "[platform][presses]") {
  Desk desk;
  Desk::click_at(50.0F, 50.0F);
  Desk::click_at(220.0F, 120.0F);
  Desk::click_at(60.0F, 50.0F);
  desk.frames(14);
  CHECK(desk.button == 1);
  CHECK(desk.ground == 2);
}

TEST_CASE("a press where the pointer lies already does not wait", "[platform][presses]") {
  Desk desk;
  ImGui::GetIO().AddMousePosEvent(220.0F, 120.0F);
  desk.frames(2);
  ImGui::GetIO().AddMouseButtonEvent(0, true);
  desk.frames(1);
  CHECK(ImGui::IsAnyItemActive());
}

}  // namespace
}  // namespace platform_presses
