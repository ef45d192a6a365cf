// SPDX-License-Identifier: MIT
// Learns the XOR of two bits with the core alone: what to train, from where, on what, and how.
#include <cstdio>

#include "core/initialization.hpp"
#include "core/probe.hpp"

using namespace isobath::core;

int main() {
  Network network;
  network.inputs = 2;
  network.layers = {{8, Activation::tanh, {}, {}, {}}, {1, Activation::sigmoid, {}, {}, {}}};
  network.precision = Precision::twofold;

  Examples<double> xor_bits{Matrix<double>(2, 4), Matrix<double>(1, 4)};
  xor_bits.x << -1, -1, 1, 1,  // x1 of the four examples
      -1, 1, -1, 1;            // x2
  xor_bits.y << 0, 1, 1, 0;

  TrainingOptions options;
  options.optimizer = Optimizer::adam;
  options.learning_rate = 0.05;
  Trainer<double> trainer(network, options, start_parameters(network, {}), xor_bits);
  Probe<double> probe(network);
  const Examples<double> none{Matrix<double>(2, 0), Matrix<double>(1, 0)};

  Record record;
  for (int update = 0; update <= 200; ++update) {
    record = probe.look(trainer.parameters(), options, {xor_bits, none, none});
    if (update % 50 == 0) std::printf("update %3d  J = %.4f\n", update, record.cost);
    trainer.step();
  }
  return record.train.accuracy == 1.0 ? 0 : 1;
}
