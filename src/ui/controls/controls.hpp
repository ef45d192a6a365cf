// SPDX-License-Identifier: MIT
// The controls of all panels: drawn in one style, told what they do by a tooltip, and registered as
// widgets. They return what the user wants and hold nothing.
#pragma once

#include <imgui.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/controls/icons.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/text/format.hpp"

namespace isobath::ui {

/// `tip`: what it is; cause → effect.
struct Control {
  const char* id;
  const char* label;
  const char* tip;
  bool enabled = true;
  float width_px = 0.0F;  // of rows (slider, ladder, choice); 0: the rest of the line
  bool bare = false;      // the label is not drawn, only registered
};

enum class Weight { quiet, normal, strong };  // how much a button asks to be pressed

/// A new value, and whether the gesture that sets it still goes on.
struct Change {
  double value = 0.0;
  bool dragging = false;
  bool typed = false;  // as it stands there, not yet held to any range
};

struct SliderRange {
  double lowest = 0.0;
  double highest = 1.0;
  bool logarithmic = false;
};

/// Registers `rect` as a widget, cut to what the window shows; skipped if less than half of it
/// shows.
void register_widget(Frame& frame, std::string_view id, std::string_view label,
                     std::string_view kind, std::string_view value, const Rect& rect);

/// The last item's rectangle.
Rect item_rect();

/// `text`, which speaks of clicks, in the words of who has a mouse or fingers.
std::string in_hand(const Theme& theme, std::string_view text);

/// Shows `tip` once the pointer rests on the last item (or it is chosen by keyboard).
void tooltip(const Frame& frame, const char* tip);

/// The same for text and drawings that are no items: what `rect` shows.
void tip_over(const Frame& frame, const Rect& rect, const char* tip);

/// In place of ImGui::PushFont, until ImGui::PopFont.
void push_face(Face face);

/// An item: text in lines of at most `width_px`, or as wide as the window (0).
void text_lines(Face font, ImU32 colour, std::string_view text, float width_px = 0.0F);

/// Text; returns its width. Cut with an ellipsis at `max_width_px` if
/// that is more than 0.
float draw_text(ImDrawList& list, Face font, ImVec2 at, ImU32 colour, std::string_view text,
                float max_width_px = 0.0F);
/// Lines are broken by ImGui at `wrap_px` if that is more than 0.
ImVec2 text_size(Face font, std::string_view text, float wrap_px = 0.0F);
/// Within a rectangle: share 0 is left or top, 0.5 the middle, 1 right or bottom.
void draw_text_in(ImDrawList& list, Face font, const Rect& rect, ImVec2 share, ImU32 colour,
                  std::string_view text);

bool icon_button(Frame& frame, const Control& control, Icon icon, ImVec2 size_px,
                 Weight weight = Weight::normal);
/// A button with its label on it, cut where it is too long.
bool text_button(Frame& frame, const Control& control, ImVec2 size_px,
                 Weight weight = Weight::normal);
/// A chip that is on or off; true when clicked.
bool toggle(Frame& frame, const Control& control, bool on, ImVec2 size_px);

/// A row with its label and a box that is ticked or not; true when clicked.
bool tick_box(Frame& frame, const Control& control, bool on, ImVec2 size_px);

/// One row: label on the left, value on the right, a track below. A click on the value types it.
std::optional<Change> slider(Frame& frame, const Control& control, double value, SliderRange range,
                             const Text& shown);
/// A slider over given steps, ascending; `value` may lie between them.
std::optional<Change> ladder(Frame& frame, const Control& control, double value,
                             std::span<const double> steps, const Text& shown);
/// A choice among `options`; the index chosen. `width_px` 0 is the rest of the row.
/// `why_not`, if given, says for every option why it cannot be chosen, "" where it can.
std::optional<int> choice(Frame& frame, const Control& control,
                          std::span<const char* const> options, int current,
                          std::span<const char* const> why_not = {});

/// A panel: background, title and content that scrolls if it must. Registered as "panel-<id>".
/// Between the two calls everything is drawn inside of it.
void begin_panel(Frame& frame, const char* id, const char* title, const Rect& rect,
                 ImGuiWindowFlags flags = 0);
void end_panel();
/// To be called before a window ends whose items were placed by hand: where the cursor was put last
/// says nothing of the window's size.
void leave_cursor();
/// Top of the row that holds a panel's title and of what is below it, on screen where not scrolled.
float head_top(const Rect& panel);
float body_top(const Frame& frame, const Rect& panel);
/// Width left in the panel, at the cursor.
float available_width();

/// A card beside the pointer, or beside a place where a finger has left, for values there: lines of
/// "name  value".
struct CardLine {
  Text name;
  Text value;
  ImU32 colour = 0;  // of the swatch before the name; 0: none
};
/// A picture below the lines.
struct CardPicture {
  ImVec2 size_px;
  std::function<void(ImDrawList&, const Rect&)> draw;
};
void card(const Frame& frame, std::string_view title, std::span<const CardLine> lines,
          const CardPicture* picture = nullptr, std::optional<ImVec2> beside = {});
/// After a tap there is no pointer: may what was tapped have its card? Not below an open list.
bool tapped_has_card(const Frame& frame);

}  // namespace isobath::ui
