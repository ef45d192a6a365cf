// SPDX-License-Identifier: MIT
// The session back and forth: to other steps of its run, to other versions of its document, and the
// moment it is compared with.
#include <algorithm>
#include <utility>

#include "app/edit/changes.hpp"
#include "app/edit/edit_words.hpp"
#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

namespace {

/// A replay that is shorter is done at once.
constexpr double kShortReplay_ms = 6.0;

}  // namespace

void Session::State::go_to(std::int64_t step) {
  playing = false;
  view_changed = true;
  if (!training.keeps_time())
    return report(
        "This network is too large to go back in time: three of its checkpoints need more "
        "memory than there is.");
  training.seek(step);
  if (!training.seeking()) return;
  seeking = true;
  seek_from = training.run().step_count();
  seek_target = training.target();
  seek_begun_ms = now_ms();
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

/// An edit that was done: one more, or more of the gesture that goes on.
void Session::State::note_edit(Edit edit) {
  if (!undo.goes_on(edit.gesture)) {
    if (edit.words.empty()) edit.words = edit_words(edit.before.document, document);
    undo.add(std::move(edit));
    return tell_undo();
  }
  Edit& whole = undo.last();
  whole.dragging = edit.dragging;
  whole.words = edit.words.empty() ? edit_words(whole.before.document, document) : edit.words;
  tell_undo();
}

void Session::State::tell_undo() {
  const auto& paper = snapshot.view.paper;
  snapshot.undo = !paper ? undo.undo_words() : paper->empty() ? "empty paper" : "example drawn";
  snapshot.redo = undo.redo_words();
  snapshot.treated = undo.treated();
  view_changed = true;
}

std::expected<void, std::string> Session::State::come_back(const KeptRun& kept,
                                                           const std::string& words) {
  in_gesture = false;
  Side before{document, {}, {}};
  if (auto done = put(kept.document, true, &before.past); !done) return done;
  playing = false;
  const auto stood = kept.standing ? training.run().unpack(*kept.standing) : nullptr;
  if (stood)
    training.come_back(stood, kept.from_start);
  else if (kept.parameters && kept.progress)
    training.come_back(*kept.parameters, *kept.progress, kept.from_start);
  training.remember(kept.costs);
  name_all_runs();
  changed(Event::Kind::document);
  if (words.empty()) {
    undo.clear();
    tell_undo();
  }
  if (kept.standing && !stood)
    return std::unexpected("where it stood is of another network or of other data.");
  if (words.empty()) return {};
  note_edit({.before = std::move(before),
             .after = {},
             .words = words,
             .gesture = {},
             .dragging = false,
             .replaced = true,
             .by_hand = false});
  return {};
}

/// The same start again.
void Session::State::reset() {
  playing = false;
  snapshot.message.clear();
  Side before{document, {}, {}};
  const std::int64_t begun = document.progress ? document.progress->step : 0;
  const bool trained = training.run().step_count() != begun || training.behind();
  keep_run();
  if (trained) before.past = training.leave();
  begin_run();
  name_all_runs();
  changed(Event::Kind::step);
  if (!trained) return;
  note_edit({.before = std::move(before),
             .after = {},
             .words = "same start again",
             .gesture = {},
             .dragging = false,
             .replaced = true,
             .by_hand = false});
}

/// From one side of an edit to the other; what the present one takes away goes to its side.
void Session::State::go_over(const Edit& edit, Side& from, Side& to) {
  snapshot.message.clear();
  from.document = document;
  if (edit.by_hand) {
    from.stood = training.standing();
    document = to.document;
    training.go_on_from(to.stood);
    training.set_options(document.training);
  } else if (edit.replaced) {
    playing = false;
    if (auto done = put(to.document, true, &from.past); !done) return report(done.error());
    if (to.past) {
      training.resume(std::move(*to.past));
      to.past.reset();
    }
    document.training = training.options();
  } else {
    // Only what takes effect on the running training.
    (void)put(to.document, false);
  }
  changed(Event::Kind::document);
}

void Session::State::undo_edit() {
  auto edit = undo.take_undone();
  if (!edit) return;
  go_over(*edit, edit->after, edit->before);
  tell_notice("Undone: " + edit->words);
  undo.was_undone(std::move(*edit));
  drop_present_run();
  tell_undo();
}

void Session::State::redo_edit() {
  auto edit = undo.take_redone();
  if (!edit) return;
  go_over(*edit, edit->before, edit->after);
  tell_notice("Redone: " + edit->words);
  undo.was_redone(std::move(*edit));
  drop_present_run();
  tell_undo();
}

void Session::State::pin() {
  auto moment = std::make_shared<Moment>();
  Wish plain = wish();
  plain.difference = false;
  training.look(plain, kNeverStop, moment->look);
  moment->values = training.count_values();
  training.touch();
  moment->standing = training.standing();
  moment->document = document;
  snapshot.pinned = std::move(moment);
  view_changed = true;
}

void Session::State::release() {
  snapshot.pinned.reset();
  snapshot.view.difference = false;
  training.touch();
  view_changed = true;
}

/// A moment of another network or of other data cannot be compared with.
void Session::State::release_unfit() {
  const Moment* moment = snapshot.pinned.get();
  if (moment && !(same_shape(moment->document, document) && moment->document.data == document.data))
    release();
}

}  // namespace isobath::app
