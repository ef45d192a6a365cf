// SPDX-License-Identifier: MIT
// Keeping frames, and letting go of those that are missed least.
#include "app/run/timeline.hpp"

#include <algorithm>

namespace isobath::app {

namespace {

/// The first frame after `step`.
auto after(const std::vector<Run::Kept>& frames, std::int64_t step) {
  return std::ranges::upper_bound(frames, step, {},
                                  [](const Run::Kept& kept) { return kept->step; });
}

}  // namespace

void Timeline::begin(std::int64_t step, const core::TrainingOptions& options) {
  frames_.clear();
  bytes_ = 0;
  last_ = step;
  changes_.assign(1, {step, options});
  edits_.clear();
}

void Timeline::reach(std::int64_t step) { last_ = std::max(last_, step); }

void Timeline::cut(std::int64_t step) {
  while (!frames_.empty() && frames_.back()->step > step) {
    bytes_ -= frames_.back()->bytes;
    frames_.pop_back();
  }
  // The first entry is what the run began with.
  while (changes_.size() > 1 && changes_.back().step > step) changes_.pop_back();
  while (!edits_.empty() && edits_.back() > step) edits_.pop_back();
  last_ = step;
}

bool Timeline::change(std::int64_t step, const core::TrainingOptions& options) {
  // Of changes at one step only the last one counts, but where moments were dropped on the way.
  Change& latest = changes_.back();
  if (latest.step == step && latest.options.optimizer == options.optimizer)
    latest.options = options;
  else
    changes_.push_back({step, options});
  if (!has(step)) return false;
  bytes_ -= frames_.back()->bytes;
  frames_.pop_back();
  return true;
}

void Timeline::edit(Run::Kept frame) {
  if (!edited_at(frame->step)) edits_.push_back(frame->step);
  keep(std::move(frame));
}

void Timeline::keep(Run::Kept frame) {
  const auto place = after(frames_, frame->step - 1);
  bytes_ += frame->bytes;
  if (place != frames_.end() && (*place)->step == frame->step) {
    bytes_ -= (*place)->bytes;
    frames_[static_cast<std::size_t>(place - frames_.begin())] = std::move(frame);
  } else {
    frames_.insert(place, std::move(frame));
  }
  while (frames_.size() > 2 && (bytes_ > budget_ || frames_.size() > kMaxFrames)) thin();
}

/// Drops one frame. A gap is the worse the nearer it is to the newest step, where one goes back and
/// forth most: there, gaps may be a ninth of those at the start.
void Timeline::thin() {
  std::size_t dropped = 0;
  double least = std::numeric_limits<double>::infinity();
  const double allowance = static_cast<double>(last_ - first()) / 8.0 + 1.0;
  for (std::size_t i = 1; i + 1 < frames_.size(); ++i) {
    const auto gap = static_cast<double>(frames_[i + 1]->step - frames_[i - 1]->step);
    const double loss = gap / (static_cast<double>(last_ - frames_[i]->step) + allowance);
    if (loss >= least || edited_at(frames_[i]->step)) continue;
    least = loss;
    dropped = i;
  }
  // Where only frames are left that no replay leads to, the oldest time is forgotten.
  bytes_ -= frames_[dropped]->bytes;
  frames_.erase(frames_.begin() + static_cast<std::ptrdiff_t>(dropped));
}

Run::Kept Timeline::before(std::int64_t step) const {
  const auto next = after(frames_, step);
  return next == frames_.begin() ? nullptr : *(next - 1);
}

bool Timeline::has(std::int64_t step) const {
  const Run::Kept frame = before(step);
  return frame && frame->step == step;
}

const core::TrainingOptions& Timeline::options_after(std::int64_t step) const {
  const auto next = std::ranges::upper_bound(changes_, step, {}, &Change::step);
  return next == changes_.begin() ? changes_.front().options : (next - 1)->options;
}

std::int64_t Timeline::next_event(std::int64_t step) const {
  const auto change = std::ranges::upper_bound(changes_, step, {}, &Change::step);
  const auto edit = std::ranges::upper_bound(edits_, step);
  return std::min(change == changes_.end() ? kNever : change->step,
                  edit == edits_.end() ? kNever : *edit);
}

bool Timeline::edited_at(std::int64_t step) const {
  return std::ranges::binary_search(edits_, step);
}

}  // namespace isobath::app
