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
#include "app/parameter_slice.hpp"
#include "app/snapshot.hpp"
#include "app/stepping.hpp"
#include "lab/bug_hunt.hpp"
#include "lab/product_race.hpp"

namespace isobath::app {

/// One neuron, for one example of the batch.
struct NeuronGraph {
  UnitId unit;                        // layer from 1
  core::Index example = 0, kept = 0;  // the example, of so many that are kept
  std::uint32_t place = 0;            // of the example in the training part
  std::vector<GraphNode> nodes;
};

/// Which bugs can show in this network, see lab::bugs_that_show.
struct BugList {
  lab::BugSet shows;
  int layer = 1;  // that bugs of one layer are planted in
};

struct HuntView : lab::HuntResult {
  std::int64_t step = 0;  // that the training stood at
  bool under_way = true;
  bool secret = false;                    // drawn at random, and not found yet
  int misses = 0;                         // guesses that were wrong
  std::optional<core::PlantedBug> guess;  // the last one
};

/// The product to be measured, Z = W·A + b with W (units, inputs) and A (inputs, examples).
struct RaceSize {
  int layer = 0;  // 0: one unit over the course's 209 images of 64 × 64 × 3
  core::Index units = 0, inputs = 0, examples = 0;
  bool operator==(const RaceSize&) const = default;
};

struct RaceView : RaceSize {
  double progress = 0.0;  // 1: measured
  lab::ProductRace race;
  bool is_of(const RaceSize& size) const { return static_cast<const RaceSize&>(*this) == size; }
};

/// Reads the snapshot's stepping and data; everything happens within the calls.
class SidePages {
 public:
  SidePages();
  ~SidePages();

  /// Fills what the open page shows, where that is of something else by now.
  void renew(Snapshot& snapshot);
  /// With the stepping of now in the snapshot.
  void carry_out(const StudyAction& action, Snapshot& snapshot);
  /// What is wanted of the looks at a training that plays.
  std::optional<SliceWish> wish(const Snapshot& snapshot) const;
  /// Does work go on?
  bool busy() const { return hunt_ || racer_; }
  /// Goes on with it for about `budget_ms`; at least one piece.
  void advance(double budget_ms, Snapshot& snapshot);

 private:
  void renew_graph(Snapshot& snapshot);
  void renew_slice(Snapshot& snapshot);
  void renew_bugs(Snapshot& snapshot);
  void begin_hunt(Snapshot& snapshot);
  void guess(core::PlantedBug bug, Snapshot& snapshot);
  void publish_hunt(Snapshot& snapshot);
  void begin_race(const RaceSize& size, Snapshot& snapshot);

  std::shared_ptr<const Stepping> graph_of_, slice_of_, bugs_of_;
  std::unique_ptr<lab::BugHunt> hunt_, hunted_;  // under way, and the last that ended
  core::Network hunted_network_;
  HuntView told_;
  std::uint64_t lot_ = 0;  // bugs drawn at random
  std::unique_ptr<lab::ProductRacer> racer_;
};

/// The parameter that is chosen, within the network.
lab::ParameterPlace chosen_parameter(const Snapshot& snapshot);
/// The bug that is chosen, or where that is left to the network, the first that shows; kSecretBug.
int chosen_bug(const Snapshot& snapshot);

/// Of the chosen layer: a batch, or where that is taken in pieces, one of them.
RaceSize race_size(const Snapshot& snapshot);

}  // namespace isobath::app
