// SPDX-License-Identifier: MIT
// The stepper's page of one parameter: J along it, at the update at hand, or while training plays,
// as the looks at it bring it along.
#pragma once

#include <memory>
#include <optional>

#include "app/snapshot.hpp"
#include "app/stepper/parameter_slice.hpp"
#include "lab/jobs/job_pool.hpp"

namespace isobath::app {

/// The parameter that is chosen, within the network.
lab::ParameterPlace chosen_parameter(const Snapshot& snapshot);

class SlicePage {
 public:
  SlicePage();
  ~SlicePage();

  /// Fills the snapshot's slice: at once where that is soon done, else by a job, while the one that
  /// was on screen stays there. False: there was not enough memory for it.
  bool renew(Snapshot& snapshot, lab::JobPool& pool);
  /// What is wanted of the looks at a training that plays.
  std::optional<SliceWish> wish(const Snapshot& snapshot) const;
  /// Does a job go on?
  bool busy() const { return static_cast<bool>(ticket_); }

 private:
  class SliceJob;
  void follow_training(Snapshot& snapshot);
  void begin(Snapshot& snapshot, const SliceWish& wanted, lab::JobPool& pool);
  bool take(Snapshot& snapshot);
  void put(Snapshot* snapshot);
  void drop();

  // What was last asked for, and came or failed.
  std::shared_ptr<const Stepping> of_;
  std::optional<SliceWish> wish_;
  std::shared_ptr<SliceJob> job_;
  lab::JobTicket ticket_;
};

}  // namespace isobath::app
