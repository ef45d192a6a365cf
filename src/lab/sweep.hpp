// SPDX-License-Identifier: MIT
// Training the cells of a plan, on a pool of threads or in slices of the caller's time. The results
// are the same bits however many workers there are and whatever part of the plan is asked for.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <string>

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
};

struct SweepProgress {
  std::size_t done = 0;   // cells whose results were handed over
  std::size_t cells = 0;  // of this shard
};

class Sweep {
 public:
  using OnResult = std::function<void(const CellResult&)>;

  Sweep(std::shared_ptr<const SweepPlan> plan, const SweepOptions& options);
  /// Cancels what still runs, and waits for it.
  ~Sweep();
  Sweep(const Sweep&) = delete;
  Sweep& operator=(const Sweep&) = delete;

  /// Sets workers to work, 0: as many as the machine has hardware threads. How many there are now:
  /// fewer than asked for, or 0, where threads cannot be had.
  int start(int workers);

  /// Hands finished cells to `on_result` on this thread, after waiting up to `wait_ms` for the
  /// first. Without workers this thread does the work meanwhile. False when nothing more will come:
  /// all is done, it was cancelled, or it failed, which is a sentence.
  std::expected<bool, std::string> collect(double wait_ms, const OnResult& on_result);

  /// Ends within a fraction of a second; from any thread. What is finished can still be collected.
  void cancel();

  SweepProgress progress() const;

 private:
  struct Pool;
  std::unique_ptr<Pool> pool_;
};

}  // namespace isobath::lab
