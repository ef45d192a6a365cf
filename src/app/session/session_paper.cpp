// SPDX-License-Identifier: MIT
// Empty paper in the session: what is drawn there is no data until it is enough of them.
#include <utility>
#include <variant>

#include "app/edit/points.hpp"
#include "app/session/session_state.hpp"

namespace isobath::app {

/// The first few are no data yet, and no edit.
void Session::State::draw_on_paper(const EditAction& action) {
  std::vector<PaperPoint>& points = *snapshot.view.paper;
  snapshot.notice.clear();
  view_changed = true;
  const auto* point = std::get_if<DrawPoint>(&action);
  if (!point) {
    const auto& around = std::get<ErasePoints>(action);
    std::erase_if(points, [&](const PaperPoint& at) { return is_within(around, at.x1, at.x2); });
    return tell_undo();
  }
  points.push_back({point->x1, point->x2, point->target});
  if (points.size() < static_cast<std::size_t>(kLeastPoints)) return tell_undo();
  edit_document(action, with_points(document, points));
}

/// The last one, and then the paper.
void Session::State::undo_on_paper() {
  std::optional<std::vector<PaperPoint>>& paper = snapshot.view.paper;
  if (paper->empty())
    paper.reset();
  else
    paper->pop_back();
  tell_undo();
}

/// It waits for the run as strokes do, so that these come to where they were meant.
void Session::State::take_paper(bool on) {
  View& view = snapshot.view;
  if (on)
    view.paper.emplace();
  else
    view.paper.reset();
  if (on && view.brush.value_or(kEraser) == kEraser) view.brush = 0;
  view_changed = true;
  tell_undo();
}

/// Would the training go on while the paper is empty?
bool Session::State::lacks_examples(const TrainingAction& action) {
  const bool trains =
      std::holds_alternative<Play>(action) || std::holds_alternative<Step>(action) ||
      std::holds_alternative<StepEpoch>(action) || std::holds_alternative<StepLines>(action) ||
      std::holds_alternative<PlayLines>(action);
  if (!trains || !snapshot.view.paper) return false;
  tell_notice("The paper has " + std::to_string(snapshot.view.paper->size()) + " of the " +
                  std::to_string(kLeastPoints) +
                  " examples that it takes to train. Draw more, or press Esc: the examples of "
                  "before come back.",
              true);
  view_changed = true;
  return true;
}

}  // namespace isobath::app
