// SPDX-License-Identifier: MIT
// Labels of the training part drawn anew.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "core/options.hpp"
#include "data/dataset.hpp"
#include "data/sources.hpp"

namespace data_label_noise {

using namespace isobath;
using namespace isobath::data;
using core::Index;

namespace {

Options of(Source source, double label_noise, int examples = 4000) {
  Options options;
  options.source = source;
  options.examples = examples;
  options.label_noise = label_noise;
  options.classes = 4;
  return options;
}

Index label(const core::Matrix<double>& y, Index example) {
  if (y.rows() == 1) return y(0, example) > 0.5 ? 1 : 0;
  Index row = 0;
  y.col(example).maxCoeff(&row);
  return row;
}

Index changed(const Part& a, const Part& b) {
  Index count = 0;
  for (Index i = 0; i < a.y.cols(); ++i) count += label(a.y, i) != label(b.y, i);
  return count;
}

}  // namespace

TEST_CASE("A share of the training labels is drawn anew, and nothing else changes",
          "[data][label_noise]") {
  const auto source = GENERATE(Source::circle, Source::mnist1d, Source::images);
  const double share = GENERATE(0.15, 1.0);
  CAPTURE(core::name(source), share);
  const Dataset clean = make_dataset(of(source, 0.0)).value();
  const Dataset noisy = make_dataset(of(source, share)).value();
  CHECK(noisy.train.x == clean.train.x);
  CHECK(noisy.dev.y == clean.dev.y);
  CHECK(noisy.test.y == clean.test.y);
  CHECK(noisy.train.y.sum() > 0.0);
  const bool one_hot = clean.task == Task::categorical;
  const double classes = one_hot ? static_cast<double>(clean.targets()) : 2.0;
  // One of as many classes is the label that was there.
  const auto m = static_cast<double>(clean.train.y.cols());
  const double expected = share * (1.0 - 1.0 / classes);
  const double error = std::sqrt(expected * (1.0 - expected) / m);
  CHECK(std::abs(static_cast<double>(changed(clean.train, noisy.train)) / m - expected) <
        4.0 * error);
  if (one_hot) CHECK((noisy.train.y.colwise().sum().array() == 1.0).all());
  CHECK(((noisy.train.y.array() == 0.0) || (noisy.train.y.array() == 1.0)).all());
  if (share < 1.0) return;
  // All of them: every class is as likely as another, whatever it was.
  const double of_first = std::sqrt(1.0 / classes * (1.0 - 1.0 / classes) / m);
  double first = 0.0;
  for (Index i = 0; i < noisy.train.y.cols(); ++i) first += label(noisy.train.y, i) == 0;
  CHECK(std::abs(first / m - 1.0 / classes) < 4.0 * of_first);
}

TEST_CASE("More of it keeps the labels that were drawn, and the seed says which",
          "[data][label_noise]") {
  const Dataset clean = make_dataset(of(Source::circle, 0.0, 1000)).value();
  const Dataset some = make_dataset(of(Source::circle, 0.2, 1000)).value();
  const Dataset more = make_dataset(of(Source::circle, 0.4, 1000)).value();
  for (Index i = 0; i < clean.train.y.cols(); ++i)
    if (label(some.train.y, i) != label(clean.train.y, i))
      CHECK(label(more.train.y, i) == label(some.train.y, i));
  CHECK(changed(clean.train, more.train) > changed(clean.train, some.train));
  CHECK(make_dataset(of(Source::circle, 0.2, 1000)).value().train.y == some.train.y);
  Options other = of(Source::circle, 0.2, 1000), bare = of(Source::circle, 0.0, 1000);
  other.seed = bare.seed = 2;
  CHECK_FALSE(make_dataset(other).value().train.y == some.train.y);
  CHECK(changed(make_dataset(other).value().train, make_dataset(bare).value().train) > 20);
}

TEST_CASE("A table's classes are drawn anew as well, and numbers never", "[data][label_noise]") {
  Options options = of(Source::table, 0.5);
  Table rows{core::Matrix<double>::Random(400, 2), core::Matrix<double>::Zero(400, 1), {}};
  options.table = std::make_shared<const Table>(rows);
  options.split = {1.0, 0.0, 0.0};
  const double ones = make_dataset(options).value().train.y.sum();
  CHECK(ones > 70.0);
  CHECK(ones < 130.0);
  for (const auto source : {Source::waves, Source::housing, Source::gaussian})
    CHECK(make_dataset(of(source, 0.5, 100)).value().train.y ==
          make_dataset(of(source, 0.0, 100)).value().train.y);
}

TEST_CASE("A share is between 0 and 1", "[data][label_noise]") {
  CHECK(make_dataset(of(Source::circle, 1.5)).error() ==
        "data.label_noise: 1.5 is not between 0 and 1");
  CHECK_FALSE(make_dataset(of(Source::circle, std::nan(""))));
}

}  // namespace data_label_noise
