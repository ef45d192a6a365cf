// SPDX-License-Identifier: MIT
// What the session does with runs that have ended: it keeps them, and goes on with one of them.
#include <algorithm>
#include <utility>

#include "app/run/history.hpp"
#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

namespace {

/// Shorter runs show nothing, and would push out longer ones.
constexpr std::int64_t kLeastRun_updates = 20;
/// A value that was held so long is no longer one on a gesture's way.
constexpr double kHeld_ms = 1000.0;

}  // namespace

/// Before another run is begun. Of a gesture that begins one at every step, only the run that was
/// there at first is worth keeping.
void Session::State::keep_run() {
  // Whatever becomes of the present run, the next one is another.
  const bool pinned = std::exchange(goes_on_pinned, false);
  if (!training.begun() || !training.trained()) return;
  if (in_gesture && now_ms() - gesture_ms < kHeld_ms) return;
  training.cancel_seek();
  if (training.run().step_count() < kLeastRun_updates) return;
  EndedRun run;
  run.last = training.record();
  run.document = document;
  run.costs = thinned(training.costs(), kMaxRunSamples);
  run.start = training.start_record();
  run.pinned = pinned;
  if (training.run().standing_bytes() <= kMaxStanding_bytes)
    run.standing = std::make_shared<const std::string>(training.packed());
  if (!keep(snapshot.runs, std::move(run), next_run++))
    tell_notice(std::to_string(kMaxRuns) + " runs are pinned: this one was not kept.", true);
  view_changed = true;
}

/// The run must be here.
void Session::State::restore_run(int id) {
  const auto found = std::ranges::find(snapshot.runs, id, &EndedRun::id);
  if (found == snapshot.runs.end()) return;
  EndedRun run = std::move(*found);
  snapshot.runs.erase(found);
  in_gesture = false;
  playing = false;
  const bool pinned = run.pinned;
  Side before{document, {}, {}};
  if (auto done = put(run.document, true, &before.past); !done) return report(done.error());
  if (const auto stood = run.standing ? training.run().unpack(*run.standing) : nullptr)
    training.resume(stood, std::move(run.costs), std::move(run.start));
  goes_on_pinned = pinned;
  name_all_runs();
  snapshot.message.clear();
  changed(Event::Kind::document);
  note_edit({.before = std::move(before),
             .after = {},
             .words = "run " + std::to_string(id) + " restored",
             .gesture = {},
             .dragging = false,
             .replaced = true,
             .by_hand = false});
}

/// A run that came back by undoing need not stand in the list too.
void Session::State::drop_present_run() {
  if (training.begun() && training.trained()) {
    const core::Record& now = training.record();
    std::erase_if(snapshot.runs, [&](const EndedRun& run) {
      const bool present =
          run.document == document && run.last.step == now.step && run.last.cost == now.cost;
      if (present) goes_on_pinned |= run.pinned;
      return present;
    });
  }
  name_all_runs();
}

/// It needs no run.
void Session::State::change_runs(const RunsAction& action) {
  auto& runs = snapshot.runs;
  if (const auto* show = std::get_if<ShowRun>(&action)) {
    const auto found = std::ranges::find(runs, show->id, &EndedRun::id);
    if (found != runs.end()) found->shown = show->shown;
  } else if (const auto* pin = std::get_if<PinRun>(&action)) {
    const auto found = std::ranges::find(runs, pin->id, &EndedRun::id);
    if (found != runs.end()) found->pinned = pin->pinned;
  } else if (const auto* gone = std::get_if<DeleteRun>(&action)) {
    std::erase_if(runs, [gone](const EndedRun& run) { return run.id == gone->id; });
  } else {
    static_assert(std::variant_size_v<RunsAction> == 4);
    std::erase_if(runs, [](const EndedRun& run) { return !run.pinned; });
  }
  name_all_runs();
  view_changed = true;
}

}  // namespace isobath::app
