// SPDX-License-Identifier: MIT
// The stepper's pages beside its lines: the graph of one neuron, J along one parameter, the hunt
// for a planted bug, and the race of products. What they show, and the work that goes on for them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/action.hpp"
#include "app/computation_graph.hpp"
#include "app/snapshot.hpp"
#include "app/stepping.hpp"
#include "lab/bug_hunt.hpp"
#include "lab/loss_slice.hpp"
#include "lab/product_race.hpp"

namespace isobath::app {

/// One neuron, for one example of the batch.
struct NeuronGraph {
  UnitId unit;                        // layer from 1
  core::Index example = 0, kept = 0;  // the example, of so many that are kept
  std::uint32_t place = 0;            // of the example in the training part
  std::vector<GraphNode> nodes;
};

struct SliceView {
  lab::ParameterPlace place;
  std::string name;  // "w[2](1,3)" or "b[2](1)"
  lab::LossSlice slice;
  double reach = 0.0;  // to both sides of the present value
  double alpha = 0.0;
  std::string over;  // what J is a mean of: "the whole training part", "40 of 250 examples"
};

struct HuntView : lab::HuntResult {
  std::int64_t step = 0;  // that the training stood at
  bool under_way = true;
  bool secret = false;                    // drawn by lot, and not found yet
  int misses = 0;                         // guesses that were wrong
  std::optional<core::PlantedBug> guess;  // the last one
};

struct RaceView {
  int layer = 1;
  core::Index units = 0, inputs = 0, examples = 0;
  double progress = 0.0;  // 1: measured
  lab::ProductRace race;
};

/// Reads the snapshot's stepping and data; everything happens within the calls.
class SidePages {
 public:
  SidePages();
  ~SidePages();

  /// Fills what the open page shows, where that is of something else by now.
  void renew(Snapshot& snapshot);
  /// Is it these pages' alone?
  static bool concerns(const Action& action);
  /// An action that is, with the stepping of now in the snapshot.
  void carry_out(const Action& action, Snapshot& snapshot);
  /// Does work go on?
  bool busy() const { return hunt_ || racer_; }
  /// Goes on with it for about `budget_ms`; at least one piece.
  void advance(double budget_ms, Snapshot& snapshot);

 private:
  void renew_graph(Snapshot& snapshot);
  void renew_slice(Snapshot& snapshot);
  void begin_hunt(Snapshot& snapshot);
  void guess(core::PlantedBug bug, Snapshot& snapshot);
  void publish_hunt(Snapshot& snapshot);
  void begin_race(int layer, Snapshot& snapshot);

  std::shared_ptr<const Stepping> graph_of_, slice_of_;
  std::optional<lab::ParameterPlace> slice_place_;
  double slice_reach_ = 0.0;
  std::unique_ptr<lab::BugHunt> hunt_, hunted_;  // under way, and the last that ended
  core::Network hunted_network_, raced_network_;
  HuntView told_;
  std::uint64_t lot_ = 0;  // bugs drawn by lot
  std::unique_ptr<lab::ProductRacer> racer_;
};

/// The parameter that is chosen, within the network.
lab::ParameterPlace chosen_parameter(const Snapshot& snapshot);
/// The layer whose product is measured.
int race_layer(const Snapshot& snapshot);
/// So many examples are in one product: a batch, or where it is taken in pieces, one of them.
core::Index race_examples(const Snapshot& snapshot);

}  // namespace isobath::app
