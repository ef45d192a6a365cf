// SPDX-License-Identifier: MIT
// Normal inputs and targets that have nothing to do with each other.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "data/dataset.hpp"
#include "data/sources.hpp"
#include "digest.hpp"

namespace data_gaussian {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using core::Index;

namespace {

Options normals(int examples, int dimensions, int targets) {
  Options options;
  options.source = Source::gaussian;
  options.examples = examples;
  options.dimensions = dimensions;
  options.targets = targets;
  return options;
}

}  // namespace

TEST_CASE("Inputs and targets are N(0, 1), and independent", "[data][gaussian]") {
  constexpr int kExamples = 20'000;
  const Table table = draw_gaussian_noise(normals(kExamples, 3, 2));
  core::Matrix<double> all(kExamples, 5);
  all << table.x, table.y;
  const double error = 1.0 / std::sqrt(kExamples);
  for (Index j = 0; j < all.cols(); ++j) {
    const auto column = all.col(j).array();
    CHECK_THAT(column.mean(), WithinAbs(0.0, 4.0 * error));
    CHECK_THAT(column.square().mean(), WithinAbs(1.0, 4.0 * std::sqrt(2.0) * error));
    CHECK_THAT(column.pow(4).mean(), WithinAbs(3.0, 4.0 * std::sqrt(96.0) * error));
    for (Index k = 0; k < j; ++k)
      CHECK_THAT((column * all.col(k).array()).mean(), WithinAbs(0.0, 4.0 * error));
  }
}

TEST_CASE("A seed is a draw: the same everywhere, its first examples kept by more of them",
          "[data][gaussian]") {
  const Table few = draw_gaussian_noise(normals(10, 16, 1));
  CHECK(few.x == draw_gaussian_noise(normals(272, 16, 1)).x.topRows(10));
  CHECK(few.y == draw_gaussian_noise(normals(272, 16, 1)).y.topRows(10));
  // More targets leave the inputs alone, noise leaves all alone.
  CHECK(few.x == draw_gaussian_noise(normals(10, 16, 4)).x);
  Options noisy = normals(10, 16, 1);
  noisy.noise = 0.9;
  CHECK(few.x == draw_gaussian_noise(noisy).x);
  CHECK(few.y == draw_gaussian_noise(noisy).y);
  noisy.seed = 2;
  CHECK_FALSE(few.x == draw_gaussian_noise(noisy).x);
  CHECK(digest(few.x) == 0xc7ea13bed7c73e18U);
  CHECK(digest(few.y) == 0xde610454b12c4c91U);
}

TEST_CASE("As a data set they are a regression of so many inputs and targets", "[data][gaussian]") {
  Options options = normals(50, 8, 3);
  options.split = {1.0, 0.0, 0.0};
  const auto made = make_dataset(options);
  REQUIRE(made);
  CHECK(made->task == Task::regression);
  CHECK(made->inputs() == 8);
  CHECK(made->targets() == 3);
  CHECK(made->input_names.front() == "x1");
  CHECK(made->target_names.back() == "y3");
  CHECK_FALSE(made->plane);
  const Table rows = draw_gaussian_noise(options);
  CHECK(made->train.x == rows.x.transpose());
  CHECK(made->train.y == rows.y.transpose());
}

TEST_CASE("Too many numbers are refused before they are drawn", "[data][gaussian]") {
  CHECK(make_dataset(normals(10, 0, 1)).error() == "data.inputs: 0 is not between 1 and 4096");
  CHECK(make_dataset(normals(10, 4, 513)).error() == "data.targets: 513 is not between 1 and 512");
  const auto many = make_dataset(normals(100'000, 4096, 1));
  REQUIRE_FALSE(many);
  CHECK(many.error().starts_with("data.examples: 100000 examples of 4097 values are too many"));
}

}  // namespace data_gaussian
