// SPDX-License-Identifier: MIT
// The network panel over a real session: what is pressed there happens, and is seen.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "live.hpp"
#include "ui/network/network_edit.hpp"
#include "ui/network/network_units.hpp"

namespace ui_network {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("Numbers are read as people write them", "[ui][network]") {
  CHECK(parse_number("-0.5") == -0.5);
  CHECK(parse_number(" −0,25 ") == -0.25);
  CHECK(parse_number("+1e-3") == 1e-3);
  for (const char* text : {"", "abc", "1.2.3", "inf", "nan", "1e999", "--1", "0x10"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text).has_value());
  }
}

TEST_CASE("A pinned unit opens its card, whose sum is live, and Escape lets it go",
          "[ui][network]") {
  Live live("#layers=4tanh,3tanh,1sigmoid");
  CHECK_FALSE(live.stage.has("card-bias"));
  live.click("unit-2-1");
  REQUIRE(live.snapshot().view.pinned_unit == app::UnitId{2, 1});
  REQUIRE(live.stage.has("card-bias"));
  for (int input = 0; input < 4; ++input)
    CHECK(live.stage.has("card-term-" + std::to_string(input)));
  live.check_rules(kWide);
  live.click("card-example");
  CHECK(live.snapshot().pinned_card.example == 0);
  live.click("card-example-more");
  CHECK(live.snapshot().pinned_card.example == 1);
  live.click("card-mean");
  CHECK(live.snapshot().pinned_card.example == -1);
  live.press(ImGuiKey_Escape);
  CHECK_FALSE(live.snapshot().view.pinned_unit);
  live.click("unit-1-0");
  live.click("card-close");
  CHECK_FALSE(live.snapshot().view.pinned_unit);
}

TEST_CASE("A weight is typed where it stands, and what is no number stays out", "[ui][network]") {
  Live live("#layers=4tanh,3tanh,1sigmoid&precision=double");
  live.click("unit-2-1");
  live.click("card-term-3");
  REQUIRE(live.stage.has("parameter-value"));
  const double before = live.weight(2, 1, 3);
  live.type("abc");
  live.press(ImGuiKey_Enter);
  CHECK(live.stage.has("parameter-value"));
  CHECK(live.weight(2, 1, 3) == before);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, true);
  live.press(ImGuiKey_A);
  ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, false);
  live.type("-1.25");
  live.press(ImGuiKey_Enter);
  CHECK_FALSE(live.stage.has("parameter-value"));
  CHECK(live.weight(2, 1, 3) == -1.25);
  live.click("card-bias");
  live.type("0.5");
  live.press(ImGuiKey_Escape);
  CHECK(live.session.parameters()[1].bias(1) == 0.0);
  CHECK_FALSE(live.stage.has("parameter-value"));
  live.click("card-bias");
  live.drag("parameter-slider", {40.0F, 0.0F});
  CHECK(live.session.parameters()[1].bias(1) > 0.0);
}

TEST_CASE("Entering the number that stands there changes nothing", "[ui][network]") {
  Live live("#layers=4tanh,1sigmoid");
  live.click("unit-1-2");
  live.click("card-term-0");
  live.press(ImGuiKey_Enter);
  CHECK_FALSE(live.stage.has("parameter-value"));
  CHECK_FALSE(live.session.document().parameters);
}

TEST_CASE("A link is pointed at and pressed between its units", "[ui][network]") {
  // Logistic regression over one input: a single straight link.
  Live live("#inputs=x1&layers=1sigmoid");
  const Widget& from = live.stage.widget("unit-0-0");
  const Widget& to = live.stage.widget("unit-1-0");
  const ImVec2 middle{(from.x + from.width + to.x) * 0.5F, from.y + from.height * 0.5F};
  ImGuiIO& io = ImGui::GetIO();
  io.AddMousePosEvent(middle.x, middle.y + 3.0F);
  live.settle();
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  live.settle(1);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  live.settle();
  REQUIRE(live.stage.has("parameter-value"));
  CHECK(live.stage.widget("parameter-value").label == "w[1](1, 1)");
  live.type("2");
  live.press(ImGuiKey_Enter);
  CHECK(live.weight(1, 0, 0) == 2.0);
  // Far from any link, a press opens nothing.
  io.AddMousePosEvent(middle.x, middle.y + 60.0F);
  live.settle();
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  live.settle(1);
  io.AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  live.settle();
  CHECK_FALSE(live.stage.has("parameter-value"));
}

TEST_CASE("Of a difference the links tell the difference, and the card the numbers of now",
          "[ui][network]") {
  Live live("#layers=3tanh,1sigmoid");
  live.session.apply(app::PinMoment{});
  live.session.apply(app::SetWeight{1, 1, 0, 5.0, false});
  live.session.apply(app::set_view<&app::View::difference>(true));
  live.settle();
  REQUIRE(live.snapshot().shows_difference());
  const auto drawn = drawn_value(live.snapshot(), {1, 1, 0});
  REQUIRE(drawn);
  CHECK(drawn->number != 5.0);
  CHECK(drawn_value(live.snapshot(), {1, 0, 0})->number == 0.0);
  CHECK_FALSE(parameter_value(live.snapshot(), {1, 1, 0}));
  live.click("unit-1-1");
  CHECK(parameter_value(live.snapshot(), {1, 1, 0})->number == 5.0);
}

TEST_CASE("Layers are added between and given a start of their own", "[ui][network]") {
  Live live("#layers=4tanh,3relu,1sigmoid");
  live.click("layer-1-insert");
  CHECK(live.session.document().layers.size() == 4);
  CHECK(live.session.document().layers[1].units == 4);
  live.click("layer-3-options");
  REQUIRE(live.stage.has("layer-weights"));
  live.click("layer-weights");
  live.click("layer-weights-10");
  CHECK(live.session.document().layers[2].weights == core::WeightScheme::he_normal);
  live.drag("layer-scale", {30.0F, 0.0F});
  CHECK(live.session.document().layers[2].scale.value_or(0.0) > 1.0);
  live.drag("layer-bias", {-30.0F, 0.0F});
  CHECK(live.session.document().layers[2].bias.value_or(core::BiasRule{}).value < 0.0);
  CHECK(live.stage.widget("layer-3-options").value == "own initialisation");
  live.click("layer-as-network");
  CHECK_FALSE(live.session.document().layers[2].weights);
  CHECK_FALSE(live.session.document().layers[2].scale);
  live.click("layer-remove");
  CHECK(live.session.document().layers.size() == 3);
  CHECK_FALSE(live.stage.has("layer-weights"));
}

TEST_CASE("On a phone the layer's options and the card are within reach of a finger",
          "[ui][network]") {
  Live live("#layers=4tanh,3relu,1sigmoid", kPhone);
  live.click("layer-1-options");
  REQUIRE(live.stage.has("layer-remove"));
  CHECK(live.stage.widget("layer-remove").height >= 32.0F);
  live.press(ImGuiKey_Escape);
  live.click("unit-1-0");
  REQUIRE(live.stage.has("card-close"));
  CHECK(rules::too_small(live.stage.widgets(), 32.0F) == "");
  live.check_rules(kPhone);
  live.click("card-close");
  CHECK(live.stage.has("unit-1-0"));
}

TEST_CASE("On a phone the card leaves the pinned unit in sight, above or below it",
          "[ui][network]") {
  Live live("#layers=6tanh,6relu,1sigmoid", kPhone);
  for (const char* id : {"unit-1-0", "unit-1-1", "unit-2-1"}) {
    CAPTURE(id);
    const Widget before = live.stage.widget(id);
    live.click(id);
    REQUIRE(live.stage.has("card-close"));
    REQUIRE(live.stage.has(id));
    CHECK(live.stage.widget(id).y == before.y);
    CHECK(live.stage.has("card-mean"));
    live.check_rules(kPhone);
    live.click("card-close");
    CHECK_FALSE(live.stage.has("card-close"));
  }
}

TEST_CASE("A unit that is no number shows as such and not as dead", "[ui][network]") {
  Live live("#layers=4relu*2,1linear&loss=squared_error&source=plane&alpha=1000000");
  live.session.apply(app::Step{20});
  live.settle();
  REQUIRE(live.session.record().diverged);
  for (int unit = 0; unit < 4; ++unit)
    if (!std::isfinite(live.session.parameters()[1].weights(unit, 0)))
      CHECK_FALSE(mark_of(live.snapshot(), 2, unit).dead);
}

TEST_CASE("A wide layer is walked through, not cut", "[ui][network]") {
  Live live("#layers=100relu,512relu,1sigmoid");
  CHECK(live.stage.has("unit-2-0"));
  CHECK_FALSE(live.stage.has("unit-2-511"));
  const int rows = live.snapshot().view.units.rows;
  live.click("layer-2-walk-down");
  CHECK_FALSE(live.stage.has("unit-2-0"));
  CHECK(live.snapshot().view.units.first_unit[2] > 0);
  for (int i = 0; i < 512 / 8 && !live.stage.has("unit-2-511"); ++i)
    live.click("layer-2-walk-down");
  REQUIRE(live.stage.has("unit-2-511"));
  // What is seen there is what is there.
  live.point("unit-2-511");
  const auto value = parameter_value(live.snapshot(), {2, 511, 3});
  REQUIRE(value);
  CHECK(std::abs(value->number - live.weight(2, 511, 3)) < 1e-7);
  live.click("unit-2-511");
  CHECK(live.snapshot().view.pinned_unit == app::UnitId{2, 511});
  CHECK(live.snapshot().view.units.rows >= rows);
}

TEST_CASE("Zooming shows more layers, down to all of them, and more of each", "[ui][network]") {
  Live live("#layers=12tanh*120,1sigmoid");
  CHECK(live.stage.has("unit-1-0"));
  CHECK_FALSE(live.stage.has("unit-60-0"));
  for (int i = 0; i < 12; ++i) live.click("network-zoom-out");
  CHECK(live.stage.has("unit-1-0"));
  CHECK(live.stage.has("unit-60-0"));
  CHECK(live.stage.has("unit-121-0"));
  CHECK_FALSE(live.stage.has("layer-1-activation"));
  live.check_rules(kWide);
  // The wheel zooms about the pointer.
  live.point("unit-60-0");
  ImGui::GetIO().AddMouseWheelEvent(0.0F, 30.0F);
  live.settle();
  CHECK(live.stage.has("unit-60-0"));
  CHECK_FALSE(live.stage.has("unit-1-0"));
  CHECK(live.stage.has("layer-60-activation"));
}

TEST_CASE("The strip of layers obeys the arrows once it is lit", "[ui][network]") {
  Live live("#layers=4tanh*60,1sigmoid");
  live.click("network-minimap");
  CHECK(live.stage.has("layer-30-activation"));
  // The first Tab lights the button that was pressed, the second goes on to the strip.
  live.click("network-zoom-in");
  live.press(ImGuiKey_Tab);
  live.press(ImGuiKey_Tab);
  live.settle();
  const auto first = live.stage.widget("layer-30-activation").x;
  live.press(ImGuiKey_RightArrow);
  CHECK(live.stage.widget("layer-30-activation").x < first);
  CHECK(live.session.record().step == 0);
}

TEST_CASE("Identical, dead and saturated units are told", "[ui][network]") {
  Live zeros("#layers=4tanh,3tanh,1sigmoid&weights=zeros");
  REQUIRE(zeros.stage.has("symmetry"));
  CHECK(zeros.stage.widget("symmetry").label == "7 identical units in 2 layers");
  CHECK(mark_of(zeros.snapshot(), 1, 2).group == 1);
  CHECK(mark_of(zeros.snapshot(), 1, 2).group_size == 4);
  CHECK(mark_of(zeros.snapshot(), 3, 0).group == 0);
}

TEST_CASE("Random units carry no mark", "[ui][network]") {
  Live live("#layers=4relu,3tanh,1sigmoid");
  CHECK_FALSE(live.stage.has("symmetry"));
  live.session.apply(app::SetBias{1, 1, -100.0, false});
  live.session.apply(app::SetBias{2, 0, 9.0, false});
  live.settle();
  CHECK(mark_of(live.snapshot(), 1, 1).dead);
  CHECK_FALSE(mark_of(live.snapshot(), 1, 0).dead);
  CHECK(mark_of(live.snapshot(), 2, 0).saturated);
}

TEST_CASE("Image data show one picture in place of their pixels", "[ui][network]") {
  Live live("#source=images&layers=5relu,1sigmoid");
  CHECK(live.stage.has("unit-0-0"));
  CHECK_FALSE(live.stage.has("unit-0-1"));
  live.click("unit-0-0");
  CHECK_FALSE(live.snapshot().view.pinned_unit);
  live.click("unit-1-2");
  CHECK(live.stage.has("card-bias"));
}

}  // namespace ui_network
