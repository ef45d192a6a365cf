// SPDX-License-Identifier: MIT
// The colours: made in OKLab, told apart by every kind of eye, text readable on every ground.
#include "ui/plot/palette.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "ui/stepper/stepper_reach.hpp"
#include "ui/theme.hpp"

namespace ui_palette {

using namespace isobath;
using namespace isobath::ui;

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

namespace {

app::figure::oklab::Lab lab_of(Rgb colour) {
  return app::figure::oklab::from_linear(
      {linear(colour.red), linear(colour.green), linear(colour.blue)});
}

/// Is every stop lighter than the one before it (or every one darker)?
bool one_way(const palette::Stops& stops) {
  const bool up = lab_of(stops.back()).lightness > lab_of(stops.front()).lightness;
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    const double step = lab_of(stops[i + 1]).lightness - lab_of(stops[i]).lightness;
    if ((up ? step : -step) < 0.02) return false;
  }
  return true;
}

/// How far apart in lightness equal sizes of the two signs are, at most.
double lopsided(const palette::Stops& stops) {
  double most = 0.0;
  for (std::size_t i = 0; i < 4; ++i)
    most = std::fmax(most, std::fabs(lab_of(stops[i]).lightness - lab_of(stops[8 - i]).lightness));
  return most;
}

Rgb unpacked(ImU32 colour) {
  const ImVec4 parts = ImGui::ColorConvertU32ToFloat4(colour);
  return {parts.x, parts.y, parts.z};
}

/// Contrast of text on its ground: WCAG 2, 1 … 21.
double contrast(ImU32 text, ImU32 ground) {
  const auto luminance = [](ImU32 colour) {
    const Rgb c = unpacked(colour);
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
  };
  const auto [low, high] = std::minmax({luminance(text), luminance(ground)});
  return (high + 0.05) / (low + 0.05);
}

}  // namespace

TEST_CASE("OKLab has its published values and its way back", "[ui][palette]") {
  // Of the definition's own table: XYZ of D65 white is (1, 0, 0).
  const app::figure::oklab::Lab white = app::figure::oklab::from_linear({1.0, 1.0, 1.0});
  CHECK(white.lightness == Catch::Approx(1.0).margin(1e-4));
  CHECK(std::fabs(white.a) < 1e-4);
  CHECK(std::fabs(white.b) < 1e-4);
  const app::figure::oklab::Lab red = app::figure::oklab::from_linear({1.0, 0.0, 0.0});
  CHECK(red.lightness == Catch::Approx(0.62796).margin(1e-4));
  CHECK(red.a == Catch::Approx(0.22486).margin(1e-4));
  CHECK(red.b == Catch::Approx(0.12585).margin(1e-4));
  for (const double r : {0.0, 0.2, 1.0})
    for (const double g : {0.1, 0.7})
      for (const double b : {0.05, 0.9}) {
        const app::figure::oklab::Linear back =
            app::figure::oklab::to_linear(app::figure::oklab::from_linear({r, g, b}));
        CHECK(back.red == Catch::Approx(r).margin(1e-5));
        CHECK(back.green == Catch::Approx(g).margin(1e-5));
        CHECK(back.blue == Catch::Approx(b).margin(1e-5));
      }
  for (const double turns : {-0.6, -0.25, 0.0, 0.1, 0.25, 0.5, 0.83, 1.2})
    CHECK(app::figure::oklab::sine(turns) ==
          Catch::Approx(std::sin(turns * 2.0 * std::acos(-1.0))).margin(1e-9));
  for (const double channel : {0.0, 0.03, 0.2, 0.5, 0.99, 1.0}) {
    const double light = linear(static_cast<float>(channel));
    CHECK(app::figure::oklab::decode(channel) == Catch::Approx(light).margin(1e-7));
    CHECK(app::figure::oklab::encode(light) == Catch::Approx(channel).margin(1e-6));
  }
}

TEST_CASE("Magnitudes go one way in lightness, and signs alike", "[ui][palette]") {
  for (const bool dark : {false, true}) {
    CHECK(one_way(palette::sequential_stops(dark)));
    CHECK(lopsided(palette::diverging_stops(dark)) < 0.01);
  }
  palette::Stops broken = palette::kSequentialLight;
  std::swap(broken[3], broken[4]);
  CHECK(!one_way(broken));
  broken = palette::kDivergingLight;
  broken[0] = palette::rgb(0xFFFFFF);
  CHECK(lopsided(broken) > 0.3);
}

TEST_CASE("The first classes are told apart by every kind of eye", "[ui][palette]") {
  const auto& eye = *GENERATE(&kNormal, &kProtan, &kDeutan, &kTritan);
  for (std::size_t i = 0; i < 4; ++i)
    for (std::size_t k = i + 1; k < 4; ++k) {
      INFO(i << " and " << k);
      CHECK(difference(seen(palette::kClasses[i], eye), seen(palette::kClasses[k], eye)) > 12.0);
    }
}

TEST_CASE("Text can be read on every ground it stands on", "[ui][theme]") {
  for (const bool dark : {false, true}) {
    const Colours c = make_theme(dark, {}).colour;
    INFO((dark ? "night" : "day"));
    for (const ImU32 ground :
         {c.background, c.panel, c.control, c.control_hot, c.control_on, c.shade})
      for (const ImU32 text : {c.text, c.text_soft}) CHECK(contrast(text, ground) >= 4.5);
    for (const ImU32 ground : {c.background, c.panel, c.shade})
      for (const ImU32 text : {c.text_faint, c.forward, c.backward, c.positive, c.negative,
                               c.danger, c.accent, c.non_finite})
        CHECK(contrast(text, ground) >= 4.5);
    // Small text: thin strokes reach only a part of their nominal contrast at one pixel a point.
    CHECK(contrast(c.text_faint, c.panel) >= 7.0);
    CHECK(contrast(c.text_soft, c.panel) > contrast(c.text_faint, c.panel));
    CHECK(contrast(c.on_accent, c.accent) >= 4.5);
    // Where a control ends can be seen, on whatever it stands and from its own ground.
    for (const ImU32 ground : {c.background, c.panel, c.shade, c.control})
      CHECK(contrast(c.control_edge, ground) >= 1.8);
    // What the stepper has not reached is dimmed, not gone.
    for (const ImU32 text : {c.text, c.text_soft, c.text_faint})
      CHECK(contrast(mixed(text, c.panel, veil(dark)), c.panel) >= 3.0);
    CHECK(contrast(c.grid, c.panel) < 4.5);
  }
}

}  // namespace ui_palette
