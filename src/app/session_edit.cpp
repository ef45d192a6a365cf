// SPDX-License-Identifier: MIT
// What an action asks for: another run, the same run from another start, or the next update.
#include "app/changes.hpp"
#include "app/edit_parameters.hpp"
#include "app/reducer.hpp"
#include "app/session_state.hpp"
#include "core/initialization.hpp"

namespace isobath::app {

namespace {

/// A replay that is shorter is done at once.
constexpr double kShortReplay_ms = 6.0;

std::string divergence_sentence(const core::Divergence& at) {
  return "Diverged at step " + std::to_string(at.step) + ": the first non-finite value is in " +
         std::string(core::symbol(at.what)) + "[" + std::to_string(at.layer) + "], unit " +
         std::to_string(at.unit + 1) + ". Training is paused; play goes on all the same.";
}

}  // namespace

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
  seeking = false;
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

/// A number set by hand: the run and its history go on with it.
void Session::State::edit_run(const Action& action) {
  auto next = edit_parameters(document, training.parameters(), training.progress(), action);
  if (!next) return report(next.error());
  document = std::move(*next);
  training.go_on_from(*document.parameters, *document.progress);
  snapshot.message.clear();
  const auto* weight = std::get_if<SetWeight>(&action);
  const auto* bias = std::get_if<SetBias>(&action);
  changed(Event::Kind::document, {}, weight ? weight->dragging : bias->dragging);
}

/// The run must be here.
void Session::State::carry_out(const Action& action) {
  const auto* field = std::get_if<SetField>(&action);
  if (turning != (field && field->dragging)) view_changed = true;
  turning = field && field->dragging;
  if (edits_parameters(action)) return edit_run(action);
  if (auto next = edit(document, action)) {
    if (!*next) return report(next->error());
    const bool opened = std::holds_alternative<OpenDocument>(action) ||
                        std::holds_alternative<OpenText>(action) ||
                        std::holds_alternative<OpenLink>(action);
    const auto* treatment = std::get_if<ApplyChanges>(&action);
    const bool anew = opened || (treatment && treatment->restart);
    if (!anew && **next == document) return;
    if (auto done = put(**next, anew); !done) return report(done.error());
    if (opened) playing = false;
    snapshot.message.clear();
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
    adopt_options(training.options());
    changed(Event::Kind::step);
    note_divergence();
  } else if (std::holds_alternative<StepEpoch>(action)) {
    playing = false;
    training.step_epoch();
    adopt_options(training.options());
    changed(Event::Kind::step);
    note_divergence();
  } else if (const auto* back = std::get_if<Back>(&action)) {
    go_to(training.target() - back->updates);
  } else if (const auto* seek = std::get_if<Seek>(&action)) {
    go_to(seek->step);
  } else if (std::holds_alternative<CancelSeek>(action)) {
    training.cancel_seek();
    if (seeking) arrived();
  } else if (std::holds_alternative<Reset>(action)) {
    playing = false;
    snapshot.message.clear();
    begin_run();
    changed(Event::Kind::step);
  }
}

void Session::State::go_to(std::int64_t step) {
  playing = false;
  view_changed = true;
  training.seek(step);
  if (!training.seeking()) return;
  seeking = true;
  seek_from = training.run().step_count();
  seek_target = training.target();
  snapshot.message.clear();
  if (training.replay(kShortReplay_ms, kNeverStop)) arrived();
}

void Session::State::arrived() {
  seeking = false;
  adopt_options(training.options());
  changed(Event::Kind::step);
}

/// A moment is shown with the hyperparameters it had.
void Session::State::adopt_options(const core::TrainingOptions& options) {
  if (document.training == options) return;
  document.training = options;
  changed(Event::Kind::document, {}, true);
}

TimelineView Session::State::timeline() const {
  const auto now = snapshot.record.step;
  TimelineView view{snapshot.first_step, std::max(snapshot.last_step, now), now, seeking};
  if (!seeking) return view;
  view.target = seek_target;
  view.replayed = static_cast<double>(training.replayed() - seek_from) /
                  static_cast<double>(std::max<std::int64_t>(1, seek_target - seek_from));
  return view;
}

}  // namespace isobath::app
