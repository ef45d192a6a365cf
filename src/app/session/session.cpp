// SPDX-License-Identifier: MIT
// The session as its users call it.
#include "app/session/session.hpp"

#include <algorithm>

#include "app/run/history.hpp"
#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"
#include "document/json.hpp"

namespace isobath::app {

namespace {

/// How long the run stays for who asked for it in vain.
constexpr double kClaim_ms = 3000.0;
/// How often the panels hear how far a replay is.
constexpr double kProgress_ms = 100.0;
/// Of a frame, for jobs where there is no thread for them.
constexpr double kJobsSlice_ms = 8.0;

}  // namespace

Session::Session(Threads threads, double patience_ms) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.patience_ms = patience_ms;
  // The default document is whole; a test holds it to that.
  (void)s.put(document::Document{}, true);
  const bool some = threads == Threads::some;
  s.jobs = std::make_unique<lab::JobPool>(some ? lab::JobPool::suitable_threads() : 0);
  if (some) s.worker = std::make_unique<Worker>(s.training, s.jobs->invite());
}

Session::~Session() = default;

std::expected<void, std::string> Session::open(const document::Document& document) {
  State& s = *state_;
  if (std::string fault = document::validate(document); !fault.empty())
    return std::unexpected(std::move(fault));
  s.finish();
  s.reading.cancel();
  s.in_gesture = false;
  Side before{s.document, {}, {}};
  if (auto put = s.put(document, true, &before.past); !put) return put;
  s.name_all_runs();
  s.playing = false;
  s.show_opened();
  s.snapshot.message.clear();
  s.changed(Event::Kind::document);
  s.note_edit(
      {.before = std::move(before),
       .after = {},
       .words = (document.title.empty() ? "another experiment" : document.title) + " opened",
       .gesture = {},
       .dragging = false,
       .replaced = true,
       .by_hand = false});
  return {};
}

void Session::apply(const Action& action) {
  State& s = *state_;
  s.acted_ms = now_ms();
  if (const auto* look = std::get_if<ViewAction>(&action)) return s.look_at(*look);
  if (const auto* runs = std::get_if<RunsAction>(&action)) return s.change_runs(*runs);
  if (const auto* study = std::get_if<StudyAction>(&action)) return s.change_page(*study);
  if (action_if<Pause>(action) && s.away) {
    // At once for the eye; the worker takes a last look and parks by itself.
    s.playing = false;
    s.play_lines(false);
    s.change_view(s.snapshot.view);
    if (s.queue.empty()) return;
  }
  if (const auto* file = action_if<OpenText>(action)) return open_file(*file);
  // Of what is opened the newest counts, whatever is done first.
  if (action_if<OpenDocument>(action) || action_if<OpenLink>(action)) {
    s.reading.cancel();
    s.sweep_reading.cancel();
  }
  s.submit(action);
}

void Session::open_file(OpenText file) {
  if (lab::is_sweep_file(file.text) || file.name.ends_with(".jsonl"))
    return state_->read_sweep(std::move(file));
  if (!is_document(file.text)) return state_->read_table(std::move(file));
  state_->reading.cancel();
  state_->sweep_reading.cancel();
  state_->submit(EditAction(std::move(file)));
}

bool Session::advance(double budget_ms) {
  State& s = *state_;
  if (auto ended = s.reading.take()) s.open_table(std::move(*ended));
  s.study_pace.asked(now_ms());
  if (auto ended = s.sweep_reading.take()) s.show_sweep(std::move(*ended));
  if (s.pages_busy()) {
    s.jobs->run_for(std::min(budget_ms, kJobsSlice_ms));
    s.view_changed = s.view_changed || s.page_news();
    s.ask_for_help();
  }
  if (!s.mine()) {
    if (!s.queue.empty() && s.may_do(s.queue.front())) s.worker->stop();
    return false;
  }
  s.drain();
  if (s.seeking) {
    if (s.has_thread())
      s.hand_over();
    else if (s.training.replay(budget_ms, kNeverStop))
      s.arrived();
    return !s.has_thread();
  }
  if (now_ms() < s.claimed_until_ms) return false;
  if (!s.playing) return s.advance_lines();
  if (s.has_thread()) {
    s.hand_over();
    return false;
  }
  if (!s.training.train(s.wish(), budget_ms, kNeverStop)) return false;
  s.adopt_options(s.training.options());
  s.changed(Event::Kind::step);
  s.note_halt();
  return true;
}

const Snapshot& Session::snapshot() {
  State& s = *state_;
  if (s.mine())
    s.show();
  else
    s.merge();
  s.renew_stepper();
  s.snapshot.playing = s.playing;
  s.renew_pages();
  s.view_changed = false;
  s.snapshot.theory = s.theorist.of(s.document, s.dataset);
  s.snapshot.lines_playing = s.lines_playing;
  s.snapshot.threaded = s.has_thread();
  s.snapshot.timeline = s.timeline();
  s.seek_told_ms = now_ms();
  s.study_pace.drawn(s.seek_told_ms);
  s.doctor.look(s.snapshot, now_ms());
  return s.snapshot;
}

bool Session::dirty() const {
  return state_->lines_playing || has_news() || state_->away || state_->pages_busy();
}

bool Session::has_news() const {
  const State& s = *state_;
  if (!s.away)
    return s.seeking || s.unseen || s.view_changed || s.page_news() || !s.queue.empty() ||
           s.training.look_wanted(s.playing || s.turning);
  if (s.seeking && now_ms() - s.seek_told_ms > kProgress_ms) return true;
  return s.view_changed || s.page_news() || !s.queue.empty() || s.worker->parked() ||
         s.worker->has_look();
}

bool Session::queued() const { return !state_->queue.empty(); }

bool Session::threaded() const { return state_->has_thread(); }

bool Session::settle() {
  State& s = *state_;
  // Who asks again has let the page live in between, and need not be made to wait once more.
  const bool again = now_ms() < s.claimed_until_ms;
  if (!s.obtain(again ? 0.0 : s.patience_ms)) {
    s.claimed_until_ms = now_ms() + kClaim_ms;
    return false;
  }
  s.claimed_until_ms = 0.0;
  s.drain();
  if (!s.seeking) return true;
  if (!s.training.replay(s.patience_ms, kNeverStop)) return false;
  s.arrived();
  s.drain();
  return !s.seeking;
}

const document::Document& Session::document() const { return state_->document; }

bool Session::playing() const { return state_->playing; }

bool Session::lines_playing() const { return state_->lines_playing; }

core::Record Session::record() {
  state_->finish();
  return state_->training.record();
}

core::Parameters<double> Session::parameters() {
  state_->finish();
  return state_->training.parameters();
}

document::Document Session::saved() {
  State& s = *state_;
  const auto now = std::make_shared<const core::Parameters<double>>(parameters());
  document::Document document = s.document;
  document.parameters = now;
  document.progress = std::make_shared<const core::Progress>(s.training.progress());
  return document;
}

void Session::forget_edits() {
  state_->undo.clear();
  state_->tell_undo();
}

const std::vector<EndedRun>& Session::runs() const { return state_->snapshot.runs; }

void Session::adopt_runs(std::vector<EndedRun> runs) {
  State& s = *state_;
  for (const EndedRun& run : runs) s.next_run = std::max(s.next_run, run.id + 1);
  s.snapshot.runs = std::move(runs);
  s.name_all_runs();
  s.view_changed = true;
}

const View& Session::view() const { return state_->snapshot.view; }

std::optional<std::string> Session::study_file(std::string_view extension, bool dark) const {
  const State& s = *state_;
  if (!s.snapshot.view.studying) return std::nullopt;
  if (s.sweep_file.shown()) return std::nullopt;
  if (s.snapshot.search) return s.search_study.file(extension);
  if (s.snapshot.map) return s.map_study.file(extension, s.document, dark);
  return s.snapshot.curves && extension == "csv" ? s.curves_study.csv() : std::nullopt;
}

core::Index Session::parameter_count() const { return state_->snapshot.parameter_count; }

KeptRun Session::kept() {
  State& s = *state_;
  s.finish();
  const Training& training = s.training;
  KeptRun kept;
  kept.document = s.document;
  kept.standing = std::make_shared<const std::string>(training.packed());
  kept.from_start = training.timeline().uneventful() && training.from_start();
  kept.costs = thinned(training.costs(), kMaxRunSamples);
  return kept;
}

std::expected<void, std::string> Session::come_back(const KeptRun& kept, const std::string& words) {
  State& s = *state_;
  if (std::string fault = document::validate(kept.document); !fault.empty())
    return std::unexpected(std::move(fault));
  s.finish();
  return s.come_back(kept, words);
}

void Session::take_events(std::vector<Event>& events) {
  events.clear();
  std::swap(events, state_->events);
}

}  // namespace isobath::app
