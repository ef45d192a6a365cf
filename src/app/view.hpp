// SPDX-License-Identifier: MIT
// What is looked at, and how: everything the panels go by that is not part of the document.
#pragma once

#include <optional>
#include <string>

#include "app/run/breakpoints.hpp"
#include "app/run/outcome.hpp"
#include "app/run/unit_look.hpp"
#include "app/session/pace.hpp"
#include "core/record.hpp"

namespace isobath::app {

/// Beside the lines: what else there is to see of the update.
enum class StepperPage { lines, graph, slice, check, race };
/// What the stepper shows of matrices that have a column for each example: all of them, the
/// followed example's, or the batch's mean.
enum class Columns { batch, example, mean };
enum class ThemeChoice { system, light, dark };

/// Of ViewChoices::brush: takes points away.
inline constexpr int kEraser = -1;

/// An example drawn on empty paper.
struct PaperPoint {
  double x1 = 0.0;
  double x2 = 0.0;
  double target = 0.0;  // its class (the number) or value
  bool operator==(const PaperPoint&) const = default;
};

/// The choices that are one value each. Every one has a row in app/view_fields.hpp, which says what
/// may be chosen and whether it lasts; set_view() sets it. What it is at first stands here.
struct ViewChoices {
  ThemeChoice theme = ThemeChoice::system;
  double speed = kFlatOut;  // updates a second while playing, as far as the machine can
  Breakpoints breakpoints;  // when a training that plays is to stop by itself
  int example = -1;         // of the training part, that sums are told of; -1: the mean of all
  // The scope.
  core::Quantity forward = core::Quantity::a;
  core::Quantity gradient = core::Quantity::d_z;
  bool signs_shown = false;  // its axis: signed, or of magnitudes
  bool scope_open = false;   // where there is room for a line of it, or for it alone
  // J.
  bool logarithmic_cost = true;
  bool logarithmic_steps = false;  // of 1 + step: there is a step 0
  bool recent_cost = false;        // only the last tenth of the updates
  // The output panel.
  std::optional<OutputKind> output;  // empty, or what the data do not have: what suits the data
  bool discrete = false;             // the decision map in two colours
  bool dev_shown = true;             // dev examples on the decision map
  bool class_shapes = true;          // classes by the shape of their marks, not by colour alone
  std::optional<int>
      brush;  // the class (or value) the pointer draws, by its number; empty: it looks
  bool difference = false;  // everywhere the difference from the pinned moment
  // The stepper.
  bool stepping = false;  // it is shown
  StepperPage stepper_page = StepperPage::lines;
  double line_pace = 2.0;  // lines a second, where they go by themselves
  Columns columns = Columns::example;
  bool large_text = false;   // its letters and numbers for a projector
  double slice_reach = 0.0;  // how far J is drawn to both sides; 0: as far as suits the parameter
  int race_layer = 0;        // whose product is measured; 0: one unit over the course's images
  // The document's study: its map, its curves.
  bool studying = false;  // it is shown, in the stepper's place
  bool paired = false;    // curves: each less the first one, draw by draw
  int curve = -1;         // the line that the scope shows as well; -1: none
};

// What takes several numbers to choose. Each of these is an action too, which puts it in the view.

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
/// The bug of the next gradient check, by its number in core::PlantedBug; kSecretBug: a random one;
/// kFittingBug: the first that shows in this network. `layer`: of a bug in one layer; 0: see
/// core::bug_layer.
inline constexpr int kSecretBug = -1, kFittingBug = -2;
struct PlantBug {
  int bug = 0;
  int layer = 0;
};

struct View : ViewChoices {
  std::optional<UnitId> hovered_unit;
  std::optional<UnitId> pinned_unit;
  int hovered_layer = 0;  // 0: none
  UnitWindow units;
  int activation = 0;  // the layer whose activation's card is open; 0: none
  TryShape tried;
  ChooseParameter parameter;
  PlantBug bug{kFittingBug};
  std::optional<std::vector<PaperPoint>> paper;  // what is drawn on it; empty: there is none

  /// The unit whose map takes over the output panel, if any.
  std::optional<UnitId> focus() const { return hovered_unit ? hovered_unit : pinned_unit; }
};

}  // namespace isobath::app
