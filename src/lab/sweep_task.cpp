// SPDX-License-Identifier: MIT
// Cells trained one after the other, with a look at the clock every millisecond or so.
#include "lab/sweep_task.hpp"

#include <algorithm>
#include <exception>
#include <iterator>
#include <new>

#include "document/sentence.hpp"

namespace isobath::lab {

namespace {

// Between two looks at the clock and the stop flag.
constexpr std::chrono::microseconds kShort{250}, kLong{1000};
constexpr std::int64_t kLongestBurst = 1 << 20;

}  // namespace

SweepTask::SweepTask(const SweepPlan& plan, std::vector<std::size_t> cells, std::int64_t steps)
    : plan_(plan), steps_(steps) {
  for (const std::size_t cell : cells) results_.push_back({cell, {}});
}

std::expected<void, std::string> SweepTask::begin_next(SweepWorkshop& workshop) {
  const CellResult& cell = results_[place_];
  auto begun = workshop.begin(plan_.document(cell.cell, static_cast<int>(cell.runs.size())));
  if (!begun) return std::unexpected(begun.error());
  training_ = std::move(*begun);
  left_ = steps_;
  return {};
}

std::string SweepTask::where() const {
  return document::join({"cell ", std::to_string(results_[place_].cell), ": "});
}

std::expected<bool, std::string> SweepTask::advance(SweepWorkshop& workshop,
                                                    Clock::time_point until,
                                                    const std::atomic<bool>& stop) {
  try {
    auto now = Clock::now();
    while (place_ < results_.size()) {
      if (stop.load(std::memory_order_relaxed)) return false;
      if (!training_)
        if (auto begun = begin_next(workshop); !begun)
          return std::unexpected(where() + begun.error());
      const std::int64_t count = std::min(left_, burst_);
      training_->step(count);
      left_ -= count;
      if (left_ == 0) {
        CellResult& cell = results_[place_];
        for (RunResult& run : training_->results()) cell.runs.push_back(run);
        training_.reset();
        if (std::ssize(cell.runs) == plan_.seeds()) ++place_;
      }
      const auto before = now;
      now = Clock::now();
      if (now - before < kShort) burst_ = std::min(2 * burst_, kLongestBurst);
      if (now - before > kLong) burst_ = std::max<std::int64_t>(burst_ / 2, 1);
      if (now >= until) break;
    }
    return place_ == results_.size();
  } catch (const std::bad_alloc&) {
    return std::unexpected(where() + "it wants more memory than there is");
  } catch (const std::exception& error) {
    return std::unexpected(where() + error.what());
  }
}

std::vector<CellResult> SweepTask::take_results() {
  const auto end = results_.begin() + static_cast<std::ptrdiff_t>(place_);
  std::vector<CellResult> finished(std::make_move_iterator(results_.begin()),
                                   std::make_move_iterator(end));
  results_.erase(results_.begin(), end);
  place_ = 0;
  return finished;
}

}  // namespace isobath::lab
