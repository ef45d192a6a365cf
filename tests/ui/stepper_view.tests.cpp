// SPDX-License-Identifier: MIT
// The stepper's matrices through their window, its play button, its lists and its exercise, by real
// clicks and keys.
#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string>

#include "rules.hpp"
#include "stepper_show.hpp"
#include "ui/stepper/stepper_matrices.hpp"
#include "ui/stepper/stepper_reach.hpp"
#include "ui/stepper/stepper_window.hpp"
#include "ui/text/format.hpp"

namespace ui_stepper_view {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr const char* kCourse =
    "#source=gaussians&inputs=x1,x2,x1*x2&layers=5tanh,5tanh,3tanh,1sigmoid";
constexpr const char* kLarge =
    "#source=images&side=8&layers=64relu,32relu,10relu,4softmax&loss=categorical_cross_entropy&"
    "classes=4";
constexpr ImVec2 kPhone{390.0F, 844.0F};

bool has_overview(const StepperShow& show) { return show.stage.has("overview-result"); }

std::string story(StepperShow& show) { return show.stage.widget("cell-story").label; }

}  // namespace

TEST_CASE("The play button lets the lines go by themselves and stops them", "[ui][stepper]") {
  StepperShow show(kCourse);
  CHECK(only<app::PlayLines>(show.stage.click("lines-play")).on);
  show.session.apply(app::PlayLines{});
  show.session.snapshot();
  CHECK(show.stage.run(1).empty());
  CHECK(show.stage.widget("lines-play").label == "stop the lines");
  CHECK_FALSE(only<app::PlayLines>(show.stage.click("lines-play")).on);
  // Space alone stops them, and does not begin a training.
  CHECK_FALSE(only<app::PlayLines>(show.stage.press(ImGuiKey_Space)).on);
}

TEST_CASE("The pace of the lines is chosen", "[ui][stepper]") {
  StepperShow show(kCourse);
  CHECK(show.stage.widget("lines-pace").value == "2 lines/s");
  show.stage.click("lines-pace");
  show.stage.run(2);
  const auto pace = set_to<&app::View::line_pace>(show.stage.click("lines-pace-4"));
  CHECK(pace == 10.0);
  show.session.apply(app::set_view<&app::View::line_pace>(pace));
  show.session.snapshot();
  show.stage.run(2);
  CHECK(show.stage.widget("lines-pace").value == "10 lines/s");
}

TEST_CASE("Batch, one example or the mean are chosen, and another example", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{1440.0F, 900.0F}, kPhone}) {
    StepperShow show(kCourse, display);
    show.perform(show.stage.click("lines-on"));
    CHECK_FALSE(show.stage.has("example-next"));
    show.perform(show.stage.click("columns-example"));
    CHECK(show.stage.widget("matrix-result").label == "z[1]");
    CHECK(show.stage.widget("example-number").value == "no. 1");
    show.perform(show.stage.click("example-next"));
    CHECK(show.stage.widget("example-number").value == "no. 2");
    CHECK(show.session.view().example == 1);
    show.perform(show.stage.click("example-previous"));
    show.perform(show.stage.click("example-previous"));
    CHECK(show.session.view().example > 1);
    show.perform(show.stage.click("columns-mean"));
    CHECK(show.stage.widget("matrix-result").label == "mean Z[1]");
    CHECK(show.stage.widget("line-why").value.starts_with("The line is linear in A"));
    show.stage.move_to("matrix-result", 0.5F, 0.05F);
    show.stage.run(2);
    CHECK(story(show).starts_with("mean Z[1](1) = W[1](1,1)·mean A[0](1) + "));
    show.perform(show.stage.click("columns-batch"));
    CHECK(show.stage.widget("matrix-result").label == "Z[1]");
  }
}

TEST_CASE("A large product is zoomed and moved through one window", "[ui][stepper]") {
  StepperShow show(kLarge);
  show.perform(show.stage.click("lines-on"));
  show.perform(show.stage.click("lines-layer-on"));
  CHECK(show.formula() == "Z[2] = W[2]·A[1] + b[2]");
  const float before = show.stage.widget("matrix-result").width;
  for (int i = 0; i < 12; ++i) show.stage.click("matrix-larger");
  show.stage.run(2);
  REQUIRE(has_overview(show));
  // It grew around its middle.
  CHECK_FALSE(show.stage.widget("overview-result").value.starts_with("rows 1–"));
  for (int i = 0; i < 8; ++i) show.stage.drag("matrix-0", {0.0F, 200.0F});
  show.stage.run(2);
  CHECK(show.stage.widget("overview-result").value.starts_with("rows 1–"));
  CHECK(show.stage.widget("matrix-0").height == show.stage.widget("matrix-2").height);
  // A drag over W moves its rows, and so the result's and the bias'.
  show.stage.drag("matrix-0", {0.0F, -60.0F});
  show.stage.run(2);
  const std::string result = show.stage.widget("overview-result").value;
  CHECK_FALSE(result.starts_with("rows 1–"));
  const auto rows = [&](const char* id) {
    const std::string told = show.stage.widget(id).value;
    return told.substr(0, told.find(','));
  };
  CHECK(rows("overview-0") == rows("overview-result"));
  CHECK(rows("overview-2") == rows("overview-result"));
  show.stage.click("matrix-fit");
  show.stage.run(2);
  CHECK(show.stage.widget("matrix-result").width == before);
}

TEST_CASE("Keys zoom the matrices and walk from cell to cell", "[ui][stepper]") {
  StepperShow show(kLarge);
  show.perform(show.stage.click("lines-on"));
  show.stage.move_to("panel-stepper", 0.5F, 0.01F);
  for (int i = 0; i < 10; ++i)
    CHECK(Stage::without_hover(show.stage.press(ImGuiKey_Equal)).empty());
  show.stage.run(1);
  REQUIRE(has_overview(show));
  show.stage.press(ImGuiKey_DownArrow);
  show.stage.run(1);
  CHECK(story(show).starts_with("Z[1](1,1) = "));
  for (int i = 0; i < 40; ++i) show.stage.press(ImGuiKey_DownArrow);
  show.stage.run(2);
  CHECK(story(show).starts_with("Z[1](41,1) = "));
  // The window follows the cell.
  CHECK_FALSE(show.stage.widget("overview-result").value.starts_with("rows 1–"));
  show.stage.press(ImGuiKey_Escape);
  show.stage.run(1);
  CHECK_FALSE(show.stage.has("cell-story"));
  for (int i = 0; i < 30; ++i) show.stage.press(ImGuiKey_Minus);
  show.stage.run(1);
  CHECK(show.stage.has("matrix-result"));
}

TEST_CASE("A click keeps a cell for the lines to come, another one lets it go", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("lines-on"));
  show.stage.move_to("matrix-result", 0.01F, 0.1F);
  show.stage.run(1);
  // Stage::click presses in the middle.
  show.stage.click("matrix-result");
  show.stage.run(1);
  const std::string kept = story(show);
  show.stage.move_to("panel-stepper", 0.5F, 0.01F);
  show.stage.run(2);
  CHECK(story(show) == kept);
  show.perform(show.stage.press(ImGuiKey_RightArrow));
  show.stage.run(1);
  CHECK(story(show).starts_with("A[1](" + kept.substr(5, kept.find(')') - 5)));
  show.stage.click("matrix-result");
  show.stage.move_to("panel-stepper", 0.5F, 0.01F);
  show.stage.run(2);
  CHECK_FALSE(show.stage.has("cell-story"));
}

TEST_CASE("A line of the list is gone to by a click", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("line-5"));
  CHECK(show.formula() == "Z[3] = W[3]·A[2] + b[3]");
  CHECK(show.stage.widget("line-5").value == "next");
}

TEST_CASE("On a phone the line opens the list of all lines", "[ui][stepper]") {
  StepperShow show(kCourse, kPhone);
  CHECK_FALSE(show.stage.has("line-1"));
  show.stage.click("line-chooser");
  show.stage.run(3);
  REQUIRE(show.stage.has("line-4"));
  CHECK(show.stage.widget("line-4").height >= 32.0F);
  show.perform(show.stage.click("line-4"));
  show.stage.run(3);
  CHECK(show.formula() == "A[2] = g(Z[2])");
  CHECK_FALSE(show.stage.has("line-1"));
}

TEST_CASE("The exercise tells what another shape would do", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{1440.0F, 900.0F}, kPhone}) {
    StepperShow show(kCourse, display);
    show.perform(show.stage.click("lines-on"));
    show.perform(show.stage.click("shapes"));
    CHECK(show.stage.widget("shape-verdict").value.starts_with("What is the shape of W[1]?"));
    show.perform(show.stage.click("shape-of-2"));
    CHECK(show.stage.widget("shape-verdict").value.starts_with("What is the shape of b[1]?"));
    show.session.apply(app::TryShape{2, "(m,)"});
    show.session.snapshot();
    show.stage.run(2);
    CHECK(show.stage.widget("shape-field").value == "(m,)");
    CHECK(show.stage.widget("shape-verdict").label == "runs, but is wrong");
    // Neither a wrong answer nor what stands around it gives the solution away.
    CHECK(show.stage.widget("shape-verdict").value.find("(5, 1)") == std::string::npos);
    CHECK_FALSE(show.stage.has("matrix-2"));
    CHECK(show.stage.widget("line-formula").value.empty());
    show.perform(show.stage.click("shape-answer"));
    show.stage.run(2);
    CHECK(show.stage.widget("shape-verdict").label == "right");
    CHECK(show.stage.has("matrix-2"));
    show.perform(show.stage.click("shapes"));
    CHECK_FALSE(show.stage.has("shape-field"));
  }
}

TEST_CASE("A shape is typed into its field", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("lines-on"));
  show.perform(show.stage.click("shapes"));
  show.stage.click("shape-field");
  for (const char letter : std::string("(3, 5)")) {
    ImGui::GetIO().AddInputCharacter(static_cast<unsigned>(letter));
    show.perform(show.stage.run(1));
  }
  CHECK(show.stage.widget("shape-field").value == "(3, 5)");
  CHECK(show.stage.widget("shape-verdict").label == "error");
  CHECK(show.formula() == "Z[1] = W[1]·A[0] + b[1]");
}

TEST_CASE("A slope of exactly 1 stays a factor of dZ", "[ui][stepper]") {
  for (const char* link : {"#layers=4relu,1sigmoid", "#layers=4linear,1sigmoid"}) {
    CAPTURE(link);
    StepperShow show(link);
    show.perform({app::set_view<&app::View::columns>(app::Columns::example)});
    for (int i = 0; i < 40 && !show.formula().starts_with("dZ[1]"); ++i)
      show.perform({app::StepLines{}});
    REQUIRE(show.formula() == "dZ[1] = dA[1] ∗ g′(Z[1])");
    const app::Stepping& stepping = *show.session.snapshot().stepping;
    bool found = false;
    for (int row = 0; row < 4 && !found; ++row) {
      const app::CellStory cell = stepping.story(row, 0);
      if (cell.terms[0].right != 1.0) continue;
      found = true;
      show.stage.move_to("matrix-result", 0.1F, (static_cast<float>(row) + 0.5F) / 4.0F);
      show.stage.run(2);
      const std::string told = show.stage.widget("cell-story").value;
      const Text left = number(cell.terms[0].left);
      const Text wanted = left + " · g′(" + number(cell.slope_at) + ") = " + left + " · 1";
      CAPTURE(told, wanted.view());
      CHECK(told.find(wanted.view()) != std::string::npos);
    }
    CHECK(found);
  }
}

TEST_CASE("A cell's number has shorter ways to be written", "[ui][stepper]") {
  CHECK(cell_number(-0.314, 0).view() == "−0.31");
  CHECK(cell_number(-0.314, 1).view() == "−0.3");
  CHECK(cell_number(-0.314, 2).view() == "−.3");
  CHECK(cell_number(3.2e-7, 2).view() == "≈0");
  CHECK(cell_number(-0.314, 3).empty());
  CHECK(cell_number(12.0, 2).empty());
}

TEST_CASE("What the pass has not reached is told layer by layer", "[ui][stepper]") {
  StepperShow show(kCourse);
  const auto span = [&](std::optional<core::Quantity> quantity = {}) {
    const app::Snapshot& snapshot = show.session.snapshot();
    const LayerSpan of = quantity ? layers_to_come(snapshot, *quantity) : layers_to_come(snapshot);
    return of.empty() ? std::string("none")
                      : std::to_string(of.first) + " to " + std::to_string(of.last);
  };
  CHECK(span() == "0 to 4");
  show.perform(show.stage.click("lines-on"));
  show.perform(show.stage.click("lines-layer-on"));
  CHECK(span() == "2 to 4");
  CHECK(span(core::Quantity::a) == "2 to 4");
  CHECK(span(core::Quantity::d_z) == "1 to 4");
  CHECK(span(core::Quantity::w) == "none");
  show.perform(show.stage.click("lines-pass-on"));
  CHECK(span() == "none");
  show.perform(show.stage.click("lines-pass-on"));
  show.perform(show.stage.click("lines-layer-on"));
  CHECK(span() == "0 to 3");
  CHECK(span(core::Quantity::d_z) == "1 to 3");
  show.session.apply(app::set_view<&app::View::stepping>(false));
  CHECK(span() == "none");
}

TEST_CASE("The stepper's controls keep the rules on every screen", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{1440.0F, 900.0F}, ImVec2{1024.0F, 768.0F},
                               ImVec2{768.0F, 1024.0F}, kPhone, ImVec2{844.0F, 390.0F}})
    for (const char* link : {kCourse, kLarge, "#layers=64tanh*100,1sigmoid&optimizer=adam"})
      for (const app::Columns columns : {app::Columns::batch, app::Columns::example}) {
        CAPTURE(display.x, link, static_cast<int>(columns));
        StepperShow show(link, display);
        show.session.apply(app::set_view<&app::View::columns>(columns));
        for (int move = 0; move < 3; ++move) {
          show.perform({app::StepLines{app::Stride::pass}});
          show.stage.run(2);
          CHECK(rules::overlap(show.stage.widgets()) == "");
          CHECK(rules::duplicate_id(show.stage.widgets()) == "");
          CHECK(rules::outside_of_panels(show.stage.widgets()) == "");
          if (display.x < 500.0F) CHECK(rules::too_small(show.stage.widgets(), 32.0F) == "");
        }
      }
}

TEST_CASE("A window over matrices keeps what is under the pointer there", "[ui][stepper]") {
  app::LineView view;
  view.operands.resize(2);
  view.operands[0].values = core::Matrix<double>::Ones(200, 300);
  view.operands[0].along = app::Axis::inner;
  view.operands[1].values = core::Matrix<double>::Ones(300, 400);
  view.operands[1].down = app::Axis::inner;
  view.result.values = core::Matrix<double>::Ones(200, 400);
  const Rect area{{0.0F, 0.0F}, {900.0F, 300.0F}};
  MatrixWindow window;
  MatrixBoxes boxes = place_matrices(area, view, {}, window);
  REQUIRE(boxes.count == 3);
  CHECK(boxes.box[0].columns == boxes.box[1].rows);
  CHECK(boxes.box[0].rows == boxes.result().rows);
  CHECK(boxes.box[1].columns == boxes.result().columns);
  window.first = {50.0F, 60.0F, 70.0F};
  boxes = place_matrices(area, view, {}, window);
  const ImVec2 point = boxes.box[0].cells.centre();
  const auto before = boxes.box[0].at(point);
  zoom_matrices(boxes, point, 1.6F, window);
  boxes = place_matrices(area, view, {}, window);
  CHECK(boxes.cell_width > 4.0F);
  REQUIRE(before);
  CHECK(boxes.box[0].shows(before->row, before->column));
  // Never out of the matrices.
  pan_matrices(boxes.result(), 1e6F, 1e6F, window);
  boxes = place_matrices(area, view, {}, window);
  CHECK(boxes.result().first_row + boxes.result().rows == 200);
  CHECK(boxes.result().first_column + boxes.result().columns == 400);
  reveal(boxes, {3, 5}, window);
  boxes = place_matrices(area, view, {}, window);
  CHECK(boxes.result().shows(3, 5));
  for (const MatrixBox& box : boxes.all()) {
    CHECK(box.cells.min.x >= area.min.x);
    CHECK(box.cells.max.x <= area.max.x + 1.0F);
    CHECK(box.cells.max.y <= area.max.y + 1.0F);
  }
}

}  // namespace ui_stepper_view
