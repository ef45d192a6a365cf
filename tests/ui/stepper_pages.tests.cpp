// SPDX-License-Identifier: MIT
// The stepper's other pages, by real clicks.
#include <catch2/catch_test_macros.hpp>

#include "rules.hpp"
#include "stepper_show.hpp"

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
