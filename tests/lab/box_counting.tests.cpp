// SPDX-License-Identifier: MIT
// Dimensions of borders that are known: of a line, of a disc, of Koch's curve.
#include "lab/box_counting.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <utility>
#include <vector>

namespace lab_box_counting {

using namespace isobath::lab;
using Catch::Matchers::WithinAbs;

namespace {

constexpr int kSide = 512;

template <class Inside>
std::vector<std::uint8_t> picture(const Inside& inside) {
  std::vector<std::uint8_t> cells;
  for (int row = 0; row < kSide; ++row)
    for (int column = 0; column < kSide; ++column)
      cells.push_back(inside((column + 0.5) / kSide, (row + 0.5) / kSide) ? 1 : 0);
  return cells;
}

using Point = std::pair<double, double>;

/// The curve over a base line, closed by that line's far side.
std::vector<Point> koch() {
  std::vector<Point> points{{0.0, 0.3}, {1.0, 0.3}};
  for (int i = 0; i < 6; ++i) {
    std::vector<Point> next{points[0]};
    for (std::size_t k = 0; k + 1 < points.size(); ++k) {
      const auto [x0, y0] = points[k];
      const auto [x1, y1] = points[k + 1];
      const double dx = (x1 - x0) / 3.0, dy = (y1 - y0) / 3.0;
      next.emplace_back(x0 + dx, y0 + dy);
      next.emplace_back(x0 + 1.5 * dx - dy * std::sqrt(3.0) / 2.0,
                        y0 + 1.5 * dy + dx * std::sqrt(3.0) / 2.0);
      next.emplace_back(x0 + 2.0 * dx, y0 + 2.0 * dy);
      next.emplace_back(x1, y1);
    }
    points = next;
  }
  return points;
}

/// 1 below the curve: where an odd number of its pieces lies above.
std::vector<std::uint8_t> below(const std::vector<Point>& curve) {
  std::vector<std::uint8_t> cells(static_cast<std::size_t>(kSide) * kSide);
  for (int column = 0; column < kSide; ++column) {
    const double x = (column + 0.5) / kSide;
    std::vector<double> crossings;
    for (std::size_t k = 0; k + 1 < curve.size(); ++k) {
      const auto [x0, y0] = curve[k];
      const auto [x1, y1] = curve[k + 1];
      if ((x0 <= x) != (x1 <= x)) crossings.push_back(y0 + (y1 - y0) * (x - x0) / (x1 - x0));
    }
    for (int row = 0; row < kSide; ++row) {
      const double y = (row + 0.5) / kSide;
      const auto above = std::ranges::count_if(crossings, [y](double at) { return at > y; });
      cells[static_cast<std::size_t>(row) * kSide + static_cast<std::size_t>(column)] =
          above % 2 == 1 ? 1 : 0;
    }
  }
  return cells;
}

}  // namespace

TEST_CASE("a straight line and a disc's border have dimension 1", "[lab][box_counting]") {
  const auto line = picture([](double x, double y) { return y < 0.37 * x + 0.2; });
  CHECK_THAT(border_dimension(line, kSide, kSide).value(), WithinAbs(1.0, 0.05));
  const auto disc =
      picture([](double x, double y) { return std::hypot(x - 0.5, y - 0.47) < 0.35; });
  CHECK_THAT(border_dimension(disc, kSide, kSide).value(), WithinAbs(1.0, 0.05));
}

TEST_CASE("Koch's curve has dimension log 4 / log 3", "[lab][box_counting]") {
  CHECK_THAT(border_dimension(below(koch()), kSide, kSide).value(),
             WithinAbs(std::log(4.0) / std::log(3.0), 0.05));
}

TEST_CASE("noise fills the plane, and what has no border has no dimension", "[lab][box_counting]") {
  unsigned state = 1;
  const auto noise = picture([&](double, double) {
    state = state * 1664525U + 1013904223U;
    return (state >> 16U & 15U) == 0U;
  });
  CHECK(border_dimension(noise, kSide, kSide).value() > 1.8);
  CHECK_FALSE(border_dimension(std::vector<std::uint8_t>(kSide * kSide, 1), kSide, kSide));
  CHECK_FALSE(border_dimension(std::vector<std::uint8_t>(32 * 32, 1), 32, 32));
}

TEST_CASE("a border cell is a block that holds both", "[lab][box_counting]") {
  const std::vector<std::uint8_t> cells{1, 1, 0,  //
                                        1, 1, 0,  //
                                        1, 1, 1};
  CHECK(border_cells(cells, 3, 3) == std::vector<std::uint8_t>{0, 1, 0, 1});
}

}  // namespace lab_box_counting
