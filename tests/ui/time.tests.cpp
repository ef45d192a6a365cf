// SPDX-License-Identifier: MIT
// The top bar's time machine, with a session behind it: real presses, and what comes of them.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "app/run/moment.hpp"
#include "app/session/session.hpp"
#include "stage.hpp"

namespace ui_time {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr ImVec2 kWide{1440.0F, 900.0F};
constexpr ImVec2 kPhone{390.0F, 844.0F};

/// A session on the stage; what is pushed is carried out.
struct Played {
  app::Session session;
  Stage stage;

  explicit Played(ImVec2 display = kWide) : stage(session.snapshot(), display) { settle(); }
  void settle() {
    for (int i = 0; i < 3; ++i) {
      session.snapshot();
      stage.run();
    }
  }
  void carry_out(const app::Actions& actions) {
    for (const app::Action& action : actions) session.apply(action);
    settle();
  }
  void click(const char* id) { carry_out(stage.click(id)); }
  void press(ImGuiKey key) { carry_out(stage.press(key)); }
  void press_with(ImGuiKey modifier, ImGuiKey key) {
    ImGui::GetIO().AddKeyEvent(modifier, true);
    const app::Actions actions = stage.press(key);
    ImGui::GetIO().AddKeyEvent(modifier, false);
    carry_out(actions);
  }
  std::int64_t step() { return session.record().step; }
};

}  // namespace

TEST_CASE("steps go back and forth by button and by key", "[ui][time]") {
  Played played(GENERATE(kWide, kPhone));
  CHECK(played.stage.widget("back").value == "disabled");
  for (int i = 0; i < 4; ++i) played.click("step");
  played.click("back");
  CHECK(played.step() == 3);
  played.press(ImGuiKey_LeftArrow);
  CHECK(played.step() == 2);
  played.press(ImGuiKey_RightArrow);
  CHECK(played.step() == 3);
  played.press(ImGuiKey_Home);
  CHECK(played.step() == 0);
  played.press(ImGuiKey_End);
  CHECK(played.step() == 4);
}

TEST_CASE("the track is dragged to any step", "[ui][time]") {
  Played played(GENERATE(kWide, kPhone));
  played.session.apply(app::Step{200});
  played.settle();
  played.click("time");
  CHECK(played.step() >= 98);
  CHECK(played.step() <= 102);
  const float width = played.stage.widget("time").width;
  played.carry_out(played.stage.drag("time", {width * 0.25F, 0.0F}));
  CHECK(played.step() > 140);
  CHECK(played.step() < 160);
  CHECK(played.session.snapshot().timeline.last == 200);
  played.carry_out(played.stage.drag("time", {-2.0F * width, 0.0F}));
  CHECK(played.step() == 0);
}

TEST_CASE("a track without steps asks for nothing", "[ui][time]") {
  Played played;
  CHECK(played.stage.click("time").empty());
  CHECK(played.stage.drag("time", {50.0F, 0.0F}).empty());
}

TEST_CASE("edits are undone and done again by button and by key", "[ui][time]") {
  Played played(GENERATE(kWide, kPhone));
  CHECK(played.stage.widget("undo").value == "disabled");
  CHECK(played.stage.widget("redo").value == "disabled");
  played.session.apply(app::AddLayer{1});
  played.settle();
  played.click("undo");
  CHECK(played.session.document().layers.size() == 2);
  CHECK(played.stage.widget("told").label == "Undone: layer 2 added");
  played.click("redo");
  CHECK(played.session.document().layers.size() == 3);
  played.press_with(ImGuiMod_Ctrl, ImGuiKey_Z);
  CHECK(played.session.document().layers.size() == 2);
  played.press_with(ImGuiMod_Ctrl, ImGuiKey_Y);
  CHECK(played.session.document().layers.size() == 3);
  played.press_with(ImGuiMod_Ctrl, ImGuiKey_Z);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  played.press_with(ImGuiMod_Ctrl, ImGuiKey_Z);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  CHECK(played.session.document().layers.size() == 3);
  played.click("step");
  CHECK_FALSE(played.stage.has("told"));
}

TEST_CASE("a moment is pinned, compared with and released", "[ui][time]") {
  Played played;
  CHECK(played.stage.widget("difference").value == "disabled");
  played.session.apply(app::Step{20});
  played.settle();
  played.click("pin");
  REQUIRE(played.session.snapshot().pinned);
  CHECK(played.session.snapshot().pinned->look.record.step == 20);
  played.session.apply(app::Step{30});
  played.press(ImGuiKey_D);
  CHECK(played.session.snapshot().shows_difference());
  CHECK(played.stage.widget("readout-difference").label == "|Δw| since step 20");
  played.click("difference");
  CHECK_FALSE(played.session.snapshot().shows_difference());
  played.press(ImGuiKey_P);
  CHECK_FALSE(played.session.snapshot().pinned);
  CHECK(played.stage.widget("difference").value == "disabled");
}

TEST_CASE("a long way back shows how far it is and can be given up", "[ui][time]") {
  app::Session session;
  app::Snapshot snapshot = session.snapshot();
  snapshot.timeline = {0, 1000, 1000, true, 120, 0.43};
  Stage stage(snapshot, GENERATE(kWide, kPhone));
  stage.run(2);
  CHECK(stage.widget("replay").value == "43 %");
  only<app::CancelSeek>(stage.click("cancel-seek"));
  only<app::CancelSeek>(stage.press(ImGuiKey_Escape));
}

}  // namespace ui_time
