// SPDX-License-Identifier: MIT
// The card of shortcuts, and numbers typed into sliders.
#include <imgui_internal.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <variant>

#include "scenes.hpp"
#include "stage.hpp"

namespace ui_keys {

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

TEST_CASE("A key that is down for one slow frame steps once, and one that is held goes on",
          "[ui][keys]") {
  Shown shown;
  ImGuiIO& io = ImGui::GetIO();
  // Every frame is as long as it takes to repeat.
  io.KeyRepeatDelay = io.KeyRepeatRate = 0.001F;
  const auto steps_of_frame = [&] {
    int steps = 0;
    for (const app::Action& action : shown.stage.run())
      steps += app::action_if<app::Step>(action) ? 1 : 0;
    return steps;
  };
  io.AddKeyEvent(ImGuiKey_RightArrow, true);
  CHECK(steps_of_frame() == 1);
  CHECK(steps_of_frame() == 0);
  CHECK(steps_of_frame() > 0);
  io.AddKeyEvent(ImGuiKey_RightArrow, false);
  CHECK(steps_of_frame() == 0);
}

namespace {

/// The panel that has the keyboard: the name of its window, "" for the bar.
std::string panel_with_keyboard() {
  const ImGuiWindow* window = ImGui::GetCurrentContext()->NavWindow;
  while (window != nullptr && window->ParentWindow != nullptr &&
         window->ParentWindow->ParentWindow != nullptr)
    window = window->ParentWindow;
  if (window == nullptr || window->ParentWindow == nullptr) return "";
  const std::string name = window->Name;
  const auto begin = name.find('/') + 1;
  return name.substr(begin, name.rfind('_') - begin);
}

void press_with(Stage& stage, ImGuiKey modifier, ImGuiKey key) {
  ImGui::GetIO().AddKeyEvent(modifier, true);
  stage.press(key);
  ImGui::GetIO().AddKeyEvent(modifier, false);
  stage.run(2);
}

}  // namespace

TEST_CASE("F6 and Ctrl with arrows go from panel to panel", "[ui][keys]") {
  Shown shown;
  Stage& stage = shown.stage;
  std::string way;
  for (int i = 0; i < 9; ++i) {
    CHECK(stage.press(ImGuiKey_F6).empty());
    stage.run(2);
    CHECK(ImGui::GetCurrentContext()->NavCursorVisible);
    way += panel_with_keyboard() + ' ';
  }
  CHECK(way == " data hyperparameters network scope output cost doctor  ");
  press_with(stage, ImGuiMod_Ctrl, ImGuiKey_DownArrow);
  CHECK(panel_with_keyboard() == "data");
  press_with(stage, ImGuiMod_Ctrl, ImGuiKey_DownArrow);
  CHECK(panel_with_keyboard() == "hyperparameters");
  press_with(stage, ImGuiMod_Shift, ImGuiKey_F6);
  CHECK(panel_with_keyboard() == "data");
  press_with(stage, ImGuiMod_Ctrl, ImGuiKey_UpArrow);
  press_with(stage, ImGuiMod_Ctrl, ImGuiKey_UpArrow);
  CHECK(panel_with_keyboard() == "doctor");
  press_with(stage, ImGuiMod_Shift, ImGuiKey_F6);
  press_with(stage, ImGuiMod_Shift, ImGuiKey_F6);
  CHECK(panel_with_keyboard() == "output");
  // Tab goes on within the panel, and Esc gives the keys back.
  stage.press(ImGuiKey_Tab);
  stage.run(2);
  CHECK(panel_with_keyboard() == "output");
  set_to<&app::View::output>(stage.press(ImGuiKey_Space));
  stage.press(ImGuiKey_Escape);
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

TEST_CASE("A click on a slider's number types it, between the rungs as well", "[ui][keys]") {
  struct Case {
    const char *id, *field, *text;
  };
  const auto [id, field, text] =
      GENERATE(Case{"learning-rate", "training.learning_rate", "0.05"},
               Case{"learning-rate", "training.learning_rate", "0.0075"},
               Case{"batch", "training.batch", "48"}, Case{"l2", "training.l2", "0.7"},
               Case{"l1", "training.l1", "0.002"}, Case{"dropout", "training.dropout", "0.25"},
               Case{"clip-norm", "training.clip_norm", "5"}, Case{"noise", "data.noise", "0.375"});
  const bool by_mouse = GENERATE(true, false);
  Shown shown;
  Stage& stage = shown.stage;
  INFO(id << " " << text);
  app::Actions before;
  if (by_mouse) {
    const Widget row = stage.widget(id);
    stage.move_to(id, (row.width - 14.0F) / row.width);
    stage.run();
    for (const bool down : {true, false}) {
      ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
      const app::Actions more = Stage::without_hover(stage.run());
      before.insert(before.end(), more.begin(), more.end());
    }
  } else {
    // With Ctrl, wherever the pointer is; the keyboard's Enter takes the same way.
    stage.move_to(id, 0.3F);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
    stage.run();
    click(stage);
    ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
  }
  stage.run(2);
  CHECK(before.empty());
  REQUIRE(ImGui::GetIO().WantTextInput);
  ImGui::GetIO().AddInputCharactersUTF8(text);
  CHECK(Stage::without_hover(stage.run(2)).empty());
  const app::Actions entered = stage.press(ImGuiKey_Enter);
  CHECK(only<app::SetField>(entered).field == field);
  CHECK(only<app::SetField>(entered).value == text);
  CHECK(!only<app::SetField>(entered).dragging);
}

TEST_CASE("Esc leaves a typed number alone, and a double click gives back what it began with",
          "[ui][keys]") {
  Shown shown;
  Stage& stage = shown.stage;
  const std::string rate = stage.widget("learning-rate").value;
  stage.move_to("learning-rate", 0.2F);
  stage.run();
  app::Actions actions;
  for (const bool down : {true, false, true, false}) {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    for (const app::Action& action : stage.run()) actions.push_back(action);
  }
  std::string last = rate;
  for (const app::Action& action : actions)
    if (const auto* field = app::action_if<app::SetField>(action)) last = field->value;
  CHECK(last == rate);
  stage.run(2);
  REQUIRE(ImGui::GetIO().WantTextInput);
  ImGui::GetIO().AddInputCharactersUTF8("7");
  stage.run(2);
  CHECK(stage.press(ImGuiKey_Escape).empty());
  stage.run(2);
  CHECK(!ImGui::GetIO().WantTextInput);
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

}  // namespace ui_keys
