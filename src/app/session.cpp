// SPDX-License-Identifier: MIT
// The session: what an edit asks for, when to train, when to look.
#include "app/session.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "app/history.hpp"
#include "app/maps.hpp"
#include "app/reducer.hpp"
#include "app/run.hpp"
#include "core/initialization.hpp"
#include "document/json.hpp"

namespace isobath::app {

namespace {

double now_ms() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

bool same_shape(const document::Document& a, const document::Document& b) {
  return a.layers == b.layers && a.loss == b.loss && a.precision == b.precision;
}

/// Do the same draws, at other scales, make both documents' starts?
bool same_draws(const document::Document& a, const document::Document& b) {
  if (a.layers.size() != b.layers.size() || a.initialization.seed != b.initialization.seed)
    return false;
  for (std::size_t l = 0; l < a.layers.size(); ++l)
    if (a.layers[l].units != b.layers[l].units ||
        core::scheme_of(a.layers[l], a.initialization) !=
            core::scheme_of(b.layers[l], b.initialization) ||
        core::bias_of(a.layers[l], a.initialization).normal !=
            core::bias_of(b.layers[l], b.initialization).normal)
      return false;
  return true;
}

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
  std::unique_ptr<Run> run;
  MapMaker maps;
  Snapshot snapshot;
  std::vector<Event> events;

  bool playing = false;
  bool divergence_told = false;
  bool stale = true;       // parameters changed since the last look
  bool view_stale = true;  // only what is shown of them did
  bool recorded = false;   // snapshot.record is of the parameters now
  double record_ms = 0.0;  // what the last record cost
  double recorded_at_ms = 0.0;
  double look_ms = 0.0;  // what the last look cost
  double looked_at_ms = 0.0;
  double rate_since_ms = 0.0;  // where the measured speed counts from
  std::int64_t rate_since_step = 0;

  std::expected<void, std::string> put(const document::Document& next, bool opened);
  void begin_run();
  void renew_start();
  core::Parameters<double> start() const;
  void restart();
  void note_divergence();
  void look();
  void refresh_record();
  void sample();
  void fill_links();
  void train(int updates);
  void report(std::string sentence);
  void changed(Event::Kind kind, std::string detail = {}, bool dragging = false) {
    events.push_back({kind, std::move(detail), dragging});
  }
};

core::Parameters<double> Session::State::start() const {
  return core::scale_parameters(unit_parameters,
                                run ? run->network() : network_of(document, *dataset),
                                document.initialization);
}

void Session::State::renew_start() {
  unit_parameters = core::unit_parameters(network_of(document, *dataset), document.initialization);
}

/// Makes the run anew for the document and data at hand.
void Session::State::begin_run() {
  run.reset();
  renew_start();
  run = Run::begin(document, dataset, start());
  maps.start(document, *run);
  snapshot.dataset = dataset.get();
  snapshot.parameter_count = core::count(unit_parameters);
  // A unit that is no longer there cannot be looked at.
  const auto exists = [&](const std::optional<UnitId>& id) {
    return id && id->layer <= run->network().depth() && id->unit < run->network().units(id->layer);
  };
  if (!exists(snapshot.view.hovered_unit)) snapshot.view.hovered_unit.reset();
  if (!exists(snapshot.view.pinned_unit)) snapshot.view.pinned_unit.reset();
  if (snapshot.view.hovered_layer > run->network().depth()) snapshot.view.hovered_layer = 0;
  restart();
}

/// History and counters of a run that stands at its start.
void Session::State::restart() {
  snapshot.costs.clear();
  snapshot.updates_per_second = 0.0;
  rate_since_ms = now_ms();
  rate_since_step = run->step_count();
  divergence_told = false;
  recorded = false;
  stale = true;
  refresh_record();
  snapshot.start = snapshot.record;
}

std::expected<void, std::string> Session::State::put(const document::Document& next, bool opened) {
  const bool new_data = !dataset || !(next.data == document.data);
  std::shared_ptr<const data::Dataset> next_dataset = dataset;
  if (new_data) {
    auto made = data::make_dataset(next.data);
    if (!made) return std::unexpected(made.error());
    next_dataset = std::make_shared<const data::Dataset>(std::move(*made));
  }
  const bool new_shape = new_data || !run || !same_shape(next, document);
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
    run->restore(start(), {});
    run->set_options(document.training);
    restart();
  } else {
    run->set_options(document.training);
    recorded = false;
    stale = true;
  }
  return {};
}

void Session::State::report(std::string sentence) {
  snapshot.message = std::move(sentence);
  snapshot.message_is_error = true;
  view_stale = true;
  changed(Event::Kind::error, snapshot.message);
}

void Session::State::note_divergence() {
  const auto diverged = run->diverged();
  if (!diverged || divergence_told) return;
  divergence_told = true;
  playing = false;
  snapshot.message = divergence_sentence(*diverged);
  snapshot.message_is_error = false;
  changed(Event::Kind::diverged, snapshot.message);
}

void Session::State::train(int updates) {
  for (int i = 0; i < updates; ++i) {
    run->step(i + 1 == updates);
    recorded = false;
    if (i + 1 < updates) sample();
  }
  stale = true;
  changed(Event::Kind::step);
  note_divergence();
}

void Session::State::refresh_record() {
  if (recorded) return;
  const double begun_ms = now_ms();
  snapshot.record = run->record();
  recorded = true;
  recorded_at_ms = now_ms();
  record_ms = recorded_at_ms - begun_ms;
  append(snapshot.costs, {snapshot.record.step, snapshot.record.cost, snapshot.record.dev.loss});
}

/// Between looks, points for the cost's curve: as dense as an eighth of the time allows.
void Session::State::sample() {
  if (now_ms() - recorded_at_ms > 8.0 * record_ms) refresh_record();
}

void Session::State::fill_links() {
  const auto& shown = snapshot.unit_maps.shown_units;
  snapshot.links.resize(document.layers.size());
  for (std::size_t l = 1; l < shown.size(); ++l) {
    LayerLinks& links = snapshot.links[l - 1];
    links.weights.resize(shown[l], shown[l - 1]);
    links.bias.resize(shown[l]);
    run->copy_weights(static_cast<int>(l), links.weights, links.bias);
    links.max_abs = 0.0F;
    for (core::Index i = 0; i < links.weights.size(); ++i) {
      const float magnitude = std::abs(links.weights.data()[i]);
      if (std::isfinite(magnitude)) links.max_abs = std::max(links.max_abs, magnitude);
    }
  }
}

void Session::State::look() {
  const double begun_ms = now_ms();
  if (stale) {
    refresh_record();
    maps.draw_units(*run, playing, snapshot.unit_maps);
    fill_links();
    if (!dataset->plane) snapshot.outputs = run->predict(dataset->train.x).cast<float>();
  }
  maps.draw_output(*run, snapshot.view.focus(), playing, snapshot.output_map);
  snapshot.document = &document;
  snapshot.dataset = dataset.get();
  snapshot.playing = playing;
  stale = false;
  view_stale = false;
  looked_at_ms = now_ms();
  look_ms = looked_at_ms - begun_ms;
}

Session::Session() : state_(std::make_unique<State>()) {
  // The default document is whole; a test holds it to that.
  (void)state_->put(document::Document{}, true);
}

Session::~Session() = default;

std::expected<void, std::string> Session::open(const document::Document& document) {
  State& s = *state_;
  if (std::string fault = document::validate(document); !fault.empty())
    return std::unexpected(std::move(fault));
  if (auto put = s.put(document, true); !put) return put;
  s.playing = false;
  s.snapshot.message.clear();
  s.changed(Event::Kind::document);
  return {};
}

void Session::apply(const Action& action) {
  State& s = *state_;
  if (auto next = edit(s.document, action)) {
    if (!*next) return s.report(next->error());
    const bool opened = std::holds_alternative<OpenDocument>(action) ||
                        std::holds_alternative<OpenText>(action) ||
                        std::holds_alternative<OpenLink>(action);
    if (!opened && **next == s.document) return;
    if (auto put = s.put(**next, opened); !put) return s.report(put.error());
    if (opened) s.playing = false;
    s.snapshot.message.clear();
    const auto* field = std::get_if<SetField>(&action);
    s.changed(Event::Kind::document, {}, field && field->dragging);
    return;
  }
  if (auto view = look(s.snapshot.view, action)) {
    s.snapshot.view = *view;
    s.view_stale = true;
    return;
  }
  if (std::holds_alternative<Play>(action)) {
    s.playing = true;
    s.rate_since_ms = now_ms();
    s.rate_since_step = s.run->step_count();
    s.view_stale = true;
  } else if (std::holds_alternative<Pause>(action)) {
    s.playing = false;
    s.stale = true;  // maps are drawn finer when nothing trains
  } else if (const auto* step = std::get_if<Step>(&action)) {
    s.playing = false;
    s.train(step->updates);
  } else if (std::holds_alternative<StepEpoch>(action)) {
    s.playing = false;
    const std::int64_t epoch = s.run->epoch();
    while (s.run->epoch() == epoch) s.train(1);
  } else if (std::holds_alternative<Reset>(action)) {
    s.playing = false;
    s.snapshot.message.clear();
    s.begin_run();
    s.changed(Event::Kind::step);
  } else if (std::holds_alternative<DismissMessage>(action)) {
    s.snapshot.message.clear();
    s.view_stale = true;
  }
}

bool Session::train_slice(double budget_ms) {
  State& s = *state_;
  if (!s.playing) return false;
  const double begun_ms = now_ms();
  do {
    s.run->step(false);
    s.recorded = false;
    s.sample();
  } while (now_ms() - begun_ms < budget_ms);
  s.run->step(true);  // the last one is measured, for the update ratios on screen
  s.recorded = false;
  s.stale = true;
  const double since_ms = now_ms() - s.rate_since_ms;
  if (since_ms > 500.0) {
    s.snapshot.updates_per_second =
        1e3 * static_cast<double>(s.run->step_count() - s.rate_since_step) / since_ms;
    s.rate_since_ms = now_ms();
    s.rate_since_step = s.run->step_count();
  }
  s.changed(Event::Kind::step);
  s.note_divergence();
  return true;
}

const Snapshot& Session::snapshot() {
  State& s = *state_;
  // While training, looking takes at most half of the time.
  const bool due = !s.playing || now_ms() - s.looked_at_ms >= s.look_ms;
  if ((s.stale || s.view_stale) && due) s.look();
  s.snapshot.playing = s.playing;
  return s.snapshot;
}

bool Session::dirty() const { return state_->stale || state_->view_stale; }

const document::Document& Session::document() const { return state_->document; }

bool Session::playing() const { return state_->playing; }

core::Record Session::record() {
  state_->refresh_record();
  return state_->snapshot.record;
}

core::Parameters<double> Session::parameters() const { return state_->run->parameters(); }

document::Document Session::saved() const {
  document::Document document = state_->document;
  document.parameters = std::make_shared<const core::Parameters<double>>(state_->run->parameters());
  document.progress = std::make_shared<const core::Progress>(state_->run->progress());
  return document;
}

std::vector<Event> Session::take_events() { return std::exchange(state_->events, {}); }

}  // namespace isobath::app
