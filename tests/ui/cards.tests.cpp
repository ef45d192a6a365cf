// SPDX-License-Identifier: MIT
// The card of an activation, the product of linear layers, J over log steps, pinned runs, marks of
// classes: as they are used.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "live.hpp"
#include "ui/network/network_overview.hpp"
#include "ui/network/network_units.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/plot/palette.hpp"

namespace ui_cards {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("an activation's name opens the card of its curves", "[ui][cards]") {
  for (const ImVec2 display : {kWide, kPhone}) {
    Live live("#layers=4sigmoid,3relu,1sigmoid", display);
    live.click("layer-1-curves");
    CHECK(live.session.view().activation == 1);
    REQUIRE(live.stage.has("activation-slope"));
    CHECK(live.stage.widget("activation-flat").label == "saturated");
    live.check_rules(display);
    live.click("activation-after");
    CHECK(live.session.view().activation == 2);
    CHECK(live.stage.widget("activation-flat").label == "dead units");
    live.click("card-activation");
    live.click("card-activation-2");  // tanh
    CHECK(live.session.document().layers[1].activation == core::Activation::tanh);
    CHECK(live.stage.widget("activation-flat").label == "saturated");
    live.click("activation-close");
    CHECK_FALSE(live.stage.has("activation-slope"));
  }
}

TEST_CASE("the card of every activation has its curves and numbers", "[ui][cards]") {
  Live live("#layers=4tanh,3tanh,1sigmoid");
  live.click("layer-1-curves");
  for (int i = 0; i < core::kCount<core::Activation> - 1; ++i) {
    CAPTURE(i);
    live.session.apply(app::SetActivation{1, static_cast<core::Activation>(i)});
    live.settle();
    CHECK(live.stage.has("activation-plot"));
    CHECK(live.stage.widget("activation-slope").value != "");
    live.check_rules(kWide);
  }
  live.obey(live.stage.press(ImGuiKey_Escape));
  live.settle();
  CHECK_FALSE(live.stage.has("activation-plot"));
}

TEST_CASE("softmax has a card too", "[ui][cards]") {
  Live live("#source=images&classes=3&layers=4relu,3softmax&loss=categorical_cross_entropy");
  live.click("layer-2-curves");
  CHECK(live.stage.widget("activation-flat").label == "certain");
  CHECK(live.stage.widget("activation-slope").value != "NaN");
}

TEST_CASE("the head's arrow still chooses, and a layer's options lead to the card", "[ui][cards]") {
  Live live("#layers=4tanh,1sigmoid");
  live.click("layer-1-activation");
  live.click("layer-1-activation-3");
  CHECK(live.session.document().layers[0].activation == core::Activation::relu);
  CHECK(live.session.view().activation == 0);
  live.click("layer-1-options");
  live.click("layer-curves");
  CHECK(live.session.view().activation == 1);
}

TEST_CASE("the doctor shows what linear layers are worth", "[ui][cards]") {
  Live live("#layers=3linear,2linear,1sigmoid");
  REQUIRE(live.stage.has("doctor-linear"));
  if (!live.stage.has("doctor-product")) live.click("doctor-linear");
  live.click("doctor-product");
  const Widget product = live.stage.widget("linear-product");
  CHECK(product.label ==
        "Layers 1–3 compute one linear map: Z[3] = W·X + b, W = W[3]·W[2]·W[1], shape (1, 2)");
  const core::Parameters<double> p = live.session.parameters();
  const core::Matrix<double> w = p[2].weights * p[1].weights * p[0].weights;
  CHECK(std::abs(std::stod(product.value) - w(0, 0)) < 1e-12);
  live.click("activation-close");
  live.session.apply(app::SetActivation{1, core::Activation::tanh});
  live.click("layer-1-curves");
  CHECK_FALSE(live.stage.has("linear-product"));
  live.check_rules(kWide);
}

TEST_CASE("over logarithmic steps a click still goes to the step below it", "[ui][cards]") {
  Live live("#layers=4tanh,1sigmoid");
  live.session.apply(app::Step{999});
  live.settle();
  const auto step_at = [&](float share) {
    live.stage.move_to("plot-cost", share);
    live.settle(2);
    for (const bool down : {true, false}) {
      ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
      live.settle(1);
    }
    live.settle();
    return live.session.record().step;
  };
  CHECK(std::abs(step_at(0.5F) - 500) <= 8);
  live.click("cost-log-x");
  CHECK(live.session.view().logarithmic_steps);
  // 1 + step goes from 1 to 1000: its middle is √1000.
  CHECK(std::abs(step_at(0.5F) - 31) <= 2);
  CHECK(step_at(0.002F) == 0);
  CHECK(step_at(0.998F) >= 960);
  live.click("cost-log-x");
  CHECK_FALSE(live.session.view().logarithmic_steps);
}

TEST_CASE("a run is pinned by its star and stands first", "[ui][cards]") {
  for (const ImVec2 display : {ImVec2{1440.0F, 1200.0F}, kPhone}) {
    Live live("#layers=4tanh,1sigmoid", display);
    for (int i = 0; i < 2; ++i) {
      live.session.apply(app::Step{25});
      live.session.apply(app::NewStart{});
    }
    live.settle();
    if (live.stage.has("tab-cost")) live.click("tab-cost");
    const auto star = [&](const app::EndedRun& run) {
      return "run-" + std::to_string(run.id) + "-pin";
    };
    const std::string older = star(live.session.runs().front());
    const std::string newer = star(live.session.runs().back());
    REQUIRE((live.stage.has(older) && live.stage.has(newer)));
    CHECK(live.stage.widget(newer).y < live.stage.widget(older).y);
    live.click(older);
    CHECK(live.session.runs().front().pinned);
    CHECK(live.stage.widget(older).label == "unpin");
    CHECK(live.stage.widget(older).y < live.stage.widget(newer).y);
    live.click(older);
    CHECK_FALSE(live.session.runs().front().pinned);
  }
}

TEST_CASE("parity offers its exact networks", "[ui][cards]") {
  {
    Live circle("#source=circle");
    CHECK_FALSE(circle.stage.has("load-xor-tree"));
  }
  Live live("#source=parity&bits=6&split=1,0,0");
  CHECK(live.stage.widget("load-relu-layer").label == "load: 6 ReLU");
  live.click("load-relu-layer");
  CHECK(live.session.record().cost == 0.0);
  CHECK(live.session.document().layers.size() == 2);
  live.click("load-xor-tree");
  CHECK(live.session.record().train.accuracy == 1.0);
  CHECK(live.session.document().layers.size() == 4);
  live.check_rules(kWide);
}

TEST_CASE("at least ten classes have marks of their own, two of them without colour",
          "[ui][cards]") {
  const Theme theme = make_theme(true, {});
  std::set<std::pair<int, ImU32>> marks;
  for (int k = 0; k < 12; ++k)
    marks.insert({static_cast<int>(target_shape(true, data::Task::categorical, k)),
                  target_colour(theme, data::Task::categorical, k)});
  CHECK(marks.size() == 12);
  CHECK(target_shape(true, data::Task::binary, 0.0) != target_shape(true, data::Task::binary, 1.0));
  CHECK(target_shape(false, data::Task::binary, 1.0) == Shape::disc);
  CHECK(target_shape(true, data::Task::regression, 1.0) == Shape::disc);
}

TEST_CASE("the strip of all layers shows what explodes, as well as what vanishes", "[ui][cards]") {
  const Theme theme = make_theme(true, {});
  const auto red = [&](double rms) {
    const ImU32 colour = size_colour(theme, rms);
    return static_cast<int>((colour >> IM_COL32_R_SHIFT) & 0xFFU) -
           static_cast<int>((colour >> IM_COL32_G_SHIFT) & 0xFFU);
  };
  // As in 1.5·I: 1.5^0, ^30, ^45.
  CHECK(red(std::pow(1.5, 30.0)) > red(1.0) + 30);
  CHECK(red(std::pow(1.5, 45.0)) > red(std::pow(1.5, 30.0)) + 30);
  CHECK(size_colour(theme, 1e-6) != size_colour(theme, 1.0));
}

TEST_CASE("a classifier's certain answers raise no alarm", "[ui][cards]") {
  Live live("#layers=4tanh,1sigmoid");
  live.session.apply(app::SetBias{2, 0, 100.0, false});
  live.session.apply(app::SetBias{1, 0, 100.0, false});
  live.settle();
  CHECK(live.session.snapshot().marks[1].saturated[0] == 1.0F);
  CHECK_FALSE(mark_of(live.session.snapshot(), 2, 0).saturated);
  CHECK(mark_of(live.session.snapshot(), 1, 0).saturated);
}

TEST_CASE("what rounding leaves of an R² of 0 is 0.00", "[ui][cards]") {
  CHECK(r_squared_text(-1e-14).view() == "0.00");
  CHECK(r_squared_text(0.87).view() == "0.87");
  CHECK(r_squared_text(-1.5).view() == "−1.5");
}

TEST_CASE("classes that are words are shown by the words alone", "[ui][cards]") {
  Live live("#");
  live.obey({app::OpenText{"own.csv", "a,b,kind\n1,2,cat\n3,4,dog\n5,6,bird\n2,1,cat\n"}});
  live.settle();
  CHECK(class_name(live.snapshot(), 0).view() == "bird");
  CHECK(class_name(live.snapshot(), 2).view() == "dog");
}

}  // namespace ui_cards
