// SPDX-License-Identifier: MIT
// Training back and forth in time: frames kept on the way, and the way between two of them computed
// again.
#include <algorithm>
#include <utility>

#include "app/session/clock.hpp"
#include "app/session/training.hpp"

namespace isobath::app {

namespace {

/// Frames are so much training apart: going to a step between two takes no longer.
constexpr double kBetweenFrames_ms = 50.0;
/// Keeping frames may take this share of the training, as long as that does not put them further
/// apart than this.
constexpr double kFrameShare = 0.01;
constexpr double kLongest_ms = 1000.0;
/// A replay that took longer keeps frames before the step it goes to, for those who go on step by
/// step.
constexpr double kLongReplay_ms = 20.0;
/// Updates between two looks at the clock, in time.
constexpr double kPortion_ms = 1.0;

/// Where a replay keeps its next frame: when three quarters of the way left are done.
std::int64_t mark_before(std::int64_t target, std::int64_t now) {
  const std::int64_t left = target - now;
  return left > 1 ? target - std::max<std::int64_t>(1, left / 4) : Timeline::kNever;
}

}  // namespace

void Training::begin_timeline() {
  timeline_.begin(run_->step_count(), run_->options());
  next_event_ = Timeline::kNever;
  start_step_ = run_->step_count();
  unkept_ms_ = frame_ms_ = 0.0;
  target_.reset();
  origin_.reset();
}

void Training::set_options(const core::TrainingOptions& options) {
  recorded_ = false;
  stale_ = true;
  if (options == run_->options()) return;
  const std::int64_t now = run_->step_count();
  forget_future();
  run_->set_options(options);
  if (timeline_.change(now, options)) keep_frame();
}

/// The run goes another way from here.
void Training::forget_future() {
  const std::int64_t now = run_->step_count();
  timeline_.cut(now);
  std::erase_if(costs_, [now](const CostSample& sample) { return sample.step > now; });
  next_event_ = Timeline::kNever;
}

void Training::keep_frame() {
  if (!timeline_.affords(run_->standing_bytes())) return;
  const double begun_ms = now_ms();
  timeline_.keep(run_->standing());
  frame_ms_ = now_ms() - begun_ms;
  unkept_ms_ = 0.0;
}

/// To be kept after an update whose sizes are measured, for the record of a frame is to be
/// complete.
bool Training::frame_due() const {
  return unkept_ms_ >= std::clamp(frame_ms_ / kFrameShare, kBetweenFrames_ms, kLongest_ms);
}

/// The recorded future goes on with other hyperparameters, or with parameters changed by hand.
void Training::pass_event() {
  const std::int64_t now = run_->step_count();
  if (timeline_.edited_at(now)) {
    stand(*timeline_.before(now));
    return;
  }
  timeline_.for_each_change(
      now, [this](const core::TrainingOptions& options) { run_->set_options(options); });
  next_event_ = timeline_.next_event(now);
}

void Training::stand(const Run::Standing& standing) {
  run_->set_options(timeline_.options_after(standing.step));
  run_->restore(standing);
  next_event_ = timeline_.next_event(standing.step);
  recorded_ = false;
  stale_ = true;
}

void Training::seek(std::int64_t step) {
  if (timeline_.frames() == 0) return;
  const std::int64_t now = run_->step_count();
  step = std::clamp(step, timeline_.first(), timeline_.last());
  if (!target_) {
    if (step == now) return;
    if (!timeline_.has(now)) keep_frame();
    origin_ = timeline_.before(now);
  }
  const Run::Kept frame = timeline_.before(step);
  if (now > step || frame->step > now) stand(*frame);
  target_ = step;
  replay_ms_ = 0.0;
  next_mark_ = mark_before(step, run_->step_count());
  replayed_.store(run_->step_count(), std::memory_order_relaxed);
}

bool Training::replay(double budget_ms, const std::atomic<bool>& stop) {
  const double begun_ms = now_ms();
  double time_ms = begun_ms;
  while (target_ && run_->step_count() < *target_) {
    const bool late = time_ms > begun_ms && time_ms - begun_ms + update_ms_ > budget_ms;
    if (late || stop.load(std::memory_order_relaxed)) return false;
    const double affordable = std::clamp(kPortion_ms / std::max(update_ms_, 1e-6), 1.0, 1e6);
    const std::int64_t from = run_->step_count();
    const std::int64_t to =
        std::min({*target_, next_mark_, from + static_cast<std::int64_t>(affordable)});
    while (run_->step_count() < to && !stop.load(std::memory_order_relaxed))
      step_once(run_->step_count() + 1 == to);
    const double now = now_ms();
    update_ms_ =
        (now - time_ms) / static_cast<double>(std::max<std::int64_t>(1, run_->step_count() - from));
    replay_ms_ += now - time_ms;
    if (run_->step_count() == next_mark_) {
      if (replay_ms_ > kLongReplay_ms) keep_frame();
      next_mark_ = mark_before(*target_, run_->step_count());
    }
    replayed_.store(run_->step_count(), std::memory_order_relaxed);
    time_ms = now_ms();
  }
  arrive();
  return true;
}

void Training::arrive() {
  target_.reset();
  origin_.reset();
  stale_ = true;
  // Who goes to a moment knows what it is like; who goes back before it is to be told once more.
  forgiven_ = run_->diverged().has_value();
  start_clock();
}

void Training::cancel_seek() {
  if (!target_) return;
  stand(*origin_);
  arrive();
}

void Past::forget_the_way() {
  const core::TrainingOptions options = timeline.options_after(stood->step);
  timeline = Timeline();
  timeline.begin(stood->step, options);
  timeline.keep(stood);
}

void Training::go_on_from(const Run::Kept& stood) {
  run_->restore(*stood);
  forget_future();
  if (timeline_.affords(stood->bytes)) timeline_.edit(stood);
  recorded_ = false;
  stale_ = true;
  next_slice_ms_ = 0.0;
  forgiven_ = run_->diverged().has_value();
}

void Training::come_back(const core::Parameters<double>& parameters, const core::Progress& progress,
                         bool from_start) {
  come_back(from_start, [&] { run_->restore(parameters, progress); });
}

void Training::come_back(const Run::Kept& stood, bool from_start) {
  come_back(from_start, [&] { run_->restore(*stood); });
}

void Training::come_back(bool from_start, const std::function<void()>& restore) {
  if (from_start) {
    record();
    keep_frame();
  }
  restore();
  timeline_.reach(run_->step_count());
  if (!from_start) timeline_.begin(run_->step_count(), run_->options());
  if (run_->step_count() > 0) keep_frame();
  recorded_ = false;
  stale_ = true;
}

Past Training::past() {
  if (target_) cancel_seek();
  const std::int64_t now = run_->step_count();
  if (!timeline_.has(now)) keep_frame();
  return {timeline_,       timeline_.has(now) ? timeline_.before(now) : nullptr,
          costs_,          start_,
          start_recorded_, values_.start};
}

Past Training::leave() {
  Past left = past();
  values_.start.reset();
  timeline_ = Timeline();
  costs_.clear();
  return left;
}

void Training::resume(Run::Kept stood, std::vector<CostSample> costs, core::Record start) {
  Past past;
  past.timeline.begin(stood->step, run_->options());
  past.timeline.keep(stood);
  past.stood = std::move(stood);
  past.costs = std::move(costs);
  past.start = std::move(start);
  past.start_recorded = true;
  resume(std::move(past));
}

void Training::remember(std::vector<CostSample> costs) {
  const std::int64_t now = run_->step_count();
  std::erase_if(costs, [now](const CostSample& sample) { return sample.step > now; });
  if (!costs.empty()) costs_ = std::move(costs);
}

void Training::resume(Past past) {
  if (!past.stood) return;  // it begins anew
  timeline_ = std::move(past.timeline);
  costs_ = std::move(past.costs);
  start_ = std::move(past.start);
  start_recorded_ = past.start_recorded;
  values_.start = std::move(past.start_values);
  stand(*past.stood);
  unkept_ms_ = 0.0;
  arrive();
}

}  // namespace isobath::app
