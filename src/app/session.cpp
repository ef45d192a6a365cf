// SPDX-License-Identifier: MIT
// The session: what an edit asks for, who has the run, when to look.
#include "app/session.hpp"

#include <algorithm>
#include <utility>

#include "app/changes.hpp"
#include "app/clock.hpp"
#include "app/reducer.hpp"
#include "app/training.hpp"
#include "app/worker.hpp"
#include "core/initialization.hpp"
#include "document/json.hpp"

namespace isobath::app {

namespace {

/// How long the run stays for who asked for it in vain.
constexpr double kClaim_ms = 3000.0;
/// A look that takes longer is the worker's, even if nothing plays.
constexpr double kSlowLook_ms = 24.0;
/// Longer than any update: for those who can only wait.
constexpr double kForEver_ms = 1e12;

const std::atomic<bool> kNeverStop{false};

std::string divergence_sentence(const core::Divergence& at) {
  return "Diverged at step " + std::to_string(at.step) + ": the first non-finite value is in " +
         std::string(core::symbol(at.what)) + "[" + std::to_string(at.layer) + "], unit " +
         std::to_string(at.unit + 1) + ". Training is paused; play goes on all the same.";
}

}  // namespace

struct Session::State {
  document::Document document;
  std::shared_ptr<const data::Dataset> dataset;
  core::Parameters<double> unit_parameters;  // draws at scale 1 for document's layers and seed
  Snapshot snapshot;
  std::vector<Event> events;
  std::vector<Action> queue;  // what waits for the run

  bool playing = false;
  bool unseen = true;        // the snapshot is of another run than the present one
  bool view_changed = true;  // only what is shown did
  bool away = false;         // the worker has the run, or had it when last asked
  double patience_ms = 0.0;
  double claimed_until_ms = 0.0;
  double slice_looked_at_ms = 0.0;

  Training training;
  std::unique_ptr<Worker> worker;  // destroyed, and so stopped, before what it works on

  std::expected<void, std::string> put(const document::Document& next, bool opened);
  void begin_run();
  void renew_start();
  core::Parameters<double> start() const;

  Wish wish() const { return {playing, snapshot.view.focus(), snapshot.view.speed}; }
  bool has_thread() const { return worker && worker->alive(); }
  bool mine();
  bool obtain(double for_ms);
  void hand_over();
  void merge();
  void carry_out(const Action& action);
  void drain();
  void enqueue(const Action& action);
  void change_view(const View& view);

  void note_divergence();
  void show();
  void show_now();
  void report(std::string sentence);
  void changed(Event::Kind kind, std::string detail = {}, bool dragging = false) {
    events.push_back({kind, std::move(detail), dragging});
  }
};

core::Parameters<double> Session::State::start() const {
  return core::scale_parameters(
      unit_parameters, training.begun() ? training.run().network() : network_of(document, *dataset),
      document.initialization);
}

void Session::State::renew_start() {
  unit_parameters = core::unit_parameters(network_of(document, *dataset), document.initialization);
}

/// Makes the run anew for the document and data at hand.
void Session::State::begin_run() {
  renew_start();
  const core::Network network = network_of(document, *dataset);
  training.begin(document, dataset,
                 core::scale_parameters(unit_parameters, network, document.initialization));
  snapshot.dataset = dataset.get();
  snapshot.parameter_count = core::count(unit_parameters);
  // A unit that is no longer there cannot be looked at.
  const auto exists = [&](const std::optional<UnitId>& id) {
    return id && id->layer <= network.depth() && id->unit < network.units(id->layer);
  };
  if (!exists(snapshot.view.hovered_unit)) snapshot.view.hovered_unit.reset();
  if (!exists(snapshot.view.pinned_unit)) snapshot.view.pinned_unit.reset();
  if (snapshot.view.hovered_layer > network.depth()) snapshot.view.hovered_layer = 0;
  unseen = true;
}

std::expected<void, std::string> Session::State::put(const document::Document& next, bool opened) {
  const bool new_data = !dataset || !(next.data == document.data);
  std::shared_ptr<const data::Dataset> next_dataset = dataset;
  if (new_data) {
    auto made = data::make_dataset(next.data);
    if (!made) return std::unexpected(made.error());
    next_dataset = std::make_shared<const data::Dataset>(std::move(*made));
  }
  const bool new_shape = new_data || !training.begun() || !same_shape(next, document);
  // An edit of hyperparameters keeps the saved training that was loaded, and goes on from now.
  const bool loaded = next.parameters != document.parameters;
  const bool new_draws = !same_draws(next, document);
  const bool new_start = !(next.initialization == document.initialization);
  document = next;
  dataset = std::move(next_dataset);
  if (opened || new_shape || loaded) {
    begin_run();
  } else if (new_start) {
    // The dial: other scales of the same draws, in the buffers that are there.
    if (new_draws) renew_start();
    training.restart(start());
    training.set_options(document.training);
  } else {
    training.set_options(document.training);
  }
  return {};
}

void Session::State::report(std::string sentence) {
  snapshot.message = std::move(sentence);
  snapshot.message_is_error = true;
  view_changed = true;
  changed(Event::Kind::error, snapshot.message);
}

void Session::State::note_divergence() {
  if (!training.halted()) return;
  training.forgive();
  playing = false;
  snapshot.message = divergence_sentence(*training.run().diverged());
  snapshot.message_is_error = false;
  changed(Event::Kind::diverged, snapshot.message);
}

/// Is the run the page's? Takes it back from a worker that has parked.
bool Session::State::mine() {
  if (away && worker->parked()) {
    away = false;
    view_changed = true;
    merge();
    note_divergence();
    if (worker->take_failure()) {
      playing = false;
      training.forgo_look();
      report("There is not enough memory to show this network.");
    }
  }
  return !away;
}

bool Session::State::obtain(double for_ms) {
  if (mine()) return true;
  worker->stop();
  return worker->wait(for_ms) && mine();
}

void Session::State::hand_over() {
  if (unseen) show_now();
  away = true;
  worker->go(wish());
}

void Session::State::merge() {
  if (worker->take(snapshot)) changed(Event::Kind::step);
}

void Session::State::enqueue(const Action& action) {
  // Of a gesture, only the last position counts.
  const auto* field = std::get_if<SetField>(&action);
  auto* last = queue.empty() ? nullptr : std::get_if<SetField>(&queue.back());
  if (field && last && last->dragging && field->field == last->field)
    *last = *field;
  else
    queue.push_back(action);
}

void Session::State::drain() {
  for (const Action& action : std::exchange(queue, {})) carry_out(action);
}

void Session::State::change_view(const View& view) {
  snapshot.view = view;
  view_changed = true;
  if (away) worker->want(wish());
}

/// The run must be here.
void Session::State::carry_out(const Action& action) {
  if (auto next = edit(document, action)) {
    if (!*next) return report(next->error());
    const bool opened = std::holds_alternative<OpenDocument>(action) ||
                        std::holds_alternative<OpenText>(action) ||
                        std::holds_alternative<OpenLink>(action);
    if (!opened && **next == document) return;
    if (auto done = put(**next, opened); !done) return report(done.error());
    if (opened) playing = false;
    snapshot.message.clear();
    const auto* field = std::get_if<SetField>(&action);
    changed(Event::Kind::document, {}, field && field->dragging);
  } else if (std::holds_alternative<Play>(action)) {
    playing = true;
    training.start_clock();
    view_changed = true;
  } else if (std::holds_alternative<Pause>(action)) {
    playing = false;
    view_changed = true;
  } else if (const auto* step = std::get_if<Step>(&action)) {
    playing = false;
    training.step(step->updates);
    changed(Event::Kind::step);
    note_divergence();
  } else if (std::holds_alternative<StepEpoch>(action)) {
    playing = false;
    training.step_epoch();
    changed(Event::Kind::step);
    note_divergence();
  } else if (std::holds_alternative<Reset>(action)) {
    playing = false;
    snapshot.message.clear();
    begin_run();
    changed(Event::Kind::step);
  }
}

/// Looks while the run is here.
void Session::State::show() {
  const bool to_be_handed_over = playing && has_thread();
  if (!unseen && to_be_handed_over) return;
  const bool wanted = training.look_wanted(playing);
  if (unseen) return show_now();
  if (wanted && !playing && has_thread() && training.look_ms() > kSlowLook_ms) return hand_over();
  // While training in slices, looking takes at most half of the time.
  if (wanted && playing && now_ms() - slice_looked_at_ms < training.look_ms()) return;
  if (wanted) return show_now();
  if (training.focus() != snapshot.view.focus()) training.look_at_focus(wish(), snapshot);
}

void Session::State::show_now() {
  training.look(wish(), kNeverStop, snapshot);
  snapshot.document = &document;
  snapshot.dataset = dataset.get();
  slice_looked_at_ms = now_ms();
  unseen = false;
}

Session::Session(Threads threads, double patience_ms) : state_(std::make_unique<State>()) {
  State& s = *state_;
  s.patience_ms = patience_ms;
  // The default document is whole; a test holds it to that.
  (void)s.put(document::Document{}, true);
  if (threads == Threads::one) s.worker = std::make_unique<Worker>(s.training);
}

Session::~Session() = default;

std::expected<void, std::string> Session::open(const document::Document& document) {
  State& s = *state_;
  if (std::string fault = document::validate(document); !fault.empty())
    return std::unexpected(std::move(fault));
  s.obtain(kForEver_ms);
  s.drain();
  if (auto put = s.put(document, true); !put) return put;
  s.playing = false;
  s.snapshot.message.clear();
  s.changed(Event::Kind::document);
  return {};
}

void Session::apply(const Action& action) {
  State& s = *state_;
  if (auto view = look(s.snapshot.view, action)) return s.change_view(*view);
  if (std::holds_alternative<DismissMessage>(action)) {
    s.snapshot.message.clear();
    s.view_changed = true;
    return;
  }
  const bool pause = std::holds_alternative<Pause>(action);
  if (pause && s.away) {
    // At once for the eye; the worker takes a last look and parks by itself.
    s.playing = false;
    s.change_view(s.snapshot.view);
    if (s.queue.empty()) return;
  }
  // Who waits already does not wait for each action of a frame.
  if (!s.queue.empty() || !s.obtain(s.patience_ms)) return s.enqueue(action);
  s.carry_out(action);
}

bool Session::advance(double budget_ms) {
  State& s = *state_;
  if (!s.mine()) {
    if (!s.queue.empty()) s.worker->stop();
    return false;
  }
  s.drain();
  if (!s.playing || now_ms() < s.claimed_until_ms) return false;
  if (s.has_thread()) {
    s.hand_over();
    return false;
  }
  if (!s.training.train(s.wish(), budget_ms, kNeverStop)) return false;
  s.changed(Event::Kind::step);
  s.note_divergence();
  return true;
}

const Snapshot& Session::snapshot() {
  State& s = *state_;
  if (s.mine())
    s.show();
  else
    s.merge();
  s.view_changed = false;
  s.snapshot.playing = s.playing;
  s.snapshot.threaded = s.has_thread();
  return s.snapshot;
}

bool Session::dirty() const {
  const State& s = *state_;
  return s.away || s.unseen || s.view_changed || !s.queue.empty() ||
         s.training.look_wanted(s.playing);
}

bool Session::has_news() const {
  const State& s = *state_;
  if (!s.away) return dirty();
  return s.view_changed || !s.queue.empty() || s.worker->parked() || s.worker->has_look();
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
  return true;
}

const document::Document& Session::document() const { return state_->document; }

bool Session::playing() const { return state_->playing; }

core::Record Session::record() {
  state_->obtain(kForEver_ms);
  state_->drain();
  return state_->training.record();
}

core::Parameters<double> Session::parameters() {
  state_->obtain(kForEver_ms);
  state_->drain();
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

void Session::take_events(std::vector<Event>& events) {
  events.clear();
  std::swap(events, state_->events);
}

}  // namespace isobath::app
