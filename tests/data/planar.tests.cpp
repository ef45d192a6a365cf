// SPDX-License-Identifier: MIT
// Points of the plane against the formulas of their sources.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numbers>

#include "core/options.hpp"
#include "data/sources.hpp"
#include "digest.hpp"

namespace data_planar {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using core::Index;

namespace {

constexpr std::array kClasses{Source::circle, Source::xor_quadrants, Source::gaussians,
                              Source::spiral, Source::moons,         Source::checkerboard};

Options quiet(Source source, int examples = 1000) {
  Options options;
  options.source = source;
  options.examples = examples;
  options.noise = 0.0;
  return options;
}

// Calls check(x1, x2, label) for 1000 examples without noise.
template <class Check>
void for_points(Source source, Check check) {
  const Table table = draw_planar(quiet(source));
  for (Index i = 0; i < table.x.rows(); ++i) check(table.x(i, 0), table.x(i, 1), table.y(i, 0));
}

}  // namespace

TEST_CASE("Two classes take turns, so that they are of equal size", "[data][planar]") {
  for (const Source source : kClasses)
    for (const int examples : {1, 2, 7, 500}) {
      const Table table = draw_planar(quiet(source, examples));
      REQUIRE(table.x.rows() == examples);
      REQUIRE(table.x.cols() == 2);
      REQUIRE(table.y.cols() == 1);
      CHECK(table.y.sum() == examples / 2);
      for (Index i = 0; i < examples; ++i) CHECK(table.y(i, 0) == static_cast<double>(i % 2));
    }
}

TEST_CASE("Without noise every source stays in the plane that is shown", "[data][planar]") {
  for (const Source source : kClasses) {
    const Table table = draw_planar(quiet(source));
    CHECK(table.x.cwiseAbs().maxCoeff() <= 6.0);
    // And it fills it: nothing is drawn in a corner only.
    CHECK(table.x.col(0).maxCoeff() - table.x.col(0).minCoeff() > 6.0);
    CHECK(table.x.col(1).maxCoeff() - table.x.col(1).minCoeff() > 4.5);
  }
}

TEST_CASE("The circle is a disc in a ring", "[data][planar]") {
  for_points(Source::circle, [](double x1, double x2, double label) {
    const double radius = std::hypot(x1, x2);
    if (label == 1.0)
      CHECK(radius <= 2.5 + 1e-12);
    else
      CHECK((radius >= 3.5 - 1e-12 && radius <= 5.0 + 1e-12));
  });
}

TEST_CASE("The disc is covered evenly: half of it lies within 1/√2 of its radius",
          "[data][planar]") {
  int inside = 0;
  int all = 0;
  for_points(Source::circle, [&](double x1, double x2, double label) {
    if (label != 1.0) return;
    ++all;
    if (std::hypot(x1, x2) < 2.5 * std::numbers::sqrt2 / 2.0) ++inside;
  });
  // 500 draws, σ = 11.
  CHECK(std::abs(inside - all / 2) < 45);
}

TEST_CASE("XOR is 1 where the signs differ", "[data][planar]") {
  std::array<int, 4> quadrants{};
  for_points(Source::xor_quadrants, [&](double x1, double x2, double label) {
    CHECK((x1 * x2 < 0.0) == (label == 1.0));
    CHECK(std::min(std::abs(x1), std::abs(x2)) >= 0.3);
    ++quadrants[(x1 > 0.0 ? 1U : 0U) + (x2 > 0.0 ? 2U : 0U)];
  });
  for (const int count : quadrants) CHECK(count > 180);
}

TEST_CASE("The gaussians have their means and deviations", "[data][planar]") {
  const Table table = draw_planar(quiet(Source::gaussians, 20000));
  for (Index label = 0; label < 2; ++label)
    for (Index column = 0; column < 2; ++column) {
      double sum = 0.0;
      double squares = 0.0;
      for (Index i = label; i < table.x.rows(); i += 2) {
        sum += table.x(i, column);
        squares += table.x(i, column) * table.x(i, column);
      }
      const double mean = sum / 10000.0;
      CHECK_THAT(mean, WithinAbs(label == 1 ? 2.0 : -2.0, 0.03));
      CHECK_THAT(std::sqrt(squares / 10000.0 - mean * mean), WithinAbs(0.6, 0.02));
    }
}

TEST_CASE("The arms of the spiral lie where their formula says", "[data][planar]") {
  for_points(Source::spiral, [](double x1, double x2, double label) {
    const double radius = std::hypot(x1, x2);
    CHECK((radius >= 0.25 - 1e-12 && radius <= 5.0 + 1e-12));
    const double angle = std::numbers::pi * (3.5 * radius / 5.0 + label);
    CHECK_THAT(x1, WithinAbs(radius * std::cos(angle), 1e-9));
    CHECK_THAT(x2, WithinAbs(radius * std::sin(angle), 1e-9));
  });
}

TEST_CASE("The moons are half circles of radius 3.2", "[data][planar]") {
  for_points(Source::moons, [](double x1, double x2, double label) {
    const double centre1 = label == 1.0 ? 1.6 : -1.6;
    const double centre2 = label == 1.0 ? 0.8 : -0.8;
    CHECK_THAT(std::hypot(x1 - centre1, x2 - centre2), WithinAbs(3.2, 1e-12));
    if (label == 1.0)
      CHECK(x2 <= centre2 + 1e-12);
    else
      CHECK(x2 >= centre2 - 1e-12);
  });
}

TEST_CASE("The squares of the checkerboard alternate and are all used", "[data][planar]") {
  std::array<int, 16> squares{};
  for_points(Source::checkerboard, [&](double x1, double x2, double label) {
    const auto column = static_cast<int>(std::floor((x1 + 5.0) / 2.5));
    const auto row = static_cast<int>(std::floor((x2 + 5.0) / 2.5));
    REQUIRE((column >= 0 && column < 4 && row >= 0 && row < 4));
    CHECK((column + row) % 2 == static_cast<int>(label));
    ++squares[static_cast<std::size_t>(4 * row + column)];
  });
  for (const int count : squares) CHECK(count > 30);
}

TEST_CASE("The regressions follow their formulas", "[data][planar]") {
  for_points(Source::plane, [](double x1, double x2, double y) { CHECK(y == (x1 + x2) / 10.0); });
  for_points(Source::waves, [](double x1, double x2, double y) {
    CHECK_THAT(y, WithinAbs(std::sin(x1) * std::cos(x2), 1e-14));
  });
}

TEST_CASE("Noise moves the same points, each in proportion", "[data][planar]") {
  for (const Source source : kClasses) {
    Options options = quiet(source, 200);
    const Table at_rest = draw_planar(options);
    options.noise = 0.25;
    const Table moved = draw_planar(options);
    options.noise = 1.0;
    const Table far = draw_planar(options);
    CHECK(at_rest.y == far.y);
    CHECK(((far.x - at_rest.x) - 4.0 * (moved.x - at_rest.x)).cwiseAbs().maxCoeff() < 1e-12);
    const double spread = std::sqrt((far.x - at_rest.x).array().square().mean());
    CHECK_THAT(spread, WithinAbs(1.5, 0.2));
  }
}

TEST_CASE("Noise of the regressions is in the targets alone", "[data][planar]") {
  for (const Source source : {Source::plane, Source::waves}) {
    Options options = quiet(source, 2000);
    const Table exact = draw_planar(options);
    options.noise = 0.5;
    const Table noisy = draw_planar(options);
    CHECK(exact.x == noisy.x);
    CHECK_THAT(std::sqrt((noisy.y - exact.y).array().square().mean()), WithinAbs(0.25, 0.02));
  }
}

TEST_CASE("More examples keep the first ones", "[data][planar]") {
  for (const Source source :
       {Source::circle, Source::xor_quadrants, Source::gaussians, Source::spiral, Source::moons,
        Source::checkerboard, Source::plane, Source::waves}) {
    Options options = quiet(source, 50);
    options.noise = 0.3;
    const Table few = draw_planar(options);
    options.examples = 80;
    const Table many = draw_planar(options);
    CHECK(many.x.topRows(50) == few.x);
    CHECK(many.y.topRows(50) == few.y);
  }
}

TEST_CASE("Seeds tell the examples apart, and the same seed repeats them", "[data][planar]") {
  for (const Source source : kClasses) {
    Options options;
    options.source = source;
    const Table first = draw_planar(options);
    CHECK(first == draw_planar(options));
    options.seed = 2;
    CHECK_FALSE(first == draw_planar(options));
  }
}

TEST_CASE("Every machine draws these bits in the plane", "[data][planar]") {
  const auto [source, expected] = GENERATE(table<Source, std::uint64_t>({
      {Source::circle, 0xc1897b14ffca4c86U},
      {Source::xor_quadrants, 0xc20045b6906639ecU},
      {Source::gaussians, 0xbe0a439f314524e1U},
      {Source::spiral, 0xe3dd205b72f5332cU},
      {Source::moons, 0x0fb423864f25d6e1U},
      {Source::checkerboard, 0x09cff403b35d89e4U},
      {Source::plane, 0x0f9d48783f807e49U},
      {Source::waves, 0x0de6b63935e81dd0U},
  }));
  Options options;
  options.source = source;
  const Table drawn = draw_planar(options);
  INFO(core::name(source));
  CHECK(digest(drawn.x) + digest(drawn.y) == expected);
}

}  // namespace data_planar
