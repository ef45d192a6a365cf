// SPDX-License-Identifier: MIT
// The algorithm as the course writes it: every line of the update, those done, the one to come.
#include <algorithm>
#include <cmath>
#include <cstddef>

#include "app/stepper/stepping.hpp"
#include "say/stepper.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/stepper/stepper_words.hpp"

namespace isobath::ui {
namespace {

const char* title_of(app::Pass pass) {
  switch (pass) {
    case app::Pass::forward:
      return say::stepper::forward();
    case app::Pass::cost:
      return say::stepper::cost();
    case app::Pass::backward:
      return say::stepper::backward();
    case app::Pass::update:
      return say::stepper::update();
  }
  return "";
}

void draw_line(const Frame& frame, const Rect& row, const std::string& formula, bool done,
               bool next) {
  const Theme& theme = frame.theme;
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (next) {
    list.AddRectFilled(row.min, row.max, mixed(c.panel, c.accent, 0.22F), 4.0F);
    list.AddRectFilled(row.min, {row.min.x + 3.0F, row.max.y}, c.accent, 2.0F);
  }
  const float y = row.min.y + (row.height() - theme.metric.small_px) * 0.5F;
  draw_text(list, next ? theme.fonts.label : theme.fonts.small, {row.min.x + 10.0F, y},
            next   ? c.text
            : done ? c.text_soft
                   : c.text_faint,
            formula, row.width() - 14.0F);
}

/// Was a row of the list pressed? For fingers it is no control, so that a drag over it scrolls.
bool pressed_row(const Frame& frame, const Rect& row, std::size_t number) {
  if (!frame.theme.touch) {
    ImGui::PushID(static_cast<int>(number));
    const bool pressed = ImGui::InvisibleButton("##line", row.size(), ImGuiButtonFlags_EnableNav);
    ImGui::PopID();
    return pressed;
  }
  constexpr float kTap_px = 6.0F;
  ImGui::Dummy(row.size());
  const ImGuiIO& io = ImGui::GetIO();
  return ImGui::IsWindowHovered() && ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
         io.MouseDragMaxDistanceSqr[0] < kTap_px * kTap_px && row.contains(io.MousePos) &&
         row.contains(io.MouseClickedPos[0]);
}

/// All lines under one another, in the window at hand; returns whether one was pressed.
bool draw_list(Frame& frame, const app::Stepping& stepping) {
  const Theme& theme = frame.theme;
  const auto& lines = stepping.stepper.lines();
  const std::size_t done = stepping.stepper.done();
  const float height =
      theme.touch ? theme.metric.control_px : std::round(theme.metric.small_px) + 8.0F;
  // What the list is about stays in view as it moves on.
  int& shown = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("next"), -1);
  const bool appears = ImGui::IsWindowAppearing(), moved = shown != static_cast<int>(done);
  shown = static_cast<int>(done);
  bool chosen = false;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 0.0F));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (at == 0 || lines[at].pass != lines[at - 1].pass) {
      const ImVec2 head = ImGui::GetCursorScreenPos();
      draw_text(list, theme.fonts.label, {head.x, head.y + 6.0F}, theme.colour.text_faint,
                title_of(lines[at].pass));
      ImGui::Dummy({available_width(), theme.metric.small_px + 10.0F});
    }
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const Rect row{from, {from.x + available_width(), from.y + height}};
    if (pressed_row(frame, row, at)) {
      frame.actions.push_back(app::GoToLine{static_cast<int>(at)});
      chosen = true;
    }
    const bool next = at == done;
    if (next && (appears || (moved && !ImGui::IsRectVisible(row.min, row.max))))
      ImGui::SetScrollHereY(0.4F);
    if (!ImGui::IsRectVisible(row.min, row.max)) continue;
    if (ImGui::IsItemHovered() || (!theme.touch && ImGui::IsItemFocused()))
      list.AddRectFilled(row.min, row.max, theme.colour.control_hot, 4.0F);
    draw_line(frame, row, stepping.formulas[at], at < done, next);
    tooltip(frame, say::stepper::to_this_line_what());
    const Text id = Text("line-") + std::to_string(at);
    register_widget(frame, id.view(), stepping.formulas[at], "option",
                    next        ? "next"
                    : at < done ? "done"
                                : say::stepper::to_come(),
                    row);
    if (lines[at].layer > 0 && ImGui::IsWindowHovered() && row.contains(ImGui::GetIO().MousePos))
      frame.pointer.layer = lines[at].layer;
  }
  ImGui::PopStyleVar();
  return chosen;
}

constexpr const char* kLinesPopup = "all-lines";

}  // namespace

void draw_stepper_lines(Frame& frame, const Rect& rect) {
  begin_panel(frame, "lines", say::stepper::algorithm(), rect);
  if (const app::Stepping* stepping = frame.snapshot.stepping.get())
    draw_list(frame, *stepping);
  else
    ImGui::TextWrapped("%s", say::stepper::pause_training_to_see());
  end_panel();
}

float draw_line_chooser(Frame& frame, const Rect& rect, const app::Stepping& stepping,
                        float largest_px) {
  const Theme& theme = frame.theme;
  constexpr float kCaret_px = 28.0F, kAround_px = 6.0F;
  const std::string& formula = stepping.view.formula;
  const float room = rect.width() - kCaret_px - 2.0F * kAround_px;
  const Type type = fitted(theme, true, formula, room, 1, largest_px,
                           std::min(largest_px, theme.metric.title_px - 4.0F));
  const float text = type.size(formula, room).y;
  const float height = std::max(theme.metric.control_px, text + kAround_px);
  ImGui::SetCursorScreenPos(rect.min);
  if (ImGui::InvisibleButton("##chooser", {rect.width(), height}, ImGuiButtonFlags_EnableNav))
    ImGui::OpenPopup(kLinesPopup);
  tooltip(frame, say::stepper::the_line_that_comes());
  const Rect button = item_rect();
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(button.min, button.max, ImGui::IsItemHovered() ? c.control_hot : c.control,
                     theme.metric.rounding_px);
  type.draw(list, {button.min.x + kAround_px, button.min.y + (button.height() - text) * 0.5F},
            c.text, formula, room);
  const ImVec2 caret{button.max.x - 16.0F, button.centre().y};
  list.AddTriangleFilled({caret.x - 5.0F, caret.y - 3.0F}, {caret.x + 5.0F, caret.y - 3.0F},
                         {caret.x, caret.y + 4.0F}, c.text_soft);
  register_widget(frame, "line-chooser", formula, "button", "", button);
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  ImGui::SetNextWindowPos({rect.min.x, std::min(button.max.y + 2.0F, display.y * 0.3F)});
  ImGui::SetNextWindowSize({rect.width(), display.y * 0.62F});
  ImGui::PushStyleColor(ImGuiCol_PopupBg, c.panel);
  const bool open = ImGui::BeginPopup(kLinesPopup);
  ImGui::PopStyleColor();
  if (open) {
    if (draw_list(frame, stepping)) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  return height;
}

}  // namespace isobath::ui
