// SPDX-License-Identifier: MIT
// The stepper's place in the session: a lens on the update to come, made anew wherever the run
// stands somewhere else.
#include <algorithm>

#include "app/session_state.hpp"
#include "app/stepping.hpp"

namespace isobath::app {

Stepping::Stepping(Stepper at)
    : stepper(std::move(at)),
      view(stepper.view(std::min(stepper.done(), stepper.lines().size() - 1))),
      cache(stepper.cache()) {
  for (const Line& line : stepper.lines())
    formulas.push_back(formula_of(stepper.network(), stepper.dissection().options, line));
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
  if (fits) return;
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
  snapshot.stepping = std::make_shared<const Stepping>(std::move(stepper));
}

void Session::State::step_lines(const StepLines& move) {
  playing = false;
  view_changed = true;
  if (!snapshot.view.stepping) return;
  renew_stepper();
  if (!snapshot.stepping) return;
  Stepper stepper = snapshot.stepping->stepper;
  if (move.back && !stepper.backward(move.stride)) {
    if (training.run().step_count() <= training.first_step()) return;
    entered_from_behind = move.stride;
    return go_to(training.run().step_count() - 1);
  }
  if (!move.back) {
    stepper.forward(move.stride);
    if (stepper.finished()) {
      training.step(1);
      adopt_options(training.options());
      changed(Event::Kind::step);
      return note_divergence();
    }
  }
  snapshot.stepping = std::make_shared<const Stepping>(std::move(stepper));
}

}  // namespace isobath::app
