// SPDX-License-Identifier: MIT
// Drawing the start of a network.
#include "core/initialization.hpp"

#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/random.hpp"

namespace isobath::core {

namespace {

// Streams of the initialisation's seed: weights of layer l on 2l, its bias on 2l + 1.
std::uint64_t weight_stream(int layer) { return 2 * static_cast<std::uint64_t>(layer); }
std::uint64_t bias_stream(int layer) { return weight_stream(layer) + 1; }

/// Orthonormal rows or columns, whichever are fewer; uniformly distributed (F. Mezzadri, 2007: QR
/// of a normal matrix, with the signs of R's diagonal taken out).
Matrix<double> orthogonal(Index rows, Index columns, Random& random) {
  const Index tall = std::max(rows, columns);
  const Index thin = std::min(rows, columns);
  Eigen::MatrixXd draws(tall, thin);
  for (Index i = 0; i < tall; ++i)
    for (Index j = 0; j < thin; ++j) draws(i, j) = random.normal();
  const Eigen::HouseholderQR<Eigen::MatrixXd> qr(draws);
  Eigen::MatrixXd q = qr.householderQ() * Eigen::MatrixXd::Identity(tall, thin);
  for (Index j = 0; j < thin; ++j)
    if (qr.matrixQR()(j, j) < 0.0) q.col(j) = -q.col(j);
  if (rows >= columns) return q;
  return q.transpose();
}

Matrix<double> unit_weights(WeightScheme scheme, Index units, Index inputs, Random random) {
  Matrix<double> weights = Matrix<double>::Zero(units, inputs);
  const auto fill = [&](auto draw) {
    for (Index i = 0; i < units; ++i)
      for (Index j = 0; j < inputs; ++j) weights(i, j) = draw();
  };
  const double deviation = unit_deviation(scheme, inputs, units);
  switch (scheme) {
    case WeightScheme::zeros:
      break;
    case WeightScheme::constant:
      weights.setOnes();
      break;
    case WeightScheme::identity:
      weights.setIdentity();
      break;
    case WeightScheme::orthogonal:
      weights = orthogonal(units, inputs, random);
      break;
    case WeightScheme::normal:
    case WeightScheme::lecun_normal:
    case WeightScheme::xavier_normal:
    case WeightScheme::he_normal:
      fill([&] { return deviation * random.normal(); });
      break;
    case WeightScheme::uniform:
    case WeightScheme::lecun_uniform:
    case WeightScheme::xavier_uniform:
    case WeightScheme::he_uniform: {
      const double limit = scheme == WeightScheme::uniform ? 1.0 : std::sqrt(3.0) * deviation;
      fill([&] { return random.uniform(-limit, limit); });
      break;
    }
  }
  return weights;
}

}  // namespace

double unit_deviation(WeightScheme scheme, Index inputs, Index units) {
  const auto in = static_cast<double>(inputs);
  const auto out = static_cast<double>(units);
  switch (scheme) {
    case WeightScheme::normal:
      return 1.0;
    case WeightScheme::uniform:
      return 1.0 / std::sqrt(3.0);
    case WeightScheme::lecun_normal:
    case WeightScheme::lecun_uniform:
      return std::sqrt(1.0 / in);
    case WeightScheme::xavier_normal:
    case WeightScheme::xavier_uniform:
      return std::sqrt(2.0 / (in + out));
    case WeightScheme::he_normal:
    case WeightScheme::he_uniform:
      return std::sqrt(2.0 / in);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

std::optional<double> weight_variance(const Network& network, const InitializationOptions& options,
                                      int layer) {
  const LayerOptions& of = network.layers[static_cast<std::size_t>(layer) - 1];
  const Index inputs = network.units(layer - 1);
  const double scale = scale_of(of, options);
  const auto in = static_cast<double>(inputs);
  switch (scheme_of(of, options)) {
    case WeightScheme::zeros:
      return 0.0;
    case WeightScheme::constant:
    case WeightScheme::identity:
      return std::nullopt;
    case WeightScheme::orthogonal:
      // Unit rows or columns, whichever are fewer: entries of variance 1/max(n_in, n_out).
      return scale * scale * in / static_cast<double>(std::max<Index>(inputs, of.units));
    default: {
      const double deviation = scale * unit_deviation(scheme_of(of, options), inputs, of.units);
      return in * deviation * deviation;
    }
  }
}

WeightScheme scheme_of(const LayerOptions& layer, const InitializationOptions& options) {
  return layer.weights.value_or(options.weights);
}

double scale_of(const LayerOptions& layer, const InitializationOptions& options) {
  return layer.scale.value_or(options.scale);
}

BiasRule bias_of(const LayerOptions& layer, const InitializationOptions& options) {
  return layer.has_bias ? layer.bias.value_or(options.bias) : BiasRule{};
}

Parameters<double> unit_parameters(const Network& network, const InitializationOptions& options) {
  std::vector<LayerParameters<double>> parameters;
  for (int l = 1; l <= network.depth(); ++l) {
    const LayerOptions& layer = network.layers[static_cast<std::size_t>(l) - 1];
    const Index units = layer.units;
    LayerParameters<double> unit{
        unit_weights(scheme_of(layer, options), units, network.units(l - 1),
                     Random(options.seed, weight_stream(l))),
        Vector<double>::Ones(layer.biases())};
    if (bias_of(layer, options).normal) {
      Random random(options.seed, bias_stream(l));
      for (Index i = 0; i < units; ++i) unit.bias(i) = random.normal();
    }
    parameters.push_back(std::move(unit));
  }
  return parameters;
}

bool same_draws(const std::vector<LayerOptions>& a, const InitializationOptions& options_a,
                const std::vector<LayerOptions>& b, const InitializationOptions& options_b) {
  const auto alike = [&](const LayerOptions& x, const LayerOptions& y) {
    return x.units == y.units && x.has_bias == y.has_bias &&
           scheme_of(x, options_a) == scheme_of(y, options_b) &&
           bias_of(x, options_a).normal == bias_of(y, options_b).normal;
  };
  return options_a.seed == options_b.seed && std::ranges::equal(a, b, alike);
}

Parameters<double> scale_parameters(const Parameters<double>& unit, const Network& network,
                                    const InitializationOptions& options) {
  Parameters<double> parameters = unit;
  for (std::size_t l = 0; l < unit.size(); ++l) {
    const LayerOptions& layer = network.layers[l];
    parameters[l].weights *= scale_of(layer, options);
    parameters[l].bias *= bias_of(layer, options).value;
  }
  return parameters;
}

Parameters<double> start_parameters(const Network& network, const InitializationOptions& options) {
  return scale_parameters(unit_parameters(network, options), network, options);
}

}  // namespace isobath::core
