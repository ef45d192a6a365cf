// SPDX-License-Identifier: MIT
// Studies in the session: which one is looked at, what its panels ask for, and the files of sweeps.
#include <variant>

#include "app/session/clock.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

/// Is it an action of a study's? Then it is done.
bool Session::State::change_study(const StudyAction& action) {
  view_changed = true;
  if (std::holds_alternative<CloseSweep>(action)) {
    close_sweep();
    return true;
  }
  if (const auto* shown = std::get_if<ShowMap>(&action)) {
    if (sweep_file.shown())
      sweep_file.look_at(shown->x, shown->y);
    else
      map_study.look_at(shown->x, shown->y, now_ms());
    return true;
  }
  if (const auto* going = std::get_if<GoAlongMaps>(&action)) {
    map_study.go(going->way);
    return true;
  }
  if (const auto* pointing = std::get_if<PointAtMap>(&action)) {
    if (sweep_file.shown())
      sweep_file.point_at(pointing->place);
    else
      map_study.point_at(pointing->place);
    return true;
  }
  if (const auto* comparing = std::get_if<CompareOnMap>(&action)) {
    if (!sweep_file.shown())
      comparing->place ? map_study.compare(*comparing->place) : map_study.compare_none();
    return true;
  }
  if (const auto* opening = std::get_if<OpenFromMap>(&action)) {
    open_variation(sweep_file.shown() ? sweep_file.changes_at(opening->place)
                                      : map_study.changes_at(opening->place));
    return true;
  }
  return change_search(action);
}

bool Session::State::change_search(const StudyAction& action) {
  const auto either = [&](const auto& change) {
    if (sweep_file.shown())
      change(sweep_file);
    else
      change(search_study);
    return true;
  };
  if (const auto* brushing = std::get_if<BrushSearch>(&action))
    return either([&](auto& search) { search.brush(brushing->axis, brushing->range); });
  if (std::holds_alternative<ClearBrushes>(action))
    return either([](auto& search) {
      for (std::size_t axis = 0; axis < kMostSearchAxes; ++axis) search.brush(axis, std::nullopt);
    });
  if (const auto* best = std::get_if<ShowBest>(&action))
    return either([&](auto& search) { search.show_best(best->share); });
  if (const auto* pointing = std::get_if<PointAtSearch>(&action))
    return either([&](auto& search) { search.point_at(pointing->cell); });
  if (const auto* opening = std::get_if<OpenFromSearch>(&action))
    return either([&](auto& search) { open_variation(search.changes_at(opening->cell)); });
  return false;
}

/// The experiment that these fields' values make of the open one, in one edit.
void Session::State::open_variation(
    const std::vector<std::pair<std::string, std::string>>& fields) {
  if (fields.empty()) return;
  ApplyChanges changes{.changes = {}, .words = {}, .restart = true, .advice = false};
  for (const auto& [field, value] : fields) {
    changes.changes.push_back({field, value});
    changes.words += (changes.words.empty() ? "" : ", ") + field + " " + value;
  }
  const bool map = snapshot.map != nullptr;
  changes.words += sweep_file.shown() ? " from " + snapshot.sweep_file
                   : map              ? " from the map"
                                      : " from the search";
  submit(EditAction(std::move(changes)));
}

/// Before a snapshot is given away. False: there was not enough memory for it.
bool Session::State::renew_studies() {
  // The document's own rests while a file is looked at in its place.
  const bool studying = snapshot.view.studying;
  snapshot.view.studying = studying && !sweep_file.shown();
  const bool map = map_study.renew(snapshot, *jobs);
  const bool curves = curves_study.renew(snapshot, *jobs);
  search_study.renew(snapshot, *jobs);
  snapshot.view.studying = studying;
  sweep_file.renew(snapshot);
  return map && curves;
}

bool Session::State::studies_busy() const {
  return map_study.busy() || curves_study.busy() || search_study.busy();
}

/// A short file is shown at once, a long one when it has been read.
void Session::State::read_sweep(OpenText file) {
  view_changed = true;
  reading.cancel();
  if (auto ended = sweep_reading.begin(std::move(file), *jobs)) show_sweep(std::move(*ended));
}

void Session::State::show_sweep(SweepFileReading::Ended ended) {
  if (!ended) return report(ended.error());
  sweep_file.open(std::move(ended->name), std::move(ended->file));
  snapshot.view.stepping = false;
  snapshot.view.studying = true;
  change_view(snapshot.view);
}

void Session::State::close_sweep() {
  sweep_file.close();
  view_changed = true;
  if (document.study.kind != document::StudyKind::none) return;
  // There is no study to come back to.
  snapshot.view.studying = false;
  change_view(snapshot.view);
}

}  // namespace isobath::app
