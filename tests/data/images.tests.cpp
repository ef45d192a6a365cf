// SPDX-License-Identifier: MIT
// Pictures: their values, classes, directions and forms.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numbers>

#include "data/dataset.hpp"
#include "data/sources.hpp"
#include "digest.hpp"

namespace data_images {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using core::Index;

namespace {

Options pictures(int side, int channels, int classes, int examples = 60, double noise = 0.0) {
  Options options;
  options.source = Source::images;
  options.side = side;
  options.channels = channels;
  options.classes = classes;
  options.examples = examples;
  options.noise = noise;
  return options;
}

// The angle of a bar's long axis in [0°, 180°), from the second moments of its light.
double measured_angle(const Table& table, Index example, int side) {
  double mass = 0.0, mean_u = 0.0, mean_v = 0.0;
  const auto light = [&](int row, int column) {
    return table.x(example, pixel_input(side, 0, row, column)) - 0.1;
  };
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      mass += light(row, column);
      mean_u += light(row, column) * column;
      mean_v += light(row, column) * -row;
    }
  mean_u /= mass;
  mean_v /= mass;
  double uu = 0.0, uv = 0.0, vv = 0.0;
  for (int row = 0; row < side; ++row)
    for (int column = 0; column < side; ++column) {
      const double u = column - mean_u;
      const double v = -row - mean_v;
      uu += light(row, column) * u * u;
      uv += light(row, column) * u * v;
      vv += light(row, column) * v * v;
    }
  const double degrees = 0.5 * std::atan2(2.0 * uv, uu - vv) * 180.0 / std::numbers::pi;
  return std::fmod(degrees + 180.0, 180.0);
}

}  // namespace

TEST_CASE("Pixel values are k/255 and within 0 and 1 under any noise", "[data][images]") {
  for (const int channels : {1, 3})
    for (const double noise : {0.0, 0.1, 1.0}) {
      const Table table = draw_images(pictures(8, channels, 2, 30, noise));
      for (const double value : table.x.reshaped()) {
        REQUIRE((value >= 0.0 && value <= 1.0));
        REQUIRE(std::floor(value * 255.0 + 0.5) / 255.0 == value);
      }
    }
}

TEST_CASE("Two classes give one target, more give one-hot targets, all in turn", "[data][images]") {
  const Table two = draw_images(pictures(8, 1, 2));
  REQUIRE(two.y.cols() == 1);
  CHECK(two.y.sum() == 30.0);
  for (const int channels : {1, 3})
    for (const int classes : {3, 4}) {
      const Table more = draw_images(pictures(8, channels, classes));
      REQUIRE(more.y.cols() == classes);
      CHECK(more.x.cols() == 64 * channels);
      CHECK(std::ssize(more.names) == 64 * channels + classes);
      for (Index i = 0; i < more.y.rows(); ++i) {
        CHECK(more.y.row(i).sum() == 1.0);
        CHECK(more.y(i, i % classes) == 1.0);
      }
    }
}

TEST_CASE("Bars lie in the direction of their class", "[data][images]") {
  for (const int classes : {2, 3, 4}) {
    const Table table = draw_images(pictures(32, 1, classes, 24));
    for (Index i = 0; i < table.x.rows(); ++i) {
      const double expected = 180.0 * static_cast<double>(i % classes) / classes;
      double difference = std::abs(measured_angle(table, i, 32) - expected);
      difference = std::min(difference, 180.0 - difference);
      CHECK(difference < 4.0);
    }
  }
}

TEST_CASE("A colour picture of 64 pixels flattens to 12288 inputs, colour by colour",
          "[data][images]") {
  const Table table = draw_images(pictures(64, 3, 2, 4));
  CHECK(table.x.cols() == 12288);
  CHECK(pixel_input(64, 0, 0, 0) == 0);
  CHECK(pixel_input(64, 0, 0, 63) == 63);
  CHECK(pixel_input(64, 0, 1, 0) == 64);
  CHECK(pixel_input(64, 1, 0, 0) == 4096);
  CHECK(pixel_input(64, 2, 63, 63) == 12287);
  CHECK(table.names[0] == "row 1 column 1 red");
  CHECK(table.names[4096] == "row 1 column 1 green");
  CHECK(table.names[12287] == "row 64 column 64 blue");
  CHECK(table.names[12288] == "disc");
}

TEST_CASE("A colour picture has a ground and a shape that can be told from it", "[data][images]") {
  const int side = 32;
  const Table table = draw_images(pictures(side, 3, 2, 40));
  for (Index i = 0; i < table.x.rows(); ++i) {
    double contrast = 0.0;
    for (int channel = 0; channel < 3; ++channel) {
      const auto plane = table.x.row(i).segment(Index{channel} * side * side, side * side);
      contrast = std::max(contrast, plane.maxCoeff() - plane.minCoeff());
    }
    CHECK(contrast >= 0.29);
  }
}

TEST_CASE("Rings, discs, squares and crosses fill their boxes as they should", "[data][images]") {
  const int side = 64;
  const Table table = draw_images(pictures(side, 3, 4, 40));
  for (Index i = 0; i < table.x.rows(); ++i) {
    // The corner is always ground.
    const auto is_shape = [&](int row, int column) {
      double difference = 0.0;
      for (int channel = 0; channel < 3; ++channel)
        difference += std::abs(table.x(i, pixel_input(side, channel, row, column)) -
                               table.x(i, pixel_input(side, channel, 0, 0)));
      return difference > 0.15;
    };
    int count = 0, top = side, bottom = 0, left = side, right = 0;
    for (int row = 0; row < side; ++row)
      for (int column = 0; column < side; ++column) {
        if (!is_shape(row, column)) continue;
        ++count;
        top = std::min(top, row);
        bottom = std::max(bottom, row);
        left = std::min(left, column);
        right = std::max(right, column);
      }
    const double filled = static_cast<double>(count) / ((bottom - top + 1) * (right - left + 1));
    const std::array<double, 4> expected{0.75 * std::numbers::pi / 4.0, std::numbers::pi / 4.0, 1.0,
                                         5.0 / 9.0};
    const auto label = static_cast<std::size_t>(i % 4);
    CHECK_THAT(filled, WithinAbs(expected[label], 0.07));
    CHECK(is_shape((top + bottom) / 2, (left + right) / 2) == (label != 0));
  }
}

TEST_CASE("Noise of pictures has its documented size", "[data][images]") {
  const Table clean = draw_images(pictures(16, 1, 2, 100));
  const Table noisy = draw_images(pictures(16, 1, 2, 100, 0.1));
  // Values of 0.1 and 0.9 are limited by 0 and 1 at two σ only.
  CHECK_THAT(std::sqrt((noisy.x - clean.x).array().square().mean()), WithinAbs(0.05, 0.003));
}

TEST_CASE("Every machine paints these pictures", "[data][images]") {
  CHECK(digest(draw_images(pictures(8, 1, 2, 50, 0.1)).x) == 0x3a09010a5d5a86fdU);
  CHECK(digest(draw_images(pictures(9, 1, 3, 50, 0.1)).x) == 0x830b0df16e7dd498U);
  CHECK(digest(draw_images(pictures(16, 3, 4, 50, 0.1)).x) == 0xf1097d724386a076U);
}

}  // namespace data_images
