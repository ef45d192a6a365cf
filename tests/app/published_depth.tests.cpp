// SPDX-License-Identifier: MIT
// Published results 3, 4 and 5, measured on the documents of docs/experiments: what depth does to
// signals and to learning, and which start cures it.
#include <Eigen/Eigenvalues>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "published.hpp"

namespace app_published_depth {

using namespace isobath;
using tests::advance;
using tests::begin;
using tests::check_published;
using tests::check_published_at_least;
using tests::check_published_at_most;
using tests::experiment;

namespace {

/// Updates of a chain until its product is above `end`; parameters are looked at every `stride`.
std::int64_t updates_until(app::Run& run, double end, int stride) {
  for (;;) {
    advance(run, stride);
    double product = 1.0;
    for (const auto& layer : run.parameters()) product *= layer.weights(0, 0);
    if (!(product < end)) return run.step_count();
    if (run.step_count() > 10'000'000) return -1;
  }
}

void check_chain(int weights, double published) {
  const auto document = experiment("05-saxe-chain-" + std::to_string(weights));
  REQUIRE(document.layers.size() == static_cast<std::size_t>(weights));
  const auto run = begin(document);
  const std::int64_t updates = updates_until(*run, 0.999, std::max(1, weights / 4));
  for (const auto& layer : run->parameters()) CHECK(layer.bias(0) == 0.0);
  check_published("Saxe, chain of " + std::to_string(weights) + ": time from .001 to .999",
                  published, static_cast<double>(updates) * document.training.learning_rate,
                  {.relative = 1e-3});
}

/// Eigenvalues of PᵀP, the squares of P's singular values, in ascending order.
core::Vector<double> squared_singular_values(const core::Matrix<double>& product) {
  const Eigen::MatrixXd gram = product.transpose() * product;
  return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(gram, Eigen::EigenvaluesOnly).eigenvalues();
}

void check_stall(std::uint32_t seed) {
  for (const bool is_he : {true, false}) {
    auto document = experiment(is_he ? "03-he" : "03-xavier");
    document.initialization.seed = seed;
    const auto run = begin(document);
    advance(*run, 100);
    const double cost = run->record().cost;
    const std::string what = std::string(is_he ? "He" : "Xavier") + ", 30 layers, seed " +
                             std::to_string(seed) + ": J at update 100";
    if (is_he)
      check_published_at_most(what, 0.5, cost);
    else
      check_published_at_least(what, 0.68, cost);
  }
}

}  // namespace

TEST_CASE("LeCun's activations are 2^(-l/2) of He's", "[app][published]") {
  const auto activation =
      GENERATE(core::Activation::relu, core::Activation::leaky_relu, core::Activation::linear);
  auto document = experiment("03-he");
  document.precision = core::Precision::twofold;
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    document.layers[l].activation = activation;
  const core::Record he = begin(document)->record();
  document.initialization.weights = core::WeightScheme::lecun_normal;
  const core::Record lecun = begin(document)->record();
  double worst = 0.0;
  for (std::size_t l = 0; l + 1 < he.layers.size(); ++l) {
    const double expected = std::pow(2.0, -0.5 * static_cast<double>(l + 1));
    const double got = lecun.layers[l].a.rms / he.layers[l].a.rms;
    worst = std::max(worst, std::abs(got / expected - 1.0));
    if (l == 28)
      check_published("LeCun to He, " + std::string(core::name(activation)) + ", A29", expected,
                      got, {.relative = 1e-12});
  }
  CHECK(worst < 1e-12);
}

TEST_CASE("He trains 30 layers of ReLU while Xavier stalls", "[app][published][slow]") {
  check_stall(GENERATE(1U, 2U));
}

TEST_CASE("512 tanh units fade as Glorot's thousand did", "[app][published][slow]") {
  const bool normalised = GENERATE(false, true);
  const std::vector<double> published = normalised ? std::vector{.6297, .4871, .4086, .3578, .3213}
                                                   : std::vector{.4605, .2496, .1412, .0809, .0466};
  const core::Record record =
      begin(experiment(normalised ? "04-glorot-normalised" : "04-glorot-standard"))->record();
  const std::string what = normalised ? "Glorot, normalised, 512 wide" : "Glorot, 512 wide";
  for (std::size_t l = 0; l < published.size(); ++l)
    check_published(what + ": std of A" + std::to_string(l + 1), published[l],
                    record.layers[l].a.std, {.relative = 0.02});
}

TEST_CASE("linear chains of 2 and 4 weights learn in the predicted time",
          "[app][published][slow]") {
  check_chain(2, 6.9068);
  check_chain(4, 17.3687);
}

TEST_CASE("a linear chain of 8 weights learns in the predicted time", "[app][published][slow]") {
  check_chain(8, 30.7019);
}

TEST_CASE("a linear chain of 32 weights learns in the predicted time", "[app][published][slow]") {
  check_chain(32, 22.0007);
}

TEST_CASE("a product of orthogonal matrices keeps every singular value", "[app][published][slow]") {
  const auto run = begin(experiment("05-orthogonal"));
  const auto parameters = run->parameters();
  core::Matrix<double> product = core::Matrix<double>::Identity(200, 200);
  for (std::size_t l = 1; l + 1 < parameters.size(); ++l) product = parameters[l].weights * product;
  const auto squares = squared_singular_values(product);
  check_published("orthogonal product: smallest singular value", 1.0, std::sqrt(squares(0)),
                  {.absolute = 1e-13});
  check_published("orthogonal product: largest singular value", 1.0, std::sqrt(squares(199)),
                  {.absolute = 1e-13});
  // The scope therefore shows one level from the first layer to the last hidden one.
  const core::Record record = run->record();
  for (std::size_t l = 1; l + 1 < record.layers.size(); ++l)
    CHECK(std::abs(record.layers[l].a.rms / record.layers[0].a.rms - 1.0) < 1e-13);
}

TEST_CASE("a product of normal matrices keeps no singular value", "[app][published][slow]") {
  auto document = experiment("05-orthogonal");
  document.initialization.weights = core::WeightScheme::lecun_normal;
  const auto parameters = begin(document)->parameters();
  const auto squares = squared_singular_values(parameters[1].weights);
  CHECK(squares(0) < 0.1);
  CHECK(squares(199) > 2.0);
}

}  // namespace app_published_depth
