// SPDX-License-Identifier: MIT
// Inputs are ±1; (x + 1)/2 makes bits of them. All numbers are halves and small whole ones, which
// every number format holds exactly.
#include "app/edit/parity_nets.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace isobath::app {

namespace {

using core::Index;
using ExactLayer = core::LayerParameters<double>;

ExactLayer zeros(Index units, Index inputs) {
  return {core::Matrix<double>::Zero(units, inputs), core::Vector<double>::Zero(units)};
}

/// Pairs of bits become |a − b| = relu(a − b) + relu(b − a), level by level; a bit left over is
/// handed on. `level`: each bit as a row over what lies below.
std::vector<ExactLayer> tree(ExactLayer level) {
  std::vector<ExactLayer> layers;
  while (level.bias.size() > 1) {
    const Index bits = level.bias.size(), pairs = bits / 2, over = bits % 2;
    ExactLayer units = zeros(2 * pairs + over, level.weights.cols());
    ExactLayer above = zeros(pairs + over, units.bias.size());
    for (Index i = 0; i < pairs; ++i) {
      const Index unit = 2 * i;
      units.weights.row(unit) = level.weights.row(unit) - level.weights.row(unit + 1);
      units.bias(unit) = level.bias(unit) - level.bias(unit + 1);
      units.weights.row(unit + 1) = -units.weights.row(unit);
      units.bias(unit + 1) = -units.bias(unit);
      above.weights(i, unit) = above.weights(i, unit + 1) = 1.0;
    }
    if (over > 0) {
      units.weights.row(2 * pairs) = level.weights.row(bits - 1);
      units.bias(2 * pairs) = level.bias(bits - 1);
      above.weights(pairs, 2 * pairs) = 1.0;
    }
    layers.push_back(std::move(units));
    level = std::move(above);
  }
  layers.push_back(std::move(level));
  return layers;
}

/// relu(s) − 2·relu(s − 1) + 2·relu(s − 2) − …, s = the number of ones: a zigzag through parity.
std::vector<ExactLayer> one_layer(Index bits) {
  ExactLayer hidden = zeros(bits, bits), output = zeros(1, bits);
  hidden.weights.setConstant(0.5);
  for (Index k = 0; k < bits; ++k) {
    hidden.bias(k) = 0.5 * static_cast<double>(bits) - static_cast<double>(k);
    output.weights(0, k) = k == 0 ? 1.0 : k % 2 == 1 ? -2.0 : 2.0;
  }
  return {std::move(hidden), std::move(output)};
}

}  // namespace

std::expected<document::Document, std::string> with_parity_net(document::Document document,
                                                               ParityNet net) {
  if (document.data.source != data::Source::parity)
    return std::unexpected("data.source: exact networks are there for the parity alone");
  const Index bits = document.data.bits;
  ExactLayer inputs = zeros(bits, bits);
  inputs.weights.diagonal().setConstant(0.5);
  inputs.bias.setConstant(0.5);
  const std::vector<ExactLayer> layers =
      net == ParityNet::tree ? tree(std::move(inputs)) : one_layer(bits);
  document.layers.clear();
  for (std::size_t l = 0; l < layers.size(); ++l)
    document.layers.push_back(
        {static_cast<int>(layers[l].bias.size()),
         l + 1 < layers.size() ? core::Activation::relu : core::Activation::linear,
         {},
         {},
         {}});
  document.data.scaling = data::Scaling::none;
  document.loss = core::Loss::squared_error;
  document.training.l1 = document.training.l2 = 0.0;  // J is to be 0
  document.parameters = std::make_shared<const core::Parameters<double>>(layers);
  document.progress.reset();
  return document;
}

}  // namespace isobath::app
