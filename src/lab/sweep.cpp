// SPDX-License-Identifier: MIT
// The pool: workers take the next few cells, train them, and leave the results to be collected.
#include "lab/sweep.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <mutex>
#include <new>
#include <thread>
#include <vector>

#include "lab/sweep_task.hpp"

namespace isobath::lab {

namespace {

using Clock = SweepTask::Clock;

/// Cells that a worker takes at once while many are left.
constexpr std::size_t kCellsAtOnce = 16;
constexpr std::chrono::milliseconds kSlice{20};  // a worker hands over what it has so often
constexpr int kMostWorkers = 1024;

std::chrono::nanoseconds nanoseconds(double ms) {
  return std::chrono::nanoseconds(static_cast<std::int64_t>(std::clamp(ms, 0.0, 1e9) * 1e6));
}

}  // namespace

struct Sweep::Pool {
  Pool(std::shared_ptr<const SweepPlan> of_plan, const SweepOptions& of_options)
      : plan(std::move(of_plan)),
        steps(of_options.steps),
        first(of_options.shard.first(plan->cells())),
        last(of_options.shard.last(plan->cells())) {
    if (of_options.order == SweepOrder::coarse_to_fine && !plan->drawn())
      order = plan->coarse_to_fine(first, last);
  }

  std::size_t count() const { return last - first; }

  /// The next cells to train; none when there are no more. Fewer at a time towards the end, so that
  /// no worker stands idle while another has a heap.
  std::vector<std::size_t> take_cells() {
    const std::scoped_lock lock(mutex);
    const std::size_t left = count() - next;
    const std::size_t share = left / (2 * std::max<std::size_t>(threads_wanted, 1));
    const std::size_t taken = std::min(left, std::clamp<std::size_t>(share, 1, kCellsAtOnce));
    std::vector<std::size_t> cells(taken);
    for (std::size_t& cell : cells) {
      cell = order.empty() ? first + next : order[next];
      ++next;
    }
    return cells;
  }

  void work() {
    SweepWorkshop workshop(data);
    while (!stop.load(std::memory_order_relaxed)) {
      auto cells = take_cells();
      if (cells.empty()) break;
      SweepTask task(*plan, std::move(cells), steps);
      for (bool done = false; !done && !stop.load(std::memory_order_relaxed);) {
        const auto advanced = task.advance(workshop, Clock::now() + kSlice, stop);
        hand_over(task);
        if (!advanced) fail(advanced.error());
        done = advanced.value_or(true);
      }
    }
  }

  /// Does work that no exception may leave.
  template <class Work>
  void guard(const Work& of_this) noexcept {
    try {
      of_this();
    } catch (const std::bad_alloc&) {
      fail("the sweep needs more memory than there is");
    } catch (const std::exception& exception) {
      fail(exception.what());
    }
  }

  void work_in_thread() noexcept {
    guard([this] { work(); });
    const std::scoped_lock lock(mutex);
    --working;
    something.notify_all();
  }

  void hand_over(SweepTask& task) {
    std::vector<CellResult> results = task.take_results();
    if (results.empty()) return;
    const std::scoped_lock lock(mutex);
    std::ranges::move(results, std::back_inserter(finished));
    something.notify_all();
  }

  void fail(std::string sentence) {
    const std::scoped_lock lock(mutex);
    if (error.empty()) error = std::move(sentence);
    stop = true;
    something.notify_all();
  }

  /// The caller's own thread in place of workers.
  void work_here(double budget_ms) {
    const auto until = Clock::now() + nanoseconds(budget_ms);
    if (!own_workshop) own_workshop = std::make_unique<SweepWorkshop>(data);
    do {
      if (!own_task) {
        auto cells = take_cells();
        if (cells.empty()) return;
        own_task = std::make_unique<SweepTask>(*plan, std::move(cells), steps);
      }
      const auto advanced = own_task->advance(*own_workshop, until, stop);
      hand_over(*own_task);
      if (!advanced) fail(advanced.error());
      if (advanced.value_or(true)) own_task.reset();
    } while (!stop.load(std::memory_order_relaxed) && Clock::now() < until);
  }

  const std::shared_ptr<const SweepPlan> plan;
  const std::int64_t steps;
  const std::size_t first, last;     // cells of this shard
  std::vector<std::uint32_t> order;  // in which they are trained; empty: as they come
  const std::shared_ptr<SweepDataStore> data = std::make_shared<SweepDataStore>();

  std::atomic<bool> stop = false;
  mutable std::mutex mutex;  // of what follows
  std::condition_variable something;
  std::size_t next = 0;  // place in the order of the next cell to train
  std::size_t threads_wanted = 0;
  int working = 0;  // threads that have not ended
  std::vector<CellResult> finished;
  std::string error;

  // Of the calling thread alone.
  std::vector<std::thread> threads;
  std::unique_ptr<SweepWorkshop> own_workshop;
  std::unique_ptr<SweepTask> own_task;
  std::size_t handed = 0;
};

Sweep::Sweep(std::shared_ptr<const SweepPlan> plan, const SweepOptions& options)
    : pool_(std::make_unique<Pool>(std::move(plan), options)) {}

Sweep::~Sweep() {
  cancel();
  for (std::thread& thread : pool_->threads) thread.join();
}

int Sweep::start(int workers) {
  Pool& pool = *pool_;
  if (!pool.threads.empty()) return static_cast<int>(pool.threads.size());
  if (workers == 0) workers = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
  workers =
      std::min({workers, kMostWorkers, static_cast<int>(std::max<std::size_t>(pool.count(), 1))});
  {
    const std::scoped_lock lock(pool.mutex);
    pool.threads_wanted = static_cast<std::size_t>(workers);
    pool.working = workers;
  }
  try {
    pool.threads.reserve(static_cast<std::size_t>(workers));
    while (std::ssize(pool.threads) < workers)
      pool.threads.emplace_back([&pool] { pool.work_in_thread(); });
  } catch (const std::exception&) {  // no more threads are to be had
    const std::scoped_lock lock(pool.mutex);
    pool.working -= workers - static_cast<int>(pool.threads.size());
  }
  return static_cast<int>(pool.threads.size());
}

std::expected<bool, std::string> Sweep::collect(double wait_ms, const OnResult& on_result) {
  Pool& pool = *pool_;
  const bool alone = pool.threads.empty();
  if (alone && !pool.stop) pool.guard([&] { pool.work_here(wait_ms); });
  std::vector<CellResult> results;
  {
    std::unique_lock lock(pool.mutex);
    if (!alone && wait_ms > 0.0)
      pool.something.wait_for(lock, nanoseconds(wait_ms), [&] {
        return !pool.finished.empty() || pool.working == 0 || !pool.error.empty();
      });
    results.swap(pool.finished);
  }
  for (const CellResult& result : results) on_result(result);
  const std::scoped_lock lock(pool.mutex);
  pool.handed += results.size();
  if (!pool.finished.empty()) return true;
  if (!pool.error.empty()) return std::unexpected(pool.error);
  if (!alone) return pool.working > 0;
  return !pool.stop && (pool.own_task || pool.next < pool.count());
}

void Sweep::cancel() { pool_->stop = true; }

SweepProgress Sweep::progress() const { return {pool_->handed, pool_->count()}; }

}  // namespace isobath::lab
