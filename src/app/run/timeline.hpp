// SPDX-License-Identifier: MIT
// Where a run has been: standings (key frames) at some of its steps and every change of its
// hyperparameters, so that each step in between can be computed again, bit for bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "app/run/run.hpp"

namespace isobath::app {

/// What key frames may take together: a page, whose addresses have 32 bits, has less room than a
/// desktop program.
inline constexpr std::size_t kTimelineBudget_bytes = std::size_t{sizeof(void*) == 4 ? 64U : 256U}
                                                     << 20U;

class Timeline {
 public:
  static constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
  /// However small they are, more frames than these make nothing faster.
  static constexpr std::size_t kMaxFrames = 8192;

  explicit Timeline(std::size_t budget_bytes = kTimelineBudget_bytes) : budget_(budget_bytes) {}

  /// Forgets everything; the run is at `step` now.
  void begin(std::int64_t step, const core::TrainingOptions& options);
  /// The run has come to `step`.
  void reach(std::int64_t step);
  /// Forgets what is after `step`.
  void cut(std::int64_t step);
  /// Other hyperparameters from `step`, the newest one, on. True if a frame that stood at it is
  /// gone, for the change may have touched the moments: another one is to be kept.
  bool change(std::int64_t step, const core::TrainingOptions& options);
  /// Parameters were changed by hand at `step`, the newest one, after which `frame` stands there:
  /// no replay leads across.
  void edit(Run::Kept frame);

  /// Is there room for frames of this size at all?
  bool affords(std::size_t frame_bytes) const { return 3 * frame_bytes <= budget_; }
  /// Keeps a frame. What it replaces, and what costs least to be without once there are too many,
  /// goes; the first and the newest stay.
  void keep(Run::Kept frame);
  /// The last frame not after `step`; null if there is none.
  Run::Kept before(std::int64_t step) const;
  bool has(std::int64_t step) const;

  /// The steps that can be gone to.
  std::int64_t first() const { return frames_.empty() ? last_ : frames_.front()->step; }
  std::int64_t last() const { return last_; }

  struct Change {
    std::int64_t step = 0;
    core::TrainingOptions options;
  };
  /// The hyperparameters of the update that follows `step`.
  const core::TrainingOptions& options_after(std::int64_t step) const;
  /// The first step after `step` at which there are others, or parameters were changed by hand;
  /// kNever if there is none.
  std::int64_t next_event(std::int64_t step) const;
  bool edited_at(std::int64_t step) const;
  /// One set of hyperparameters all the way, and nothing by hand.
  bool uneventful() const { return changes_.size() == 1 && edits_.empty(); }
  /// Hands over, one by one, what was changed at `step`.
  template <class Take>
  void for_each_change(std::int64_t step, const Take& take) const {
    for (const Change& change : changes_)
      if (change.step == step) take(change.options);
  }

  std::size_t frames() const { return frames_.size(); }
  std::size_t bytes() const { return bytes_; }

 private:
  void thin();

  std::size_t budget_;
  std::size_t bytes_ = 0;
  std::int64_t last_ = 0;
  std::vector<Run::Kept> frames_;    // by step
  std::vector<Change> changes_;      // by step; the first is the start
  std::vector<std::int64_t> edits_;  // steps at which parameters were changed by hand
};

}  // namespace isobath::app
