// SPDX-License-Identifier: MIT
// Small networks and data for the tests of the core.
#pragma once

#include <vector>

#include "core/initialization.hpp"
#include "core/random.hpp"
#include "core/trainer.hpp"

namespace isobath::tests {

/// `depth` layers of `width` units over two inputs, with an output that fits the loss.
inline core::Network network_of(core::Activation hidden, core::Loss loss, int depth,
                                int width = 4) {
  core::Network network;
  network.inputs = 2;
  network.loss = loss;
  network.precision = core::Precision::twofold;
  for (int l = 1; l < depth; ++l) network.layers.push_back({width, hidden, {}, {}, {}});
  switch (loss) {
    case core::Loss::binary_cross_entropy:
      network.layers.push_back({1, core::Activation::sigmoid, {}, {}, {}});
      break;
    case core::Loss::categorical_cross_entropy:
      network.layers.push_back({3, core::Activation::softmax, {}, {}, {}});
      break;
    case core::Loss::squared_error:
      network.layers.push_back({2, hidden, {}, {}, {}});
      break;
  }
  return network;
}

/// Normal inputs; targets 0/1, one-hot or normal as the loss wants them.
template <class Scalar>
core::Examples<Scalar> examples_for(const core::Network& network, core::Index count,
                                    std::uint64_t seed = 1) {
  core::Random random(seed);
  core::Examples<Scalar> examples{core::Matrix<Scalar>(network.inputs, count),
                                  core::Matrix<Scalar>::Zero(network.outputs(), count)};
  for (core::Index i = 0; i < count; ++i) {
    for (core::Index j = 0; j < network.inputs; ++j)
      examples.x(j, i) = static_cast<Scalar>(random.normal());
    switch (network.loss) {
      case core::Loss::binary_cross_entropy:
        examples.y(0, i) = static_cast<Scalar>(random.below(2));
        break;
      case core::Loss::categorical_cross_entropy:
        examples.y(
            static_cast<core::Index>(random.below(static_cast<std::uint32_t>(network.outputs()))),
            i) = 1;
        break;
      case core::Loss::squared_error:
        for (core::Index k = 0; k < network.outputs(); ++k)
          examples.y(k, i) = static_cast<Scalar>(random.normal());
        break;
    }
  }
  return examples;
}

/// Xavier weights and biases that are not zero, so that nothing hides behind a zero.
inline core::Parameters<double> start_of(const core::Network& network, double scale = 1.0) {
  core::InitializationOptions options;
  options.scale = scale;
  options.bias = {0.1, true};
  return core::start_parameters(network, options);
}

}  // namespace isobath::tests
