// SPDX-License-Identifier: MIT
// Figures as plain data: axes and their way back, bands, contours, words, and buffers that last.
#include "app/figure/figure.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "allocations.hpp"
#include "app/figure/band.hpp"
#include "app/figure/contours.hpp"
#include "app/figure/figure_words.hpp"
#include "app/figure/ticks.hpp"

namespace app_figure {

using namespace isobath;
using namespace isobath::app::figure;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

TEST_CASE("A place on an axis leads back to its value", "[app][figure][plot]") {
  const Axis axis = GENERATE(Axis{-3.0, 8.0, false}, Axis{0.0, 1e-9, false}, Axis{-9.0, 2.0, true},
                             Axis{-300.0, 300.0, true}, Axis{0.0, 4.0, true, 1.0},
                             Axis{2.0, -5.0, true} /* mirrored */);
  for (const double share : {0.0, 0.125, 0.5, 0.9, 1.0}) {
    const double value = axis.value_at(share);
    CHECK(axis.share(value) == Catch::Approx(share).margin(1e-9));
    CHECK(axis.unit_at(share) == Catch::Approx(axis.unit(value)).margin(1e-9));
  }
}

TEST_CASE("What has no logarithm has no place, but step 0 of a shifted axis has one",
          "[app][figure][plot]") {
  const Axis logarithmic{-3.0, 3.0, true};
  for (const double value : {0.0, -1.0, kNaN}) CHECK(std::isnan(logarithmic.share(value)));
  CHECK(logarithmic.share(1.0) == Catch::Approx(0.5));
  const Axis steps{0.0, 3.0, true, 1.0};
  CHECK(steps.share(0.0) == 0.0);
  CHECK(steps.share(999.0) == Catch::Approx(1.0));
  CHECK(std::isnan(steps.share(-1.0)));
}

TEST_CASE("Zooming keeps what is under the pointer, and the whole is the limit",
          "[app][figure][plot]") {
  const Axis axis{-2.0, 4.0, true};
  const double under = axis.value_at(0.3);
  const Axis closer = zoomed(axis, 0.3, 0.5);
  CHECK(closer.share(under) == Catch::Approx(0.3));
  CHECK(closer.span() == Catch::Approx(3.0));
  CHECK(closer.logarithmic);
  CHECK(moved(axis, 0.5).lowest == Catch::Approx(1.0));
  const Axis part = between(axis, 0.75, 0.25);
  CHECK(part.lowest == Catch::Approx(-0.5));
  CHECK(part.highest == Catch::Approx(2.5));
  // Beyond the ends, wider than all, and narrower than allowed.
  CHECK(kept_within(moved(axis, 3.0), axis, 0.1) == axis);
  CHECK(kept_within(moved(closer, 9.0), axis, 0.1).highest == 4.0);
  CHECK(kept_within(zoomed(axis, 0.5, 7.0), axis, 0.1) == axis);
  CHECK(kept_within(zoomed(axis, 0.5, 1e-9), axis, 0.5).span() == Catch::Approx(0.5));
}

TEST_CASE("Steps on a logarithmic axis are told by round numbers from 0 on",
          "[app][figure][plot]") {
  const Ticks ticks = make_ticks({0.0, std::log10(2001.0), true, 1.0}, 6);
  std::vector<std::string> labels;
  for (const Tick& tick : ticks)
    if (!tick.label.empty()) labels.push_back(tick.label.str());
  CHECK(labels == std::vector<std::string>{"0", "1", "10", "100", "1 000"});
  CHECK(ticks.begin()->value == 0.0);
  // Less than a decade: round steps within it.
  const Ticks few = make_ticks({std::log10(901.0), std::log10(1001.0), true, 1.0}, 4);
  CHECK(few.size >= 2);
  for (const Tick& tick : few) CHECK_FALSE(tick.label.empty());
}

Band band_of(std::vector<double> x, std::vector<double> low, std::vector<double> high) {
  Band band;
  band.x = std::move(x);
  band.low = std::move(low);
  band.high = std::move(high);
  return band;
}

TEST_CASE("The outline of a band goes along its upper edge and back along the lower one",
          "[app][figure][plot]") {
  Outline outline;
  trace_band(band_of({0, 5, 10}, {1, 2, 3}, {2, 4, 6}), {0.0, 10.0}, {0.0, 10.0}, outline);
  REQUIRE(outline.ends == std::vector<std::size_t>{6});
  const std::vector<std::array<double, 2>> expected{{0.0, 0.2}, {0.5, 0.4}, {1.0, 0.6},
                                                    {1.0, 0.3}, {0.5, 0.2}, {0.0, 0.1}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(outline.points[i].x == Catch::Approx(expected[i][0]));
    CHECK(outline.points[i].y == Catch::Approx(expected[i][1]));
  }
  // A gap makes two of it.
  trace_band(band_of({0, 1, 2, 3, 4}, {1, 1, kNaN, 1, 1}, {2, 2, 2, 2, 2}), {0.0, 4.0}, {0.0, 4.0},
             outline);
  CHECK(outline.ends == std::vector<std::size_t>{4, 8});
  trace_band(band_of({0, 1}, {kNaN, kNaN}, {1, 1}), {0.0, 1.0}, {0.0, 1.0}, outline);
  CHECK(outline.ends.empty());
  CHECK(outline.points.empty());
}

TEST_CASE("A band reaches out of the plot where its edges do", "[app][figure][plot]") {
  const Axis x{0.0, 1.0}, logarithmic{-2.0, 2.0, true};
  // A lower edge of 0 has no logarithm, but lies below all of the axis.
  const auto zero = band_edge(band_of({0.5}, {0.0}, {1.0}), 0, x, logarithmic);
  REQUIRE(zero);
  CHECK(zero->low < 0.0);
  CHECK(zero->high == Catch::Approx(0.5));
  const auto infinite = band_edge(band_of({0.5}, {1.0}, {kInf}), 0, x, logarithmic);
  REQUIRE(infinite);
  CHECK(infinite->high > 1.0);
  CHECK(std::isfinite(infinite->high));
  CHECK_FALSE(band_edge(band_of({0.5}, {-2.0}, {-1.0}), 0, x, logarithmic));
}

HeatMap study_of(int columns, int rows, const std::vector<float>& values, Axis value) {
  HeatMap map;
  map.columns = columns;
  map.rows = rows;
  map.values = values;
  map.value = value;
  map.scale = HeatMap::Scale::sequential;
  map.least = {-2.0, -1.0};
  map.most = {2.0, 1.0};
  return map;
}

TEST_CASE("The contours of a plane are straight, where they should be", "[app][figure][plot]") {
  constexpr int kColumns = 40, kRows = 20;
  std::vector<float> values;
  for (int row = 0; row < kRows; ++row)
    for (int column = 0; column < kColumns; ++column) {
      const double x = -2.0 + (column + 0.5) * 0.1, y = 1.0 - (row + 0.5) * 0.1;
      values.push_back(static_cast<float>(x + 2.0 * y));
    }
  Contour contour;
  trace_contour(study_of(kColumns, kRows, values, {-4.0, 4.0}), 0.33, contour);
  REQUIRE(contour.points.size() > 20);
  for (const Place& place : contour.points)
    CHECK(place.x + 2.0 * place.y == Catch::Approx(0.33).margin(1e-6));
}

TEST_CASE("The contour of a cone is a circle, closed, and as long as one", "[app][figure][plot]") {
  constexpr int kSide = 80;
  std::vector<float> values;
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column)
      values.push_back(
          static_cast<float>(std::hypot(-2.0 + (column + 0.5) * 0.05, -1.0 + (row + 0.5) * 0.025)));
  Contour contour;
  trace_contour(study_of(kSide, kSide, values, {0.0, 3.0}), 0.8, contour);
  double length = 0.0;
  for (std::size_t i = 0; i < contour.points.size(); i += 2)
    length += std::hypot(contour.points[i].x - contour.points[i + 1].x,
                         contour.points[i].y - contour.points[i + 1].y);
  CHECK(length == Catch::Approx(2.0 * 3.14159265 * 0.8).epsilon(0.005));
  // Every end is the beginning of another stretch.
  for (const Place& place : contour.points)
    CHECK(std::ranges::count_if(contour.points, [&](const Place& other) {
            return std::hypot(place.x - other.x, place.y - other.y) < 1e-9;
          }) >= 2);
}

TEST_CASE("No contour passes cells without a value", "[app][figure][plot]") {
  const auto nan = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> values{0, 1, nan, 1};
  Contour contour;
  trace_contour(study_of(2, 2, values, {0.0, 1.0}), 0.5, contour);
  CHECK(contour.points.empty());
  // Nor those that have no logarithm.
  const std::vector<float> zeros{0, 1, 1, 1};
  trace_contour(study_of(2, 2, zeros, {-1.0, 1.0, true}), 0.5, contour);
  CHECK(contour.points.empty());
}

TEST_CASE("Levels are round, or lie evenly in the logarithm", "[app][figure][plot]") {
  const std::vector<float> values{0.02F, 60.0F, 3.0F, 9.0F};
  Reused<Contour> contours;
  trace_contours(study_of(2, 2, values, {-2.0, 2.0, true}), 3, contours);
  REQUIRE(contours.size() == 3);
  CHECK(contours[0].level == Catch::Approx(0.1));
  CHECK(contours[1].level == Catch::Approx(1.0));
  CHECK(contours[2].level == Catch::Approx(10.0));
  trace_contours(study_of(2, 2, values, {0.0, 60.0}), 3, contours);
  REQUIRE(contours.size() == 2);
  CHECK(contours[0].level == Catch::Approx(20.0));
}

void draw_cost(Figure& figure) {
  figure.clear();
  figure.x_name = "step";
  figure.x_unit = "steps";
  figure.y_name = "J";
  figure.x = {0.0, 300.0};
  figure.y = {-2.0, 0.0, true};
  Series& dev = figure.line("dev loss", {Role::backward});
  for (const auto& [step, loss] : {std::pair{0, 0.71}, {100, 0.2}, {300, 0.3}}) dev.add(step, loss);
  Series& train = figure.line("J train", {Role::forward});
  for (const auto& [step, cost] : {std::pair{0, 0.693}, {100, 0.1}, {300, 0.012}})
    train.add(step, cost);
  figure.mark(Mark::Kind::level, "random guess: ln 2", {Role::faint}).y = 0.693;
}

TEST_CASE("Words tell what a plot of lines shows", "[app][figure][plot]") {
  Figure figure;
  draw_cost(figure);
  CHECK(in_words(figure) ==
        "J train from 0.6930 to 0.01200 over 300 steps; dev loss from 0.7100 to 0.3000, least "
        "0.2000 at step 100; random guess: ln 2 at 0.693; 2 lines, J logarithmic");
  figure.line("lost", {Role::run}).add(7.0, kNaN);
  CHECK(in_words(figure).starts_with(
      "lost from NaN to NaN over 0 steps, first not finite at step 7"));
  figure.clear();
  CHECK(in_words(figure).empty());
}

TEST_CASE("Words tell dots, bars, bands and maps", "[app][figure][plot]") {
  Figure figure;
  figure.x_name = "y";
  figure.y_name = "ŷ";
  figure.bands.add().name = "of another figure";
  figure.clear();
  Series& dots = figure.dots("train", {Role::forward}, false);
  for (const double y : {1.0, 2.0, 4.0}) dots.add(y, 0.5 * y);
  Band& band = figure.bands.add();
  band.name = "10 to 90 % of 20 seeds";
  band.add(1.0, 0.25, 0.5);
  CHECK(in_words(figure) ==
        "train: 3 points, 0.500 to 2.00; 10 to 90 % of 20 seeds from 0.250 to 0.500 at x 1");
  const std::vector<float> values{1, 2, 3, std::numeric_limits<float>::infinity(), 5, 6};
  figure.clear();
  figure.x_name = "scale";
  figure.y_name = "depth";
  figure.map = study_of(3, 2, values, {0.0, 6.0});
  figure.map.least = {0.0, 0.0};
  figure.map.most = {3.0, 2.0};
  CHECK(in_words(figure) ==
        "3 × 2 cells, least 1.00 at scale 0.5, depth 1.5, greatest 6.00 at scale 2.5, depth 0.5, "
        "1 not finite");
}

TEST_CASE("A figure that is made again keeps its buffers", "[app][figure][plot][allocations]") {
  Figure figure;
  draw_cost(figure);
  const std::int64_t before = tests::allocations();
  for (int i = 0; i < 3; ++i) draw_cost(figure);
  CHECK(tests::allocations() == before);
  CHECK(figure.series.size() == 2);
  CHECK(figure.series[0].x.size() == 3);
  CHECK_FALSE(figure.series[0].dashed);
}

}  // namespace app_figure
