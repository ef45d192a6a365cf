// SPDX-License-Identifier: MIT
// The computation graph of one neuron for one example, as the course draws it: values go forwards
// above the nodes, derivatives of the loss backwards below them.
#pragma once

#include <string>
#include <vector>

#include "core/dissection.hpp"
#include "core/network.hpp"

namespace isobath::app {

struct GraphNode {
  enum class Kind { input, weight, product, rest, bias, sum, activation, loss } kind = Kind::input;
  std::string name;     // "w[2](1,3)"
  std::string formula;  // how it comes about; "" for what is given
  double value = 0.0;
  std::string chain;        // "dL/dw = dL/dz · a"; "" where nothing is asked of it
  double derivative = 0.0;  // dL/d of this node, for this example alone: without 1/m and penalties
  std::vector<int> inputs;  // the nodes that it is made of
};

/// Of unit `unit` of layer `layer` (from 1) for kept example `example`, both from 0. Of many inputs
/// the `most` that weigh heaviest, |w·a|, have nodes: an input, its weight and their product u, in
/// this order; the products of the others are one node; b has one
/// where the layer has a b. In the output layer the graph ends with the
/// loss.
std::vector<GraphNode> graph_of(const core::Network& network,
                                const core::Dissection<double>& dissection, int layer,
                                core::Index unit, core::Index example, int most = 6);

}  // namespace isobath::app
