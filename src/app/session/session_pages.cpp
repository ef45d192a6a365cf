// SPDX-License-Identifier: MIT
// What is computed aside in the session: the stepper's other pages, and tables that are read.
#include <variant>

#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

void Session::State::change_page(const StudyAction& action) {
  if (std::holds_alternative<CancelReading>(action)) {
    reading.cancel();
    sweep_reading.cancel();
    view_changed = true;
    return;
  }
  if (change_study(action)) return;
  snapshot.document = &document;
  if (mine()) renew_stepper();
  if (std::holds_alternative<RunCheck>(action)) check_page.begin(snapshot, *jobs);
  if (std::holds_alternative<CancelCheck>(action)) check_page.cancel(snapshot);
  if (const auto* guessed = std::get_if<GuessBug>(&action))
    check_page.guess(static_cast<core::PlantedBug>(guessed->bug), snapshot);
  if (std::holds_alternative<RaceProducts>(action)) race_page.begin(snapshot, *jobs);
  view_changed = true;
}

/// Before a snapshot is given away, with its stepping.
void Session::State::renew_pages() {
  graph_page.renew(snapshot);
  const bool slice = slice_page.renew(snapshot, *jobs);
  const bool check = check_page.renew(snapshot, *jobs);
  const bool race = race_page.renew(snapshot);
  reading.renew(snapshot);
  sweep_reading.renew(snapshot);
  snapshot.document = &document;
  const bool studies = renew_studies();
  if (!slice || !check || !race || !studies)
    report("There is not enough memory for what this page computes. A smaller network needs less.");
  ask_for_help();
}

/// The thread that trains has nothing to do while it is the study that one looks at. During a
/// gesture its core is for the pictures, which may be drawn by the processor.
void Session::State::ask_for_help() {
  constexpr double kRest_ms = 200.0;
  if (worker && studies_busy() && !away && !playing && now_ms() - acted_ms > kRest_ms)
    worker->help();
}

/// What changes on screen by itself. To draw a study as often as the screen can would take the time
/// from its trainings.
bool Session::State::page_news() const {
  if (slice_page.busy() || check_page.busy() || race_page.busy() || reading.busy() ||
      sweep_reading.busy())
    return true;
  return studies_busy() && (map_study.waits() || study_pace.due(now_ms()));
}

bool Session::State::pages_busy() const {
  return slice_page.busy() || check_page.busy() || race_page.busy() || reading.busy() ||
         sweep_reading.busy() || studies_busy();
}

/// A short table is opened at once, a long one when it has been read.
void Session::State::read_table(OpenText file) {
  view_changed = true;
  sweep_reading.cancel();
  if (auto ended = reading.begin(std::move(file), document.data, *jobs))
    open_table(std::move(*ended));
}

void Session::State::open_table(TableReading::Ended ended) {
  if (!ended) return report(ended.error());
  submit(EditAction(std::move(*ended)));
}

}  // namespace isobath::app
