// SPDX-License-Identifier: MIT
// The panels of studies on every display: their order, their controls, and what a click on a cell
// of a map does.
#include "app/study/curves_study.hpp"
#include "app/study/map_view.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "live.hpp"
#include "words/pseudo.hpp"

namespace ui_study {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr const char* kMap =
    "#layers=4tanh,1sigmoid&examples=40&study=map&study_x=initialization.scale=log:0.1:10:9"
    "&study_y=training.learning_rate=log:0.01:1:7&study_steps=10";

void complete(Live& live) {
  for (int frame = 0; frame < 10'000; ++frame) {
    const auto& map = live.snapshot().map;
    if (map && !map->busy && map->known == map->wanted && map->wanted > 0) break;
    live.session.advance(50.0);
    live.session.snapshot();
  }
  live.settle();
  REQUIRE(live.snapshot().map->known == live.snapshot().map->wanted);
}

}  // namespace

TEST_CASE("the map keeps its order on every display, in both languages", "[ui][study]") {
  const BackToEnglish back;
  for (const ImVec2 display : kDisplays) {
    INFO(display.x << "×" << display.y);
    Live live(kMap, display);
    complete(live);
    CHECK(live.stage.has("map"));
    live.check_rules(display);
    CHECK(live.stage.widget("map").height > 90.0F);
    words::use(words::Language::korean, words::pseudo_language());
    live.settle();
    live.check_rules(display);
    words::use(words::Language::english, {});
    live.settle();
  }
}

TEST_CASE("a map says what it shows, to those who do not see it too", "[ui][study]") {
  Live live(kMap);
  complete(live);
  const Widget& map = live.stage.widget("map");
  CHECK(map.value == "63 of 63 cells");
  // A finite loss is no training that came to an end: no share of them is told.
  CHECK(map.description == "loss over scale to the right and α upwards: 63 of 63 cells.");
  live.point("map", 0.05F, 0.95F);
  complete(live);
  REQUIRE(live.snapshot().map->pointed);
  CHECK(live.snapshot().map->pointed->x_text == "0.1");
  CHECK(live.snapshot().map->pointed->y_text == "0.01");
}

TEST_CASE("what a map is over is chosen from lists, in one edit each", "[ui][study]") {
  Live live(kMap);
  complete(live);
  live.click("map-y");
  live.click("map-y-0");
  complete(live);
  CHECK_FALSE(live.session.document().study.y.starts_with("training.learning_rate"));
  live.click("undo");
  complete(live);
  CHECK(live.session.document().study.y.starts_with("training.learning_rate"));
  live.click("study-measure");
  live.click("study-measure-2");
  CHECK(live.session.document().study.measure == document::Measure::train_accuracy);
}

TEST_CASE("a map is left and come back to by a key, and invites where there is none",
          "[ui][study]") {
  Live live("#layers=4tanh,1sigmoid&examples=40");
  live.press(ImGuiKey_M);
  CHECK(live.session.document().study.kind == document::StudyKind::map);
  CHECK(live.stage.has("map"));
  live.click("undo");
  CHECK(live.stage.has("study-begin-0"));
  live.check_rules(kWide);
  live.click("study-begin-1");
  CHECK(live.session.document().study.y.starts_with("network.depth"));
  live.click("study-close");
  CHECK_FALSE(live.stage.has("map"));
  CHECK(live.stage.has("panel-network"));
}

TEST_CASE("a cell is opened by the pointer and by the keyboard", "[ui][study]") {
  Live live(kMap);
  complete(live);
  live.point("map", 0.95F, 0.05F);
  live.click("map");  // its middle
  const double scale = live.session.document().initialization.scale;
  CHECK((scale > 0.9 && scale < 1.1));
  CHECK(live.snapshot().undo != "");
}

TEST_CASE("curves keep their order on every display, in both languages", "[ui][study]") {
  const BackToEnglish back;
  for (const ImVec2 display : kDisplays) {
    INFO(display.x << "×" << display.y);
    Live live(
        "#layers=4tanh,1sigmoid&examples=40&study=curves&study_x=training.learning_rate=0.01,0.1,1"
        "&study_seeds=3&study_steps=10",
        display);
    for (int frame = 0; frame < 10'000 && live.snapshot().curves->busy; ++frame) {
      live.session.advance(50.0);
      live.session.snapshot();
    }
    live.settle();
    CHECK(live.stage.widget("curves").height > 90.0F);
    CHECK(live.stage.widget("curves").value == "9 of 9 trainings");
    live.check_rules(display);
    words::use(words::Language::korean, words::pseudo_language());
    live.settle();
    live.check_rules(display);
    words::use(words::Language::english, {});
    live.settle();
    live.click("curves-field");
    live.click("curves-field-0");
    CHECK(live.session.document().study.x == "");
    live.click("undo");
    CHECK(live.session.document().study.x != "");
  }
}

}  // namespace ui_study
