// SPDX-License-Identifier: MIT
// Options that cannot be drawn from, each with its sentence.
#include "data/check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "data/dataset.hpp"

namespace data_check {

using namespace isobath;
using namespace isobath::data;
using Matrix = core::Matrix<double>;

namespace {

// The sentence that make_dataset answers the default options of a source with, once changed.
template <class Change>
std::string sentence(Source source, Change change) {
  Options options;
  options.source = source;
  change(options);
  const auto made = make_dataset(options);
  return made.has_value() ? "it was made" : made.error();
}

std::string table_sentence(Table table) {
  return sentence(Source::table, [&](Options& options) {
    options.table = std::make_shared<const Table>(std::move(table));
  });
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE("Wrong splits are refused", "[data][check]") {
  const auto split = [](Split value) {
    return sentence(Source::circle, [&](Options& options) { options.split = value; });
  };
  CHECK(split({-0.5, 1.0, 0.5}) == "data.split.train: -0.5 is not between 0 and 1");
  CHECK(split({0.5, 1.5, -1.0}) == "data.split.dev: 1.5 is not between 0 and 1");
  CHECK(split({0.5, 0.5, kNan}) == "data.split.test: nan is not between 0 and 1");
  CHECK(split({0.5, 0.25, 0.5}) == "data.split: 0.5 + 0.25 + 0.5 is 1.25, not 1");
  CHECK(split({0.5, 0.25, 0.25 + 2e-9}).starts_with("data.split: 0.5 + 0.25 + 0.2500"));
  CHECK(split({0.5, 0.25, 0.25 + 5e-10}) == "it was made");
  CHECK(split({0.0, 0.5, 0.5}) ==
        "data.split: a train share of 0 leaves no example for training of 500; at least one is "
        "needed");
  CHECK(sentence(Source::circle,
                 [](Options& options) {
                   options.examples = 1;
                   options.split = {0.2, 0.4, 0.4};
                 }) ==
        "data.split: a train share of 0.2 leaves no example for training of 1; at least one is "
        "needed");
}

TEST_CASE("Wrong numbers of what is drawn are refused", "[data][check]") {
  const auto examples = [](Source source, int value) {
    return sentence(source, [&](Options& options) { options.examples = value; });
  };
  CHECK(examples(Source::moons, 0) == "data.examples: 0 is not between 1 and 100000");
  CHECK(examples(Source::housing, 100'001) == "data.examples: 100001 is not between 1 and 100000");
  CHECK(examples(Source::parity, 0) == "it was made");
  CHECK(sentence(Source::parity, [](Options& options) {
          options.all_inputs = false;
          options.examples = -1;
        }) == "data.examples: -1 is not between 1 and 100000");

  const auto noise = [](double value) {
    return sentence(Source::xor_quadrants, [&](Options& options) { options.noise = value; });
  };
  CHECK(noise(-0.1) == "data.noise: -0.1 is not between 0 and 1");
  CHECK(noise(1.5) == "data.noise: 1.5 is not between 0 and 1");
  CHECK(noise(kNan) == "data.noise: nan is not between 0 and 1");
  CHECK(noise(1.0) == "it was made");

  const auto bits = [](int value) {
    return sentence(Source::parity, [&](Options& options) { options.bits = value; });
  };
  CHECK(bits(1) == "data.bits: 1 is not between 2 and 14");
  CHECK(bits(15) == "data.bits: 15 is not between 2 and 14");
  CHECK(bits(14) == "it was made");

  CHECK(sentence(Source::plane, [](Options& options) { options.inputs.clear(); }) ==
        "data.inputs: the list is empty; at least one of x1, x2, x1^2, x2^2, x1*x2, sin(x1), "
        "sin(x2) is needed");
}

TEST_CASE("Wrong pictures are refused", "[data][check]") {
  const auto picture = [](int side, int channels, int classes, int examples = 10) {
    return sentence(Source::images, [&](Options& options) {
      options.side = side;
      options.channels = channels;
      options.classes = classes;
      options.examples = examples;
    });
  };
  CHECK(picture(3, 1, 2) == "data.side: 3 is not between 4 and 64");
  CHECK(picture(65, 1, 2) == "data.side: 65 is not between 4 and 64");
  CHECK(picture(8, 2, 2) == "data.channels: 2 is neither 1 nor 3");
  CHECK(picture(8, 1, 1) == "data.classes: 1 is not between 2 and 4");
  CHECK(picture(8, 3, 5) == "data.classes: 5 is not between 2 and 4");
  CHECK(picture(64, 3, 2, 8139) ==
        "data.examples: 8139 pictures of 12288 values are too many; at most 8138 fit");
  CHECK(picture(4, 1, 4) == "it was made");
}

TEST_CASE("Wrong tables are refused", "[data][check]") {
  const auto zero = [](core::Index rows, core::Index columns) -> Matrix {
    return Matrix::Zero(rows, columns);
  };
  CHECK(sentence(Source::table, [](Options&) {}) ==
        "data.x: the source \"table\" needs rows, and there are none");
  CHECK(table_sentence({zero(0, 2), zero(0, 1), {}}) ==
        "data.x: there is no row; at least one is needed");
  CHECK(table_sentence({zero(2, 0), zero(2, 1), {}}) ==
        "data.x: the rows are empty; at least one input is needed");
  CHECK(table_sentence({zero(2, 1), zero(2, 0), {}}) ==
        "data.y: the rows are empty; at least one target is needed");
  CHECK(table_sentence({zero(3, 1), zero(2, 1), {}}) == "data.y: 2 rows where data.x has 3");
  CHECK(table_sentence({zero(100'001, 1), zero(100'001, 1), {}}) ==
        "data.x: 100001 rows are too many; at most 100000 are taken");
  CHECK(table_sentence({zero(1, 1001), zero(1, 1), {}}) ==
        "data.x: 1001 columns are too many; at most 1000 are taken");
  CHECK(table_sentence({zero(1, 1), zero(1, 1001), {}}) ==
        "data.y: 1001 columns are too many; at most 1000 are taken");
  CHECK(table_sentence({zero(2, 2), zero(2, 1), {"a", "b"}}) ==
        "data.names: 2 names for 3 columns of x and y");
  Matrix x = zero(3, 2);
  x(2, 1) = kNan;
  CHECK(table_sentence({x, zero(3, 1), {}}) == "data.x[2][1]: nan is not a finite number");
  Matrix y = zero(3, 2);
  y(1, 0) = -std::numeric_limits<double>::infinity();
  CHECK(table_sentence({zero(3, 2), y, {}}) == "data.y[1][0]: -inf is not a finite number");
}

TEST_CASE("Fields that a source does not use are not looked at", "[data][check]") {
  CHECK(sentence(Source::circle, [](Options& options) {
          options.bits = 99;
          options.side = 0;
          options.classes = 0;
        }) == "it was made");
  CHECK(sentence(Source::housing, [](Options& options) { options.inputs.clear(); }) ==
        "it was made");
}

}  // namespace data_check
