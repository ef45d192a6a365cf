// SPDX-License-Identifier: MIT
// Everything a user can do, as values: panels, keys and the page's JavaScript object push them, the
// session's reducer carries them out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "app/figure/figure.hpp"
#include "app/stepper/stepper_lines.hpp"
#include "app/study/search_range.hpp"
#include "app/view_fields.hpp"
#include "core/options.hpp"
#include "data/dataset.hpp"
#include "document/document.hpp"

namespace isobath::app {

// Edits of the document. `dragging` marks the steps of one gesture, which are one edit to undo and
// leave no trail in the browser's history.
struct SetField {
  std::string field;  // path or link name, see document::set_field
  std::string value;
  bool dragging = false;
};
struct FieldValue {
  std::string field;
  std::string value;
};
/// Several fields at once, one edit to undo; `words` say what for.
struct ApplyChanges {
  std::vector<FieldValue> changes;
  std::string words;
  bool restart = false;  // from a new start, even if the running training could go on
  bool advice = true;    // of the doctor, which looks at what became of it
};
struct OpenDocument {
  document::Document document;
};
/// A dropped or opened file: a document, or a table, which is read first.
struct OpenText {
  std::string name;
  std::string text;
};
/// A table that was read, and what was passed over in reading it.
struct OpenTable {
  std::string name;
  std::shared_ptr<const data::Table> table;
  std::vector<std::string> notes;
  /// What was made of it with these options; null: nothing yet.
  std::shared_ptr<const data::Dataset> dataset;
  data::Options options;
};
/// What is done with the columns of the document's table: these choices in place of those it has.
struct ChooseColumns {
  std::vector<data::ColumnChoice> choices;
};
struct OpenLink {
  std::string link;
};
/// A copy of hidden layer `after`, behind it; 0: before the first.
struct AddLayer {
  int after = 0;
};
/// A hidden layer, from 1.
struct RemoveLayer {
  int layer = 1;
};
struct SetUnits {
  int layer = 1;
  int units = 1;
};
struct SetActivation {
  int layer = 1;
  core::Activation activation = core::Activation::tanh;
};
/// One parameter of the present moment: the training goes on with it. Units count from 0.
struct SetWeight {
  int layer = 1;
  int unit = 0;
  int input = 0;  // unit of the layer before
  double value = 0.0;
  bool dragging = false;
};
struct SetBias {
  int layer = 1;
  int unit = 0;
  double value = 0.0;
  bool dragging = false;
};

/// All of W[layer] or b[layer] at once.
struct SetMatrix {
  enum class What { weights, bias };
  int layer = 1;
  What what = What::weights;
  core::Matrix<double> values;  // W: [units, inputs]; b: [units, 1]
};

/// A point of the plane drawn by hand: `target` is the number of its class, or its value.
struct DrawPoint {
  double x1 = 0.0, x2 = 0.0;
  double target = 0.0;
  bool dragging = false;
};
/// All points in an ellipse around one are taken away.
struct ErasePoints {
  double x1 = 0.0, x2 = 0.0;
  double radius_x1 = 0.0, radius_x2 = 0.0;
  bool dragging = false;
};

/// A plane without examples, to draw new ones on; off: those of the document again.
struct EmptyPaper {
  bool on = true;
};
/// A network with exact weights in place of the present one, where the data are a parity: the tree
/// of XORs, or one hidden layer of a unit a bit.
enum class ParityNet { tree, one_layer };
struct LoadParity {
  ParityNet net = ParityNet::tree;
};

struct NewStart {};  // another seed of the initialisation
struct NewData {};   // another seed of the data

// Training.
struct Play {};
struct Pause {};
struct Step {
  int updates = 1;
};
struct StepEpoch {};
/// So many updates back; no further than the start.
struct Back {
  int updates = 1;
};
/// To a step that was trained before; the nearest there is. `dragging` as above.
struct Seek {
  std::int64_t step = 0;
  bool dragging = false;
};
/// Lines of the update to come: on or back; after the last one the update is made.
struct StepLines {
  Stride stride = Stride::line;
  bool back = false;
};
/// To where line number `line` of the update at hand is the next one.
struct GoToLine {
  int line = 0;
};
/// The lines go by themselves, from update to update, at the chosen pace; or stop.
struct PlayLines {
  bool on = true;
};
/// The present moment is kept beside the later ones, to be compared with them.
struct PinMoment {};
struct ReleaseMoment {};
struct Undo {};
struct Redo {};
struct CancelSeek {};  // while a step is being computed again: stay where it was
struct Reset {};       // the same start again
/// Goes on with a run that has ended, where it stood; the present one is kept.
struct RestoreRun {
  int id = 0;
};

// Runs that have ended, by their number (EndedRun::id).
/// On the plot of J, or not.
struct ShowRun {
  int id = 0;
  bool shown = true;
};
/// Kept, and first in the list, however many follow it.
struct PinRun {
  int id = 0;
  bool pinned = true;
};
struct DeleteRun {
  int id = 0;
};
struct ClearRuns {};

// The stepper's pages beside its lines: work that they are to do.
struct RunCheck {};
struct CancelCheck {};
/// Which bug it was that was planted at random.
struct GuessBug {
  int bug = 0;
};
struct RaceProducts {};
struct CancelReading {};  // of a large table: the document stays what it was

// The map. Places and axes are in the units of its axes.
struct ShowMap {
  figure::Axis x, y;
};
/// Through the views one has had: −1 back, 1 on.
struct GoAlongMaps {
  int way = -1;
};
struct PointAtMap {
  std::optional<figure::Place> place;
};
/// Keeps the cell there for comparison, or lets go of it; without a place of all of them.
struct CompareOnMap {
  std::optional<figure::Place> place;
};
/// The experiment there becomes the open one.
struct OpenFromMap {
  figure::Place place;
};

// The search: axes are its fields', from 0, and the measure's, the last.
struct BrushSearch {
  std::size_t axis = 0;
  std::optional<SearchRange> range;  // empty: all of the axis
};
struct ClearBrushes {};
/// Of all cells only this share, the best ones.
struct ShowBest {
  double share = 1.0;
};
struct PointAtSearch {
  std::optional<std::size_t> cell;
};
/// The cell's experiment becomes the open one.
struct OpenFromSearch {
  std::size_t cell = 0;
};
/// Back from a sweep's file to the document's own study.
struct CloseSweep {};

// What is looked at; not part of the document.
/// One of ViewChoices; set_view() makes it.
struct SetView {
  ForChoices<Chosen> chosen;

  /// The value, where it is this choice that is set; else null.
  template <class Value>
  const Value* value_of(ChoiceMember<Value> member) const {
    const auto* of_type = std::get_if<Chosen<Value>>(&chosen);
    return of_type && of_type->member == member ? &of_type->value : nullptr;
  }
};
/// set_view<&View::large_text>(true). A choice that has no row in app/view_fields.hpp does not
/// compile.
template <auto kMember>
SetView set_view(ChoiceOf<kMember> value) {
  static_assert(has_view_field(kMember), "This choice of the view has no row in view_fields.hpp.");
  return {Chosen<ChoiceOf<kMember>>{kMember, value}};
}
struct HoverUnit {
  UnitId unit;
  bool active = false;
};
struct PinUnit {
  UnitId unit;
  bool active = false;
};
struct HoverLayer {
  int layer = 0;
};  // 0: none
/// Which units there is room for on screen.
struct ShowUnits {
  UnitWindow window;
};
/// The card of a layer's activation, with Z below it; 0: it is closed.
struct ShowActivation {
  int layer = 0;
};
struct DismissMessage {};

// Who carries an action out goes by which of the five it is.
using EditAction =
    std::variant<SetField, ApplyChanges, OpenDocument, OpenText, OpenTable, OpenLink, ChooseColumns,
                 AddLayer, RemoveLayer, SetUnits, SetActivation, SetWeight, SetBias, SetMatrix,
                 DrawPoint, ErasePoints, EmptyPaper, LoadParity, NewStart, NewData>;
using TrainingAction =
    std::variant<Play, Pause, Step, StepEpoch, StepLines, GoToLine, PlayLines, Back, Seek,
                 CancelSeek, PinMoment, ReleaseMoment, Undo, Redo, Reset, RestoreRun>;
using RunsAction = std::variant<ShowRun, PinRun, DeleteRun, ClearRuns>;
using StudyAction =
    std::variant<RunCheck, CancelCheck, GuessBug, RaceProducts, CancelReading, ShowMap, GoAlongMaps,
                 PointAtMap, CompareOnMap, OpenFromMap, BrushSearch, ClearBrushes, ShowBest,
                 PointAtSearch, OpenFromSearch, CloseSweep>;
using ViewAction = std::variant<SetView, HoverUnit, PinUnit, HoverLayer, ShowUnits, ShowActivation,
                                TryShape, ChooseParameter, PlantBug, DismissMessage>;

using Action = std::variant<EditAction, TrainingAction, RunsAction, StudyAction, ViewAction>;

using Actions = std::vector<Action>;

template <class Specific, class Group>
inline constexpr bool kIsAmong = false;
template <class Specific, class... All>
inline constexpr bool kIsAmong<Specific, std::variant<All...>> = (std::is_same_v<Specific, All> ||
                                                                  ...);

/// The action, where it is of this kind; else null.
template <class Specific, class... Groups>
const Specific* action_if(const std::variant<Groups...>& action) {
  if constexpr (kIsAmong<Specific, std::variant<Groups...>>) {
    return std::get_if<Specific>(&action);
  } else {
    static_assert((kIsAmong<Specific, Groups> || ...), "No action is of this kind.");
    return std::visit(
        [](const auto& group) -> const Specific* {
          if constexpr (kIsAmong<Specific, std::remove_cvref_t<decltype(group)>>)
            return std::get_if<Specific>(&group);
          return nullptr;
        },
        action);
  }
}

}  // namespace isobath::app
