// SPDX-License-Identifier: MIT
// Training the cells of a plan, as jobs of a pool, on its threads or in slices of the caller's
// time. The results are the same bits however many workers there are and whatever part of the plan
// is asked for.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "lab/jobs/job_pool.hpp"
#include "lab/sweep_data.hpp"
#include "lab/sweep_plan.hpp"
#include "lab/sweep_result.hpp"

namespace isobath::lab {

enum class SweepOrder {
  by_cell,        // results come nearly in the order of a file
  coarse_to_fine  // a coarse picture first
};

struct SweepOptions {
  std::int64_t steps = 0;  // updates of each training
  Shard shard{};
  SweepOrder order = SweepOrder::coarse_to_fine;
  document::Measure measure = document::Measure::train_loss;  // what a study wants to know
  std::vector<std::uint32_t> cells{};      // these alone, in this order; empty: those of the shard
  std::shared_ptr<SweepDataStore> data{};  // shared with other sweeps; null: its own
};

struct SweepProgress {
  std::size_t done = 0;   // cells whose results were handed over
  std::size_t cells = 0;  // of this shard
};

class Sweep {
 public:
  using OnResult = std::function<void(const CellResult&)>;

  Sweep(std::shared_ptr<const SweepPlan> plan, const SweepOptions& options);
  /// Cancels what still runs, without waiting for it.
  ~Sweep();
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  /// Sets workers of its own to work, 0: as many as the machine has hardware threads. How many
  /// there are now: fewer than asked for, or 0, where threads cannot be had.
  int start(int workers);
  /// Has it done by a pool that is there already and outlives the sweep.
  void start(JobPool& pool);

  /// Hands finished cells to `on_result` on this thread, after waiting up to `wait_ms` for the
  /// first. Without workers this thread does the work meanwhile, a piece at least. False when
  /// nothing more will come: all is done, it was cancelled, or it failed, which is a sentence.
  std::expected<bool, std::string> collect(double wait_ms, const OnResult& on_result);

  /// Ends within a fraction of a second; from any thread. What is finished can still be collected.
  void cancel();

  SweepProgress progress() const;
  /// Is all done, collected or not?
  bool is_over() const;

 private:
  struct Shared;
  class CellsJob;

  std::shared_ptr<Shared> shared_;
  std::size_t done_ = 0;  // cells whose results were handed over
  std::unique_ptr<JobPool> own_pool_;
  JobPool* pool_ = nullptr;         // that does it, once that is begun
  std::vector<JobTicket> tickets_;  // gone before the pool
};

}  // namespace isobath::lab
