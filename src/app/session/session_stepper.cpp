// SPDX-License-Identifier: MIT
// The stepper's place in the session: a lens on the update to come, made anew wherever the run
// stands somewhere else.
#include <algorithm>

#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"
#include "app/stepper/stepping.hpp"

namespace isobath::app {

Stepping::Stepping(Stepper at, const View& looked)
    : stepper(std::move(at)),
      whole(stepper.view(std::min(stepper.done(), stepper.lines().size() - 1))),
      choice{looked.columns, column_of(stepper.dissection(), looked.example)},
      cache(stepper.cache()),
      reach(stepper.reach()),
      followed_(looked.example),
      tried_(looked.tried) {
  for (const Line& line : stepper.lines())
    formulas.push_back(formula_of(stepper.network(), stepper.dissection().options, line));
  view = narrowed(stepper, whole, choice);
  told = told_of(stepper, whole, choice);
  if (choice.columns == Columns::example && followed_ >= 0 && example() != followed_)
    told = "Example " + std::to_string(followed_ + 1) +
           " is not among the columns of this batch; its first is shown.";
  if (looked.tried.operand >= 0)
    verdict = try_shape(stepper.network(), whole, stepper.dissection().batch,
                        static_cast<std::size_t>(looked.tried.operand), looked.tried.shape);
}

bool Stepping::fits(const View& looked) const {
  return looked.columns == choice.columns && looked.example == followed_ && looked.tried == tried_;
}

core::Index examples_to_keep(const core::Network& network) {
  constexpr core::Index kNumbers = 4'000'000, kMost = 256;
  core::Index each = network.inputs + network.outputs();
  for (int l = 1; l <= network.depth(); ++l) each += 5 * network.units(l);
  return std::clamp<core::Index>(kNumbers / each, 1, kMost);
}

/// Before a snapshot is given away.
void Session::State::renew_stepper() {
  if (!snapshot.view.stepping || playing || seeking || away) {
    if (!snapshot.view.stepping || playing) snapshot.stepping.reset();
    return;
  }
  const std::int64_t step = training.run().step_count();
  const bool fits = snapshot.stepping && stepper_run == &training.run() && stepper_edits == edits &&
                    stepper_step == step;
  if (fits && snapshot.stepping->fits(snapshot.view)) return;
  if (fits) return show_stepper(snapshot.stepping->stepper);
  stepper_run = &training.run();
  stepper_edits = edits;
  stepper_step = step;
  const core::Network& network = training.run().network();
  Stepper stepper(network, std::make_shared<const core::Dissection<double>>(
                               training.dissect(examples_to_keep(network))));
  // Gone back over an update's beginning: into the lines of the one before.
  if (entered_from_behind) {
    stepper.forward(Stride::update);
    stepper.backward(*entered_from_behind);
    entered_from_behind.reset();
  }
  show_stepper(std::move(stepper));
}

void Session::State::show_stepper(Stepper stepper) {
  view_changed = true;
  snapshot.stepping = std::make_shared<const Stepping>(std::move(stepper), snapshot.view);
}

/// Before a move among the lines: are there any?
bool Session::State::leave_line() {
  playing = false;
  view_changed = true;
  if (!snapshot.view.stepping) return false;
  renew_stepper();
  if (!snapshot.stepping) return false;
  // A shape is tried of one line's matrices.
  snapshot.view.tried = {};
  return true;
}

void Session::State::step_lines(const StepLines& move) {
  if (!leave_line()) return;
  Stepper stepper = snapshot.stepping->stepper;
  if (move.back && !stepper.backward(move.stride)) {
    if (training.run().step_count() <= training.first_step()) return;
    entered_from_behind = move.stride;
    return go_to(training.run().step_count() - 1);
  }
  if (!move.back) {
    stepper.forward(move.stride);
    if (stepper.finished()) {
      if (lines_playing)
        training.step_watched(snapshot.view.breakpoints);
      else
        training.step(1);
      if (training.halted()) lines_playing = false;
      adopt_options(training.options());
      changed(Event::Kind::step);
      return note_halt();
    }
  }
  show_stepper(std::move(stepper));
}

void Session::State::go_to_line(int line) {
  if (!leave_line()) return;
  Stepper stepper = snapshot.stepping->stepper;
  stepper.go_to(static_cast<std::size_t>(std::max(0, line)));
  show_stepper(std::move(stepper));
}

void Session::State::play_lines(bool on) {
  if (on && !snapshot.view.stepping) return;
  if (on) {
    playing = false;
    line_pace.start(now_ms());
  }
  view_changed = view_changed || on != lines_playing;
  lines_playing = on;
}

/// The lines that are due by now. Returns whether there were any.
bool Session::State::advance_lines() {
  if (!lines_playing) return false;
  if (!snapshot.view.stepping) play_lines(false);
  bool moved = false;
  auto due = lines_playing ? line_pace.due(snapshot.view.line_pace, now_ms()) : 0;
  for (; due > 0 && lines_playing && !seeking; --due) {
    step_lines({});
    line_pace.took(1);
    moved = true;
  }
  return moved;
}

}  // namespace isobath::app
