// SPDX-License-Identifier: MIT
// What is told stands over the panels, and goes by its button, by Esc, or after a while.
#include "ui/notices.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

#include "app/session/session.hpp"
#include "scenes.hpp"
#include "stage.hpp"

namespace ui_notices {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr ImVec2 kWide{1440.0F, 900.0F}, kPhone{390.0F, 844.0F};

/// Everything but notices, by place.
std::string places(const Stage& stage) {
  std::string all;
  for (const Widget& widget : stage.widgets())
    if (!widget.id.starts_with("told") && !widget.id.starts_with("message"))
      all += widget.id + " " + std::to_string(widget.x) + " " + std::to_string(widget.y) + "\n";
  return all;
}

struct Deep {
  app::Session session;
  Stage stage{session.snapshot(), kWide};

  explicit Deep(const char* layers) {
    session.apply(app::SetField{"network.layers", layers});
    run(3);
  }
  void perform(const app::Actions& actions) {
    for (const app::Action& action : actions) session.apply(action);
    session.snapshot();
    run(2);
  }
  void run(int frames) {
    for (int i = 0; i < frames; ++i) {
      for (const app::Action& action : stage.run()) session.apply(action);
      session.snapshot();
    }
  }
  int layers() const { return static_cast<int>(session.document().layers.size()); }
};

}  // namespace

TEST_CASE("A notice moves nothing, and Esc or its button puts it away", "[ui][notices]") {
  const auto scene = scenes::first_document();
  const ImVec2 display = GENERATE(kWide, kPhone);
  const bool by_key = GENERATE(false, true);
  Stage stage(scene->snapshot, display);
  stage.run(3);
  const std::string before = places(stage);
  SECTION("told") {
    tell("There is no text to paste.");
    stage.run(2);
    CHECK(stage.widget("told").label == "There is no text to paste.");
    CHECK(places(stage) == before);
    if (by_key)
      CHECK(stage.press(ImGuiKey_Escape).empty());
    else
      stage.click("told-dismiss");
    stage.run();
    CHECK(!stage.has("told"));
  }
  SECTION("the session's") {
    scene->snapshot.message = "data.noise: 2 is not between 0 and 1";
    stage.run(2);
    CHECK(places(stage) == before);
    const Widget& box = stage.widget("message");
    CHECK(box.x >= 0.0F);
    CHECK(box.x + box.width <= display.x);
    CHECK(box.y + box.height <= display.y);
    only<app::DismissMessage>(by_key ? stage.press(ImGuiKey_Escape)
                                     : stage.click("message-dismiss"));
  }
}

TEST_CASE("A notice covers nothing that is worked with", "[ui][notices]") {
  const ImVec2 display = GENERATE(kWide, ImVec2(1024.0F, 768.0F), ImVec2(768.0F, 1024.0F), kPhone,
                                  ImVec2(844.0F, 390.0F));
  INFO(display.x << " x " << display.y);
  const auto scene = scenes::first_document();
  Stage stage(scene->snapshot, display);
  stage.run(2);
  tell("Copied: the link. Whoever opens it sees this experiment at its first step.");
  stage.run(2);
  const Widget box = stage.widget("told");
  for (const Widget& widget : stage.widgets()) {
    if (widget.id.starts_with("told") || widget.kind == "panel" || widget.id.starts_with("plot-"))
      continue;
    INFO(widget.id);
    const bool apart = widget.x >= box.x + box.width || widget.x + widget.width <= box.x ||
                       widget.y >= box.y + box.height || widget.y + widget.height <= box.y;
    CHECK(apart);
  }
}

TEST_CASE("What was told goes after a while, and with its screen", "[ui][notices]") {
  const auto scene = scenes::first_document();
  {
    Stage stage(scene->snapshot, kWide);
    stage.run(2);
    tell("Nothing to save.");
    stage.run(60);
    CHECK(stage.has("told"));
    CHECK(told_for_s() > 5.0);
    for (int i = 0; i < 20 * 60 && stage.has("told"); ++i) stage.run();
    CHECK(!stage.has("told"));
    CHECK(told_for_s() == 0.0);
    tell("Nothing to save.");
  }
  Stage stage(scene->snapshot, kWide);
  stage.run(2);
  CHECK(!stage.has("told"));
}

TEST_CASE("Esc puts a notice away before it lets go of a unit", "[ui][notices]") {
  const auto scene = scenes::first_document();
  scene->snapshot.view.pinned_unit = app::UnitId{1, 0};
  Stage stage(scene->snapshot, kWide);
  stage.run(2);
  tell("Nothing to save.");
  stage.run(2);
  CHECK(stage.press(ImGuiKey_Escape).empty());
  CHECK(!only<app::PinUnit>(stage.press(ImGuiKey_Escape)).active);
}

TEST_CASE("Width is offered once, when the depth first passes 8 by hand", "[ui][notices]") {
  Deep deep("4tanh*7,1sigmoid");
  CHECK(!deep.stage.has("offer"));
  deep.perform(deep.stage.click("layers-add"));
  CHECK(deep.layers() == 9);
  REQUIRE(deep.stage.has("offer"));
  CHECK(deep.stage.widget("offer").label == "Deep networks follow the theory only when wide:");
  CHECK(deep.stage.widget("offer-take").label == "make hidden layers 32 wide");
  SECTION("taken: one edit") {
    deep.perform(deep.stage.click("offer-take"));
    for (int layer = 0; layer < 8; ++layer)
      CHECK(deep.session.document().layers[static_cast<std::size_t>(layer)].units == 32);
    CHECK(deep.session.document().layers.back().units == 1);
    CHECK(!deep.stage.has("offer"));
    deep.session.apply(app::Undo{});
    CHECK(deep.session.document().layers.front().units == 4);
  }
  SECTION("dismissed") { deep.perform(deep.stage.click("offer-dismiss")); }
  SECTION("by Esc") { deep.perform(deep.stage.press(ImGuiKey_Escape)); }
  SECTION("left") { deep.perform(deep.stage.click("layers-remove")); }
  CHECK(!deep.stage.has("offer"));
  // Not a second time.
  deep.session.apply(app::SetField{"network.layers", "4tanh*7,1sigmoid"});
  deep.run(2);
  deep.perform(deep.stage.click("layers-add"));
  CHECK(deep.layers() == 9);
  CHECK(!deep.stage.has("offer"));
}

TEST_CASE("A deep network that is opened, or that is wide, is offered nothing", "[ui][notices]") {
  {
    Deep opened("4tanh*3,1sigmoid");
    opened.session.apply(app::SetField{"network.layers", "4tanh*59,1sigmoid"});
    opened.run(3);
    CHECK(!opened.stage.has("offer"));
  }
  Deep wide("32tanh*7,1sigmoid");
  wide.perform(wide.stage.click("layers-add"));
  CHECK(wide.layers() == 9);
  CHECK(!wide.stage.has("offer"));
}

TEST_CASE("A drag that makes the network deep is met with the offer as well", "[ui][notices]") {
  Deep deep("4tanh*5,1sigmoid");
  deep.stage.move_to("layers");
  deep.run(2);
  const ImVec2 start = ImGui::GetIO().MousePos;
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  deep.run(2);
  for (int i = 1; i <= 10; ++i) {
    ImGui::GetIO().AddMousePosEvent(start.x + 8.0F * static_cast<float>(i), start.y);
    deep.run(1);
  }
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  deep.run(3);
  REQUIRE(deep.layers() > 8);
  CHECK(deep.stage.has("offer"));
}

}  // namespace ui_notices
