// SPDX-License-Identifier: MIT
// A layer's b and its rate in the popup of its options, and what of b is then shown.
#include <catch2/catch_test_macros.hpp>

#include "live.hpp"
#include "ui/network/network_edit.hpp"

namespace ui_layer_settings {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("A layer's b is taken away, its rate set, and both are marked at its name",
          "[ui][network]") {
  Live live("#layers=4tanh,3relu,1sigmoid");
  live.click("unit-1-0");
  CHECK(live.stage.has("card-bias"));
  live.click("card-close");
  live.click("layer-1-options");
  REQUIRE(live.stage.has("layer-has-bias"));
  live.click("layer-has-bias");
  CHECK_FALSE(live.session.document().layers[0].has_bias);
  CHECK(live.session.document().layers[1].has_bias);
  live.drag("layer-rate", {40.0F, 0.0F});
  CHECK(live.session.document().layers[0].learning_rate > 1.0);
  CHECK(live.snapshot().message == "");
  CHECK(live.stage.widget("layer-1-options").value == "own settings");
  live.press(ImGuiKey_Escape);
  live.check_rules(kWide);
  live.click("unit-1-0");
  CHECK_FALSE(live.stage.has("card-bias"));
  CHECK(live.stage.has("card-term-0"));
  CHECK_FALSE(drawn_value(live.snapshot(), {1, 0, ParameterId::kBias}));
  CHECK_FALSE(parameter_value(live.snapshot(), {1, 0, ParameterId::kBias}));
  live.click("card-close");
  live.click("unit-2-0");
  CHECK(live.stage.has("card-bias"));
  CHECK(parameter_value(live.snapshot(), {2, 0, ParameterId::kBias}));
}

TEST_CASE("Every page of the stepper draws a network without b", "[ui][stepper]") {
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#layers=3linear:nobias,4linear:nobias,1sigmoid:nobias:rate0.5", display);
    live.session.apply(app::StepLines{app::Stride::line});
    for (const app::StepperPage page : {app::StepperPage::lines, app::StepperPage::graph,
                                        app::StepperPage::slice, app::StepperPage::check}) {
      live.session.apply(app::set_view<&app::View::stepper_page>(page));
      for (int line = 0; line < 14; ++line) {
        live.session.apply(app::StepLines{app::Stride::line});
        live.settle(2);
      }
      live.session.apply(app::GoToLine{0});
      live.settle();
      CHECK(live.snapshot().message == "");
      CHECK_FALSE(live.stage.has("graph-b"));
    }
    live.session.apply(app::StepLines{app::Stride::update});
    live.session.apply(app::ShowActivation{1});
    live.settle(8);
    live.check_rules(display);
  }
}

}  // namespace ui_layer_settings
