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
  std::expected<void, std::string> begin_next(SweepWorkshop& workshop);
  std::string where() const;

  const SweepPlan& plan_;
  std::int64_t steps_;
  std::vector<CellResult> results_;
  std::size_t place_ = 0;  // of the cell in results_ that is being trained
  std::unique_ptr<SweepTraining> training_;
  std::int64_t left_ = 0;   // updates of training_ still to make
  std::int64_t burst_ = 1;  // updates between two looks at the clock
};

}  // namespace isobath::lab
