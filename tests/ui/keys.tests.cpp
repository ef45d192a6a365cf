// SPDX-License-Identifier: MIT
// The card of shortcuts, and numbers typed into sliders.
#include <catch2/catch_test_macros.hpp>

#include "scenes.hpp"
#include "stage.hpp"

using namespace isobath;
using namespace isobath::ui;

namespace {

struct Shown {
  scenes::ScenePtr scene = scenes::first_document();
  Stage stage;
  explicit Shown(ImVec2 display_px = {1440.0F, 900.0F}) : stage(scene->snapshot, display_px) {
    stage.run(2);
  }
};

void click(Stage& stage) {
  for (const bool down : {true, false}) {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    stage.run();
  }
}

}  // namespace

TEST_CASE("The card of shortcuts comes by key and by button, and goes by either", "[ui][keys]") {
  Shown shown;
  Stage& stage = shown.stage;
  CHECK(!stage.has("key-card"));
  stage.press(ImGuiKey_Slash);
  stage.run(2);
  CHECK(stage.has("key-card"));
  // While it is open, the keys it tells of do nothing.
  CHECK(stage.press(ImGuiKey_Space).empty());
  stage.press(ImGuiKey_Slash);
  stage.run(2);
  CHECK(!stage.has("key-card"));
  stage.click("keys");
  stage.run(2);
  CHECK(stage.has("key-card"));
  stage.press(ImGuiKey_Escape);
  stage.run(2);
  CHECK(!stage.has("key-card"));
  only<app::Play>(stage.press(ImGuiKey_Space));
}

TEST_CASE("The card of shortcuts fits a phone", "[ui][keys]") {
  Shown shown({390.0F, 844.0F});
  shown.stage.press(ImGuiKey_F1);
  shown.stage.run(2);
  const Widget& card = shown.stage.widget("key-card");
  CHECK(card.x >= 0.0F);
  CHECK(card.x + card.width <= 390.0F);
  CHECK(card.y + card.height <= 844.0F);
}

TEST_CASE("A slider pressed twice takes a typed number", "[ui][keys]") {
  Shown shown;
  Stage& stage = shown.stage;
  stage.move_to("noise");
  stage.run();
  click(stage);
  click(stage);
  stage.run(2);
  CHECK(ImGui::GetIO().WantTextInput);
  ImGui::GetIO().AddInputCharactersUTF8("0.42");
  stage.run(2);
  const app::Actions actions = stage.press(ImGuiKey_Enter);
  CHECK(only<app::SetField>(actions).field == "data.noise");
  CHECK(only<app::SetField>(actions).value == "0.42");
}

TEST_CASE("Only Tab begins the walk through the controls", "[ui][keys]") {
  Shown shown;
  Stage& stage = shown.stage;
  for (const ImGuiKey key :
       {ImGuiKey_End, ImGuiKey_Home, ImGuiKey_PageDown, ImGuiKey_DownArrow, ImGuiKey_RightArrow}) {
    stage.press(key);
    stage.run(2);
  }
  only<app::Play>(stage.press(ImGuiKey_Space));
  stage.press(ImGuiKey_Tab);
  stage.run(2);
  CHECK(stage.press(ImGuiKey_E).empty());
}
