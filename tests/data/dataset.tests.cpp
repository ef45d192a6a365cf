// SPDX-License-Identifier: MIT
// Parts, planes, tasks and names of whole datasets.
#include "data/dataset.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "core/options.hpp"
#include "data/features.hpp"
#include "data/sources.hpp"
#include "digest.hpp"

namespace data_dataset {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using core::Index;
using Matrix = core::Matrix<double>;

namespace {

Options of(Source source) {
  Options options;
  options.source = source;
  return options;
}

Options of_table(const Matrix& x, const Matrix& y, std::vector<std::string> names = {}) {
  Options options = of(Source::table);
  options.split = {1.0, 0.0, 0.0};
  options.table = std::make_shared<const Table>(Table{x, y, std::move(names)});
  return options;
}

}  // namespace

TEST_CASE("Every source makes parts of matching shapes", "[data][dataset]") {
  for (std::size_t i = 0; i < names(Source{}).size(); ++i) {
    const auto source = static_cast<Source>(i);
    if (source == Source::table) continue;
    INFO(core::name(source));
    Options options = of(source);
    options.all_inputs = false;
    const auto made = make_dataset(options);
    REQUIRE(made.has_value());
    const Dataset& dataset = *made;
    CHECK(dataset.train.x.cols() == 250);
    CHECK(dataset.dev.x.cols() == 125);
    CHECK(dataset.test.x.cols() == 125);
    for (const Part* part : {&dataset.train, &dataset.dev, &dataset.test}) {
      CHECK(part->x.rows() == dataset.inputs());
      CHECK(part->y.rows() == dataset.targets());
      CHECK(part->y.cols() == part->x.cols());
      CHECK(part->plane.rows() == (is_planar(source) ? 2 : 0));
      CHECK(part->plane.cols() == (is_planar(source) ? part->x.cols() : 0));
    }
    CHECK(std::ssize(dataset.input_names) == dataset.inputs());
    CHECK(std::ssize(dataset.target_names) == dataset.targets());
    CHECK(dataset.shift.size() == dataset.inputs());
    CHECK(dataset.scale.size() == dataset.inputs());
    CHECK(dataset.plane.has_value() == is_planar(source));
    const bool lines = source == Source::mnist1d;
    CHECK(dataset.targets() == (lines ? 10 : 1));
    const bool regression = source == Source::plane || source == Source::waves ||
                            source == Source::housing || source == Source::gaussian;
    CHECK(dataset.task == (regression ? Task::regression
                           : lines    ? Task::categorical
                                      : Task::binary));
    CHECK((dataset.image_side > 0) == (source == Source::images));
  }
}

TEST_CASE("The same options give the same bits, another seed gives others", "[data][dataset]") {
  for (const Source source : {Source::spiral, Source::housing, Source::images}) {
    Options options = of(source);
    options.scaling = Scaling::standardize;
    const Dataset first = make_dataset(options).value();
    const Dataset second = make_dataset(options).value();
    CHECK(first.train.x == second.train.x);
    CHECK(first.test.y == second.test.y);
    options.seed = 2;
    CHECK_FALSE(first.train.x == make_dataset(options).value().train.x);
  }
}

TEST_CASE("Every machine makes these datasets", "[data][dataset]") {
  Options options = of(Source::moons);
  options.inputs = {Feature::x1, Feature::x2_squared, Feature::sin_x1};
  options.scaling = Scaling::standardize;
  const Dataset dataset = make_dataset(options).value();
  CHECK(digest(dataset.train.x) == 0xbd2ba9dd46bbd5eaU);
  CHECK(digest(dataset.dev.y) == 0x98607d54c079aa45U);
  CHECK(digest(dataset.test.plane) == 0xbd15c7ab460e4d04U);
}

TEST_CASE("The parts hold each example once", "[data][dataset]") {
  Matrix x(11, 1);
  for (Index i = 0; i < 11; ++i) x(i, 0) = static_cast<double>(i);
  Options options = of_table(x, x);
  options.split = {0.5, 0.3, 0.2};
  const Dataset dataset = make_dataset(options).value();
  std::vector<int> seen(11);
  for (const Part* part : {&dataset.train, &dataset.dev, &dataset.test}) {
    CHECK(part->x == part->y);
    for (const double value : part->x.reshaped()) ++seen[static_cast<std::size_t>(value)];
  }
  CHECK(seen == std::vector<int>(11, 1));
  CHECK(dataset.train.x.cols() == 6);
  CHECK(dataset.dev.x.cols() == 3);
  CHECK(dataset.test.x.cols() == 2);
}

TEST_CASE("A table that is all for training keeps its rows in order", "[data][dataset]") {
  Matrix x(3, 2);
  x << 1, 2, 3, 4, 5, 6;
  Matrix y(3, 1);
  y << 0, 1, 0;
  const Dataset dataset = make_dataset(of_table(x, y)).value();
  CHECK(dataset.train.x == Matrix(x.transpose()));
  CHECK(dataset.train.y == Matrix(y.transpose()));
  CHECK(dataset.dev.x.rows() == 2);
  CHECK(dataset.dev.x.cols() == 0);
  CHECK(dataset.dev.y.rows() == 1);
}

TEST_CASE("Mean and deviation are those of the training part alone", "[data][dataset]") {
  Options options = of(Source::housing);
  options.examples = 100;
  const Dataset raw = make_dataset(options).value();
  options.scaling = Scaling::standardize;
  const Dataset scaled = make_dataset(options).value();
  for (Index i = 0; i < scaled.inputs(); ++i) {
    const double mean = raw.train.x.row(i).mean();
    const double deviation = std::sqrt((raw.train.x.row(i).array() - mean).square().mean());
    CHECK_THAT(scaled.shift(i), WithinAbs(mean, 1e-9));
    CHECK_THAT(scaled.scale(i), WithinAbs(deviation, 1e-9));
    CHECK_THAT(scaled.train.x.row(i).mean(), WithinAbs(0.0, 1e-12));
    CHECK_THAT(scaled.train.x.row(i).array().square().mean(), WithinAbs(1.0, 1e-12));
    // The others are scaled by the same numbers, so they are near 0 and 1, but not there.
    CHECK(std::abs(scaled.test.x.row(i).mean()) > 1e-6);
    for (Index j = 0; j < raw.test.x.cols(); ++j)
      CHECK(scaled.test.x(i, j) == (raw.test.x(i, j) - scaled.shift(i)) / scaled.scale(i));
  }
  CHECK(raw.shift.isZero(0.0));
  CHECK(raw.scale.isOnes(0.0));
}

TEST_CASE("Features become the inputs, and the plane keeps the raw points", "[data][dataset]") {
  Options options = of(Source::circle);
  options.inputs = {Feature::x1_squared, Feature::x2_squared, Feature::x1_x2};
  options.scaling = Scaling::center;
  const Dataset dataset = make_dataset(options).value();
  CHECK(dataset.input_names == std::vector<std::string>{"x1^2", "x2^2", "x1*x2"});
  CHECK(dataset.target_names == std::vector<std::string>{"class"});
  REQUIRE(dataset.inputs() == 3);
  for (Index j = 0; j < dataset.dev.x.cols(); ++j) {
    const double x1 = dataset.dev.plane(0, j);
    const double x2 = dataset.dev.plane(1, j);
    CHECK(dataset.dev.x(0, j) == x1 * x1 - dataset.shift(0));
    CHECK(dataset.dev.x(1, j) == x2 * x2 - dataset.shift(1));
    CHECK(dataset.dev.x(2, j) == x1 * x2 - dataset.shift(2));
  }
}

TEST_CASE("Points of the plane become the inputs that the examples there have", "[data][dataset]") {
  Options options = of(Source::waves);
  options.inputs = {Feature::sin_x2, Feature::x1};
  options.scaling = Scaling::standardize;
  const Dataset dataset = make_dataset(options).value();
  CHECK(planar_inputs(options, dataset, dataset.test.plane) == dataset.test.x);

  Matrix x(4, 2);
  x << 0, 10, 1, 20, 2, 30, 3, 40;
  Matrix y(4, 1);
  y << 0, 1, 1, 0;
  Options rows = of_table(x, y);
  rows.scaling = Scaling::standardize;
  const Dataset table = make_dataset(rows).value();
  CHECK(planar_inputs(rows, table, x.transpose()) == table.train.x);
  CHECK(table.train.plane == Matrix(x.transpose()));
  CHECK(scaled_inputs(table, x) == table.train.x);
}

TEST_CASE("A table of two inputs has a plane with a tenth of room around it", "[data][dataset]") {
  Matrix x(3, 2);
  x << 0, 5, 10, 5, 4, 5;
  const Dataset dataset = make_dataset(of_table(x, Matrix::Zero(3, 1))).value();
  REQUIRE(dataset.plane.has_value());
  CHECK(dataset.plane->x_min == -1.0);
  CHECK(dataset.plane->x_max == 11.0);
  CHECK(dataset.plane->y_min == 4.0);
  CHECK(dataset.plane->y_max == 6.0);
  CHECK_FALSE(make_dataset(of_table(Matrix::Zero(3, 3), Matrix::Zero(3, 1))).value().plane);
  CHECK_FALSE(make_dataset(of_table(Matrix::Zero(3, 1), Matrix::Zero(3, 1))).value().plane);
}

TEST_CASE("The targets of a table say what its task is", "[data][dataset]") {
  const auto task = [](const Matrix& y) {
    return make_dataset(of_table(Matrix::Zero(y.rows(), 3), y)).value().task;
  };
  CHECK(task(Matrix{{0.0}, {1.0}}) == Task::binary);
  CHECK(task(Matrix{{1.0}, {1.0}}) == Task::binary);
  CHECK(task(Matrix{{0.0}, {2.0}}) == Task::regression);
  CHECK(task(Matrix{{0.5}}) == Task::regression);
  CHECK(task(Matrix{{1.0, 0.0}, {0.0, 1.0}}) == Task::categorical);
  CHECK(task(Matrix{{1.0, 1.0}, {0.0, 1.0}}) == Task::regression);
  CHECK(task(Matrix{{0.0, 0.0}, {0.0, 1.0}}) == Task::regression);
  CHECK(task(Matrix{{2.0, -1.0}, {0.0, 1.0}}) == Task::regression);
}

TEST_CASE("Tables without names get names", "[data][dataset]") {
  const Dataset one = make_dataset(of_table(Matrix::Zero(2, 2), Matrix::Zero(2, 1))).value();
  CHECK(one.input_names == std::vector<std::string>{"x1", "x2"});
  CHECK(one.target_names == std::vector<std::string>{"y"});
  const Dataset two = make_dataset(of_table(Matrix::Zero(2, 1), Matrix::Zero(2, 2))).value();
  CHECK(two.target_names == std::vector<std::string>{"y1", "y2"});
  const Dataset named =
      make_dataset(of_table(Matrix::Zero(2, 1), Matrix::Zero(2, 1), {"age", "price"})).value();
  CHECK(named.input_names == std::vector<std::string>{"age"});
  CHECK(named.target_names == std::vector<std::string>{"price"});
}

TEST_CASE("More than two picture classes make a categorical task", "[data][dataset]") {
  Options options = of(Source::images);
  options.classes = 3;
  options.channels = 3;
  const Dataset dataset = make_dataset(options).value();
  CHECK(dataset.task == Task::categorical);
  CHECK(dataset.targets() == 3);
  CHECK(dataset.target_names == std::vector<std::string>{"ring", "disc", "square"});
  CHECK(dataset.image_side == 8);
  CHECK(dataset.image_channels == 3);
}

}  // namespace data_dataset
