// SPDX-License-Identifier: MIT
// Strokes on the output map.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "live.hpp"
#include "scenes.hpp"
#include "stage.hpp"

namespace ui_brush {

using namespace isobath;
using namespace isobath::ui;

namespace {

struct Shown {
  scenes::ScenePtr scene = scenes::first_document();
  Stage stage;
  Shown() : stage(scene->snapshot, {1440.0F, 900.0F}) { stage.run(2); }
};

template <class Wanted>
std::vector<Wanted> all(const app::Actions& actions) {
  std::vector<Wanted> found;
  for (const app::Action& action : actions)
    if (const auto* wanted = app::action_if<Wanted>(action)) found.push_back(*wanted);
  return found;
}

}  // namespace

TEST_CASE("A brush is taken up and put away", "[ui][brush]") {
  Shown shown;
  CHECK(set_to<&app::View::brush>(shown.stage.click("brush-1")) == 1);
  CHECK(set_to<&app::View::brush>(shown.stage.click("brush-erase")) == app::kEraser);
  shown.scene->snapshot.view.brush = 1;
  CHECK(!set_to<&app::View::brush>(shown.stage.click("brush-1")));
}

TEST_CASE("Without a brush the map draws nothing", "[ui][brush]") {
  Shown shown;
  const app::Actions actions = shown.stage.drag("plot-output", {60.0F, 0.0F});
  CHECK(all<app::DrawPoint>(actions).empty());
}

TEST_CASE("A click draws the point under it, a drag a row of them", "[ui][brush]") {
  Shown shown;
  shown.scene->snapshot.view.brush = 0;
  Stage& stage = shown.stage;
  stage.run(2);
  const auto point = only<app::DrawPoint>(stage.click("plot-output"));
  const data::PlaneRange& plane = *shown.scene->dataset.plane;
  CHECK(std::fabs(point.x1 - (plane.x_min + plane.x_max) / 2) < 0.05);
  CHECK(std::fabs(point.x2 - (plane.y_min + plane.y_max) / 2) < 0.05);
  CHECK(point.target == 0.0);
  CHECK(!point.dragging);

  const auto points = all<app::DrawPoint>(stage.drag("plot-output", {100.0F, 0.0F}));
  REQUIRE(points.size() >= 4);
  for (std::size_t i = 0; i < points.size(); ++i) {
    CHECK(points[i].dragging == (i + 1 < points.size()));
    if (i > 0) CHECK(points[i].x1 > points[i - 1].x1);
  }
}

TEST_CASE("The eraser and the Shift key take points away", "[ui][brush]") {
  Shown shown;
  shown.scene->snapshot.view.brush = app::kEraser;
  Stage& stage = shown.stage;
  stage.run(2);
  const auto erased = only<app::ErasePoints>(stage.click("plot-output"));
  CHECK(erased.radius_x1 > 0.0);
  CHECK(!erased.dragging);
  shown.scene->snapshot.view.brush = 1;
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, true);
  only<app::ErasePoints>(stage.click("plot-output"));
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Shift, false);
  stage.run();
  only<app::DrawPoint>(stage.click("plot-output"));
}

TEST_CASE("Empty paper is taken, drawn on and put away", "[ui][brush]") {
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#", display);
    const auto take_paper = [&] {
      if (!live.stage.has("brush-paper")) live.click("tab-data");
      live.click("brush-paper");
      // A phone shows the paper itself.
      REQUIRE(live.stage.has("plot-output"));
      if (display.x > kPhone.x) CHECK(live.stage.widget("brush-paper").value == "on");
    };
    take_paper();
    REQUIRE(live.snapshot().view.paper);
    live.click("plot-output");
    CHECK(live.snapshot().view.paper->size() == 1);
    live.check_rules(display);
    live.press(ImGuiKey_Escape);
    CHECK(!live.snapshot().view.paper);
    take_paper();
    live.drag("plot-output", {120.0F, 0.0F});
    CHECK(!live.snapshot().view.paper);
    CHECK(live.session.document().data.source == data::Source::table);
  }
}

}  // namespace ui_brush
