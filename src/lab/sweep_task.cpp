// SPDX-License-Identifier: MIT
// Cells trained one after the other, or side by side where they fit together, with a look at the
// clock every millisecond or so.
#include "lab/sweep_task.hpp"

#include <algorithm>
#include <exception>
#include <new>

#include "document/sentence.hpp"

namespace isobath::lab {

namespace {

// Between two looks at the clock and the stop flag.
constexpr std::chrono::microseconds kShort{250}, kLong{1000};
constexpr std::int64_t kLongestBurst = 1 << 20;
/// Jobs that are looked through for some that fit together.
constexpr std::size_t kReach = 64;
constexpr std::size_t kFewestInGroup = 3;

}  // namespace

SweepTask::SweepTask(const SweepPlan& plan, std::vector<std::size_t> cells, std::int64_t steps)
    : plan_(plan), steps_(steps), missing_(cells.size(), plan.seeds()) {
  for (const std::size_t cell : cells) {
    for (int seed = 0; seed < plan.seeds(); ++seed) jobs_.push_back({results_.size(), seed});
    results_.push_back({cell, std::vector<RunResult>(static_cast<std::size_t>(plan.seeds()))});
  }
}

std::expected<void, std::string> SweepTask::begin_next(SweepWorkshop& workshop) {
  std::vector<SweepRun> runs;
  std::size_t room = 1;
  at_work_.clear();
  for (std::size_t i = next_; i < jobs_.size() && i < next_ + kReach && runs.size() < room; ++i) {
    Job& job = jobs_[i];
    if (job.begun) continue;
    auto run = workshop.prepare(plan_.document(results_[job.place].cell, job.seed));
    if (!run) return std::unexpected(run.error());
    if (runs.empty())
      room = workshop.room(*run);
    else if (workshop.room(*run) == 1 || !workshop.fit_together(runs[0], *run))
      continue;
    runs.push_back(std::move(*run));
    at_work_.push_back(i);
    job.begun = true;
  }
  // A group costs as much as almost three trainings alone, however few are in it.
  while (runs.size() > 1 && runs.size() < std::min(room, kFewestInGroup)) {
    jobs_[at_work_.back()].begun = false;
    at_work_.pop_back();
    runs.pop_back();
  }
  while (next_ < jobs_.size() && jobs_[next_].begun) ++next_;
  training_ = workshop.begin(std::move(runs));
  left_ = steps_;
  const double cost = training_->cost();
  burst_ = std::max<std::int64_t>(
      static_cast<std::int64_t>(static_cast<double>(burst_) * std::min(cost_ / cost, 1.0)), 1);
  cost_ = cost;
  return {};
}

void SweepTask::finish() {
  const std::vector<RunResult> runs = training_->results();
  training_.reset();
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const Job& job = jobs_[at_work_[i]];
    results_[job.place].runs[static_cast<std::size_t>(job.seed)] = runs[i];
    --missing_[job.place];
  }
}

std::string SweepTask::where() const {
  const std::size_t job = training_ ? at_work_.front() : std::min(next_, jobs_.size() - 1);
  return document::join({"cell ", std::to_string(results_[jobs_[job].place].cell), ": "});
}

std::expected<bool, std::string> SweepTask::advance(SweepWorkshop& workshop,
                                                    Clock::time_point until,
                                                    const std::atomic<bool>& stop) {
  const auto is_done = [&] { return !training_ && next_ == jobs_.size(); };
  try {
    auto now = Clock::now();
    while (!is_done()) {
      if (stop.load(std::memory_order_relaxed)) return false;
      if (!training_)
        if (auto begun = begin_next(workshop); !begun)
          return std::unexpected(where() + begun.error());
      const std::int64_t count = std::min(left_, burst_);
      training_->step(count);
      left_ -= count;
      if (left_ == 0) finish();
      const auto before = now;
      now = Clock::now();
      if (now - before < kShort && count == burst_) burst_ = std::min(2 * burst_, kLongestBurst);
      if (now - before > kLong) burst_ = std::max<std::int64_t>(burst_ / 2, 1);
      if (now >= until) break;
    }
    return is_done();
  } catch (const std::bad_alloc&) {
    return std::unexpected(where() + "it needs more memory than there is");
  } catch (const std::exception& error) {
    return std::unexpected(where() + error.what());
  }
}

std::vector<CellResult> SweepTask::take_results() {
  std::vector<CellResult> finished;
  for (std::size_t place = 0; place < results_.size(); ++place) {
    if (missing_[place] != 0) continue;
    missing_[place] = -1;
    finished.push_back({results_[place].cell, std::move(results_[place].runs)});
  }
  return finished;
}

}  // namespace isobath::lab
