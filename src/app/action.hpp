// SPDX-License-Identifier: MIT
// Everything a user can do, as values: panels, keys and the page's JavaScript object push them, the
// session's reducer carries them out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/breakpoints.hpp"
#include "app/outcome.hpp"
#include "app/stepper_lines.hpp"
#include "app/unit_look.hpp"
#include "core/options.hpp"
#include "core/record.hpp"
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
};
struct OpenDocument {
  document::Document document;
};
/// A dropped or opened file: document or CSV.
struct OpenText {
  std::string name;
  std::string text;
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

/// A network with exact weights in place of the present one, where the data are a parity: the tree
/// of XORs, or one hidden layer of a unit a bit.
enum class ParityNet { tree, one_layer };
struct LoadParity {
  ParityNet net = ParityNet::tree;
};

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
struct NewStart {};    // another seed of the initialisation
struct NewData {};     // another seed of the data

// Runs that have ended, by their number (EndedRun::id).
/// On the plot of J, or not.
struct ShowRun {
  int id = 0;
  bool shown = true;
};
/// Goes on with it, where it stood; the present run is kept.
struct RestoreRun {
  int id = 0;
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

// What is looked at; not part of the document.
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
/// The training example that a unit's sum is told of; -1: the mean of all.
struct FollowExample {
  int example = -1;
};
struct ShowGradient {
  core::Quantity quantity = core::Quantity::d_z;
};  // d_z, d_a, d_w or update_ratio in the scope
struct ShowForward {
  core::Quantity quantity = core::Quantity::a;
};  // a, z or w in the scope
struct ShowSigns {
  bool shown = false;
};  // the scope's axis: signed, or of magnitudes
/// The lines of the update to come, one after the other.
struct ShowStepper {
  bool shown = true;
};
/// Beside the lines: what else there is to see of the update.
enum class StepperPage { lines, graph, slice, check, race };
struct ShowStepperPage {
  StepperPage page = StepperPage::lines;
};
/// How many lines a second, where they go by themselves.
struct SetLinePace {
  double lines_per_second = 2.0;
};
/// What the stepper shows of matrices that have a column for each example: all of them, the
/// followed example's, or the batch's mean.
enum class Columns { batch, example, mean };
struct ShowColumns {
  Columns columns = Columns::batch;
};
/// The stepper's exercise: what if operand number `operand` of the line had this shape? Less than
/// 0: it is closed.
struct TryShape {
  int operand = -1;
  std::string shape{};
  bool operator==(const TryShape&) const = default;
};
/// The parameter along which J is drawn: of W[layer], or of b[layer] where `column` is −1; units
/// from 0. A place that is not there is the nearest one.
struct ChooseParameter {
  int layer = 1;
  int row = 0;
  int column = 0;
};
/// How far J is drawn to both sides of it; 0: as far as suits it.
struct SetSliceReach {
  double reach = 0.0;
};
/// The bug of the next gradient check, by its number in core::PlantedBug; kSecretBug: a random one;
/// kFittingBug: the first that shows in this network. `layer`: of a bug in one layer; 0: see
/// core::bug_layer.
inline constexpr int kSecretBug = -1, kFittingBug = -2;
struct PlantBug {
  int bug = 0;
  int layer = 0;
};
struct RunCheck {};
struct CancelCheck {};
/// Which one it was that was planted at random.
struct GuessBug {
  int bug = 0;
};
/// The layer whose product is to be measured; 0: one unit over the course's images instead.
struct ChooseRaceLayer {
  int layer = 0;
};
struct RaceProducts {};
/// Letters and numbers of the stepper for a projector.
struct SetLargeText {
  bool large = false;
};
struct SetLogCost {
  bool logarithmic = true;
};
/// Steps on a logarithmic axis too, of 1 + step: there is a step 0.
struct SetLogSteps {
  bool logarithmic = true;
};
/// Only the last tenth of the updates.
struct ShowRecentCost {
  bool recent = false;
};
/// In the output panel; what the data do not have is not shown.
struct ShowOutput {
  OutputKind kind = OutputKind::map;
};
struct SetDiscrete {
  bool discrete = false;
};  // decision map in two colours
struct ShowDev {
  bool shown = true;
};  // dev examples on the decision map
/// Classes by the shape of their marks, not by colour alone.
struct SetShapes {
  bool shown = true;
};
/// The card of a layer's activation, with Z below it; 0: it is closed.
struct ShowActivation {
  int layer = 0;
};
/// Everywhere the difference from the pinned moment, in place of the present one.
struct ShowDifference {
  bool shown = true;
};
/// What the pointer draws onto the map: classes (or values) by their number; none: it looks.
inline constexpr int kEraser = -1;
struct SetBrush {
  std::optional<int> brush;
};
enum class ThemeChoice { system, light, dark };
struct SetTheme {
  ThemeChoice theme = ThemeChoice::system;
};
struct SetSpeed {
  double updates_per_second = 0.0;  // kFlatOut: all that the machine can do
};
/// When a training that plays is to stop by itself.
struct SetBreakpoints {
  Breakpoints breakpoints;
};
struct DismissMessage {};

using Action = std::variant<
    // Edits.
    SetField, ApplyChanges, OpenDocument, OpenText, OpenLink, AddLayer, RemoveLayer, SetUnits,
    SetActivation, SetWeight, SetBias, SetMatrix, DrawPoint, ErasePoints, LoadParity,
    // Training.
    Play, Pause, Step, StepEpoch, StepLines, GoToLine, PlayLines, Back, Seek, CancelSeek, PinMoment,
    ReleaseMoment, Undo, Redo, Reset, NewStart, NewData,
    // Runs that have ended.
    ShowRun, RestoreRun, PinRun, DeleteRun, ClearRuns,
    // The stepper's other pages.
    ChooseParameter, SetSliceReach, PlantBug, RunCheck, CancelCheck, GuessBug, ChooseRaceLayer,
    RaceProducts,
    // What is looked at.
    HoverUnit, PinUnit, HoverLayer, ShowUnits, FollowExample, SetBrush,
    // How it is looked at.
    ShowGradient, ShowForward, ShowSigns, ShowStepper, ShowStepperPage, SetLinePace, ShowColumns,
    TryShape, SetLargeText, SetLogCost, SetLogSteps, ShowRecentCost, SetShapes, ShowActivation,
    ShowOutput, SetDiscrete, ShowDev, ShowDifference, SetTheme, SetSpeed, SetBreakpoints,
    DismissMessage>;

using Actions = std::vector<Action>;

}  // namespace isobath::app
