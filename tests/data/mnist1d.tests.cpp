// SPDX-License-Identifier: MIT
// Ten lines of forty points: what their statistics must be, and that depth helps to tell them
// apart.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "core/trainer.hpp"
#include "data/dataset.hpp"
#include "data/sources.hpp"
#include "digest.hpp"

namespace data_mnist1d {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using core::Index;

namespace {

Options lines(int examples, double noise = 0.1) {
  Options options;
  options.source = Source::mnist1d;
  options.examples = examples;
  options.noise = noise;
  return options;
}

/// Test accuracy of a network with these hidden widths after so many updates of Adam.
double accuracy(const Dataset& dataset, std::vector<int> hidden, int updates) {
  core::Network network;
  network.inputs = dataset.inputs();
  network.loss = core::Loss::categorical_cross_entropy;
  for (const int units : hidden)
    network.layers.push_back({units, core::Activation::relu, {}, {}, {}});
  network.layers.push_back({10, core::Activation::softmax, {}, {}, {}});
  const auto examples = [](const Part& part) {
    return core::Examples<float>{part.x.cast<float>(), part.y.cast<float>()};
  };
  const auto train = examples(dataset.train), test = examples(dataset.test);
  core::TrainingOptions options;
  options.optimizer = core::Optimizer::adam;
  options.learning_rate = 0.01;
  options.batch = 100;
  core::InitializationOptions start;
  start.weights = core::WeightScheme::he_normal;
  core::Trainer<float> trainer(network, options, core::start_parameters(network, start), train);
  for (int step = 0; step < updates; ++step) trainer.step();
  core::Probe<float> probe(network);
  return probe.look(trainer.parameters(), options, {train, test, test}).test.accuracy;
}

}  // namespace

TEST_CASE("Ten classes take turns over lines of forty points", "[data][mnist1d]") {
  const auto made = make_dataset(lines(1000));
  REQUIRE(made);
  CHECK(made->task == Task::categorical);
  CHECK(made->inputs() == 40);
  CHECK(made->targets() == 10);
  CHECK_FALSE(made->plane);
  const Table table = draw_mnist1d(lines(1000));
  for (Index i = 0; i < 1000; ++i) {
    CHECK(table.y(i, i % 10) == 1.0);
    CHECK(table.y.row(i).sum() == 1.0);
  }
  CHECK(table.x.cwiseAbs().maxCoeff() < 1.5);
}

TEST_CASE("Without noise and shear a line is its template and else 0", "[data][mnist1d]") {
  const Table table = draw_mnist1d(lines(400, 0.0));
  // What a shear leaves of a line without a template is straight: most second differences are 0.
  Index straight = 0;
  for (Index i = 0; i < table.x.rows(); ++i)
    for (Index j = 1; j + 1 < 40; ++j)
      straight += std::abs(table.x(i, j - 1) - 2.0 * table.x(i, j) + table.x(i, j + 1)) < 1e-9;
  // A template is 12 of 48 to 72 points, drawn out: from 12/72 to 18/72 of the 40, and its ends.
  const double share = static_cast<double>(straight) / (400.0 * 38.0);
  CHECK(share > 0.62);
  CHECK(share < 0.82);
}

TEST_CASE("Noise has the published sizes where the noise is .1", "[data][mnist1d]") {
  // The same draws with and without: the difference is noise alone, linear in its size.
  const Table clean = draw_mnist1d(lines(3000, 0.0)), usual = draw_mnist1d(lines(3000, 0.1)),
              loud = draw_mnist1d(lines(3000, 0.2));
  const core::Matrix<double> noise = usual.x - clean.x;
  CHECK((loud.x - clean.x - 2.0 * noise).cwiseAbs().maxCoeff() < 1e-12);
  // .25·randn through a Gaussian of σ = 2: √(Σ w²) = .3757 of it remains; with white .02, between
  // points less of it. Only where the template is there is white noise alone.
  CHECK_THAT(noise.mean(), WithinAbs(0.0, 0.003));
  const double deviation = std::sqrt(noise.squaredNorm() / static_cast<double>(noise.size()));
  CHECK_THAT(deviation, WithinRel(0.085, 0.05));
  // Neighbours are 1.8 of the points apart that the filter of σ = 2 has: e^(−1.8²/16) = .81, less
  // for what white noise and templates take.
  const auto left = noise.leftCols(39).array(), right = noise.rightCols(39).array();
  const double correlation = (left * right).mean() / noise.array().square().mean();
  CHECK(correlation > 0.7);
  CHECK(correlation < 0.85);
}

TEST_CASE("Scale, shift, stretch and shear are spread as published", "[data][mnist1d]") {
  const Table table = draw_mnist1d(lines(4000, 0.0));
  double steepest = 0.0;
  core::Vector<double> shears(4000);
  for (Index i = 0; i < 4000; ++i) {
    // The commonest slope of a line is its shear.
    std::vector<double> slopes;
    for (Index j = 0; j + 1 < 40; ++j) slopes.push_back(39.0 * (table.x(i, j) - table.x(i, j + 1)));
    std::ranges::nth_element(slopes, slopes.begin() + 19);
    shears(i) = slopes[19];
    steepest = std::max(steepest, std::abs(shears(i)));
  }
  CHECK(steepest < 0.3751);
  CHECK_THAT(shears.mean(), WithinAbs(0.0, 0.01));
  CHECK_THAT(std::sqrt(shears.squaredNorm() / 4000.0), WithinRel(0.75 / std::sqrt(12.0), 0.05));
}

TEST_CASE("A seed is the same lines everywhere, the first of them kept by more",
          "[data][mnist1d]") {
  const Table few = draw_mnist1d(lines(20));
  CHECK(few.x == draw_mnist1d(lines(200)).x.topRows(20));
  Options other = lines(20);
  other.seed = 2;
  CHECK_FALSE(few.x == draw_mnist1d(other).x);
  CHECK(digest(few.x) == 0xf521f5dcbf4b5175U);
}

TEST_CASE("A line through the classes does poorly, a hidden layer much better", "[data][mnist1d]") {
  Options options = lines(5000);
  options.split = {0.8, 0.0, 0.2};
  const auto dataset = make_dataset(options).value();
  const double linear = accuracy(dataset, {}, 1500), deep = accuracy(dataset, {100, 100}, 1500);
  CAPTURE(linear, deep);
  // Published, with other templates: 32 % and 68 %.
  CHECK(linear > 0.22);
  CHECK(linear < 0.45);
  CHECK(deep > linear + 0.15);
}

}  // namespace data_mnist1d
