// SPDX-License-Identifier: MIT
// The start of a network: variances by the published formulas, one set of normals behind every
// scheme, streams that do not touch each other.
#include "core/initialization.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

namespace core_initialization {

using namespace isobath::core;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr Index kInputs = 120;
constexpr int kUnits = 200;

Network wide_network() {
  Network network;
  network.inputs = kInputs;
  network.layers = {{kUnits, Activation::tanh, {}, {}, {}},
                    {kUnits, Activation::tanh, {}, {}, {}},
                    {1, Activation::sigmoid, {}, {}, {}}};
  return network;
}

Matrix<double> first_weights(WeightScheme scheme, double scale = 1.0, std::uint32_t seed = 1) {
  InitializationOptions options;
  options.weights = scheme;
  options.scale = scale;
  options.seed = seed;
  return start_parameters(wide_network(), options)[0].weights;
}

double mean_square(const Matrix<double>& weights) {
  return weights.squaredNorm() / static_cast<double>(weights.size());
}

struct Published {
  WeightScheme scheme;
  double variance;
  double kurtosis;  // E[w⁴]/E[w²]²: 3 for a normal, 9/5 for a uniform distribution
};

}  // namespace

TEST_CASE("every scheme's variance is that of its formula", "[core][initialization]") {
  constexpr double in = kInputs;
  constexpr double out = kUnits;
  const auto [scheme, variance, kurtosis] = GENERATE(
      Published{WeightScheme::normal, 1.0, 3.0}, Published{WeightScheme::uniform, 1.0 / 3.0, 1.8},
      Published{WeightScheme::lecun_normal, 1.0 / in, 3.0},
      Published{WeightScheme::lecun_uniform, 1.0 / in, 1.8},
      Published{WeightScheme::xavier_normal, 2.0 / (in + out), 3.0},
      Published{WeightScheme::xavier_uniform, 2.0 / (in + out), 1.8},
      Published{WeightScheme::he_normal, 2.0 / in, 3.0},
      Published{WeightScheme::he_uniform, 2.0 / in, 1.8});
  CAPTURE(name(scheme));
  const Matrix<double> weights = first_weights(scheme);
  const auto count = static_cast<double>(weights.size());
  // The estimate of a variance from n draws has the deviation variance·√((kurtosis − 1)/n).
  const double deviation = variance * std::sqrt((kurtosis - 1.0) / count);
  CHECK_THAT(mean_square(weights), WithinAbs(variance, 3.0 * deviation));
  CHECK_THAT(weights.mean(), WithinAbs(0.0, 3.0 * std::sqrt(variance / count)));
  const double fourth = weights.array().pow(4).mean() / (variance * variance);
  CHECK_THAT(fourth, WithinAbs(kurtosis, 0.15));
  CHECK_THAT(unit_deviation(scheme, kInputs, kUnits), WithinRel(std::sqrt(variance), 1e-14));
  InitializationOptions options;
  options.weights = scheme;
  options.scale = 1.5;
  CHECK_THAT(*weight_variance(wide_network(), options, 1), WithinRel(in * 2.25 * variance, 1e-14));
}

TEST_CASE("a variance that is not the scheme's is not within three deviations",
          "[core][initialization]") {
  const Matrix<double> weights = first_weights(WeightScheme::xavier_normal);
  const double wrong = 1.0 / kInputs;  // LeCun's
  CHECK_THAT(mean_square(weights),
             !WithinAbs(wrong, 3.0 * wrong * std::sqrt(2.0 / static_cast<double>(weights.size()))));
}

TEST_CASE("uniform weights keep within their limits", "[core][initialization]") {
  CHECK(first_weights(WeightScheme::uniform).cwiseAbs().maxCoeff() < 1.0);
  CHECK(first_weights(WeightScheme::uniform).cwiseAbs().maxCoeff() > 0.999);
  const double limit = std::sqrt(6.0 / (kInputs + kUnits));  // X. Glorot and Y. Bengio (2010), (16)
  CHECK(first_weights(WeightScheme::xavier_uniform).cwiseAbs().maxCoeff() < limit);
  CHECK(first_weights(WeightScheme::xavier_uniform).cwiseAbs().maxCoeff() > 0.999 * limit);
}

TEST_CASE("the same normals stand behind every normal scheme, the same uniforms behind the others",
          "[core][initialization]") {
  const Matrix<double> normal = first_weights(WeightScheme::normal);
  for (const WeightScheme scheme :
       {WeightScheme::lecun_normal, WeightScheme::xavier_normal, WeightScheme::he_normal})
    CHECK(first_weights(scheme).isApprox(unit_deviation(scheme, kInputs, kUnits) * normal, 1e-15));
  const Matrix<double> uniform = first_weights(WeightScheme::uniform);
  for (const WeightScheme scheme :
       {WeightScheme::lecun_uniform, WeightScheme::xavier_uniform, WeightScheme::he_uniform})
    CHECK(first_weights(scheme).isApprox(
        std::sqrt(3.0) * unit_deviation(scheme, kInputs, kUnits) * uniform, 1e-14));
}

TEST_CASE("zeros, constants and identities are what they say", "[core][initialization]") {
  CHECK(first_weights(WeightScheme::zeros, 3.0).isZero(0.0));
  CHECK((first_weights(WeightScheme::constant, 0.5).array() == 0.5).all());
  // Rectangular: 1.5 on the diagonal, nothing below it.
  Matrix<double> identity = Matrix<double>::Zero(kUnits, kInputs);
  for (Index i = 0; i < kInputs; ++i) identity(i, i) = 1.5;
  CHECK(first_weights(WeightScheme::identity, 1.5) == identity);
  InitializationOptions options;
  options.weights = WeightScheme::zeros;
  CHECK(weight_variance(wide_network(), options, 1) == 0.0);
  options.weights = WeightScheme::identity;
  CHECK_FALSE(weight_variance(wide_network(), options, 1));
}

TEST_CASE("orthogonal weights are orthogonal in every shape", "[core][initialization]") {
  Network network;
  network.inputs = 7;
  network.layers = {{20, Activation::tanh, {}, {}, {}},
                    {20, Activation::tanh, {}, {}, {}},
                    {5, Activation::tanh, {}, {}, {}}};
  InitializationOptions options;
  options.weights = WeightScheme::orthogonal;
  options.scale = 2.0;
  const auto parameters = start_parameters(network, options);
  for (const auto& layer : parameters) {
    const Matrix<double>& w = layer.weights;
    const bool wide = w.cols() > w.rows();
    const Matrix<double> gram = wide ? Matrix<double>(w * w.transpose())
                                     : Matrix<double>(w.transpose() * w);  // [fewer, fewer]
    CHECK(gram.isApprox(4.0 * Matrix<double>::Identity(gram.rows(), gram.cols()), 1e-13));
  }
  CHECK_THAT(*weight_variance(network, options, 1), WithinRel(4.0 * 7.0 / 20.0, 1e-14));
  CHECK_THAT(mean_square(parameters[0].weights), WithinRel(4.0 / 20.0, 1e-12));
  // Uniformly distributed: the traces of many draws lie around 0, as they do not with R's signs.
  double trace = 0.0;
  for (std::uint32_t seed = 1; seed <= 200; ++seed) {
    options.seed = seed;
    trace += start_parameters(network, options)[1].weights.trace() / 2.0 / 200.0;
  }
  CHECK_THAT(trace, WithinAbs(0.0, 3.0 / std::sqrt(200.0)));
}

TEST_CASE("the scale multiplies, exactly", "[core][initialization]") {
  const auto scheme = GENERATE(WeightScheme::he_normal, WeightScheme::xavier_uniform,
                               WeightScheme::orthogonal, WeightScheme::constant);
  const Matrix<double> unit = first_weights(scheme);
  for (const double scale : {0.0, 0.3, 1.0, 2.0, 1000.0})
    CHECK(first_weights(scheme, scale) == unit * scale);
  InitializationOptions options;
  options.weights = scheme;
  const Network network = wide_network();
  const auto drawn = unit_parameters(network, options);
  options.scale = 1.37;
  CHECK(scale_parameters(drawn, network, options) == start_parameters(network, options));
}

TEST_CASE("a layer's own scheme, scale and bias stand before the network's",
          "[core][initialization]") {
  Network network = wide_network();
  InitializationOptions options;
  options.weights = WeightScheme::he_normal;
  options.scale = 2.0;
  options.bias = {0.25, false};
  const auto common = start_parameters(network, options);
  network.layers[1].weights = WeightScheme::identity;
  network.layers[1].scale = 0.5;
  network.layers[1].bias = BiasRule{-1.0, false};
  const auto own = start_parameters(network, options);
  CHECK(own[0] == common[0]);
  CHECK(own[2] == common[2]);
  CHECK(own[1].weights == Matrix<double>(0.5 * Matrix<double>::Identity(kUnits, kUnits)));
  CHECK((own[1].bias.array() == -1.0).all());
  CHECK((own[0].bias.array() == 0.25).all());
  network.layers[1].weights.reset();
  CHECK(start_parameters(network, options)[1].weights == common[1].weights / 4.0);
}

TEST_CASE("normal biases have their own stream and deviation", "[core][initialization]") {
  Network network = wide_network();
  network.layers[0].units = 500;
  InitializationOptions options;
  const auto without = start_parameters(network, options);
  options.bias = {0.3, true};
  const auto with = start_parameters(network, options);
  CHECK(with[0].weights == without[0].weights);
  CHECK(without[0].bias.isZero(0.0));
  const double square = with[0].bias.squaredNorm() / 500.0;
  CHECK_THAT(square, WithinAbs(0.09, 3.0 * 0.09 * std::sqrt(2.0 / 500.0)));
}

TEST_CASE("adding or widening a layer leaves the other layers' numbers", "[core][initialization]") {
  const Network network = wide_network();
  const InitializationOptions options;
  const auto parameters = start_parameters(network, options);
  Network deeper = network;
  deeper.layers.insert(deeper.layers.end() - 1, {kUnits, Activation::tanh, {}, {}, {}});
  const auto of_deeper = start_parameters(deeper, options);
  CHECK(of_deeper[0] == parameters[0]);
  CHECK(of_deeper[1] == parameters[1]);
  CHECK(of_deeper[2].weights != parameters[1].weights);
  InitializationOptions plain;
  plain.weights = WeightScheme::normal;
  Network taller = network;
  taller.layers[0].units = kUnits + 50;
  const auto narrow = start_parameters(network, plain);
  const auto wide = start_parameters(taller, plain);
  CHECK(wide[0].weights.topRows(kUnits) == narrow[0].weights);
  CHECK(wide[2] == narrow[2]);
}

TEST_CASE("another seed gives another start, the same seed the same", "[core][initialization]") {
  CHECK(first_weights(WeightScheme::he_normal, 1.0, 1) ==
        first_weights(WeightScheme::he_normal, 1.0, 1));
  CHECK(first_weights(WeightScheme::he_normal, 1.0, 1) !=
        first_weights(WeightScheme::he_normal, 1.0, 2));
}

}  // namespace core_initialization
