// SPDX-License-Identifier: MIT
// What is learned, apart from its numbers: the layers over so many inputs, the loss, the number
// format.
#pragma once

#include <algorithm>
#include <vector>

#include "core/matrix.hpp"
#include "core/options.hpp"

namespace isobath::core {

struct Network {
  Index inputs = 2;
  std::vector<LayerOptions> layers;
  Loss loss = Loss::binary_cross_entropy;
  Precision precision = Precision::single;
  Arithmetic arithmetic = Arithmetic::fast;

  int depth() const { return static_cast<int>(layers.size()); }
  Index outputs() const { return layers.back().units; }
  /// Units of layer l; the inputs for l = 0.
  Index units(int layer) const {
    return layer == 0 ? inputs : layers[static_cast<std::size_t>(layer) - 1].units;
  }
  bool has_biases() const { return std::ranges::all_of(layers, &LayerOptions::has_bias); }
  /// α of a layer of its own?
  bool has_own_rates() const {
    return std::ranges::any_of(
        layers, [](const LayerOptions& layer) { return layer.learning_rate != 1.0; });
  }
  Index widest() const {
    Index widest = inputs;
    for (const LayerOptions& layer : layers) widest = std::max<Index>(widest, layer.units);
    return widest;
  }
};

/// α in force for layer l.
inline double learning_rate_of(const Network& network, const TrainingOptions& options, int layer) {
  return options.learning_rate * network.layers[static_cast<std::size_t>(layer) - 1].learning_rate;
}

/// Does the last layer's dZ = A − Y, so that backward need not go through g′? So for the
/// cross-entropies with their own output functions.
inline bool has_direct_output_gradient(const Network& network) {
  return network.loss != Loss::squared_error;
}

}  // namespace isobath::core
