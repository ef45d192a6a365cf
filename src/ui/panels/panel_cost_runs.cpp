// SPDX-License-Identifier: MIT
// One row a run: shown or not, its name, J, dev loss; restored or deleted.
#include "ui/panels/panel_cost_runs.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/figure/cost_figure.hpp"
#include "say/common.hpp"
#include "say/cost_runs.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/roles.hpp"

namespace isobath::ui {
namespace {

float row_height(const Theme& theme) { return theme.touch ? theme.metric.control_px : 22.0F; }

ImU32 colour_of(const Frame& frame, const app::EndedRun& run) {
  return ink_colour(frame.theme, app::figure::run_ink(run));
}

/// Where a row's columns end, from the right.
struct Columns {
  float swatch, name, cost, dev, buttons;
};

/// The dev loss has no room in a narrow list; the card says it.
bool shows_dev(const Frame& frame, float width) {
  return width > 400.0F && frame.snapshot.dataset->dev.x.cols() > 0;
}

Columns columns_of(const Frame& frame, float left, float right) {
  const float button = row_height(frame.theme);
  const float value = text_size(frame.theme.fonts.small, "0.00000").x + 8.0F;
  Columns columns{};
  columns.swatch = left + (frame.theme.touch ? button : 22.0F);
  columns.buttons =
      right - std::max(3.0F * button, text_size(frame.theme.fonts.small, "clear").x + 22.0F);
  columns.dev = columns.buttons - 2.0F;
  columns.cost = columns.dev - (shows_dev(frame, right - left) ? value : 0.0F);
  columns.name = columns.cost - value;
  return columns;
}

void draw_value(const Frame& frame, float right, float middle, double value) {
  const Theme& theme = frame.theme;
  const bool finite = std::isfinite(value);
  const Text text = finite ? number(value, 3) : Text("NaN");
  const float width = text_size(theme.fonts.small, text.view()).x;
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small,
            {right - width, middle - theme.metric.small_px * 0.5F},
            finite ? theme.colour.text : theme.colour.non_finite, text.view());
}

void draw_line_sample(const Frame& frame, ImVec2 from, float width, ImU32 colour, bool shown) {
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (shown)
    list.AddLine(from, {from.x + width, from.y}, colour, 2.5F);
  else
    list.AddRect({from.x, from.y - 3.0F}, {from.x + width, from.y + 3.0F},
                 frame.theme.colour.text_faint, 3.0F);
}

/// The star of a pinned run, or its outline.
void draw_star(ImDrawList& list, ImVec2 centre, float radius, ImU32 colour, bool filled) {
  std::array<ImVec2, 10> corners;
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const float angle = (static_cast<float>(i) * 0.2F - 0.5F) * 3.14159265F;
    const float reach = i % 2 == 0 ? radius : radius * 0.45F;
    corners[i] = {centre.x + reach * std::cos(angle), centre.y + reach * std::sin(angle)};
  }
  for (std::size_t i = 0; filled && i < corners.size(); i += 2)
    list.AddQuadFilled(centre, corners[(i + 9) % 10], corners[i], corners[i + 1], colour);
  list.AddPolyline(corners.data(), 10, colour, ImDrawFlags_Closed, 1.2F);
}

void draw_row_card(const Frame& frame, const app::EndedRun& run) {
  std::array<CardLine, 6> lines;
  std::size_t size = 0;
  lines[size++] = {"updates", count(run.last.step), 0};
  lines[size++] = {"J", number(run.last.cost, 4), colour_of(frame, run)};
  if (frame.snapshot.dataset->dev.x.cols() > 0)
    lines[size++] = {say::common::dev_loss(), number(run.last.dev.loss, 4), 0};
  if (std::isfinite(run.last.train.loss) && !std::isnan(run.last.train.accuracy)) {
    lines[size++] = {say::cost_runs::accuracy_train(), percent(run.last.train.accuracy), 0};
    lines[size++] = {say::cost_runs::accuracy_dev(), percent(run.last.dev.accuracy), 0};
  }
  if (run.last.diverged)
    lines[size++] = {say::cost_runs::not_finite_at_step(), count(run.last.diverged->step),
                     frame.theme.colour.non_finite};
  Text title = Text("run ") + std::to_string(run.id) + ": ";
  title += run.name;
  card(frame, title.view(), std::span(lines).first(size));
}

void draw_present(Frame& frame, const Columns& columns, const Rect& row) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = row.centre().y;
  draw_line_sample(frame, {row.min.x, middle}, 14.0F, theme.colour.forward, true);
  Text name("now");
  if (!frame.snapshot.run_name.empty()) name = name + ": " + frame.snapshot.run_name;
  draw_text(list, theme.fonts.label, {columns.swatch, middle - theme.metric.small_px * 0.5F},
            theme.colour.text, name.view(), columns.name - columns.swatch - 4.0F);
  draw_value(frame, columns.cost, middle, frame.snapshot.record.cost);
  if (shows_dev(frame, row.width()))
    draw_value(frame, columns.dev, middle, frame.snapshot.record.dev.loss);
  ImGui::SetCursorScreenPos({columns.buttons + 2.0F, row.min.y});
  if (text_button(frame,
                  {"runs-clear", say::cost_runs::runs_clear(), say::cost_runs::runs_clear_tip()},
                  {row.max.x - columns.buttons - 2.0F, row.height() - 2.0F}, Weight::quiet))
    frame.actions.push_back(app::ClearRuns{});
}

/// Returns whether the pointer is over the row.
bool draw_run(Frame& frame, const Columns& columns, const Rect& row, const app::EndedRun& run) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Text id = Text("run-") + std::to_string(run.id);
  const bool over = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                    row.contains(ImGui::GetIO().MousePos);
  if (over) list.AddRectFilled({row.min.x - 4.0F, row.min.y}, row.max, theme.colour.control, 4.0F);
  const float middle = row.centre().y;
  // The sample and the name are one target: it shows and hides the curve.
  ImGui::SetCursorScreenPos(row.min);
  ImGui::PushID(id.c_str());
  const bool pressed = ImGui::InvisibleButton(
      "##show", {columns.dev - row.min.x, row.height() - 2.0F}, ImGuiButtonFlags_EnableNav);
  ImGui::PopID();
  if (pressed) frame.actions.push_back(app::ShowRun{run.id, !run.shown});
  if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible)
    list.AddRect(row.min, row.max, theme.colour.accent, 4.0F);
  const bool on_name = ImGui::IsItemHovered(ImGuiHoveredFlags_ForTooltip);
  register_widget(frame, (id + "-show").view(), run.name, "checkbox", run.shown ? "on" : "off",
                  item_rect());
  draw_line_sample(frame, {row.min.x, middle}, 14.0F, colour_of(frame, run), run.shown);
  draw_text(list, theme.fonts.small, {columns.swatch, middle - theme.metric.small_px * 0.5F},
            run.shown ? theme.colour.text : theme.colour.text_faint, run.name,
            columns.name - columns.swatch - 4.0F);
  draw_value(frame, columns.cost, middle, run.last.cost);
  if (shows_dev(frame, row.width())) draw_value(frame, columns.dev, middle, run.last.dev.loss);
  const float side = row.height() - 2.0F;
  ImGui::SetCursorScreenPos({columns.buttons + 2.0F, row.min.y});
  const char* const pin_tip =
      run.pinned ? say::cost_runs::pinned_it_stands_first() : say::cost_runs::pins_this_run_it();
  if (icon_button(frame, {(id + "-pin").c_str(), run.pinned ? "unpin" : "pin", pin_tip}, Icon::none,
                  {side, side}, Weight::quiet))
    frame.actions.push_back(app::PinRun{run.id, !run.pinned});
  draw_star(list, item_rect().centre(), theme.touch ? 8.0F : 6.0F,
            run.pinned ? theme.colour.backward : theme.colour.text_faint, run.pinned);
  ImGui::SetCursorScreenPos({columns.buttons + 2.0F + row.height(), row.min.y});
  if (icon_button(frame,
                  {(id + "-restore").c_str(), "restore", say::cost_runs::goes_on_with_this()},
                  Icon::reset, {side, side}, Weight::quiet))
    frame.actions.push_back(app::RestoreRun{run.id});
  ImGui::SetCursorScreenPos({columns.buttons + 2.0F + 2.0F * row.height(), row.min.y});
  if (icon_button(frame, {(id + "-delete").c_str(), "delete", say::cost_runs::forgets_this_run()},
                  Icon::close, {side, side}, Weight::quiet))
    frame.actions.push_back(app::DeleteRun{run.id});
  if (on_name) draw_row_card(frame, run);
  return over;
}

}  // namespace

float run_list_height(const Frame& frame, float room_px) {
  const std::size_t runs = frame.snapshot.runs.size();
  if (runs == 0) return 0.0F;
  const float row = row_height(frame.theme);
  return std::min(static_cast<float>(runs + 1) * row + 2.0F,
                  std::max(2.0F * row, std::floor(room_px * 0.4F / row) * row));
}

int draw_run_list(Frame& frame, const Rect& rect) {
  int over = 0;
  ImGui::SetCursorScreenPos(rect.min);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(4.0F, 0.0F));
  ImGui::BeginChild("runs", rect.size(),
                    ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened);
  ImGui::PopStyleVar();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + available_width();
  const Columns columns = columns_of(frame, at.x, right);
  const float step = row_height(frame.theme);
  float y = at.y;
  const auto next_row = [&] {
    const Rect row{{at.x, y}, {right, y + step}};
    y += step;
    return row;
  };
  draw_present(frame, columns, next_row());
  // Below the pinned ones the newest first: it is the one just compared with.
  for (const bool pinned : {true, false})
    for (auto run = frame.snapshot.runs.rbegin(); run != frame.snapshot.runs.rend(); ++run)
      if (run->pinned == pinned && draw_run(frame, columns, next_row(), *run)) over = run->id;
  ImGui::SetCursorScreenPos({at.x, y});
  ImGui::Dummy({1.0F, 0.0F});
  leave_cursor();
  ImGui::EndChild();
  return over;
}

}  // namespace isobath::ui
