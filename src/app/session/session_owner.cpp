// SPDX-License-Identifier: MIT
// Who has the run, what waits for it, and when it is looked at.
#include "app/edit/reducer.hpp"
#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

namespace {

/// A look that takes longer is the worker's, even if nothing plays.
constexpr double kSlowLook_ms = 24.0;

/// A step that takes longer to go to is given up for the next one of a drag.
constexpr double kWaypoint_ms = 300.0;

/// Are both steps of one drag of a parameter?
bool same_drag(const Action& before, const Action& next) {
  if (const auto* weight = action_if<SetWeight>(next)) {
    const auto* last = action_if<SetWeight>(before);
    return last && last->dragging && last->layer == weight->layer && last->unit == weight->unit &&
           last->input == weight->input;
  }
  const auto* bias = action_if<SetBias>(next);
  const auto* last = action_if<SetBias>(before);
  return bias && last && last->dragging && last->layer == bias->layer && last->unit == bias->unit;
}

}  // namespace

/// Is the run the page's? Takes it back from a worker that has parked.
bool Session::State::mine() {
  if (away && worker->parked()) {
    away = false;
    view_changed = true;
    merge();
    note_halt();
    if (seeking && !training.seeking()) arrived();
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
  if (!worker->take(snapshot)) return;
  adopt_options(snapshot.options);
  changed(Event::Kind::step);
}

void Session::State::enqueue(const Action& action) {
  // Of a gesture, only the last position counts.
  const auto* field = action_if<SetField>(action);
  const auto* last = queue.empty() ? nullptr : action_if<SetField>(queue.back());
  if ((field && last && last->dragging && field->field == last->field) ||
      (!queue.empty() && same_drag(queue.back(), action)) ||
      (!queue.empty() && action_if<Seek>(action) && action_if<Seek>(queue.back())))
    queue.back() = action;
  else
    queue.push_back(action);
}

/// On the way to another step, only another way can be taken. While the handle is dragged, a step
/// that is soon reached is reached, or nothing would be seen on the way.
bool Session::State::may_do(const Action& action) const {
  if (!seeking) return true;
  if (const auto* seek = action_if<Seek>(action))
    return !seek->dragging || now_ms() - seek_begun_ms > kWaypoint_ms;
  return action_if<Back>(action) || action_if<CancelSeek>(action) || action_if<Pause>(action);
}

/// As soon as the run is here.
void Session::State::submit(const Action& action) {
  // Who waits already does not wait for each action of a frame.
  if (!queue.empty() || !obtain(patience_ms) || !may_do(action)) return enqueue(action);
  carry_out(action);
}

void Session::State::drain() {
  const std::vector<Action> waiting = std::exchange(queue, {});
  auto next = waiting.begin();
  while (next != waiting.end() && may_do(*next)) carry_out(*next++);
  queue.assign(next, waiting.end());
}

/// Everything that was asked for is done, however long it takes.
void Session::State::finish() {
  obtain(kForEver_ms);
  drain();
  while (seeking) {
    training.replay(kForEver_ms, kNeverStop);
    arrived();
    drain();
  }
}

void Session::State::change_view(const View& view) {
  snapshot.view = view;
  forget_missing_units();
  view_changed = true;
  if (away) worker->want(wish());
}

/// Another experiment is there.
void Session::State::show_opened() {
  // What was drawn with belongs to the data that were drawn on.
  snapshot.view.brush.reset();
  // Who opens a study wants to see it.
  if (document.study.kind == document::StudyKind::none) return;
  sweep_file.close();
  snapshot.view.stepping = false;
  snapshot.view.studying = true;
}

void Session::State::look_at(const ViewAction& action) {
  if (std::holds_alternative<DismissMessage>(action)) snapshot.message.clear();
  change_view(look(snapshot.view, action));
}

/// What the view asks for, and what the session alone knows.
Wish Session::State::wish() const {
  const View& view = snapshot.view;
  Wish wish;
  wish.focus = view.focus();
  wish.pinned_unit = view.pinned_unit;
  wish.units = view.units;
  wish.example = view.example;
  wish.activation = view.activation;
  wish.scope = {view.forward, view.gradient};
  wish.speed = view.speed;
  wish.breakpoints = view.breakpoints;
  wish.difference = view.difference;
  wish.playing = playing;
  wish.moving = playing || turning;
  wish.pinned = snapshot.pinned ? snapshot.pinned->standing : nullptr;
  wish.answers = snapshot.output_kind() != OutputKind::map;
  if (playing) {
    wish.slice = slice_page.wish(snapshot);
    wish.slice_before = snapshot.slice;
  }
  return wish;
}

/// Looks while the run is here.
void Session::State::show() {
  if (seeking && !unseen) return;
  const bool to_be_handed_over = playing && has_thread();
  if (!unseen && to_be_handed_over) return;
  const Wish wished = wish();
  const bool wanted = training.look_wanted(playing || turning) || !training.shows(wished);
  if (unseen) return show_now();
  if (wanted && !playing && has_thread() && training.look_ms() > kSlowLook_ms) return hand_over();
  // While training in slices, looking takes at most half of the time.
  if (wanted && playing && now_ms() - slice_looked_at_ms < training.look_ms()) return;
  if (wanted) return show_now();
  // Another unit to look at: a new map of it, but the same record.
  if (!training.focused_on(wished)) {
    if (!playing && has_thread() && training.focus_ms() > kSlowLook_ms) return hand_over();
    training.look_at_focus(wished, snapshot);
  }
  if (training.scope() != wished.scope) training.look_at_scope(wished, snapshot);
}

void Session::State::show_now() {
  training.look(wish(), kNeverStop, snapshot);
  snapshot.document = &document;
  snapshot.dataset = dataset.get();
  slice_looked_at_ms = now_ms();
  unseen = false;
}

}  // namespace isobath::app
