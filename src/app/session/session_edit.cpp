// SPDX-License-Identifier: MIT
// What an action asks for: another run, the same run from another start, or the next update.
#include "app/edit/changes.hpp"
#include "app/edit/edit_parameters.hpp"
#include "app/edit/points.hpp"
#include "app/edit/reducer.hpp"
#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"
#include "core/initialization.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

namespace {

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

/// What a training has come to.
struct Learned {
  core::Parameters<double> parameters;
  core::Progress progress;
  std::vector<CostSample> costs;
};

struct Gesture {
  std::string name;
  bool dragging = false;
};

/// What the steps of one drag have in common.
Gesture gesture_of(const EditAction& action) {
  if (const auto* field = std::get_if<SetField>(&action)) return {field->field, field->dragging};
  if (const auto* weight = std::get_if<SetWeight>(&action))
    return {"W " + std::to_string(weight->layer) + " " + std::to_string(weight->unit) + " " +
                std::to_string(weight->input),
            weight->dragging};
  if (const auto* bias = std::get_if<SetBias>(&action))
    return {"b " + std::to_string(bias->layer) + " " + std::to_string(bias->unit), bias->dragging};
  if (const auto* changes = std::get_if<ApplyChanges>(&action))
    return {changes->advice ? kTreatment : "", false};
  if (const auto* point = std::get_if<DrawPoint>(&action)) return {"draw", point->dragging};
  if (const auto* points = std::get_if<ErasePoints>(&action)) return {"erase", points->dragging};
  return {};
}

Gesture gesture_of(const Action& action) {
  const auto* edited = std::get_if<EditAction>(&action);
  return edited ? gesture_of(*edited) : Gesture{};
}

/// What an edit is called; "" where the fields that differ say it best.
std::string words_of(const EditAction& action) {
  if (const auto* treatment = std::get_if<ApplyChanges>(&action)) return treatment->words;
  if (std::holds_alternative<ChooseColumns>(action)) return "columns chosen";
  if (std::holds_alternative<DrawPoint>(action)) return "examples drawn";
  if (std::holds_alternative<ErasePoints>(action)) return "examples erased";
  if (const auto* exact = std::get_if<LoadParity>(&action))
    return exact->net == ParityNet::tree ? "exact XOR tree loaded" : "exact layer of ReLU loaded";
  return {};
}

bool opens(const EditAction& action) {
  return std::holds_alternative<OpenDocument>(action) || std::holds_alternative<OpenText>(action) ||
         std::holds_alternative<OpenTable>(action) || std::holds_alternative<OpenLink>(action);
}

std::string opened_words(const EditAction& action, const document::Document& document) {
  if (const auto* file = std::get_if<OpenText>(&action)) return file->name + " opened";
  if (const auto* table = std::get_if<OpenTable>(&action)) return table->name + " opened";
  return (document.title.empty() ? "another experiment" : document.title) + " opened";
}

bool draws(const EditAction& action) {
  return std::holds_alternative<DrawPoint>(action) || std::holds_alternative<ErasePoints>(action);
}

/// Are the inputs the coordinates of the plane, as those of a table are?
bool has_plain_inputs(const data::Options& options) {
  const std::vector<data::Feature> plain{data::Feature::x1, data::Feature::x2};
  return options.source == data::Source::table || options.inputs == plain;
}

std::string edited_number(const EditAction& action) {
  if (const auto* weight = std::get_if<SetWeight>(&action))
    return "W[" + std::to_string(weight->layer) + "] set to " +
           document::number_text(weight->value);
  if (const auto* matrix = std::get_if<SetMatrix>(&action))
    return (matrix->what == SetMatrix::What::weights ? "W[" : "b[") +
           std::to_string(matrix->layer) + "] put in";
  const auto& bias = std::get<SetBias>(action);
  return "b[" + std::to_string(bias.layer) + "] set to " + document::number_text(bias.value);
}

std::string divergence_sentence(const core::Divergence& at) {
  return "Diverged at step " + std::to_string(at.step) + ": the first non-finite value is in " +
         std::string(core::symbol(at.what)) + "[" + std::to_string(at.layer) + "], unit " +
         std::to_string(at.unit + 1) + ". Training is paused; press play to continue anyway.";
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

/// A unit that is not there, or no longer, cannot be looked at.
void Session::State::forget_missing_units() {
  const auto layers = static_cast<int>(document.layers.size());
  const auto exists = [&](const std::optional<UnitId>& id) {
    if (!id || id->layer < 0 || id->layer > layers || id->unit < 0) return false;
    return id->unit < (id->layer == 0
                           ? static_cast<int>(dataset->inputs())
                           : document.layers[static_cast<std::size_t>(id->layer) - 1].units);
  };
  View& view = snapshot.view;
  if (!exists(view.hovered_unit)) view.hovered_unit.reset();
  if (!exists(view.pinned_unit)) view.pinned_unit.reset();
  if (view.hovered_layer > layers) view.hovered_layer = 0;
  if (view.activation > layers) view.activation = 0;
}

/// Makes the run anew for the document and data at hand.
void Session::State::begin_run() {
  snapshot.stepping.reset();
  renew_start();
  const core::Network network = network_of(document, *dataset);
  training.begin(document, dataset,
                 core::scale_parameters(unit_parameters, network, document.initialization));
  snapshot.dataset = dataset.get();
  snapshot.parameter_count = core::count(unit_parameters);
  forget_missing_units();
  release_unfit();
  unseen = true;
  seeking = false;
}

std::expected<void, std::string> Session::State::put(const document::Document& next, bool opened,
                                                     std::optional<Past>* left, bool ends_run) {
  const bool new_data = !dataset || !(next.data == document.data);
  std::shared_ptr<const data::Dataset> next_dataset = dataset;
  if (new_data) {
    if (prepared && next.data == prepared_for) {
      next_dataset = prepared;
    } else {
      auto made = data::make_dataset(next.data);
      if (!made) return std::unexpected(made.error());
      next_dataset = std::make_shared<const data::Dataset>(std::move(*made));
    }
  }
  const bool new_shape = new_data || !training.begun() || !same_shape(next, document);
  // An edit of hyperparameters keeps the saved training that was loaded, and goes on from now.
  const bool loaded = next.parameters != document.parameters;
  const bool new_draws = !same_draws(next, document);
  const bool new_start = !(next.initialization == document.initialization);
  const bool replaced = opened || new_shape || loaded || new_start;
  if (replaced) play_lines(false);
  if (replaced && ends_run) keep_run();
  if (replaced && left && training.begun()) *left = training.leave();
  // Runs of other data or another loss are not drawn unless asked for.
  if (!comparable(next, document))
    for (EndedRun& run : snapshot.runs) run.shown = comparable(run.document, next);
  document = next;
  dataset = std::move(next_dataset);
  // What was drawn on paper was of the classes and the plane of the data before.
  if (new_data || opened) snapshot.view.paper.reset();
  if (snapshot.view.brush >= brushes(*dataset)) snapshot.view.brush.reset();
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

/// A training that stopped by itself says why.
void Session::State::note_halt() {
  if (!training.halted()) return;
  const std::optional<std::string> reason = training.take_reason();
  playing = false;
  snapshot.message_is_error = false;
  if (!training.unforgiven()) {
    snapshot.message = *reason;
    view_changed = true;
    return;
  }
  training.forgive();
  snapshot.message = divergence_sentence(*training.run().diverged());
  changed(Event::Kind::diverged, snapshot.message);
}

/// A number set by hand: the run and its history go on with it.
void Session::State::edit_run(const EditAction& action) {
  auto next = edit_parameters(document, training.parameters(), training.progress(), action);
  if (!next) return report(next.error());
  Side before{document, {}, training.standing()};
  // A future that this edit forgets comes back with it.
  if (training.behind()) before.past = training.past();
  const bool forks = before.past.has_value();
  document = std::move(*next);
  training.go_on_from(*document.parameters, *document.progress);
  snapshot.message.clear();
  const Gesture gesture = gesture_of(action);
  changed(Event::Kind::document, {}, gesture.dragging);
  note_edit({.before = std::move(before),
             .after = {},
             .words = edited_number(action),
             .gesture = gesture.name,
             .dragging = gesture.dragging,
             .replaced = forks,
             .by_hand = !forks});
}

void Session::State::edit_document(const EditAction& action,
                                   std::expected<document::Document, std::string> next) {
  if (!next) return report(next.error());
  const bool opened = opens(action);
  const auto* treatment = std::get_if<ApplyChanges>(&action);
  const bool anew = opened || (treatment && treatment->restart);
  const Gesture gesture = gesture_of(action);
  if (!anew && *next == document) {
    // A control that is let go of tells its last value once more.
    if (undo.goes_on(gesture.name)) undo.last().dragging = in_gesture = gesture.dragging;
    return;
  }
  Side before{document, {}, {}};
  std::optional<Past> forked;
  if (training.behind() && next->training != document.training) forked = training.past();
  // A network keeps what it has learned when examples are drawn for it, and no run ends with that.
  std::optional<Learned> learned;
  if (draws(action) && training.begun() && training.run().step_count() > 0 &&
      same_shape(*next, document) && has_plain_inputs(document.data))
    learned = {training.parameters(), training.progress(), training.costs()};
  if (auto done = put(*next, anew, undo.goes_on(gesture.name) ? nullptr : &before.past, !learned);
      !done)
    return report(done.error());
  if (learned) {
    // The epoch begins again: its examples are others.
    learned->progress.position = 0;
    training.come_back(learned->parameters, learned->progress, false);
    training.remember(std::move(learned->costs));
  }
  if (opened) {
    playing = false;
    show_opened();
  }
  snapshot.message.clear();
  in_gesture = gesture.dragging;
  gesture_ms = now_ms();
  name_all_runs();
  changed(Event::Kind::document, {}, gesture.dragging);
  if (!before.past) before.past = std::move(forked);
  const bool replaced = before.past.has_value();
  note_edit({.before = std::move(before),
             .after = {},
             .words = opened ? opened_words(action, document) : words_of(action),
             .gesture = gesture.name,
             .dragging = gesture.dragging,
             .replaced = replaced,
             .by_hand = false});
}

/// The run must be here.
void Session::State::carry_out(const Action& action) {
  const auto* field = action_if<SetField>(action);
  if (turning != (field && field->dragging)) view_changed = true;
  turning = field && field->dragging;
  // Whatever comes in between ends a gesture, even if nobody told of its end.
  if (!undo.goes_on(gesture_of(action).name)) in_gesture = false;
  if (!action_if<PlayLines>(action)) play_lines(false);
  if (const auto* edited = std::get_if<EditAction>(&action)) return carry_out_edit(*edited);
  if (const auto* trained = std::get_if<TrainingAction>(&action)) carry_out_training(*trained);
}

void Session::State::carry_out_edit(const EditAction& action) {
  if (const auto* paper = std::get_if<EmptyPaper>(&action)) return take_paper(paper->on);
  if (snapshot.view.paper && draws(action)) return draw_on_paper(action);
  auto next = edit(document, action);
  if (!next) return edit_run(action);
  snapshot.notice.clear();
  const auto* table = std::get_if<OpenTable>(&action);
  if (table) {
    prepared = table->dataset;
    prepared_for = table->options;
  }
  edit_document(action, std::move(*next));
  prepared.reset();
  prepared_for = {};
  if (!table || table->notes.empty() || document.data.table != table->table) return;
  std::string told = table->name;
  for (const std::string& note : table->notes) told += (told == table->name ? ": " : "; ") + note;
  tell_notice(told + ".");
}

void Session::State::carry_out_training(const TrainingAction& action) {
  if (lacks_examples(action)) return;
  const auto stepped = [this] {
    adopt_options(training.options());
    changed(Event::Kind::step);
    note_halt();
  };
  const auto play = [this](bool on) {
    playing = on;
    view_changed = true;
  };
  snapshot.notice.clear();
  std::visit(
      Overloaded{[&](const Play&) {
                   play(true);
                   training.start_clock();
                 },
                 [&](const Pause&) { play(false); },
                 [&](const Step& step) {
                   playing = false;
                   training.step(step.updates);
                   stepped();
                 },
                 [&](const StepEpoch&) {
                   playing = false;
                   training.step_epoch();
                   stepped();
                 },
                 [this](const StepLines& lines) { step_lines(lines); },
                 [this](const GoToLine& line) { go_to_line(line.line); },
                 [this](const PlayLines& lines) { play_lines(lines.on); },
                 [this](const Back& back) { go_to(training.target() - back.updates); },
                 [this](const Seek& seek) { go_to(seek.step); },
                 [this](const CancelSeek&) {
                   training.cancel_seek();
                   if (seeking) arrived();
                 },
                 [this](const PinMoment&) { pin(); }, [this](const ReleaseMoment&) { release(); },
                 [this](const Undo&) {
                   if (snapshot.view.paper) return undo_on_paper();
                   undo_edit();
                 },
                 [this](const Redo&) { redo_edit(); }, [this](const Reset&) { reset(); },
                 [this](const RestoreRun& restored) { restore_run(restored.id); }},
      action);
}

}  // namespace isobath::app
