// SPDX-License-Identifier: MIT
// Root mean squares, forwards and then back.
#include "lab/expected_sizes.hpp"

#include <algorithm>
#include <cmath>

#include "core/initialization.hpp"

namespace isobath::lab {

namespace {

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

std::vector<LayerSizes> expected_sizes(const core::Network& network,
                                       const core::InitializationOptions& options,
                                       double input_mean_square, MomentTables& tables) {
  const auto depth = static_cast<std::size_t>(network.depth());
  std::vector<LayerSizes> sizes(depth);
  std::vector<std::optional<double>> spreads(depth), slopes(depth);  // σw², E[g′²]
  std::optional<double> below = input_mean_square;                   // E[A[l-1]²]
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
    const Moments known = tables.of(layer.activation).at(q);
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
