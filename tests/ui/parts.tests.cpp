// SPDX-License-Identifier: MIT
// The parts that the panels are made of: numbers, axes, colours, layouts, the fitted factor.
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "scenes.hpp"
#include "ui/controls/controls.hpp"
#include "ui/layout.hpp"
#include "ui/plot/plot.hpp"
#include "ui/scope/scope_curve.hpp"
#include "ui/text/format.hpp"

namespace ui_parts {

using namespace isobath;
using namespace isobath::ui;

TEST_CASE("Numbers are written as people read them", "[ui][format]") {
  const double inf = std::numeric_limits<double>::infinity();
  CHECK(number(0.0812).view() == "0.0812");
  CHECK(number(12.44).view() == "12.4");
  CHECK(number(9.999).view() == "10.0");
  CHECK(number(-1.5).view() == "−1.50");
  CHECK(number(0.0).view() == "0");
  CHECK(number(3.21e-7).view() == "3.21·10⁻⁷");
  CHECK(number(1e200, 2).view() == "1.0·10²⁰⁰");
  CHECK(number(inf).view() == "∞");
  CHECK(number(-inf).view() == "−∞");
  CHECK(number(std::nan("")).view() == "NaN");
  CHECK(number(5e-324, 1).view() == "5·10⁻³²⁴");
  CHECK(trimmed(0.1).view() == "0.1");
  CHECK(trimmed(30.0).view() == "30");
  CHECK(trimmed(100.0).view() == "100");
  CHECK(trimmed(3e-5).view() == "3·10⁻⁵");
  CHECK(signed_number(0.5).view() == "+0.500");
  CHECK(count(1240).view() == "1 240");
  CHECK(count(52007937).view() == "52 007 937");
  CHECK(count(12).view() == "12");
  CHECK(count(-1).view() == "−1");
  CHECK(count(-1240).view() == "−1 240");
  CHECK(percent(0.934).view() == "93 %");
  CHECK(percent(0.004).view() == "0.4 %");
  CHECK(percent(std::nan("")).view() == "–");
  CHECK(power_of_ten(-12).view() == "10⁻¹²");
  CHECK(power_of_ten(0).view() == "1");
  CHECK(subscript(12).view() == "₁₂");
  CHECK(exact(0.03).view() == "0.03");
}

TEST_CASE("A text too long is cut between characters", "[ui][format]") {
  Text text;
  for (int i = 0; i < 100; ++i) text += "−";  // three bytes each
  CHECK(text.view().size() == 126);
}

TEST_CASE("An axis that one has come close to has ticks that can be told apart", "[ui][plot]") {
  for (const double span : {2.0, 0.25, 0.01, 1e-5, 1e-9}) {
    for (const bool logarithmic : {false, true}) {
      CAPTURE(span, logarithmic);
      const Axis axis{-1.2345678, -1.2345678 + span, logarithmic};
      const Ticks ticks = make_ticks(axis, 6);
      std::set<std::string> labels;
      std::size_t labelled = 0;
      for (const Tick& tick : ticks) {
        if (tick.label.empty()) continue;
        ++labelled;
        labels.insert(tick.label.str());
        CHECK(
            (tick.value >= axis.lowest - 1e-9 * span && tick.value <= axis.highest + 1e-9 * span));
      }
      CHECK(labelled >= 2);
      CHECK(labels.size() == labelled);
    }
  }
}

TEST_CASE("Logarithmic axes end on decades and leave out what has no logarithm", "[ui][plot]") {
  Extent extent(true);
  CHECK(extent.empty());
  for (const double value : {0.0, -1.0, std::nan(""), HUGE_VAL, 3e-9, 0.4}) extent.add(value);
  const Axis axis = extent.axis(2.0);
  CHECK(axis.lowest == -9.0);
  CHECK(axis.highest == 0.0);
  CHECK(std::isnan(axis.share(0.0)));
  CHECK(std::isnan(axis.share(-1.0)));
  CHECK(axis.share(1.0) == Catch::Approx(1.0));
  Extent narrow(true);
  narrow.add(0.45);
  narrow.add(1.2);
  const Axis shortened = narrow.axis(1.0);
  CHECK(shortened.highest - shortened.lowest >= 1.0 - 1e-9);
  CHECK(shortened.highest - shortened.lowest < 1.5);
  CHECK(shortened.lowest <= std::log10(0.45));
  CHECK(shortened.highest >= std::log10(1.2));
}

TEST_CASE("An axis spans the whole range of doubles", "[ui][plot]") {
  Extent extent(true);
  extent.add(5e-324);
  extent.add(1.7e308);
  const Axis axis = extent.axis(2.0);
  const Ticks ticks = make_ticks(axis, 8);
  CHECK(ticks.size >= 4);
  CHECK(ticks.size <= 16);
  for (const Tick& tick : ticks) {
    CHECK(tick.value >= axis.lowest);
    CHECK(tick.value <= axis.highest);
  }
}

TEST_CASE("Every axis has at least two labels within it", "[ui][plot]") {
  const bool logarithmic = GENERATE(false, true);
  const double low = GENERATE(1e-12, 0.003, 0.45, 0.99, 42.0);
  const double ratio = GENERATE(1.0, 1.3, 4.0, 1e3, 1e9);
  Extent extent(logarithmic);
  extent.add(low);
  extent.add(low * ratio);
  const Axis axis = extent.axis(logarithmic ? 1.0 : 1e-6);
  const Ticks ticks = make_ticks(axis, 5);
  int labels = 0;
  for (const Tick& tick : ticks) {
    CHECK(tick.value >= axis.lowest - 1e-9 * std::fabs(axis.lowest));
    CHECK(tick.value <= axis.highest + 1e-9 * std::fabs(axis.highest));
    labels += tick.label.empty() ? 0 : 1;
  }
  INFO(low << " … " << low * ratio << (logarithmic ? " logarithmic" : " linear"));
  CHECK(labels >= 2);
  CHECK(labels <= 12);
}

TEST_CASE("The factor per layer of powers is their base", "[ui][scope]") {
  const double base = GENERATE(0.5, 0.58, 1.0, 1.5);
  core::Record record = scenes::powers(40, base);
  CHECK(factor_per_layer(record, core::Quantity::a) == Catch::Approx(base));
  CHECK(factor_per_layer(record, core::Quantity::d_z) == Catch::Approx(base));
  // What is not finite is left out, and so is the output layer.
  record.layers[7].a.rms = std::nan("");
  record.layers[9].a.rms = 0.0;
  record.layers[39].a.rms = 1e9;
  CHECK(factor_per_layer(record, core::Quantity::a) == Catch::Approx(base));
  CHECK(std::isnan(factor_per_layer(scenes::powers(1, base), core::Quantity::a)));
}

TEST_CASE("The factor is said in words", "[ui][scope]") {
  CHECK(factor_in_words(0.58, 0.1).view() == "shrinks ×0.580 per layer");
  CHECK(factor_in_words(1.5, 10.0).view() == "grows ×1.50 per layer");
  CHECK(factor_in_words(0.58, 9e-4).view() == "vanishes ×0.580 per layer");
  CHECK(factor_in_words(1.5, 1100.0).view() == "explodes ×1.50 per layer");
  CHECK(factor_in_words(std::nan(""), 1.0).empty());
}

TEST_CASE("Panels never overlap and stay on the display, whatever its size", "[ui][layout]") {
  const float width =
      GENERATE(320.0F, 390.0F, 600.0F, 768.0F, 899.0F, 900.0F, 1199.0F, 1440.0F, 2560.0F);
  const float height = GENERATE(360.0F, 519.0F, 640.0F, 844.0F, 1180.0F, 1440.0F);
  const Page page = GENERATE(Page::network, Page::output);
  const Layout layout = arrange({width, height}, page, Page::data, Page::output, 8.0F);
  std::vector<Rect> shown;
  for (const Rect& rect : {layout.bar, layout.data, layout.hyperparameters, layout.network,
                           layout.scope, layout.scope_line, layout.output, layout.cost, layout.tabs,
                           layout.left_tabs, layout.right_tabs})
    if (!rect.empty()) shown.push_back(rect);
  INFO(width << " x " << height);
  CHECK(layout.scope.empty() == !layout.scope_line.empty());
  CHECK(!(page == Page::network ? layout.network : layout.output).empty());
  for (std::size_t i = 0; i < shown.size(); ++i) {
    CHECK(shown[i].min.x >= 0.0F);
    CHECK(shown[i].min.y >= 0.0F);
    CHECK(shown[i].max.x <= width);
    CHECK(shown[i].max.y <= height);
    for (std::size_t k = i + 1; k < shown.size(); ++k) {
      const bool apart = shown[i].max.x <= shown[k].min.x || shown[k].max.x <= shown[i].min.x ||
                         shown[i].max.y <= shown[k].min.y || shown[k].max.y <= shown[i].min.y;
      CHECK(apart);
    }
  }
}

TEST_CASE("Who has fingers is told to tap", "[ui][tooltips]") {
  Theme theme = make_theme(true, {});
  const char* tip = "Click to type, Ctrl-click too; a double click on a clicked link.";
  CHECK(in_hand(theme, tip) == tip);
  CHECK(in_hand(for_touch(theme), tip) == "Tap to type, tap too; a double tap on a tapped link.");
}

}  // namespace ui_parts
