// SPDX-License-Identifier: MIT
// A run and what belongs to it while it trains: its cost's history, its speed, its looks. It has
// one owner at a time, the page or the worker, and everything here is the owner's alone.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/run/breakpoints.hpp"
#include "app/run/maps.hpp"
#include "app/run/run.hpp"
#include "app/run/timeline.hpp"
#include "app/session/pace.hpp"
#include "app/snapshot.hpp"
#include "app/stepper/parameter_slice.hpp"

namespace isobath::app {

/// What is wanted of a training and of its looks.
struct Wish {
  bool playing = false;
  std::optional<UnitId> focus;  // the unit of the output map
  double speed = kFlatOut;      // updates a second
  UnitWindow units{};           // which units there is room for
  int example = -1;             // that the focused unit's sum is told of; -1: the mean of all
  ScopeWish scope{};
  bool moving = false;                  // a gesture or a training goes on: looks are to be quick
  Run::Kept pinned{};                   // a moment to compare with, or null
  bool difference = false;              // the difference from it in place of the present moment
  std::optional<UnitId> pinned_unit{};  // a second unit whose sum is told
  const Run::Standing* compared() const { return difference ? pinned.get() : nullptr; }
  bool answers = false;  // ŷ of every example is on screen
  Breakpoints breakpoints{};
  int activation = 0;                               // the layer whose values of Z are told; 0: none
  std::optional<SliceWish> slice{};                 // the parameter along which J is shown
  std::shared_ptr<const SliceView> slice_before{};  // what is on screen of it, or null
};

/// What a run leaves behind when another one takes its place: enough to bring it back, with its
/// past.
struct Past {
  Timeline timeline;
  Run::Kept stood;  // null where the network is too large to be kept
  std::vector<CostSample> costs;
  core::Record start;
  bool start_recorded = false;
  std::shared_ptr<const std::vector<core::Densities>> start_values{};

  std::size_t bytes() const { return timeline.bytes(); }
  /// Keeps where it stood and the costs, and no other step.
  void forget_the_way();
};

class Training {
 public:
  /// Another run in place of the present one.
  void begin(const document::Document& document, std::shared_ptr<const data::Dataset> dataset,
             const core::Parameters<double>& start);
  /// The same run from other parameters, at step 0.
  void restart(const core::Parameters<double>& start);
  /// Other hyperparameters from now on. The future that was recorded, if one has gone back, is
  /// forgotten.
  void set_options(const core::TrainingOptions& options);
  const core::TrainingOptions& options() const { return run_->options(); }

  const Run& run() const { return *run_; }
  bool begun() const { return run_ != nullptr; }

  /// `updates` at once, whatever the speed.
  void step(int updates);
  void step_epoch();
  /// One update, after which a breakpoint is told as train() tells it.
  void step_watched(const Breakpoints& breakpoints);
  /// What is due at the wished speed, for at most about `budget_ms` or until `stop`: whole updates,
  /// at least one if one is due. Returns whether there was any.
  bool train(const Wish& wish, double budget_ms, const std::atomic<bool>& stop);
  /// The measured speed and the pace count from now.
  void start_clock();
  /// Until an update is due.
  double wait_ms() const;

  /// The steps that can be gone to; whether the newest of them is ahead.
  std::int64_t first_step() const { return timeline_.first(); }
  std::int64_t last_step() const { return timeline_.last(); }
  /// Is the network small enough to be gone back in time with?
  bool keeps_time() const { return timeline_.affords(run_->standing_bytes()); }
  bool behind() const { return run_->step_count() < timeline_.last(); }
  /// Begins to go to a step, as near as there is one. It stands there, bit for bit as it stood
  /// then, once replay() has returned true; until then nothing else may be asked of the run.
  void seek(std::int64_t step);
  bool seeking() const { return target_.has_value(); }
  std::int64_t target() const { return target_.value_or(run_->step_count()); }
  /// Computes again what lies before the step gone to, for about `budget_ms` or until `stop`.
  bool replay(double budget_ms, const std::atomic<bool>& stop);
  /// Back to where it was before seek().
  void cancel_seek();
  /// How far the replay has come; for any thread.
  std::int64_t replayed() const { return replayed_.load(std::memory_order_relaxed); }
  const Timeline& timeline() const { return timeline_; }

  /// Gives its past away, before another run is begun; puts it in place, in a run of the same
  /// document.
  Past leave();
  /// A copy of it.
  Past past();
  void resume(Past past);
  /// The run goes on from where it stood, as if it had never gone on from there.
  void go_on_from(const Run::Kept& stood);
  /// In a run just begun: stands where one of its kind stood. `from_start` says that it came there
  /// from this start with these hyperparameters, so that the steps in between can be gone to.
  void come_back(const core::Parameters<double>& parameters, const core::Progress& progress,
                 bool from_start);
  void come_back(const Run::Kept& stood, bool from_start);
  /// In a run just begun: goes on from where one of its kind stood, without its way.
  void resume(Run::Kept stood, std::vector<CostSample> costs, core::Record start);
  /// Has all its way been from the document's start?
  bool from_start() const { return timeline_.first() == start_step_; }
  /// J over its way, and the record at its start, to be compared with when it has ended. After
  /// record().
  const std::vector<CostSample>& costs() const { return costs_; }
  const core::Record& start_record() const { return start_; }
  /// J's curve as it was before it came back.
  void remember(std::vector<CostSample> costs);
  /// Updates since it was begun or resumed as a saved training.
  bool trained() const { return start_recorded_ && run_->step_count() > start_.step; }
  /// Where it stands, to be brought back or compared with.
  Run::Kept standing() const { return run_->standing(); }
  std::string packed() const { return run_->pack(*run_->standing()); }

  /// Diverged and not forgiven yet, or stopped for a breakpoint: play goes on only when it is asked
  /// for once more.
  bool halted() const { return !target_ && (reason_ || unforgiven()); }
  bool unforgiven() const { return !forgiven_ && run_->diverged().has_value(); }
  void forgive() { forgiven_ = true; }
  /// The breakpoint's sentence, once.
  std::optional<std::string> take_reason() { return std::exchange(reason_, std::nullopt); }

  /// The present moment, complete.
  const core::Record& record();
  /// Fills `look` whole. Given up, with `look` in pieces, once `stop` is set: false then.
  bool look(const Wish& wish, const std::atomic<bool>& stop, Look& look);
  core::Dissection<double> dissect(core::Index most) { return run_->dissect(most); }

  /// Something else than before is to be shown.
  void touch() { stale_ = true; }
  /// The same parameters but for an edit of some: the training and its history go on.
  void go_on_from(const core::Parameters<double>& parameters, const core::Progress& progress);

  /// Draws the output map and tells the sum of its unit only.
  void look_at_focus(const Wish& wish, Look& look);
  /// J along the parameter that is wished for: over few examples, and as often as an eighth of the
  /// time allows.
  void look_along(const Wish& wish, Look& look);
  /// The densities of every quantity now, of a sample of the values.
  std::vector<core::Densities> count_values();
  /// Draws the scope's values only, if they are others than in the last look.
  void look_at_scope(const Wish& wish, Look& look);
  /// Would a look show something new? While nothing moves, maps are finer and all values counted.
  bool look_wanted(bool moving) const { return stale_ || (!moving && !fine_); }
  /// Is training watched, and nothing further to be done until the last updates are seen?
  bool waits_to_be_seen(const Wish& wish) const;
  /// Wants no look until something changes: the last one failed.
  void forgo_look() { stale_ = false, fine_ = true; }
  /// Was the last look at what is wished for?
  bool looked_at(const Wish& wish) const {
    return shows(wish) && focused_on(wish) && scope() == wish.scope;
  }
  /// The tiles alone; of image data, the inputs' tile is the followed example.
  bool shows(const Wish& wish) const {
    return units_ == wish.units && compared_ == wish.compared() &&
           (run_->dataset().image_side == 0 || example_ == wish.example);
  }
  bool focused_on(const Wish& wish) const {
    return focus_ == wish.focus && pinned_unit_ == wish.pinned_unit && example_ == wish.example &&
           activation_ == wish.activation;
  }
  const ScopeWish& scope() const { return values_.of; }
  /// What the last look cost, and the earliest time for the next one while training.
  double look_ms() const { return look_ms_; }
  /// What looking at the focused unit alone cost.
  double focus_ms() const { return focus_ms_; }
  double next_look_ms() const { return next_look_ms_; }

  core::Parameters<double> parameters() const { return run_->parameters(); }
  core::Progress progress() const { return run_->progress(); }

 private:
  void began();
  void take_record(std::span<core::Densities> densities, core::Index most);
  void leave_start();
  void step_once(bool measure);
  void sample(double now_ms);
  /// Updates that may still follow the last look, while training is watched.
  std::int64_t unseen_left() const;
  void begin_watch(const Breakpoints& breakpoints);
  bool watch(const Breakpoints& breakpoints);
  void fill_links(Look& look) const;
  void compare(const Wish& wish, Look& look);
  void fill_answers(const Wish& wish, Look& look);
  void compare_answers(Look& look);
  void fill_marks(const UnitWindow& window, Look& look) const;
  void begin_timeline();
  void keep_frame();
  void forget_future();
  bool frame_due() const;
  void pass_event();
  void stand(const Run::Standing& standing);
  void come_back(bool from_start, const std::function<void()>& restore);
  void arrive();

  std::unique_ptr<Run> run_;
  Timeline timeline_;
  std::int64_t next_event_ = Timeline::kNever;  // of the recorded future
  std::int64_t look_step_ = 0;                  // of the last look
  std::int64_t start_step_ = 0;                 // at which the document begins
  double unkept_ms_ = 0.0;                      // of training since the last frame
  double frame_ms_ = 0.0;                       // what the last frame took
  // While it goes to another step.
  std::optional<std::int64_t> target_;
  Run::Kept origin_;
  std::int64_t next_mark_ = Timeline::kNever;  // where the replay keeps a frame
  double replay_ms_ = 0.0;
  std::atomic<std::int64_t> replayed_{0};
  MapMaker maps_;
  Pace pace_;
  core::Record record_;
  core::Record start_;
  bool start_recorded_ = false;
  std::vector<CostSample> costs_;
  ScopeValues values_;                      // of the last look
  bool values_counted_ = false;             // values_ are of record_
  std::shared_ptr<const SliceView> slice_;  // the last one
  double next_slice_ms_ = 0.0;
  std::optional<UnitId> pinned_unit_;
  int activation_ = 0;
  std::optional<UnitId> focus_;  // these three of the last look
  UnitWindow units_;
  const Run::Standing* compared_ = nullptr;  // what the last look was the difference from
  Look then_;                                // the moment compared with, while it is drawn
  int example_ = -1;
  bool forgiven_ = false;
  core::Record watched_;               // of the update before, for breakpoints
  std::optional<std::string> reason_;  // why it stopped by itself
  bool stale_ = true;                  // parameters changed since the last look
  bool fine_ = false;                  // the last look was one of a paused training
  bool recorded_ = false;              // record_ is of the parameters now
  double record_ms_ = 0.0;             // what the last record cost
  double recorded_at_ms_ = 0.0;
  double look_ms_ = 0.0;
  double focus_ms_ = 0.0;
  double next_look_ms_ = 0.0;
  double update_ms_ = 0.0;  // of one update, as measured last
  double rate_ = 0.0;       // updates a second, as measured last
  double rate_since_ms_ = 0.0;
  std::int64_t rate_since_step_ = 0;
};

}  // namespace isobath::app
