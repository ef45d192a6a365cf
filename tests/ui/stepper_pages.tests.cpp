// SPDX-License-Identifier: MIT
// The stepper's other pages, by real clicks.
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "allocations.hpp"
#include "app/stepper/check_page.hpp"
#include "app/stepper/race_page.hpp"
#include "app/stepper/slice_page.hpp"
#include "rules.hpp"
#include "stepper_show.hpp"
#include "ui/text/format.hpp"

namespace ui_stepper_pages {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("The stepper's tabs lead to its pages and back to the lines", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{1440, 900}, ImVec2{1024, 768}, ImVec2{390, 844}}) {
    CAPTURE(display.x);
    StepperShow show("#layers=4tanh,1sigmoid", display);
    for (const char* tab : {"stepper-graph", "stepper-slice", "stepper-check", "stepper-race"}) {
      CAPTURE(tab);
      show.perform(show.stage.click(tab));
      show.stage.run(2);
      CHECK(show.stage.widget(tab).value == "on");
      CHECK_FALSE(show.stage.has("line-formula"));
      CHECK(rules::overlap(show.stage.widgets()) == "");
      CHECK(rules::duplicate_id(show.stage.widgets()) == "");
      CHECK(rules::outside_of_panels(show.stage.widgets()) == "");
      if (display.x < 500.0F) CHECK(rules::too_small(show.stage.widgets(), 32.0F) == "");
    }
    show.perform(show.stage.click("stepper-lines"));
    CHECK(show.stage.has("line-formula"));
  }
}

namespace {

/// As the page's loop does: slices until nothing goes on any more.
void work(StepperShow& show) {
  for (int i = 0; i < 100000 && show.session.dirty(); ++i) {
    show.session.advance(8.0);
    show.session.snapshot();
  }
  show.stage.run(2);
}

constexpr const char* kCourse =
    "#source=gaussians&inputs=x1,x2,x1*x2&layers=5tanh,5tanh,3tanh,1sigmoid";

}  // namespace

TEST_CASE("The graph spells the chain rule out for the node pointed at", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("stepper-graph"));
  const auto& all = show.session.snapshot().stepping->stepper.dissection();
  const auto& last = all.layers.back();
  CHECK(show.stage.widget("graph-z").label == "z[4](1)");
  CHECK(show.stage.widget("graph-z").value.starts_with(number(last.z(0, 0), 6).view()));
  CHECK(show.stage.widget("graph-L").value.ends_with(number(1.0, 6).view()));
  CHECK(show.stage.widget("graph-story").value.empty());
  show.stage.move_to("graph-w-1");
  show.stage.run(1);
  const Widget& story = show.stage.widget("graph-story");
  CHECK(story.label == "dL/dw[4](1,1) = dL/du · a[3](1)");
  const double slope = last.d_z(0, 0) * all.layers[2].a(0, 0);
  CHECK(story.value.ends_with((Text(" = ") + number(slope, 6)).view()));
  // The product between them, as the course has it.
  const double u = all.before[3].weights(0, 0) * all.layers[2].a(0, 0);
  CHECK(show.stage.widget("graph-u-1").label == "u[4](1,1)");
  CHECK(show.stage.widget("graph-u-1").value ==
        (number(u, 6) + " | " + number(last.d_z(0, 0), 6)).view());
  CHECK(show.stage.widget("graph-x-1").x < show.stage.widget("graph-w-1").x);
  CHECK(show.stage.widget("graph-w-1").x < show.stage.widget("graph-u-1").x);
  CHECK(show.stage.widget("graph-u-1").x < show.stage.widget("graph-z").x);
  show.stage.move_to("graph-u-1");
  show.stage.run(1);
  CHECK(show.stage.widget("graph-story").label == "dL/du[4](1,1) = dL/dz · 1");
  // Another neuron, by the counters.
  show.perform(show.stage.click("graph-layer-less"));
  CHECK(show.stage.widget("graph-z").label == "z[3](1)");
  show.perform(show.stage.click("graph-unit-more"));
  CHECK(show.stage.widget("graph-z").label == "z[3](2)");
  CHECK_FALSE(show.stage.has("graph-L"));
  show.perform(show.stage.click("graph-example-more"));
  CHECK(set_to<&app::View::example>(show.stage.click("graph-example-more")) ==
        static_cast<int>(all.examples[2]));
}

TEST_CASE("A unit clicked in the network is the graph's", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("stepper-graph"));
  show.perform(show.stage.click("unit-2-3"));
  CHECK(show.stage.widget("graph-layer").value == "2");
}

TEST_CASE("J along a weight: counters and range choose, and the step is told", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("stepper-slice"));
  CHECK(show.stage.widget("plot-slice").label == "w[1](1,1)");
  show.perform(show.stage.click("slice-layer-more"));
  show.perform(show.stage.click("slice-row-more"));
  show.perform(show.stage.click("slice-column-more"));
  CHECK(show.stage.widget("plot-slice").label == "w[2](2,2)");
  const auto& all = show.session.snapshot().stepping->stepper.dissection();
  const double w = all.before[1].weights(1, 1), slope = all.gradients[1].weights(1, 1);
  const Widget& story = show.stage.widget("slice-story");
  CHECK(story.label.starts_with("w[2](2,2) − α·dJ/dw = "));
  CHECK(story.label.ends_with((Text(" = ") + number(w - 0.1 * slope, 4)).view()));
  CHECK(story.value.starts_with((Text("dJ/dw = ") + number(slope, 4)).view()));
  CHECK(show.stage.widget("slice-verdict").label.starts_with("Downhill"));
  show.perform(show.stage.click("slice-column-less"));
  show.perform(show.stage.click("slice-column-less"));
  CHECK(show.stage.widget("plot-slice").label == "b[2](2)");
  CHECK(show.stage.widget("slice-story").value.starts_with("dJ/db = "));
  const auto reach = show.stage.drag("slice-reach", {-60.0F, 0.0F});
  REQUIRE_FALSE(reach.empty());
  CHECK(set_to<&app::View::slice_reach>({reach.front()}) < 2.0);
  show.perform(show.stage.click("slice-fit"));
  const app::SliceView& near = *show.session.snapshot().slice;
  CHECK(near.reach == 2.0 * std::abs(near.slice.next - near.slice.value));
  show.stage.move_to("plot-slice");
  ImGui::GetIO().AddMouseWheelEvent(0.0F, 2.0F);
  CHECK(set_to<&app::View::slice_reach>(show.stage.run(2)) < show.session.snapshot().slice->reach);
}

TEST_CASE("The ball is dragged along the curve: one edit, as if it were typed", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("stepper-slice"));
  const double before = show.session.parameters()[0].weights(0, 0);
  const app::Actions actions = Stage::without_hover(show.stage.drag("slice-ball", {60.0F, 0.0F}));
  REQUIRE(actions.size() > 1);
  for (std::size_t i = 0; i < actions.size(); ++i)
    CHECK(as<app::SetWeight>(actions[i]).dragging == (i + 1 < actions.size()));
  show.perform(actions);
  const double after = show.session.parameters()[0].weights(0, 0);
  const auto width = static_cast<double>(show.stage.widget("plot-slice").width);
  // 60 px of the 4 that are drawn, to two pixels.
  CHECK(std::abs(after - before - 60.0 / width * 4.0) < 8.0 / width);
  CHECK(show.session.snapshot().slice->slice.value == after);
  show.session.apply(app::Undo{});
  CHECK(show.session.parameters()[0].weights(0, 0) == before);
}

TEST_CASE("While training plays, what needs an update says so and has a button that pauses",
          "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{1440, 900}, ImVec2{390, 844}, ImVec2{844, 390}})
    for (const char* tab : {"stepper-lines", "stepper-graph", "stepper-check", "stepper-race"}) {
      CAPTURE(display.x, tab);
      StepperShow show(kCourse, display);
      show.perform(show.stage.click(tab));
      show.session.apply(app::Play{});
      show.session.snapshot();
      show.stage.run(2);
      CHECK(show.stage.widget("needs-pause").label == "Pause training to see the next update.");
      CHECK(rules::overlap(show.stage.widgets()) == "");
      CHECK(rules::outside_of_panels(show.stage.widgets()) == "");
      show.perform(show.stage.click("stepper-pause"));
      show.stage.run(2);
      CHECK_FALSE(show.session.playing());
      CHECK_FALSE(show.stage.has("needs-pause"));
    }
}

TEST_CASE("Larger text is a choice of the view, and nothing is cut", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{390, 844}, ImVec2{844, 390}, ImVec2{768, 1024},
                               ImVec2{1366, 657}, ImVec2{1440, 900}}) {
    CAPTURE(display.x);
    StepperShow show("#layers=4tanh,1sigmoid", display);
    show.session.apply(app::set_view<&app::View::columns>(app::Columns::example));
    show.session.apply(app::StepLines{});
    show.session.snapshot();
    show.stage.run(2);
    const float before = show.stage.widget("line-formula").height;
    CHECK(set_to<&app::View::large_text>(show.stage.click("stepper-large")));
    show.session.apply(app::set_view<&app::View::large_text>(true));
    show.session.snapshot();
    show.stage.run(2);
    CHECK(show.stage.widget("stepper-large").value == "on");
    if (display.x > 1000.0F) CHECK(show.stage.widget("line-formula").height > before);
    for (const char* tab :
         {"stepper-lines", "stepper-graph", "stepper-slice", "stepper-check", "stepper-race"}) {
      CAPTURE(tab);
      show.perform(show.stage.click(tab));
      show.stage.run(2);
      CHECK(rules::overlap(show.stage.widgets()) == "");
      CHECK(rules::empty_or_off_screen(show.stage.widgets(), display) == "");
      CHECK(rules::outside_of_panels(show.stage.widgets()) == "");
    }
  }
}

TEST_CASE("A link clicked in the network is the one that J is drawn along", "[ui][stepper]") {
  StepperShow show("#inputs=x1&layers=1sigmoid");
  show.perform(show.stage.click("stepper-slice"));
  show.perform(show.stage.click("slice-column-less"));
  CHECK(show.stage.widget("plot-slice").label == "b[1](1)");
  const Widget& from = show.stage.widget("unit-0-0");
  const Widget& to = show.stage.widget("unit-1-0");
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent((from.x + from.width + to.x) * 0.5F, from.y + from.height * 0.5F + 3.0F);
  show.stage.run(2);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  show.perform(show.stage.run(1));
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  show.perform(show.stage.run(2));
  CHECK(show.stage.widget("plot-slice").label == "w[1](1,1)");
  CHECK_FALSE(show.stage.has("parameter-value"));
}

TEST_CASE("A step that is too long is said to overshoot", "[ui][stepper]") {
  StepperShow show("#source=plane&layers=1linear&loss=squared_error&alpha=3");
  show.perform(show.stage.click("stepper-slice"));
  CHECK(show.stage.widget("slice-verdict").label.starts_with("This step overshoots"));
}

TEST_CASE("While a curve is computed, its page says so, and choices go on from each other",
          "[ui][stepper]") {
  StepperShow show("#layers=40tanh*4,1sigmoid");
  show.perform(show.stage.click("stepper-slice"));
  CHECK(show.stage.widget("slice-verdict").label == "J along this parameter is being computed.");
  CHECK_FALSE(show.stage.has("needs-pause"));
  work(show);
  CHECK(show.stage.widget("plot-slice").label == "w[1](1,1)");
  for (int click = 0; click < 3; ++click) show.perform(show.stage.click("slice-layer-more"));
  CHECK(show.session.snapshot().view.parameter.layer == 4);
  work(show);
  CHECK(show.stage.widget("plot-slice").label == "w[4](1,1)");
}

TEST_CASE("A planted bug is chosen, checked and read off the bars", "[ui][stepper]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("stepper-check"));
  CHECK(show.stage.widget("check-verdict").label.starts_with("Backward is easy"));
  show.perform(show.stage.click("check-bug"));
  show.stage.run(2);
  // Without penalties there is none to miss: greyed out.
  CHECK(show.stage.widget("check-bug-7").value == "disabled");
  CHECK(show.stage.widget("check-bug-4").value != "disabled");
  show.perform(show.stage.click("check-bug-4"));  // wrong g′
  CHECK(show.session.snapshot().view.bug.bug == 3);
  show.stage.run(2);
  show.perform(show.stage.click("check-run"));
  CHECK(show.stage.has("check-cancel"));
  work(show);
  CHECK(show.stage.widget("check-dW[4]").value.ends_with("agrees"));
  CHECK(show.stage.widget("check-dW[1]").value.ends_with("wrong"));
  CHECK(show.stage.widget("check-verdict").label.starts_with("6 of 8 matrices above 10⁻³"));
  CHECK_FALSE(show.stage.widget("plot-check-training").value.empty());
  show.stage.move_to("check-db[2]");
  CHECK(only<app::HoverLayer>(show.stage.run(1)).layer == 2);
}

TEST_CASE("One gradient doubled: the layer is chosen, and its matrix alone is wrong",
          "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{1440, 900}, ImVec2{390, 844}}) {
    CAPTURE(display.x);
    StepperShow show(kCourse, display);
    show.perform(show.stage.click("stepper-check"));
    show.stage.run(2);
    CHECK(show.stage.widget("check-bug").value == "one dW doubled");
    CHECK(show.stage.widget("check-layer").value == "2");
    show.perform(show.stage.click("check-layer-more"));
    show.stage.run(2);
    CHECK(rules::overlap(show.stage.widgets()) == "");
    show.perform(show.stage.click("check-run"));
    work(show);
    CHECK(show.stage.widget("check-verdict").label.starts_with("1 of 8 matrices above 10⁻³"));
    CHECK(show.stage.widget("check-dW[3]").value == "0.3333 wrong");
    CHECK(show.stage.widget("check-dW[2]").value.ends_with("agrees"));
  }
}

TEST_CASE("A random bug is guessed", "[ui][stepper]") {
  StepperShow show(kCourse, {390.0F, 844.0F});
  show.perform(show.stage.click("stepper-check"));
  show.session.apply(app::PlantBug{app::kSecretBug});
  show.perform(show.stage.run(1));
  CHECK_FALSE(show.stage.has("check-guess"));
  show.perform(show.stage.click("check-run"));
  work(show);
  const auto bug = static_cast<int>(show.session.snapshot().hunt->bug);
  const int other = bug == 2 ? 3 : 2;
  const auto guess = [&](int which) {
    show.perform(show.stage.click("check-guess"));
    show.stage.run(2);
    show.perform(show.stage.click((Text("check-guess-") + std::to_string(which - 1)).str()));
    show.stage.run(2);
  };
  guess(other);
  CHECK(show.stage.widget("check-verdict").label.starts_with("No, not "));
  guess(bug);
  CHECK(show.stage.widget("check-verdict").label.starts_with("Yes, "));
  CHECK_FALSE(show.stage.has("check-guess"));
}

TEST_CASE("The race measures the layer that is chosen", "[ui][stepper][slow]") {
  StepperShow show(kCourse);
  show.perform(show.stage.click("stepper-race"));
  CHECK(show.stage.widget("race-product").value == "(1, 12288)·(12288, 209)");
  show.perform(show.stage.click("race-layer-more"));
  CHECK(show.stage.widget("race-product").value == "(5, 3)·(3, 250)");
  show.perform(show.stage.click("race-layer-more"));
  CHECK(show.stage.widget("race-product").label == "Z[2] = W[2]·A[1] + b[2]");
  show.perform(show.stage.click("race-run"));
  CHECK(show.session.snapshot().race->progress < 1.0);
  work(show);
  CHECK(show.stage.widget("race-0").value.ends_with("1.00 ×"));
  CHECK(show.stage.has("race-3"));
  // What is said of it is what was measured.
  const double ratio = show.session.snapshot().race->race.times[2].ratio;
  const std::string& said = show.stage.widget("race-story").label;
  CAPTURE(said, ratio);
  CHECK(said.starts_with("Vectorised is "));
  CHECK((said.find("times faster than the loops") != std::string::npos) == (ratio > 1.15));
}

TEST_CASE("The stepper's pages fit every screen and every network", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{390, 844}, ImVec2{844, 390}, ImVec2{768, 1024},
                               ImVec2{1024, 768}, ImVec2{2560, 1440}})
    for (const char* link :
         {"#layers=1sigmoid", "#layers=4tanh,1sigmoid",
          "#source=images&side=8&layers=32relu,4softmax&loss=categorical_cross_entropy&classes=4",
          "#layers=64tanh*99,1sigmoid&optimizer=adam"}) {
      CAPTURE(display.x, link);
      StepperShow show(link, display);
      for (const char* tab : {"stepper-graph", "stepper-slice", "stepper-check", "stepper-race"}) {
        CAPTURE(tab);
        show.perform(show.stage.click(tab));
        show.stage.run(2);
        CHECK(rules::overlap(show.stage.widgets()) == "");
        CHECK(rules::duplicate_id(show.stage.widgets()) == "");
        CHECK(rules::empty_or_off_screen(show.stage.widgets(), display) == "");
        CHECK(rules::outside_of_panels(show.stage.widgets()) == "");
      }
    }
}

TEST_CASE("A frame of a page that stays as it is allocates nothing", "[ui][stepper][allocations]") {
  StepperShow show("#layers=16tanh*20,1sigmoid");
  show.session.apply(app::RunCheck{});
  show.session.apply(app::RaceProducts{});
  work(show);
  for (const char* tab : {"stepper-graph", "stepper-slice", "stepper-check", "stepper-race"}) {
    CAPTURE(tab);
    show.stage.list_widgets(true);
    show.stage.run(1);
    show.perform(show.stage.click(tab));
    show.stage.list_widgets(false);
    // Until the tooltip of the tab has come and everything is as large as it gets.
    for (int i = 0; i < 120; ++i) show.stage.draw_only();
    const std::int64_t before = tests::allocations();
    for (int i = 0; i < 5; ++i) {
      show.session.snapshot();
      show.stage.draw_only();
    }
    CHECK(tests::allocations() == before);
  }
}

}  // namespace ui_stepper_pages
