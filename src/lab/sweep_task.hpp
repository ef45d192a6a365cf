// SPDX-License-Identifier: MIT
// Some cells of a sweep on their way, in pieces short enough to be stopped between.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "lab/sweep_plan.hpp"
#include "lab/sweep_training.hpp"

namespace isobath::lab {

class SweepTask {
 public:
  using Clock = std::chrono::steady_clock;

  SweepTask(const SweepPlan& plan, std::vector<std::size_t> cells, std::int64_t steps);

  /// Works until all is done (true), the time is up or `stop` is set; some work in any case but the
  /// last. An error is one sentence.
  std::expected<bool, std::string> advance(SweepWorkshop& workshop, Clock::time_point until,
                                           const std::atomic<bool>& stop);

  /// The cells that were finished since this was asked last.
  std::vector<CellResult> take_results();

 private:
  /// A training to make: which cell of results_, which seed.
  struct Job {
    std::size_t place = 0;
    int seed = 0;
    bool begun = false;
  };

  std::expected<void, std::string> begin_next(SweepWorkshop& workshop);
  void finish();
  std::string where() const;

  const SweepPlan& plan_;
  std::int64_t steps_;
  std::vector<CellResult> results_;
  std::vector<int> missing_;  // runs of each cell that are not finished; -1: handed over
  std::vector<Job> jobs_;
  std::size_t next_ = 0;              // of jobs_: all before it are begun
  std::vector<std::size_t> at_work_;  // jobs of training_
  std::unique_ptr<SweepTraining> training_;
  std::int64_t left_ = 0;   // updates of training_ still to make
  double cost_ = 1.0;       // of an update
  std::int64_t burst_ = 1;  // updates between two looks at the clock
};

}  // namespace isobath::lab
