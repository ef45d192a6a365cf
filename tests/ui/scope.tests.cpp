// SPDX-License-Identifier: MIT
// The depth scope under real clicks: what it shows, what it says in words, and that it and the
// network light each other.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "app/session/session.hpp"
#include "scenes.hpp"
#include "stage.hpp"
#include "ui/scope/scope_curve.hpp"

namespace ui_scope {

using namespace isobath;
using namespace isobath::ui;

namespace {

constexpr ImVec2 kWide{1440.0F, 900.0F}, kPhone{390.0F, 844.0F};

/// A real experiment on a stage: actions go to its session.
struct Live {
  app::Session session;
  Stage stage;

  explicit Live(const char* link, ImVec2 display = kWide)
      : stage((session.apply(app::OpenLink{link}), session.snapshot()), display) {
    REQUIRE(session.snapshot().message.empty());
    stage.run(2);
  }
  void take(const app::Actions& actions) {
    for (const app::Action& action : actions) session.apply(action);
    session.snapshot();
    stage.run(2);
  }
  const app::Snapshot& now() { return session.snapshot(); }
  /// As by hand: what a step asks for is done before the next one.
  void drag(const std::string& id, float by_px) {
    stage.move_to(id);
    stage.run(1);
    const ImVec2 from = ImGui::GetIO().MousePos;
    const auto step = [&] { take(Stage::without_hover(stage.run(1))); };
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
    step();
    for (int i = 1; i <= 5; ++i) {
      ImGui::GetIO().AddMousePosEvent(from.x + by_px * static_cast<float>(i) / 5.0F, from.y);
      step();
    }
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
    step();
  }
};

}  // namespace

TEST_CASE("Chips choose what goes forwards and what flows back", "[ui][scope]") {
  Live live("#layers=8tanh*6,1sigmoid");
  live.take(live.stage.click("forward-z"));
  CHECK(live.now().view.forward == core::Quantity::z);
  CHECK(live.stage.widget("forward-z").value == "on");
  CHECK(live.stage.widget("plot-scope").value.starts_with("Z "));
  live.take(live.stage.click("forward-w"));
  CHECK(live.now().scope.forward.quantity == core::Quantity::w);
  live.take(live.stage.click("gradient-update"));
  CHECK(live.now().view.gradient == core::Quantity::update_ratio);
  CHECK(live.stage.widget("plot-scope-back").value.starts_with("ΔW/W "));
  live.take(live.stage.click("gradient-dw"));
  CHECK(live.now().scope.backward.quantity == core::Quantity::d_w);
}

TEST_CASE("Two lanes on a wide screen, one where there is little height", "[ui][scope]") {
  const auto scene = scenes::network("deep", 12, 6);
  Stage wide(scene->snapshot, kWide);
  wide.run(2);
  REQUIRE(wide.has("plot-scope-back"));
  const Widget forwards = wide.widget("plot-scope"), back = wide.widget("plot-scope-back");
  CHECK(forwards.y + forwards.height < back.y);
  CHECK(forwards.width > 500.0F);
}

TEST_CASE("A phone shows both in one plot", "[ui][scope]") {
  const auto scene = scenes::network("deep", 12, 6);
  Stage phone(scene->snapshot, kPhone);
  phone.run(2);
  CHECK_FALSE(phone.has("plot-scope-back"));
  CHECK(phone.widget("plot-scope").value.find("; dZ") != std::string::npos);
  CHECK(phone.widget("plot-scope").height > 50.0F);
  CHECK(phone.has("gradient-update"));
}

TEST_CASE("The sign switch mirrors what is below zero", "[ui][scope]") {
  Live live("#layers=8tanh*6,1sigmoid");
  const int before = live.stage.vertices();
  live.take(live.stage.click("scope-signs"));
  CHECK(live.now().view.signs_shown);
  CHECK(live.stage.widget("scope-signs").value == "on");
  // Every line stands twice.
  CHECK(live.stage.vertices() > before);
  live.take(live.stage.click("scope-signs"));
  CHECK_FALSE(live.now().view.signs_shown);
}

TEST_CASE("Signed axis, pinned moment and shores are told too", "[ui][scope]") {
  const auto tells = [](const Live& live, const char* words) {
    return live.stage.widget("plot-scope").value.find(words) != std::string::npos;
  };
  SECTION("axis and moment") {
    Live live("#layers=8tanh*6,1sigmoid");
    CHECK_FALSE(tells(live, "signed axis"));
    live.take(live.stage.click("scope-signs"));
    CHECK(tells(live, "; signed axis"));
    live.take({app::Step{7}, app::PinMoment{}, app::Step{3}});
    CHECK(tells(live, "; compared with step 7"));
    live.take({app::ReleaseMoment{}});
    CHECK_FALSE(tells(live, "compared with step"));
    CHECK_FALSE(tells(live, "float32"));
  }
  SECTION("the shore of float") {
    Live live("#layers=16linear*60,1sigmoid&weights=lecun_normal&scale=0.25");
    CHECK(tells(live, "float32 min normal"));
  }
  SECTION("only that of the chosen precision") {
    Live live("#layers=16linear*30,1sigmoid&weights=lecun_normal&scale=0.4");
    CHECK_FALSE(tells(live, "half"));
  }
  SECTION("the shore of half") {
    Live live("#layers=16linear*12,1sigmoid&weights=lecun_normal&scale=0.4&precision=half");
    CHECK(tells(live, "; limits: "));
    CHECK(tells(live, "half min normal"));
  }
}

TEST_CASE("Turning the dial says in words what becomes of the signal", "[ui][scope]") {
  Live live("#layers=64tanh*30,1sigmoid&scale=0.58");
  // tanh is straight for small values: the factor is the scale.
  CHECK(live.stage.widget("plot-scope").value.starts_with("A vanishes ×0.5"));
  CHECK(live.stage.widget("plot-scope").value.find("at layer 30") != std::string::npos);
  CHECK(live.stage.widget("plot-scope-back").value.find("at layer 1") != std::string::npos);
  live.take({app::SetField{"initialization.scale", "1"}});
  CHECK(live.stage.widget("plot-scope").value.find("×0.5") == std::string::npos);
}

TEST_CASE("What is not finite is told with its first layer", "[ui][scope]") {
  Live live("#layers=4linear*150,1linear&loss=squared_error&weights=identity&scale=3&source=plane");
  CHECK(live.stage.widget("plot-scope").value.find("not finite from layer 8") != std::string::npos);
}

TEST_CASE("Either lane lights a layer, and the network's light falls into both", "[ui][scope]") {
  Live live("#layers=8tanh*9,1sigmoid");
  live.stage.move_to("plot-scope-back", 0.25F, 0.5F);
  const auto hovered = only<app::HoverLayer>(live.stage.run(1));
  CHECK(hovered.layer == 3);
  const int unlit = live.stage.vertices();
  live.stage.move_to("layer-3-activation", 0.5F, 1.6F);
  live.take(live.stage.run(1));
  CHECK(live.now().view.hovered_layer == 3);
  CHECK(live.stage.vertices() != unlit);
}

TEST_CASE("A tapped layer stays lit when the finger has gone, until it is tapped again",
          "[ui][scope]") {
  Live live("#layers=8tanh*9,1sigmoid", kPhone);
  const auto tap = [&] {
    live.take(live.stage.click("plot-scope"));
    ImGui::GetIO().AddMousePosEvent(-1e9F, -1e9F);
    live.take(live.stage.run(1));
    live.take(live.stage.run(1));
  };
  tap();
  // The middle of ten layers lies between these.
  const int lit = live.now().view.hovered_layer;
  CHECK((lit == 5 || lit == 6));
  tap();
  CHECK(live.now().view.hovered_layer == 0);
}

TEST_CASE("The trend says what is measured at its end", "[ui][scope]") {
  core::Record deep = scenes::powers(51, 0.58);
  CHECK(trend_in_words(deep, core::Quantity::a).view() ==
        "vanishes ×0.580 per layer: 1.5·10⁻¹² at layer 50");
  CHECK(trend_of(deep, core::Quantity::d_z).at_layer == 1);
  CHECK(first_non_finite(deep, core::Quantity::a) == 0);
  // Measured, not fitted.
  deep.layers[49].a.rms = 2e-12;
  CHECK(trend_in_words(deep, core::Quantity::a).view().ends_with(": 2.0·10⁻¹² at layer 50"));
  CHECK(trend_in_words(scenes::powers(2, 0.5), core::Quantity::a).empty());
  CHECK(trend_in_words(scenes::powers(30, 1.0), core::Quantity::a).view() ==
        "stays about the same: 1.0 at layer 29");
  CHECK(trend_in_short(deep, core::Quantity::a, nullptr).view() == "vanishes ×0.58 a layer");
  CHECK(trend_in_short(scenes::powers(30, 1.0), core::Quantity::a, nullptr).view() ==
        "about the same");
  CHECK(trend_in_short(scenes::powers(2, 0.5), core::Quantity::a, nullptr).empty());
}

TEST_CASE("Noise from layer to layer is no trend", "[ui][scope]") {
  core::Record noisy = scenes::powers(11, 1.0);
  const double sizes[] = {1.0, 1.3, 0.9, 1.1, 0.7, 1.0, 0.8, 1.1, 0.7, 0.8};
  for (std::size_t i = 0; i < 10; ++i) noisy.layers[i].a.rms = sizes[i];
  CHECK(trend_in_words(noisy, core::Quantity::a).view() ==
        "stays about the same: 0.80 at layer 10");
}

TEST_CASE("Where the signal turns to 0 or ∞, the layer is named", "[ui][scope]") {
  core::Record record = scenes::powers(60, 1.2);
  for (std::size_t i = 8; i < 60; ++i) record.layers[i].a.rms = 0.0;
  for (std::size_t i = 0; i < 20; ++i) record.layers[i].d_z.rms = 0.0;
  CHECK(trend_in_words(record, core::Quantity::a).view() ==
        "grows ×1.20 per layer up to layer 8, exactly 0 from layer 9");
  CHECK(trend_in_words(record, core::Quantity::d_z).view() ==
        "explodes ×1.20 per layer back to layer 21, exactly 0 below layer 21");
  CHECK(trend_in_short(record, core::Quantity::a, nullptr).view() == "0 from layer 9");
  CHECK(trend_in_short(record, core::Quantity::d_z, nullptr).view() == "0 below layer 21");
  for (std::size_t i = 40; i < 60; ++i) record.layers[i].z.rms = std::nan("");
  for (std::size_t i = 0; i < 40; ++i) record.layers[i].z.rms = std::pow(3.0, i);
  record.layers[40].z.rms = HUGE_VAL;
  CHECK(trend_in_words(record, core::Quantity::z).view() ==
        "explodes ×3.00 per layer up to layer 40, ∞ from layer 41");
  for (core::LayerRecord& layer : record.layers) layer.a.rms = 0.0;
  CHECK(trend_in_words(record, core::Quantity::a).view() == "exactly 0 from layer 1");
}

TEST_CASE("More layers are thought of only where many fit one factor", "[ui][scope]") {
  CHECK(std::isnan(trend_of(scenes::powers(6, 2.0), core::Quantity::a).after_50));
  CHECK(std::isnan(trend_of(scenes::powers(30, 2.0), core::Quantity::a).after_50));
  CHECK(trend_of(scenes::powers(10, 2.0), core::Quantity::a).after_50 ==
        Catch::Approx(std::pow(2.0, 50)));
  CHECK(trend_in_words(scenes::powers(10, 0.5), core::Quantity::a).view() ==
        "shrinks ×0.500 per layer: 0.0020 at layer 9; 50 such layers would give 8.9·10⁻¹⁶");
  // tanh stays below 1, however many layers there are.
  document::Document bounded;
  bounded.layers.assign(10, {4, core::Activation::tanh, {}, {}, {}});
  CHECK(trend_in_words(scenes::powers(10, 1.3), core::Quantity::a, &bounded).view() ==
        "grows ×1.30 per layer: 11 at layer 9");
}

TEST_CASE("Weights k·I show the power of k", "[ui][scope]") {
  const Live live(
      "#layers=4linear*149,1linear&loss=squared_error&weights=identity&scale=1.5&source=plane");
  const std::string told = live.stage.widget("plot-scope").value;
  INFO(told);
  CHECK(told.starts_with("A explodes ×1.50 per layer: 1.5¹⁴⁹ = 1.7·10²⁶; "));
  CHECK(told.find("at layer 149") != std::string::npos);
}

TEST_CASE("A double click puts the dial back to 1, arrows turn it", "[ui][scope]") {
  Live live("#layers=8tanh*6,1sigmoid&scale=3");
  live.stage.move_to("scale", 0.2F);
  live.stage.run(1);
  app::Actions actions;
  for (const bool down : {true, false, true, false}) {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    const app::Actions more = live.stage.run(1);
    actions.insert(actions.end(), more.begin(), more.end());
  }
  live.take(Stage::without_hover(actions));
  CHECK(live.now().document->initialization.scale == 1.0);
}

TEST_CASE("The dial holds at named places", "[ui][scope]") {
  Live live("#layers=32relu*6,1sigmoid&weights=xavier_normal");
  const Widget dial = live.stage.widget("scale");
  // He is √2 of Xavier's on square layers; two pixels beside it the dial is drawn to it.
  const float share = static_cast<float>(std::log(std::sqrt(2.0) / 0.1) / std::log(100.0));
  const float place = 4.0F + share * (dial.width - 8.0F) - 2.0F;
  live.stage.move_to("scale", place / dial.width);
  live.stage.run(1);
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, true);
  live.take(Stage::without_hover(live.stage.run(1)));
  ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, false);
  live.take(Stage::without_hover(live.stage.run(1)));
  CHECK(live.now().document->initialization.scale == Catch::Approx(1.414));
}

TEST_CASE("The wheel zooms to layers, dragging goes along them, a double click shows all",
          "[ui][scope]") {
  Live live("#layers=6tanh*99,1sigmoid");
  const auto layer_at = [&](float share) {
    live.stage.move_to("plot-scope", share);
    live.stage.run(2);
    live.take(live.stage.run(1));
    return live.now().view.hovered_layer;
  };
  CHECK(layer_at(0.5F) >= 50);
  const int before = layer_at(0.8F);
  ImGui::GetIO().AddMouseWheelEvent(0.0F, 5.0F);
  live.stage.run(2);
  // What was under the pointer stays there; the edges come nearer.
  CHECK(std::abs(layer_at(0.8F) - before) <= 1);
  const int left = layer_at(0.01F);
  CHECK(left > 40);
  live.drag("plot-scope", 200.0F);
  CHECK(layer_at(0.01F) < left);
  live.stage.move_to("plot-scope", 0.5F);
  for (const bool down : {true, false, true, false}) {
    ImGui::GetIO().AddMouseButtonEvent(ImGuiMouseButton_Left, down);
    live.stage.run(1);
  }
  CHECK(layer_at(0.01F) <= 2);
}

TEST_CASE("The dial of the biases is folded away and sets their spread", "[ui][scope]") {
  Live live("#layers=8tanh*6,1sigmoid");
  CHECK_FALSE(live.stage.has("bias"));
  live.take(live.stage.click("bias-fold"));
  REQUIRE(live.stage.has("bias"));
  live.drag("bias", 40.0F);
  CHECK(live.now().document->initialization.bias.normal);
  CHECK(live.now().document->initialization.bias.value > 0.05);
  live.drag("bias", -1000.0F);
  CHECK(live.now().document->initialization.bias == core::BiasRule{});
}

}  // namespace ui_scope
