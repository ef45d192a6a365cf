// SPDX-License-Identifier: MIT
// Published results 6 and 7, measured on the documents of docs/experiments: mean-field theory
// beside real networks, and the largest stable learning rate.
#include <Eigen/Eigenvalues>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "core/initialization.hpp"
#include "lab/mean_field.hpp"
#include "published.hpp"

namespace app_published_theory {

using namespace isobath;
using tests::advance;
using tests::begin;
using tests::check_published;
using tests::experiment;

namespace {

constexpr tests::Tolerance kTheory{.absolute = 1e-4};

struct Phase {
  const char* name;
  double sigma_w2, sigma_b2, q, chi_1;
};

/// The cost after `steps` more updates.
double cost_after(app::Run& run, int steps) {
  advance(run, steps);
  return run.record().cost;
}

/// Does gradient descent on the document's cost go down in the long run at this α?
bool converges(document::Document document, double learning_rate) {
  document.training.learning_rate = learning_rate;
  const auto run = begin(document);
  // The other directions have died out by the first look.
  const double before = cost_after(*run, 1000);
  return cost_after(*run, 1000) <= before;
}

}  // namespace

TEST_CASE("documents of the three phases are where theory says, and measure so",
          "[app][published][slow]") {
  const auto phase = GENERATE(Phase{"06-tanh-ordered", 1.0, 0.05, .1936, .7590},
                              Phase{"06-tanh-critical", 1.760955, 0.05, .570048, 1.0},
                              Phase{"06-tanh-chaotic", 2.5, 0.05, 1.0640, 1.1335});
  const std::string name = phase.name;
  const auto document = experiment(name);
  const auto run = begin(document);
  // Layer 20 stands for the endless stack.
  const auto sigma_w2 = core::weight_variance(run->network(), document.initialization, 20);
  REQUIRE(sigma_w2);
  const double sigma_b = document.initialization.bias.value;
  check_published(name + ": weight variance", phase.sigma_w2, *sigma_w2, {.absolute = 1e-9});
  check_published(name + ": bias variance", phase.sigma_b2, sigma_b * sigma_b, {.absolute = 1e-9});
  const lab::FixedPoint point =
      lab::fixed_point(lab::nonlinearity_of(core::Activation::tanh), *sigma_w2, sigma_b * sigma_b);
  REQUIRE((point.q && point.chi_1));
  check_published(name + ": q* of its theory", phase.q, *point.q, kTheory);
  check_published(name + ": chi_1 of its theory", phase.chi_1, *point.chi_1, kTheory);

  // One draw of 300 units lies around that: variances of Z over the last 20 hidden layers, and the
  // growth of dZ's variance per layer over them.
  const core::Record record = run->record();
  double variance = 0.0;
  for (std::size_t l = 10; l < 30; ++l)
    variance += record.layers[l].z.rms * record.layers[l].z.rms / 20.0;
  check_published(name + ": variance of Z, measured", phase.q, variance, {.relative = 0.1});
  const double growth = std::pow(record.layers[10].d_z.rms / record.layers[29].d_z.rms, 2.0 / 19.0);
  check_published(name + ": growth of dZ's variance, measured", phase.chi_1, growth,
                  {.relative = 0.05});
}

TEST_CASE("ReLU's critical document neither fades nor explodes", "[app][published]") {
  const auto document = experiment("06-relu-critical");
  const auto run = begin(document);
  const auto sigma_w2 = core::weight_variance(run->network(), document.initialization, 20);
  REQUIRE(sigma_w2);
  check_published("06-relu-critical: weight variance", 2.0, *sigma_w2, {.absolute = 1e-12});
  CHECK(document.initialization.bias == core::BiasRule{});
  const lab::Nonlinearity relu = lab::nonlinearity_of(core::Activation::relu);
  check_published("06-relu-critical: chi_1 of its theory", 1.0, lab::chi_1(relu, *sigma_w2, 1.0),
                  kTheory);
}

TEST_CASE("gradient descent diverges exactly above 2/lambda_max", "[app][published]") {
  const auto document = experiment("07-stable");
  const auto data = begin(document);
  // Inputs and the 1 that the bias goes with, [inputs + 1, examples].
  const core::Matrix<double>& x = data->dataset().train.x;
  core::Matrix<double> extended(x.rows() + 1, x.cols());
  extended << x, core::Matrix<double>::Ones(1, x.cols());
  const Eigen::MatrixXd hessian = extended * extended.transpose() / static_cast<double>(x.cols());
  const double largest =
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(hessian, Eigen::EigenvaluesOnly)
          .eigenvalues()
          .maxCoeff();
  const double limit = 2.0 / largest;
  double low = 0.5 * limit;
  double high = 1.5 * limit;
  REQUIRE(converges(document, low));
  REQUIRE_FALSE(converges(document, high));
  for (int i = 0; i < 24; ++i) {
    const double middle = 0.5 * (low + high);
    (converges(document, middle) ? low : high) = middle;
  }
  check_published("largest stable learning rate of a linear model", limit, low, {.relative = 1e-6});
}

TEST_CASE("just below the largest stable rate J falls, just above it explodes",
          "[app][published][slow]") {
  const auto stable = begin(experiment("07-stable"));
  const double start = stable->record().cost;
  CHECK(cost_after(*stable, 3000) < 1e-6 * start);
  const auto unstable = begin(experiment("07-unstable"));
  CHECK(unstable->record().cost == start);
  CHECK(cost_after(*unstable, 3000) > 1e6 * start);
  advance(*unstable, 200'000);
  CHECK(unstable->diverged());
}

}  // namespace app_published_theory
