// SPDX-License-Identifier: MIT
// A training in which every planted bug can show: penalties, and biases that are not 0.
#pragma once

#include "core/networks.hpp"

namespace isobath::tests {

struct BugScene {
  core::Network network =
      network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 4, 5);
  core::Examples<double> examples;
  core::Parameters<double> parameters = start_of(network);
  core::TrainingOptions options;

  explicit BugScene(core::Index count) : examples(examples_for<double>(network, count)) {
    options.l2 = 0.3;
    options.learning_rate = 0.2;
    for (auto& layer : parameters) layer.bias.setConstant(0.1);
  }
};

}  // namespace isobath::tests
