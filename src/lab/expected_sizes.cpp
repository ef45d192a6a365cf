// SPDX-License-Identifier: MIT
// Root mean squares by a short Gaussian rule, with its points shared by all layers.
#include "lab/expected_sizes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/activation.hpp"
#include "core/elementary.hpp"
#include "core/initialization.hpp"

namespace isobath::lab {

namespace {

// The trapezoid rule again (see mean_field.cpp), with as few points as a line on screen needs.
constexpr int kPoints = 256;
constexpr double kStep = 1.0 / 32.0;

/// Weights of ±i·kStep.
const std::array<double, kPoints + 1>& weights() {
  static const auto kWeights = [] {
    std::array<double, kPoints + 1> made{};
    for (int i = 0; i <= kPoints; ++i) {
      const double z = i * kStep;
      made[static_cast<std::size_t>(i)] =
          kStep * core::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    }
    return made;
  }();
  return kWeights;
}

/// g(c·z) = c·g(z) for c > 0.
bool is_homogeneous(core::Activation activation) {
  using enum core::Activation;
  return activation == linear || activation == relu || activation == leaky_relu;
}

Moments integrate(core::Activation activation, double q) {
  const double root = std::sqrt(q);
  const auto add = [&](Moments& sum, double weight, double z) {
    const double value = core::activation_value(activation, root * z);
    const double slope = core::activation_derivative(activation, root * z);
    sum.value += weight * value * value;
    sum.slope += weight * slope * slope;
  };
  Moments sum;
  // Beside 0 rather than at it: g′ may jump there.
  add(sum, 0.5 * weights()[0], 1e-100);
  add(sum, 0.5 * weights()[0], -1e-100);
  for (std::size_t i = 1; i <= kPoints; ++i) {
    const double z = static_cast<double>(i) * kStep;
    add(sum, weights()[i], z);
    add(sum, weights()[i], -z);
  }
  return sum;
}

/// n_in·Var W, of k·I too where that means anything.
std::optional<double> spread(const core::Network& network,
                             const core::InitializationOptions& options, int l) {
  const core::LayerOptions& layer = network.layers[static_cast<std::size_t>(l) - 1];
  if (core::scheme_of(layer, options) != core::WeightScheme::identity)
    return core::weight_variance(network, options, l);
  const bool linear_below = l == 1 || network.layers[static_cast<std::size_t>(l) - 2].activation ==
                                          core::Activation::linear;
  if (!linear_below) return std::nullopt;
  const double k = core::scale_of(layer, options);
  const auto fewer = static_cast<double>(std::min(network.units(l - 1), network.units(l)));
  return k * k * fewer / static_cast<double>(network.units(l));
}

std::optional<double> root(std::optional<double> square) {
  if (!square) return std::nullopt;
  return std::sqrt(*square);
}

}  // namespace

Moments moments(core::Activation activation, double q) {
  if (!is_homogeneous(activation)) return integrate(activation, q);
  const Moments at_one = integrate(activation, 1.0);
  return {q * at_one.value, at_one.slope};
}

std::vector<LayerSizes> expected_sizes(const core::Network& network,
                                       const core::InitializationOptions& options,
                                       double input_mean_square) {
  const auto depth = static_cast<std::size_t>(network.depth());
  std::vector<LayerSizes> sizes(depth);
  std::vector<std::optional<double>> spreads(depth), slopes(depth);  // σw², E[g′²]
  std::optional<double> below = input_mean_square;                   // E[A[l-1]²]
  core::Activation last = core::Activation::softmax;
  double last_q = -1.0;
  Moments known;  // of `last` at `last_q`
  for (int l = 1; l <= network.depth(); ++l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    const core::LayerOptions& layer = network.layers[at];
    spreads[at] = spread(network, options, l);
    if (!spreads[at]) {
      below.reset();
      continue;
    }
    sizes[at].w = std::sqrt(*spreads[at] / static_cast<double>(network.units(l - 1)));
    if (!below) continue;
    const core::BiasRule bias = core::bias_of(layer, options);
    const double q = *spreads[at] * *below + bias.value * bias.value;
    below.reset();
    sizes[at].z = std::sqrt(q);
    if (!std::isfinite(q) || layer.activation == core::Activation::softmax) continue;
    // Layers at the fixed point are all alike.
    if (layer.activation != last || std::abs(q - last_q) > 1e-7 * q) {
      known = moments(layer.activation, q);
      last = layer.activation;
      last_q = q;
    }
    slopes[at] = known.slope;
    below = known.value;
    sizes[at].a = root(below);
  }
  std::optional<double> d_z = 1.0;  // E[dZ[l]²]
  for (std::size_t at = depth; at-- > 0;) {
    if (at + 1 < depth) {
      std::optional<double> d_a;
      if (d_z && spreads[at + 1]) {
        const double wider = static_cast<double>(network.units(static_cast<int>(at) + 2)) /
                             static_cast<double>(network.units(static_cast<int>(at) + 1));
        d_a = *d_z * *spreads[at + 1] * wider;
      }
      sizes[at].d_a = root(d_a);
      d_z.reset();
      if (d_a && slopes[at]) d_z = *d_a * *slopes[at];
    }
    sizes[at].d_z = root(d_z);
  }
  return sizes;
}

}  // namespace isobath::lab
