// SPDX-License-Identifier: MIT
// Where every panel stands, for any size of the display. Plain arithmetic, no ImGui state.
#pragma once

#include <imgui.h>

#include <array>
#include <cstddef>

namespace isobath::ui {

struct Rect {
  ImVec2 min{0.0F, 0.0F};
  ImVec2 max{0.0F, 0.0F};
  float width() const { return max.x - min.x; }
  float height() const { return max.y - min.y; }
  bool empty() const { return width() <= 0.0F || height() <= 0.0F; }
  ImVec2 size() const { return {width(), height()}; }
  ImVec2 centre() const { return {(min.x + max.x) * 0.5F, (min.y + max.y) * 0.5F}; }
  bool contains(ImVec2 p) const {
    return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
  }
};

enum class Arrangement {
  columns,  // three columns beside one another: 900 px and wider
  stacked,  // network and scope at full width, the rest below them: tablets upright
  pages,    // one panel at a time above the scope: phones upright
  sideways  // one panel at a time beside the scope: phones on their side
};

/// The panels of which some arrangements show one at a time.
enum class Page { data, hyperparameters, network, output, cost, doctor };
inline constexpr std::size_t kPages = 6;

struct Layout {
  Arrangement arrangement = Arrangement::columns;
  bool touch = false;     // fingers: larger controls
  bool tall_bar = false;  // the top bar has two rows
  /// The track of steps at the foot of the bar; for fingers, with undo and its like.
  Rect time;
  bool edits_in_strip = false;
  Rect bar;
  Rect data, hyperparameters, network, scope, output, cost, doctor;
  Rect stepper, lines;  // see with_stepper()
  Rect study;           // see with_study()
  /// In place of the scope, where it leaves a phone's screen to the output or to the cost: a line
  /// with its sentence.
  Rect scope_line;
  bool scope_folds = false;  // may it do that here?
  /// Strips of tabs, empty where there are none: for all pages (pages, sideways), or one for data
  /// and hyperparameters and one for output, cost and doctor (stacked). On low columns the right
  /// strip is for cost and doctor only.
  Rect tabs, left_tabs, right_tabs;
};

/// `page`: the page that is open where only one is; `left`, `right`: likewise for the two halves of
/// the stacked arrangement. Panels that are not open have empty rectangles. `scope_open`: is the
/// scope shown where it could be folded?
Layout arrange(ImVec2 display_px, Page page, Page left, Page right, float gap_px,
               bool scope_open = false);

/// The same with room for the stepper: the lines in the place of data and hyperparameters, the
/// scope in that of cost and doctor; where one panel is shown at a time, in the network's place and
/// the scope's.
Layout with_stepper(Layout layout, float gap_px);

/// The same with room for a study: in the network's place and most of the scope's, which
/// keeps a strip at the foot where there is room for one.
Layout with_study(Layout layout, float gap_px);

}  // namespace isobath::ui
