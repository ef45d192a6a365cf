// SPDX-License-Identifier: MIT
// A sweep's jobs take the next few cells, train them, and leave the results to be collected.
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
#include <utility>
#include <vector>

#include "lab/jobs/job_pool.hpp"
#include "lab/sweep_task.hpp"

namespace isobath::lab {

namespace {

using Clock = SweepTask::Clock;

/// Cells that a job takes at once while many are left.
constexpr std::size_t kCellsAtOnce = 16;
constexpr std::chrono::milliseconds kPiece{5};  // a job hands over what it has so often
constexpr std::size_t kMostWorkers = 1024;

std::chrono::nanoseconds nanoseconds(double ms) {
  return std::chrono::nanoseconds(static_cast<std::int64_t>(std::clamp(ms, 0.0, 1e9) * 1e6));
}

}  // namespace

/// What the jobs have in common; it outlives a sweep as long as a job's last piece.
struct Sweep::Shared {
  Shared(std::shared_ptr<const SweepPlan> of_plan, const SweepOptions& of_options)
      : plan(std::move(of_plan)),
        steps(of_options.steps),
        measure(of_options.measure),
        data(of_options.data ? of_options.data : std::make_shared<SweepDataStore>()),
        first(of_options.shard.first(plan->cells())),
        last(of_options.shard.last(plan->cells())) {
    if (!of_options.cells.empty())
      order = of_options.cells;
    else if (of_options.order == SweepOrder::coarse_to_fine && !plan->drawn())
      order = plan->coarse_to_fine(first, last);
  }

  std::size_t count() const { return order.empty() ? last - first : order.size(); }

  /// The next cells to train; none when there are no more. Fewer at a time towards the end, so that
  /// no job stands idle while another has a heap.
  std::vector<std::size_t> take_cells() {
    const std::scoped_lock lock(mutex);
    const std::size_t left = count() - next;
    const std::size_t share = left / (2 * std::max<std::size_t>(jobs, 1));
    const std::size_t taken = std::min(left, std::clamp<std::size_t>(share, 1, kCellsAtOnce));
    std::vector<std::size_t> cells(taken);
    for (std::size_t& cell : cells) {
      cell = order.empty() ? first + next : order[next];
      ++next;
    }
    return cells;
  }

  void hand_over(SweepTask& task) {
    std::vector<CellResult> results = task.take_results();
    if (results.empty()) return;
    const std::scoped_lock lock(mutex);
    handed.fetch_add(results.size(), std::memory_order_relaxed);
    std::ranges::move(results, std::back_inserter(finished));
    something.notify_all();
  }

  void fail(std::string sentence) {
    const std::scoped_lock lock(mutex);
    if (error.empty()) error = std::move(sentence);
    stop = true;
    something.notify_all();
  }

  void job_is_over() {
    const std::scoped_lock lock(mutex);
    --working;
    something.notify_all();
  }

  const std::shared_ptr<const SweepPlan> plan;
  const std::int64_t steps;
  const document::Measure measure;
  const std::shared_ptr<SweepDataStore> data;
  const std::size_t first, last;     // cells of this shard
  std::vector<std::uint32_t> order;  // in which they are trained; empty: as they come

  std::atomic<bool> stop = false;
  std::atomic<std::size_t> handed = 0;  // cells that are finished, collected or not
  std::mutex mutex;                     // of what follows
  std::condition_variable something;
  std::size_t next = 0;  // place in the order of the next cell to train
  std::size_t jobs = 0;
  std::size_t working = 0;  // jobs that are not over
  std::vector<CellResult> finished;
  std::string error;
};

/// Cells after cells, until there are no more.
class Sweep::CellsJob : public Job {
 public:
  explicit CellsJob(std::shared_ptr<Shared> shared)
      : shared_(std::move(shared)), workshop_(shared_->data, shared_->measure) {}

  bool advance() override {
    bool more = false;
    try {
      more = go_on();
    } catch (const std::bad_alloc&) {
      shared_->fail("the sweep needs more memory than there is");
    } catch (const std::exception& exception) {
      shared_->fail(exception.what());
    }
    if (!more) shared_->job_is_over();
    return more;
  }

  double progress() const override {
    const auto all = static_cast<double>(std::max<std::size_t>(shared_->count(), 1));
    return static_cast<double>(shared_->handed.load(std::memory_order_relaxed)) / all;
  }

 private:
  bool go_on() {
    if (shared_->stop.load(std::memory_order_relaxed)) return false;
    if (!task_) {
      auto cells = shared_->take_cells();
      if (cells.empty()) return false;
      task_ = std::make_unique<SweepTask>(*shared_->plan, std::move(cells), shared_->steps);
    }
    const auto advanced = task_->advance(workshop_, Clock::now() + kPiece, shared_->stop);
    shared_->hand_over(*task_);
    if (!advanced) shared_->fail(advanced.error());
    if (advanced.value_or(false)) task_.reset();
    return advanced.has_value();
  }

  std::shared_ptr<Shared> shared_;
  SweepWorkshop workshop_;
  std::unique_ptr<SweepTask> task_;
};

Sweep::Sweep(std::shared_ptr<const SweepPlan> plan, const SweepOptions& options)
    : shared_(std::make_shared<Shared>(std::move(plan), options)) {}

Sweep::~Sweep() { cancel(); }

int Sweep::start(int workers) {
  if (workers == 0) workers = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
  if (pool_ == nullptr) {
    const std::size_t useful = std::clamp<std::size_t>(shared_->count(), 1, kMostWorkers);
    own_pool_ = std::make_unique<JobPool>(std::min(workers, static_cast<int>(useful)));
    start(*own_pool_);
  }
  return pool_->threads();
}

void Sweep::start(JobPool& pool) {
  if (pool_ != nullptr) return;
  pool_ = &pool;
  const std::size_t jobs =
      std::min(static_cast<std::size_t>(pool.hands()), std::max<std::size_t>(shared_->count(), 1));
  {
    const std::scoped_lock lock(shared_->mutex);
    shared_->jobs = shared_->working = jobs;
  }
  while (tickets_.size() < jobs)
    tickets_.push_back(pool.start(std::make_shared<CellsJob>(shared_)));
}

std::expected<bool, std::string> Sweep::collect(double wait_ms, const OnResult& on_result) {
  if (pool_ == nullptr) {
    own_pool_ = std::make_unique<JobPool>(0);
    start(*own_pool_);
  }
  pool_->run_for(wait_ms);
  Shared& shared = *shared_;
  std::vector<CellResult> results;
  {
    std::unique_lock lock(shared.mutex);
    if (pool_->alive() && wait_ms > 0.0)
      shared.something.wait_for(lock, nanoseconds(wait_ms), [&] {
        return !shared.finished.empty() || shared.working == 0 || !shared.error.empty();
      });
    results.swap(shared.finished);
  }
  for (const CellResult& result : results) on_result(result);
  done_ += results.size();
  const std::scoped_lock lock(shared.mutex);
  if (!shared.finished.empty()) return true;
  if (!shared.error.empty()) return std::unexpected(shared.error);
  return shared.working > 0;
}

void Sweep::cancel() { shared_->stop = true; }

bool Sweep::is_over() const {
  const std::scoped_lock lock(shared_->mutex);
  return pool_ != nullptr && shared_->working == 0;
}

SweepProgress Sweep::progress() const { return {done_, shared_->count()}; }

}  // namespace isobath::lab
