// SPDX-License-Identifier: MIT
// What is computed aside in the session: the stepper's other pages, and tables that are read.
#include <variant>

#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

void Session::State::change_page(const StudyAction& action) {
  if (std::holds_alternative<CancelReading>(action)) {
    reading.cancel();
    view_changed = true;
    return;
  }
  if (change_map(action)) return;
  snapshot.document = &document;
  if (mine()) renew_stepper();
  if (std::holds_alternative<RunCheck>(action)) check_page.begin(snapshot, *jobs);
  if (std::holds_alternative<CancelCheck>(action)) check_page.cancel(snapshot);
  if (const auto* guessed = std::get_if<GuessBug>(&action))
    check_page.guess(static_cast<core::PlantedBug>(guessed->bug), snapshot);
  if (std::holds_alternative<RaceProducts>(action)) race_page.begin(snapshot, *jobs);
  view_changed = true;
}

/// Is it an action of the map's? Then it is done.
bool Session::State::change_map(const StudyAction& action) {
  view_changed = true;
  if (const auto* shown = std::get_if<ShowMap>(&action))
    map_study.look_at(shown->x, shown->y, now_ms());
  else if (const auto* going = std::get_if<GoAlongMaps>(&action))
    map_study.go(going->way);
  else if (const auto* pointing = std::get_if<PointAtMap>(&action))
    map_study.point_at(pointing->place);
  else if (const auto* comparing = std::get_if<CompareOnMap>(&action))
    comparing->place ? map_study.compare(*comparing->place) : map_study.compare_none();
  else if (const auto* opening = std::get_if<OpenFromMap>(&action))
    open_from_map(opening->place);
  else
    return false;
  return true;
}

void Session::State::open_from_map(figure::Place place) {
  ApplyChanges changes{.changes = {}, .words = {}, .restart = true, .advice = false};
  for (const auto& [field, value] : map_study.changes_at(place)) {
    changes.changes.push_back({field, value});
    changes.words += (changes.words.empty() ? "" : ", ") + field + " " + value;
  }
  if (changes.changes.empty()) return;
  changes.words += " from the map";
  submit(EditAction(std::move(changes)));
}

/// Before a snapshot is given away, with its stepping.
void Session::State::renew_pages() {
  graph_page.renew(snapshot);
  const bool slice = slice_page.renew(snapshot, *jobs);
  const bool check = check_page.renew(snapshot, *jobs);
  const bool race = race_page.renew(snapshot);
  reading.renew(snapshot);
  snapshot.document = &document;
  const bool map = map_study.renew(snapshot, *jobs);
  const bool curves = curves_study.renew(snapshot, *jobs);
  if (!slice || !check || !race || !map || !curves)
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
  if (slice_page.busy() || check_page.busy() || race_page.busy() || reading.busy()) return true;
  return studies_busy() && (map_study.waits() || study_pace.due(now_ms()));
}

bool Session::State::pages_busy() const {
  return slice_page.busy() || check_page.busy() || race_page.busy() || reading.busy() ||
         studies_busy();
}

/// A short table is opened at once, a long one when it has been read.
void Session::State::read_table(OpenText file) {
  view_changed = true;
  if (auto ended = reading.begin(std::move(file), document.data, *jobs))
    open_table(std::move(*ended));
}

void Session::State::open_table(TableReading::Ended ended) {
  if (!ended) return report(ended.error());
  submit(EditAction(std::move(*ended)));
}

}  // namespace isobath::app
