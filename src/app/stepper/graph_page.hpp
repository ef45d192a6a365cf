// SPDX-License-Identifier: MIT
// The stepper's page of one neuron: its computation graph for one example of the update at hand.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "app/action.hpp"
#include "app/snapshot.hpp"
#include "app/stepper/computation_graph.hpp"

namespace isobath::app {

/// One neuron, for one example of the batch.
struct NeuronGraph {
  UnitId unit;                        // layer from 1
  core::Index example = 0, kept = 0;  // the example, of so many that are kept
  std::uint32_t place = 0;            // of the example in the training part
  std::vector<GraphNode> nodes;
};

class GraphPage {
 public:
  /// Fills the snapshot's graph, where it is of something else by now.
  void renew(Snapshot& snapshot);

 private:
  std::shared_ptr<const Stepping> of_;  // that the graph is of
};

}  // namespace isobath::app
