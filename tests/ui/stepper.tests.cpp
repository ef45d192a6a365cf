// SPDX-License-Identifier: MIT
// The stepper by pointer and keys, and what it spells out.
#include <catch2/catch_test_macros.hpp>

#include "app/session/session.hpp"
#include "app/stepper/matrix_text.hpp"
#include "app/stepper/stepping.hpp"
#include "document/link.hpp"
#include "stepper_show.hpp"
#include "ui/text/format.hpp"

namespace ui_stepper {

using namespace isobath;
using namespace isobath::ui;

namespace {

using Show = StepperShow;

constexpr const char* kCourse =
    "#source=gaussians&inputs=x1,x2,x1*x2&layers=5tanh,5tanh,3tanh,1sigmoid";

}  // namespace

TEST_CASE("The stepper's buttons walk over lines, layers, passes and updates", "[ui][stepper]") {
  Show show(kCourse);
  CHECK(show.formula() == "A[0] = X");
  show.perform(show.stage.click("lines-on"));
  CHECK(show.formula() == "Z[1] = W[1]·A[0] + b[1]");
  show.perform(show.stage.click("lines-layer-on"));
  CHECK(show.formula() == "Z[2] = W[2]·A[1] + b[2]");
  show.perform(show.stage.click("lines-pass-on"));
  show.perform(show.stage.click("lines-pass-on"));
  CHECK(show.formula() == "dZ[4] = A[4] − Y");
  show.perform(show.stage.click("lines-back"));
  show.perform(show.stage.click("lines-pass-back"));
  CHECK(show.formula() == "A[0] = X");
  show.perform(show.stage.click("lines-update-on"));
  CHECK(show.session.snapshot().record.step == 1);
  show.perform(show.stage.click("lines-update-back"));
  CHECK(show.session.snapshot().record.step == 0);
}

TEST_CASE("With the stepper open the arrows walk along its lines", "[ui][stepper]") {
  Show show(kCourse);
  show.perform(show.stage.press(ImGuiKey_RightArrow));
  CHECK(show.formula() == "Z[1] = W[1]·A[0] + b[1]");
  show.perform(show.stage.press(ImGuiKey_LeftArrow));
  CHECK(show.formula() == "A[0] = X");
  CHECK_FALSE(set_to<&app::View::stepping>(show.stage.press(ImGuiKey_S)));
}

TEST_CASE("The cell under the pointer is spelled out, and its sum is right", "[ui][stepper]") {
  Show show(kCourse);
  show.perform(show.stage.click("lines-on"));
  CHECK_FALSE(show.stage.has("cell-story"));
  show.stage.move_to("matrix-result", 0.01F, 0.1F);
  show.stage.run(2);
  const Widget& story = show.stage.widget("cell-story");
  CHECK(story.label.starts_with("Z[1](1,1) = w[1](1,1)·a[0](1,1) + "));
  CHECK(story.label.ends_with(" + b[1](1,1)"));
  const app::Stepping& stepping = *show.session.snapshot().stepping;
  const Text told = number(stepping.view.result.values(0, 0), 6);
  CHECK(story.value.ends_with(std::string(" = ") + told.c_str()));
}

TEST_CASE("The cache says who will read what it holds", "[ui][stepper]") {
  Show show(kCourse);
  show.perform(show.stage.click("lines-pass-on"));
  CHECK(show.stage.widget("cache-Z[1]").value == "dZ[1] = dA[1] ∗ g′(Z[1])");
  CHECK_FALSE(show.stage.has("cache-Z[4]"));
}

TEST_CASE("The layer of the line is lit in the network", "[ui][stepper]") {
  Show show(kCourse);
  show.perform(show.stage.click("lines-on"));
  show.stage.move_to("panel-stepper", 0.5F, 0.02F);
  CHECK(only<app::HoverLayer>(show.stage.run(1)).layer == 1);
}

TEST_CASE("The stepper fits a phone, a tablet and large networks", "[ui][stepper]") {
  for (const ImVec2 display : {ImVec2{390, 844}, ImVec2{844, 390}, ImVec2{768, 1024},
                               ImVec2{1024, 768}, ImVec2{2560, 1440}})
    for (const char* link :
         {"#layers=1sigmoid", "#layers=4tanh,1sigmoid",
          "#source=images&layers=32relu,4softmax&loss=categorical_cross_entropy&classes=4",
          "#layers=64tanh*100,1sigmoid&optimizer=adam"}) {
      CAPTURE(display.x, link);
      Show show(link, display);
      for (int move = 0; move < 4; ++move) {
        show.perform(show.stage.click("lines-pass-on"));
        CHECK(show.stage.has("line-formula"));
        CHECK(show.stage.has("matrix-result"));
      }
    }
}

TEST_CASE("Any matrix of the line is copied as text, and W can be pasted in", "[ui][stepper]") {
  Show show(kCourse);
  show.perform(show.stage.click("lines-on"));
  show.perform(show.stage.click("matrices"));
  const core::Matrix<double> weights = show.session.parameters()[0].weights;
  for (const char* format : {"NumPy", "CSV", "LaTeX"}) {
    CAPTURE(format);
    show.stage.click(std::string("copy-W[1]-") + format);
    const auto read = app::read_matrix(ImGui::GetClipboardText());
    REQUIRE(read);
    CHECK(*read == weights);
  }
  CHECK(show.stage.click("put-W[1]").empty());  // nothing is there yet
  const core::Matrix<double> halved = 0.5 * weights;
  show.stage.click("matrix-text");
  ImGui::GetIO().AddInputCharactersUTF8(app::to_text(halved, app::MatrixFormat::csv).c_str());
  show.stage.run(2);
  show.perform(show.stage.click("put-W[1]"));
  CHECK((show.session.parameters()[0].weights - halved).cwiseAbs().maxCoeff() < 1e-7);
}

}  // namespace ui_stepper
