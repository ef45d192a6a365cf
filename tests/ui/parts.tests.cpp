// SPDX-License-Identifier: MIT
// The parts that the panels are made of: numbers, axes, colours, layouts, the fitted factor.
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "ui/format.hpp"
#include "ui/layout.hpp"
#include "ui/palette.hpp"
#include "ui/plot.hpp"
#include "ui/scope_curve.hpp"

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

namespace {

core::Record powers(int layers, double factor) {
  core::Record record;
  for (int layer = 1; layer <= layers; ++layer) {
    core::LayerRecord values;
    values.layer = layer;
    values.a.rms = std::pow(factor, layer);
    values.d_z.rms = std::pow(factor, layers - layer);
    record.layers.push_back(values);
  }
  return record;
}

}  // namespace

TEST_CASE("The factor per layer of powers is their base", "[ui][scope]") {
  const double base = GENERATE(0.5, 0.58, 1.0, 1.5);
  core::Record record = powers(40, base);
  CHECK(factor_per_layer(record, core::Quantity::a) == Catch::Approx(base));
  CHECK(factor_per_layer(record, core::Quantity::d_z) == Catch::Approx(base));
  // What is not finite is left out, and so is the output layer.
  record.layers[7].a.rms = std::nan("");
  record.layers[9].a.rms = 0.0;
  record.layers[39].a.rms = 1e9;
  CHECK(factor_per_layer(record, core::Quantity::a) == Catch::Approx(base));
  CHECK(std::isnan(factor_per_layer(powers(1, base), core::Quantity::a)));
}

TEST_CASE("The factor is said in words", "[ui][scope]") {
  CHECK(factor_in_words(0.58).view() == "dies ×0.580 per layer");
  CHECK(factor_in_words(1.5).view() == "swells ×1.50 per layer");
  CHECK(factor_in_words(1.01).view() == "holds ×1.01 per layer");
  CHECK(factor_in_words(std::nan("")).empty());
}

namespace {

using palette::Rgb;

double linear(float channel) {
  const double c = static_cast<double>(channel);
  return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

/// What a dichromat sees, as linear RGB: the matrices of Machado, Oliveira and Fernandes (2009) at
/// full severity.
std::array<double, 3> seen(Rgb colour, const std::array<double, 9>& m) {
  const double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
  return {m[0] * r + m[1] * g + m[2] * b, m[3] * r + m[4] * g + m[5] * b,
          m[6] * r + m[7] * g + m[8] * b};
}

/// CIE 1976 colour difference of two linear sRGB colours (D65).
double difference(const std::array<double, 3>& p, const std::array<double, 3>& q) {
  const auto lab = [](const std::array<double, 3>& rgb) {
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116.0; };
    const double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    const double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    const double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return std::array<double, 3>{116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)};
  };
  const auto a = lab(p), b = lab(q);
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

constexpr std::array<double, 9> kNormal{1, 0, 0, 0, 1, 0, 0, 0, 1};
constexpr std::array<double, 9> kProtan{0.152286, 1.052583,  -0.204868, 0.114503, 0.786281,
                                        0.099216, -0.003882, -0.048116, 1.051998};
constexpr std::array<double, 9> kDeutan{0.367322, 0.860646,  -0.227968, 0.280085, 0.672501,
                                        0.047413, -0.011820, 0.042940,  0.968881};
constexpr std::array<double, 9> kTritan{1.255528, -0.076749, -0.178779, -0.078411, 0.930809,
                                        0.147602, 0.004733,  0.691367,  0.303900};

/// The smallest difference between the two signs at equal size, over the outer three stops.
double least_sign_difference(const palette::Stops& stops, const std::array<double, 9>& eye) {
  double least = 1e9;
  for (std::size_t i = 0; i < 3; ++i)
    least = std::fmin(least, difference(seen(stops[i], eye), seen(stops[8 - i], eye)));
  return least;
}

}  // namespace

TEST_CASE("The two signs differ for every kind of eye", "[ui][palette]") {
  const bool dark = GENERATE(false, true);
  const auto& eye = *GENERATE(&kNormal, &kProtan, &kDeutan, &kTritan);
  // A just noticeable difference is about 2.3; 25 is another colour altogether.
  CHECK(least_sign_difference(palette::diverging_stops(dark), eye) > 25.0);
}

TEST_CASE("Red against green of equal lightness would not pass", "[ui][palette]") {
  palette::Stops stops{};
  for (std::size_t i = 0; i < 4; ++i) {
    stops[i] = palette::rgb(0xB05030);
    stops[8 - i] = palette::rgb(0x6B7A2C);
  }
  CHECK(least_sign_difference(stops, kDeutan) < 25.0);
}

TEST_CASE("Larger values are farther from zero in lightness", "[ui][palette]") {
  for (const bool dark : {false, true}) {
    const palette::Stops& stops = palette::diverging_stops(dark);
    const auto from_zero = [&](std::size_t i) {
      return difference(seen(stops[i], kNormal), seen(stops[4], kNormal));
    };
    for (std::size_t i = 0; i < 4; ++i) {
      CHECK(from_zero(i) > from_zero(i + 1));
      CHECK(from_zero(8 - i) > from_zero(7 - i));
    }
  }
}

TEST_CASE("Values beyond the range have the end's colour, and NaN has none of the scale's",
          "[ui][palette]") {
  const auto same = [](Rgb a, Rgb b) {
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
  };
  CHECK(same(palette::diverging(true, 7.0, 2.0), palette::kDivergingDark.back()));
  CHECK(same(palette::diverging(true, -7.0, 2.0), palette::kDivergingDark.front()));
  CHECK(same(palette::diverging(false, 0.0, 0.0), palette::kDivergingLight[4]));
  CHECK(same(palette::diverging(false, std::nan(""), 1.0), palette::kNonFinite));
  CHECK(same(palette::diverging(false, HUGE_VAL, 1.0), palette::kNonFinite));
  for (const bool dark : {false, true})
    for (const Rgb& stop : palette::diverging_stops(dark))
      CHECK(difference(seen(stop, kNormal), seen(palette::kNonFinite, kNormal)) > 40.0);
}

TEST_CASE("Panels never overlap and stay on the display, whatever its size", "[ui][layout]") {
  const float width =
      GENERATE(320.0F, 390.0F, 600.0F, 768.0F, 899.0F, 900.0F, 1199.0F, 1440.0F, 2560.0F);
  const float height = GENERATE(360.0F, 519.0F, 640.0F, 844.0F, 1180.0F, 1440.0F);
  const bool message = GENERATE(false, true);
  const Layout layout =
      arrange({width, height}, message, Page::network, Page::data, Page::output, 8.0F);
  std::vector<Rect> shown;
  for (const Rect& rect :
       {layout.bar, layout.message, layout.data, layout.hyperparameters, layout.network,
        layout.scope, layout.output, layout.cost, layout.tabs, layout.left_tabs, layout.right_tabs})
    if (!rect.empty()) shown.push_back(rect);
  INFO(width << " x " << height);
  CHECK(!layout.scope.empty());
  CHECK(!layout.network.empty());
  CHECK(layout.message.empty() == !message);
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
