// SPDX-License-Identifier: MIT
// Published results on networks larger than a document may describe.
#include <Eigen/Eigenvalues>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "core/random.hpp"
#include "published.hpp"

namespace core_published {

using namespace isobath::core;
using isobath::tests::check_published;

namespace {

/// One example of ones, squared error against 0.
template <class Scalar>
Record look_at_toy(double k, int depth) {
  Network network;
  network.inputs = 2;
  network.loss = Loss::squared_error;
  network.precision = std::is_same_v<Scalar, double> ? Precision::twofold : Precision::single;
  network.layers.assign(static_cast<std::size_t>(depth), {2, Activation::linear, {}, {}, {}});
  InitializationOptions options;
  options.weights = WeightScheme::identity;
  options.scale = k;
  const auto parameters = cast<Scalar>(start_parameters(network, options));
  const Examples<Scalar> train{Matrix<Scalar>::Ones(2, 1), Matrix<Scalar>::Zero(2, 1)};
  const Examples<Scalar> none{Matrix<Scalar>(2, 0), Matrix<Scalar>(2, 0)};
  return Probe<Scalar>(network).look(parameters, {}, {train, none, none, false});
}

/// What five tanh layers of 1000 do to N(0, 1) inputs, with ten classes on top.
Record look_at_glorot(WeightScheme scheme, double scale) {
  constexpr Index kExamples = 100;
  Network network;
  network.inputs = 1000;
  network.loss = Loss::categorical_cross_entropy;
  network.layers.assign(5, {1000, Activation::tanh, {}, {}, {}});
  network.layers.push_back({10, Activation::softmax, {}, {}, {}});
  InitializationOptions options;
  options.weights = scheme;
  options.scale = scale;
  const auto parameters = cast<float>(start_parameters(network, options));
  Random random(1);
  Examples<float> train{Matrix<float>(1000, kExamples), Matrix<float>::Zero(10, kExamples)};
  for (float& x : train.x.reshaped()) x = static_cast<float>(random.normal());
  for (Index i = 0; i < kExamples; ++i) train.y(i % 10, i) = 1.0F;
  const Examples<float> none{Matrix<float>(1000, 0), Matrix<float>(10, 0)};
  return Probe<float>(network).look(parameters, {}, {train, none, none, true});
}

void check_deviations(const std::string& what, const Record& record,
                      const std::vector<double>& published) {
  for (std::size_t l = 0; l < published.size(); ++l)
    check_published("Glorot, " + what + ": std of A" + std::to_string(l + 1), published[l],
                    record.layers[l].a.std, {.relative = 0.02});
}

}  // namespace

TEST_CASE("in float 1.5^L is infinite from layer 219 on", "[core][published]") {
  const Record record = look_at_toy<float>(1.5, 225);
  int first = 0;
  for (const LayerRecord& layer : record.layers)
    if (first == 0 && !std::isfinite(layer.a.max_abs)) first = layer.layer;
  check_published("1.5^L in float: the first infinite layer", 219, first, {});
  REQUIRE(record.diverged);
  CHECK(record.diverged->layer == 219);
  CHECK(record.diverged->what == Quantity::z);
  for (int l = 1; l < 219; ++l) {
    CAPTURE(l);
    const double exact = std::pow(1.5, l);
    CHECK(std::abs(record.layers[static_cast<std::size_t>(l) - 1].a.max_abs / exact - 1.0) < 1e-5);
  }
}

TEST_CASE("in double the toy goes on where float ends", "[core][published]") {
  const Record record = look_at_toy<double>(1.5, 225);
  CHECK_FALSE(record.diverged);
  check_published("1.5^225 in double", std::pow(1.5, 225.0), record.layers.back().a.rms,
                  {.relative = 1e-13});
}

TEST_CASE("five tanh layers of 1000 fade as Glorot and Bengio measured",
          "[core][published][slow]") {
  const Record record = look_at_glorot(WeightScheme::lecun_uniform, 1.0 / std::sqrt(3.0));
  check_deviations("U(1/sqrt n)", record, {.4605, .2496, .1412, .0809, .0466});
  const auto& layers = record.layers;
  check_published("Glorot, U(1/sqrt n): dZ1/dZ5", 0.084, layers[0].d_z.rms / layers[4].d_z.rms,
                  {.relative = 0.1});
  check_published("Glorot, U(1/sqrt n): dW1/dW5", 1.04, layers[0].d_w.rms / layers[4].d_w.rms,
                  {.relative = 0.1});
}

TEST_CASE("under the normalised initialisation they fade much less", "[core][published][slow]") {
  const Record record = look_at_glorot(WeightScheme::xavier_uniform, 1.0);
  check_deviations("normalised", record, {.6297, .4871, .4086, .3578, .3213});
  const auto& layers = record.layers;
  check_published("Glorot, normalised: dZ1/dZ5", 0.411, layers[0].d_z.rms / layers[4].d_z.rms,
                  {.relative = 0.1});
  check_published("Glorot, normalised: dW1/dW5", 1.14, layers[0].d_w.rms / layers[4].d_w.rms,
                  {.relative = 0.1});
}

}  // namespace core_published
