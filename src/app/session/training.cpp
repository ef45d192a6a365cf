// SPDX-License-Identifier: MIT
// Training for a while, and looking at what came of it.
#include "app/session/training.hpp"

#include <algorithm>
#include <cmath>

#include "app/run/history.hpp"
#include "app/run/moment.hpp"
#include "app/session/clock.hpp"
#include "app/session/watch_pace.hpp"

namespace isobath::app {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

/// Updates between two looks at the clock, in time.
constexpr double kSlice_ms = 0.5;
/// The measured speed is that of at least so long.
constexpr double kRate_ms = 500.0;
/// A look is followed by at least so many times its own length of training.
constexpr double kTrainingPerLook = 2.0;
/// Weights compared for symmetry at one look, besides those of the layers on screen.
constexpr double kMostCompared = 1e6;
/// As many examples as a panel has room for.
constexpr std::size_t kMaxWorst = 48;
/// No more looks than a screen has frames.
constexpr double kLeastBetweenLooks_ms = 15.0;

}  // namespace

void Training::begin(const document::Document& document,
                     std::shared_ptr<const data::Dataset> dataset,
                     const core::Parameters<double>& start) {
  run_.reset();
  run_ = Run::begin(document, std::move(dataset), start);
  maps_.start(document, *run_);
  began();
}

void Training::restart(const core::Parameters<double>& start) {
  run_->restore(start, {});
  began();
}

void Training::go_on_from(const core::Parameters<double>& parameters,
                          const core::Progress& progress) {
  run_->restore(parameters, progress);
  forget_future();
  if (timeline_.affords(run_->standing_bytes())) timeline_.edit(run_->standing());
  forgiven_ = false;
  recorded_ = false;
  stale_ = true;
  next_slice_ms_ = 0.0;
}

void Training::began() {
  costs_.clear();
  slice_.reset();
  begin_timeline();
  rate_ = update_ms_ = 0.0;
  start_clock();
  reason_.reset();
  forgiven_ = false;
  recorded_ = false;
  start_recorded_ = false;
  values_.start.reset();
  stale_ = true;
}

void Training::start_clock() {
  rate_since_ms_ = now_ms();
  rate_since_step_ = run_->step_count();
  pace_.start(rate_since_ms_);
}

double Training::wait_ms() const { return pace_.wait_ms(now_ms()); }

void Training::step_once(bool measure) {
  run_->step(measure);
  recorded_ = false;
  if (run_->step_count() == next_event_) pass_event();
}

void Training::step(int updates) {
  leave_start();
  if (timeline_.frames() == 0) keep_frame();
  double time_ms = now_ms();
  std::int64_t landmark = next_landmark(run_->step_count());
  for (int i = 0; i < updates; ++i) {
    const bool due = frame_due();
    const bool marked = run_->step_count() + 1 == landmark;
    step_once(due || marked || i + 1 == updates);
    if (due) keep_frame();
    if (marked) {
      record();
      landmark = next_landmark(landmark);
    }
    const double now = now_ms();
    unkept_ms_ += now - time_ms;
    time_ms = now;
    if (i + 1 < updates) sample(time_ms);
  }
  timeline_.reach(run_->step_count());
  stale_ = true;
}

void Training::step_epoch() {
  const std::int64_t epoch = run_->epoch();
  while (run_->epoch() == epoch) step(1);
}

void Training::step_watched(const Breakpoints& breakpoints) {
  if (!breakpoints.non_finite) forgive();
  begin_watch(breakpoints);
  step(1);
  watch(breakpoints);
}

bool Training::train(const Wish& wish, double budget_ms, const std::atomic<bool>& stop) {
  leave_start();
  if (timeline_.frames() == 0) keep_frame();
  const double begun_ms = now_ms();
  const Breakpoints& breakpoints = wish.breakpoints;
  if (!breakpoints.non_finite) forgive();
  const double speed =
      wish.speed == kWatch ? watch_speed(run_->step_count() - start_step_) : wish.speed;
  std::int64_t due = pace_.due(speed, begun_ms);
  if (wish.speed == kWatch) due = std::min(due, unseen_left());
  if (due == 0) return false;
  begin_watch(breakpoints);
  if (breakpoints.step && *breakpoints.step > run_->step_count())
    due = std::min(due, *breakpoints.step - run_->step_count());
  std::int64_t done = 0;
  double time_ms = begun_ms;
  std::int64_t landmark = next_landmark(run_->step_count());
  // The last update is measured, for the update ratios on screen.
  while (due - done > 1 && time_ms - begun_ms + update_ms_ < budget_ms && !reason_ &&
         !stop.load(relaxed)) {
    const double affordable = breakpoints.want_records()
                                  ? 1.0
                                  : std::clamp(kSlice_ms / std::max(update_ms_, 1e-6), 1.0, 1e6);
    // Growing from one, for what an update takes may not be known yet.
    const std::int64_t portion =
        std::min({due - done - 1, done + 1, static_cast<std::int64_t>(affordable),
                  landmark - run_->step_count()});
    std::int64_t i = 0;
    for (; i < portion && !stop.load(relaxed); ++i) step_once(run_->step_count() + 1 == landmark);
    done += i;
    const double now = now_ms();
    update_ms_ = (now - time_ms) / static_cast<double>(std::max<std::int64_t>(i, 1));
    if (run_->step_count() == landmark) {
      record();
      landmark = next_landmark(landmark);
    }
    if (!watch(breakpoints)) sample(now);
    time_ms = now_ms();
  }
  if (!reason_ && !stop.load(relaxed)) {
    const double now = now_ms();
    step_once(true);
    ++done;
    if (done == 1) update_ms_ = now_ms() - now;
    if (run_->step_count() == landmark) record();
    if (frame_due()) keep_frame();
    watch(breakpoints);
  }
  unkept_ms_ += now_ms() - begun_ms;
  timeline_.reach(run_->step_count());
  pace_.took(done);
  stale_ = stale_ || done > 0;
  const double since_ms = now_ms() - rate_since_ms_;
  if (since_ms > kRate_ms) {
    rate_ = 1e3 * static_cast<double>(run_->step_count() - rate_since_step_) / since_ms;
    rate_since_ms_ += since_ms;
    rate_since_step_ = run_->step_count();
  }
  return done > 0;
}

std::int64_t Training::unseen_left() const {
  const std::int64_t portion = watch_portion(run_->step_count() - start_step_);
  return std::clamp<std::int64_t>(look_step_ + portion - run_->step_count(), 0, portion);
}

bool Training::waits_to_be_seen(const Wish& wish) const {
  return wish.speed == kWatch && unseen_left() == 0;
}

void Training::begin_watch(const Breakpoints& breakpoints) {
  if (breakpoints.want_records())
    watched_ = record();
  else
    watched_.step = run_->step_count();
}

/// After an update: is there a reason to stop?
bool Training::watch(const Breakpoints& breakpoints) {
  const bool arrived = breakpoints.step == run_->step_count();
  if (!breakpoints.want_records() && !arrived) return false;
  reason_ = reason_to_stop(breakpoints, watched_, record());
  watched_ = record_;
  return reason_.has_value();
}

const core::Record& Training::record() {
  if (!recorded_) take_record({}, 0);
  return record_;
}

void Training::take_record(std::span<core::Densities> densities, core::Index most) {
  const double begun_ms = now_ms();
  record_ = run_->record(densities, most);
  values_counted_ = false;
  recorded_at_ms_ = now_ms();
  record_ms_ = recorded_at_ms_ - begun_ms;
  // Of a moment that was gone back to, there is a sample.
  if (!recorded_ && (costs_.empty() || record_.step >= costs_.back().step))
    append(costs_, {record_.step, record_.cost, record_.dev.loss});
  recorded_ = true;
  if (!start_recorded_) start_ = record_;
  start_recorded_ = true;
}

std::vector<core::Densities> Training::count_values() {
  using enum core::Quantity;
  std::vector<core::Densities> all;
  for (const core::Quantity quantity : {z, a, d_z, d_a, d_w, w}) all.push_back({quantity, {}});
  // Taken now and then, it says nothing of what records cost.
  const double usual_ms = record_ms_;
  take_record(all, kSampledValues);
  record_ms_ = usual_ms;
  return all;
}

/// Before the first update: afterwards nobody can count the values of the start.
void Training::leave_start() {
  if (values_.start || (start_recorded_ && run_->step_count() != start_.step)) return;
  values_.start = std::make_shared<const std::vector<core::Densities>>(count_values());
}

void Training::look_at_scope(const Wish& wish, Look& look) {
  const bool fits =
      values_counted_ && values_.of == wish.scope && (values_.complete || wish.moving);
  if (!recorded_ || !fits) {
    core::Densities both[] = {std::move(values_.forward), std::move(values_.backward)};
    both[0].quantity = wish.scope.forward;
    both[1].quantity = wish.scope.backward;
    const bool counted = wish.scope.backward != core::Quantity::update_ratio;
    take_record(std::span(both).first(counted ? 2 : 1), wish.moving ? kSampledValues : 0);
    values_.forward = std::move(both[0]);
    values_.backward = std::move(both[1]);
    if (!counted) values_.backward.layers.clear();
    values_.of = wish.scope;
    values_.complete = !wish.moving;
    values_counted_ = true;
  }
  look.scope = values_;
}

/// Between looks, points for the cost's curve: as dense as an eighth of the time allows.
void Training::sample(double now_ms) {
  if (now_ms - recorded_at_ms_ > 8.0 * record_ms_) record();
}

void Training::fill_links(Look& look) const {
  const UnitMaps& maps = look.unit_maps;
  look.links.resize(static_cast<std::size_t>(run_->network().depth()));
  for (std::size_t l = 1; l < maps.shown_units.size(); ++l) {
    LayerLinks& links = look.links[l - 1];
    const int from = maps.pictures && l == 1 ? 0 : maps.shown_units[l - 1];
    links.weights.resize(maps.shown_units[l], from);
    run_->copy_weights(static_cast<int>(l), maps.first_unit[l], maps.first_unit[l - 1], links);
    links.measure();
  }
}

void Training::fill_marks(const UnitWindow& window, Look& look) const {
  const UnitMaps& maps = look.unit_maps;
  const core::Network& network = run_->network();
  look.marks.resize(look.links.size());
  double compared = 0.0;
  for (std::size_t l = 1; l < maps.shown_units.size(); ++l) {
    const int layer = static_cast<int>(l);
    const auto weights = static_cast<double>(network.units(layer) * network.units(layer - 1));
    const bool on_screen = layer >= window.first_layer && layer <= window.last_layer;
    const bool groups = on_screen || compared + weights < kMostCompared;
    if (groups) compared += weights;
    run_->mark(layer, maps.first_unit[l], maps.shown_units[l], groups, look.marks[l - 1]);
  }
}

void Training::fill_answers(const Wish& wish, Look& look) {
  const data::Dataset& dataset = run_->dataset();
  // While nothing moves there is time, and the pointer may ask for any example.
  const bool wanted = wish.answers || !wish.moving;
  if (!wanted) {
    look.outputs.resize(0, 0);
    look.dev_outputs.resize(0, 0);
    look.outcome = {};
    return;
  }
  const core::Loss loss = run_->network().loss;
  look.outputs = run_->predict(dataset.train.x).cast<float>();
  look.dev_outputs = run_->predict(dataset.dev.x).cast<float>();
  look.outcome = outcome_of(look.outputs, look.dev_outputs, dataset);
  look.outcome.worst = worst_examples(look.outputs, dataset.train.y, loss, kMaxWorst);
}

/// What was answered at the moment compared with, which the run shows.
void Training::compare_answers(Look& look) {
  const data::Dataset& dataset = run_->dataset();
  if (look.outputs.size() == 0) return;
  look.then_outputs = run_->predict(dataset.train.x).cast<float>();
  look.then_dev_outputs = run_->predict(dataset.dev.x).cast<float>();
  look.then_outcome = outcome_of(look.then_outputs, look.then_dev_outputs, dataset);
  look.most_changed = changed_examples(look.outputs, look.then_outputs, dataset.task, kMaxWorst);
}

bool Training::look(const Wish& wish, const std::atomic<bool>& stop, Look& look) {
  const double begun_ms = now_ms();
  look_at_scope(wish, look);
  look.record = record_;
  look.start = start_;
  look.costs = costs_;
  look.updates_per_second = rate_;
  look.first_step = timeline_.first();
  look.last_step = std::max(timeline_.last(), run_->step_count());
  look.options = run_->options();
  if (stop.load(relaxed)) return false;
  maps_.draw_units(*run_, wish.moving, wish.units, wish.example, look.unit_maps);
  units_ = wish.units;
  if (stop.load(relaxed)) return false;
  fill_links(look);
  fill_marks(wish.units, look);
  fill_answers(wish, look);
  look.then_outputs.resize(0, 0);
  look.then_dev_outputs.resize(0, 0);
  look.then_outcome = {};
  look.most_changed.clear();
  compared_ = wish.compared();
  if (compared_) compare(wish, look);
  look.largest_change = wish.pinned ? run_->largest_change(*wish.pinned) : 0.0;
  look_at_focus(wish, look);
  look_along(wish, look);
  stale_ = false;
  look_step_ = run_->step_count();
  fine_ = !wish.moving;
  const double ended_ms = now_ms();
  look_ms_ = ended_ms - begun_ms;
  next_look_ms_ =
      ended_ms + std::max(kTrainingPerLook * look_ms_, kLeastBetweenLooks_ms - look_ms_);
  return true;
}

void Training::look_at_focus(const Wish& wish, Look& look) {
  const double begun_ms = now_ms();
  focus_ = wish.focus;
  pinned_unit_ = wish.pinned_unit;
  example_ = wish.example;
  look.card.filled = false;
  if (wish.focus) run_->tell(*wish.focus, wish.example, look.card);
  look.pinned_card.filled = false;
  if (wish.pinned_unit) run_->tell(*wish.pinned_unit, wish.example, look.pinned_card);
  activation_ = look.activation.layer = wish.activation;
  if (wish.activation > 0) run_->tell(look.activation);
  maps_.draw_output(*run_, wish.focus, wish.moving, look.output_map);
  if (wish.compared()) {
    run_->show(wish.compared());
    maps_.draw_output(*run_, wish.focus, wish.moving, then_.output_map);
    run_->show(nullptr);
    subtract(look.output_map, then_.output_map);
  }
  focus_ms_ = now_ms() - begun_ms;
}

/// The look becomes its difference from the pinned moment, drawn as finely.
void Training::compare(const Wish& wish, Look& look) {
  run_->show(wish.compared());
  maps_.draw_units(*run_, wish.moving, wish.units, wish.example, then_.unit_maps);
  fill_links(then_);
  compare_answers(look);
  run_->show(nullptr);
  subtract(look.unit_maps, then_.unit_maps);
  subtract(look.links, then_.links);
}

}  // namespace isobath::app
