// SPDX-License-Identifier: MIT
// The stepper's page of the gradient check: which bugs can be planted, and the hunt for one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "app/snapshot.hpp"
#include "lab/bug_hunt.hpp"
#include "lab/jobs/job_pool.hpp"

namespace isobath::app {

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

/// The bug that is chosen, or where that is left to the network, the first that shows; kSecretBug.
int chosen_bug(const Snapshot& snapshot);

/// The layer that bugs of one layer are planted in.
int chosen_bug_layer(const Snapshot& snapshot);

class BugListJob;
class HuntJob;

class CheckPage {
 public:
  CheckPage();
  ~CheckPage();

  /// Fills the snapshot's bugs and its hunt, as far as jobs have come. False: there was not enough
  /// memory for one.
  bool renew(Snapshot& snapshot, lab::JobPool& pool);
  /// Begins a hunt in place of the one that was, once it is known which bugs show.
  void begin(Snapshot& snapshot, lab::JobPool& pool);
  void cancel(Snapshot& snapshot);
  void guess(core::PlantedBug bug, Snapshot& snapshot);
  bool busy() const { return listing_ || hunting_; }

 private:
  bool take_bugs(Snapshot& snapshot);
  bool take_hunt(Snapshot& snapshot);
  void renew_bugs(Snapshot& snapshot, lab::JobPool& pool);
  void drop_bugs(Snapshot& snapshot);
  void take_ground(const Snapshot& snapshot);
  void start_hunt(const Snapshot& snapshot, lab::JobPool& pool);
  void publish(Snapshot& snapshot);

  std::shared_ptr<const Stepping> bugs_of_;  // that the list is of, or will be
  int bugs_layer_ = 0;
  std::shared_ptr<BugListJob> list_;
  lab::JobTicket listing_;
  bool asked_ = false;             // for a hunt, which waits for the list
  core::Network hunted_network_;   // of the hunt that is told
  std::shared_ptr<HuntJob> hunt_;  // under way, or the last that ended
  lab::JobTicket hunting_;
  HuntView told_;
  std::uint64_t lot_ = 0;  // bugs drawn at random
};

}  // namespace isobath::app
