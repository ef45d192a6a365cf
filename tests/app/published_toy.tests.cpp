// SPDX-License-Identifier: MIT
// Published results 1 and 2, measured on the documents of docs/experiments: the course's toy, and
// symmetry that is never broken.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>

#include "published.hpp"

namespace app_published_toy {

using namespace isobath;
using tests::advance;
using tests::begin;
using tests::check_published;
using tests::experiment;

namespace {

void check_powers(const std::string& name, double k, const std::vector<double>& published) {
  const core::Record record = begin(experiment(name))->record();
  REQUIRE(record.layers.size() == 152);
  for (const core::LayerRecord& layer : record.layers) {
    CAPTURE(layer.layer);
    CHECK(std::abs(layer.a.rms / std::pow(k, layer.layer) - 1.0) < 1e-13);
    // Backwards dZ grows by k per layer; dW is the same in every layer.
    CHECK(std::abs(layer.d_z.rms / (record.layers.back().d_z.rms * std::pow(k, 152 - layer.layer)) -
                   1.0) < 1e-12);
    CHECK(std::abs(layer.d_w.rms / record.layers.back().d_w.rms - 1.0) < 1e-12);
  }
  const int depths[] = {10, 50, 100, 152};
  for (std::size_t i = 0; i < published.size(); ++i) {
    const double got = record.layers[static_cast<std::size_t>(depths[i]) - 2].a.rms;
    const std::string what = (k > 1.0 ? "1.5^" : "0.5^") + std::to_string(depths[i] - 1);
    check_published(what, published[i], got, {.relative = 5e-6});  // they have six digits
    check_published(what + ", exactly", std::pow(k, depths[i] - 1), got, {.relative = 1e-13});
  }
}

/// How far the rows of W [units, inputs], one a unit, lie from the first.
double spread_of_rows(const core::Matrix<double>& weights) {
  return (weights.rowwise() - weights.row(0)).cwiseAbs().maxCoeff();
}

}  // namespace

TEST_CASE("the toy's activations are the powers of 1.5", "[app][published]") {
  check_powers("01-toy-exploding", 1.5, {38.4434, 4.25081e8, 2.71041e17, 3.88848e26});
}

TEST_CASE("the toy's activations are the powers of a half", "[app][published]") {
  check_powers("01-toy-vanishing", 0.5, {1.95313e-3, 1.77636e-15, 1.57772e-30, 3.50325e-46});
}

TEST_CASE("the toy overflows in float where 1.5^219 does", "[app][published]") {
  const core::Record record = begin(experiment("01-toy-overflow"))->record();
  REQUIRE(record.diverged);
  // The inputs are 1.5^20, so that 200 layers reach it.
  check_published("1.5^L in float: the first infinite power", 219, 20 + record.diverged->layer, {});
  CHECK(record.diverged->what == core::Quantity::z);
  CHECK(std::isfinite(record.layers[197].a.max_abs));
  CHECK(record.layers[198].a.max_abs == std::numeric_limits<double>::infinity());
  for (int l = 1; l <= 198; ++l)
    CHECK(std::abs(record.layers[static_cast<std::size_t>(l) - 1].a.rms / std::pow(1.5, 20 + l) -
                   1.0) < 1e-5);
}

TEST_CASE("the toy is denormal in float from 0.5^127 on and zero from 0.5^150",
          "[app][published]") {
  const core::Record record = begin(experiment("01-toy-underflow"))->record();
  int denormal = 0;
  int zero = 0;
  for (const core::LayerRecord& layer : record.layers) {
    const auto value = static_cast<float>(layer.a.max_abs);
    if (denormal == 0 && !std::isnormal(value)) denormal = layer.layer;
    if (zero == 0 && value == 0.0F) zero = layer.layer;
    // Halving loses nothing, not even among the denormals.
    if (layer.layer < 150) CHECK(layer.a.max_abs == std::ldexp(1.0, -layer.layer));
  }
  check_published("0.5^L in float: the first denormal layer", 127, denormal, {});
  check_published("0.5^L in float: the first layer of zeros", 150, zero, {});
  CHECK_FALSE(record.diverged);
}

TEST_CASE("zero weights stay exactly zero under tanh and ReLU", "[app][published]") {
  const std::string name = GENERATE("02-symmetry-zeros-tanh", "02-symmetry-zeros-relu");
  const auto run = begin(experiment(name));
  REQUIRE(run->dataset().train.y.mean() == 0.65);
  advance(*run, 1000);
  for (const auto& layer : run->parameters()) CHECK(layer.weights.isZero(0.0));
  check_published(name + ": J", 0.647447, run->record().cost, {.absolute = 1e-6});
}

TEST_CASE("equal units stay equal while their weights move", "[app][published]") {
  const std::string name = GENERATE("02-symmetry-zeros-sigmoid", "02-symmetry-constant");
  auto document = experiment(name);
  document.precision = core::Precision::twofold;
  const auto run = begin(document);
  const auto start = run->parameters();
  advance(*run, 500);
  const auto parameters = run->parameters();
  double spread = 0.0;
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    CAPTURE(l);
    const core::Matrix<double>& weights = parameters[l].weights;
    CHECK((weights - start[l].weights).cwiseAbs().maxCoeff() > 1e-3);
    spread = std::max(spread, spread_of_rows(weights));
  }
  check_published(name + ": spread of a layer's rows", 0.0, spread, {.absolute = 1e-14});
}

TEST_CASE("a random start breaks the symmetry", "[app][published]") {
  auto document = experiment("02-symmetry-constant");
  document.initialization.weights = core::WeightScheme::xavier_normal;
  const auto run = begin(document);
  advance(*run, 10);
  CHECK(spread_of_rows(run->parameters()[0].weights) > 1e-3);
}

}  // namespace app_published_toy
