// SPDX-License-Identifier: MIT
#include "ui/study/search_plot.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <vector>

#include "say/map.hpp"
#include "say/search.hpp"
#include "ui/controls/controls.hpp"
#include "ui/study/search_brush.hpp"
#include "ui/study/search_lines.hpp"
#include "ui/study/search_places.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::SearchAxis;
using app::SearchView;

/// Text over lines, on a piece of the panel's ground.
void draw_label(ImDrawList& list, const Theme& theme, ImVec2 at, ImU32 colour, const Text& text,
                float most_px = 0.0F) {
  ImVec2 size = text_size(theme.fonts.small, text.view());
  if (most_px > 0.0F) size.x = std::min(size.x, most_px);
  list.AddRectFilled({at.x - 2.0F, at.y}, {at.x + size.x + 2.0F, at.y + size.y},
                     faded(theme.colour.panel, 0.8F), 3.0F);
  draw_text(list, theme.fonts.small, at, colour, text.view(), most_px);
}

/// Where a text stands beside an axis: to the right of the last one, to the left of the others.
float beside(const SearchPlaces& places, std::size_t i, float width, float gap) {
  return i + 1 == places.x.size() ? places.x[i] + gap : places.x[i] - gap - width;
}

void draw_axis(ImDrawList& list, const Theme& theme, const SearchView& search,
               const SearchPlaces& places, std::size_t i) {
  const SearchAxis& axis = search.axes[i];
  const float x = places.x[i];
  list.AddLine({x, places.top}, {x, places.foot}, theme.colour.text_faint, 1.5F);
  // Names may be long: they leave their neighbours' axes alone.
  const float at_edge = i == 0 ? x - places.area.min.x : places.area.max.x - x;
  const bool outside = i == 0 || i + 1 == places.x.size();
  const float most = (outside ? at_edge : places.x[1] - places.x[0] - places.reach) - 9.0F;
  for (const Tick& tick : search_ticks(axis, places.length())) {
    const float y = std::round(places.y(axis, tick.value));
    const float half = tick.label.empty() ? 2.0F : 4.0F;
    list.AddLine({x - half, y}, {x + half, y}, theme.colour.text_faint, 1.0F);
    if (tick.label.empty()) continue;
    const ImVec2 size = text_size(theme.fonts.small, tick.label.view());
    const float width = std::min(size.x, most);
    draw_label(list, theme, {beside(places, i, width, 7.0F), y - size.y * 0.5F},
               theme.colour.text_soft, tick.label, most);
  }
  if (axis.standing) {
    const ImVec2 at{x, places.y(axis, *axis.standing)};
    list.AddCircle(at, 6.0F, theme.colour.panel, 0, 4.0F);
    list.AddCircle(at, 6.0F, theme.colour.accent, 0, 2.0F);
  }
}

/// Titles share the row above: as much for each as its neighbours leave.
void draw_titles(ImDrawList& list, const Theme& theme, const SearchView& search,
                 const SearchPlaces& places) {
  const float gap = places.x[1] - places.x[0];
  for (std::size_t i = 0; i < places.x.size(); ++i) {
    const Text title = axis_title(search, search.axes[i]);
    const float width = std::min(text_size(theme.fonts.label, title.view()).x, gap - 8.0F);
    const float left = std::clamp(places.x[i] - width * 0.5F, places.area.min.x + 2.0F,
                                  places.area.max.x - width - 2.0F);
    draw_text(list, theme.fonts.label, {left, places.area.min.y}, theme.colour.text, title.view(),
              gap - 8.0F);
  }
}

void draw_lane(ImDrawList& list, const Theme& theme, const SearchPlaces& places) {
  if (!(places.lane > 0.0F)) return;
  const float left = places.x.front(), right = places.x.back();
  for (float x = left; x < right; x += 9.0F)
    list.AddLine({x, places.lane}, {std::min(x + 4.0F, right), places.lane}, theme.colour.grid,
                 1.0F);
  list.AddLine({right - 5.0F, places.lane}, {right + 5.0F, places.lane}, theme.colour.text_faint,
               1.5F);
  const Text name = say::search::not_finite();
  const ImVec2 size = text_size(theme.fonts.small, name.view());
  draw_label(list, theme, {right - size.x - 10.0F, places.lane - size.y * 0.5F},
             theme.colour.text_soft, name);
}

/// What the lit line is; `opens`: would a click here open it?
void draw_card(const Frame& frame, const SearchView& search, bool opens,
               std::optional<ImVec2> beside) {
  const app::SearchPoint& point = *search.pointed;
  std::array<CardLine, app::kMostSearchAxes + 2> lines;
  std::size_t size = 0;
  for (std::size_t i = 0; i < point.texts.size() && i + 1 < search.axes.size(); ++i)
    lines[size++] = {axis_title(search, search.axes[i]), point_text(search, i), 0};
  lines[size++] = {axis_title(search, search.axes.back()),
                   measured(search.study.measure, point.value), 0};
  if (!document::is_of_start(search.study.measure))
    lines[size++] = {verdict_of(point.result), "", 0};
  if (opens)
    lines[size++] = {frame.theme.touch ? say::map::tap_again() : say::map::click_to_open(), "", 0};
  card(frame, {}, std::span(lines).first(size), nullptr, beside);
}

/// With the keyboard on the plot: from the best cell to the next best of those that are chosen.
std::optional<std::size_t> step_by_keys(const SearchView& search) {
  if (!ImGui::IsItemFocused() || !ImGui::GetCurrentContext()->NavCursorVisible) return std::nullopt;
  const ImGuiID id = ImGui::GetItemID();
  const auto pressed = [id](ImGuiKey key) {
    ImGui::SetKeyOwner(key, id);
    return ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, id);
  };
  const bool worse = pressed(ImGuiKey_UpArrow), better = pressed(ImGuiKey_DownArrow);
  if (worse == better) return std::nullopt;
  std::vector<std::uint32_t> cells;
  for (const std::uint32_t cell : search.lines->order)
    if (search.chosen->cells[cell] != 0) cells.push_back(cell);
  if (cells.empty()) return std::nullopt;
  const auto now = search.pointed ? std::ranges::find(cells, search.pointed->cell) : cells.end();
  if (now == cells.end()) return cells.front();
  if (better) return now == cells.begin() ? *now : *(now - 1);
  return now + 1 == cells.end() ? *now : *(now + 1);
}

/// A finger has to see first what it would open: the second tap on a cell does. For the last item.
bool tapped_twice(std::size_t cell) {
  int& last = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetItemID() + 1);
  const int tapped = static_cast<int>(cell) + 1;
  const bool again = last == tapped;
  last = again ? 0 : tapped;
  return again;
}

void point_and_open(Frame& frame, const SearchView& search, const SearchPlaces& places,
                    bool pressed, bool on_axis) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool touch = frame.theme.touch;
  const bool hovered = ImGui::IsItemHovered();
  const bool by_keys = ImGui::GetCurrentContext()->NavActivateId == ImGui::GetItemID();
  if (const auto cell = step_by_keys(search)) {
    frame.actions.push_back(app::PointAtSearch{cell});
  } else if (hovered || on_axis) {
    const auto near = nearest_cell(search, places, mouse, touch ? 26.0F : 14.0F);
    const bool same = near ? search.pointed && search.pointed->cell == *near : !search.pointed;
    if (!same) frame.actions.push_back(app::PointAtSearch{near});
    if (pressed && !by_keys && near && (!touch || tapped_twice(*near))) {
      frame.actions.push_back(app::OpenFromSearch{*near});
      if (touch) frame.actions.push_back(app::PointAtSearch{});
    }
  } else if (search.pointed && !touch && !ImGui::IsItemFocused()) {
    frame.actions.push_back(app::PointAtSearch{std::nullopt});
  }
  if (pressed && by_keys && search.pointed)
    frame.actions.push_back(app::OpenFromSearch{search.pointed->cell});
}

}  // namespace

void draw_search_plot(Frame& frame, const SearchView& search, const Rect& area) {
  if (!search.lines || !search.chosen) return;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const SearchPlaces places = place_axes(theme, search, area);
  if (!places.fits()) return;
  draw_lane(list, theme, places);
  draw_search_lines(list, theme, search, places);
  if (search.pointed) draw_lit_line(list, theme, search, places, search.pointed->cell);
  for (std::size_t i = 0; i < places.x.size(); ++i) draw_axis(list, theme, search, places, i);
  draw_titles(list, theme, search, places);
  // The brushes' items come first: they have the pointer where they are.
  bool on_axis = false, opens = true, on_axis_pressed = false;
  for (std::size_t i = 0; i < places.x.size(); ++i) {
    const AxisPointed at = brush_axis(frame, search, places, i);
    on_axis = on_axis || at.hovered;
    on_axis_pressed = on_axis_pressed || at.pressed;
    opens = opens && !(at.hovered && search.axes[i].brush);
  }
  const Rect plot{{area.min.x, places.lane > 0.0F ? places.lane - 12.0F : places.top - 4.0F},
                  area.max};
  ImGui::SetCursorScreenPos(plot.min);
  const bool pressed = ImGui::InvisibleButton("search", plot.size(), ImGuiButtonFlags_EnableNav);
  if (frame.widgets_wanted) {
    const std::size_t before = frame.widgets.size();
    const Text state = text_of(say::map::cells(count(static_cast<std::int64_t>(search.known)),
                                               count(static_cast<std::int64_t>(search.wanted))));
    register_widget(frame, "search", say::search::plot(), "plot", state.view(), plot);
    if (frame.widgets.size() > before) frame.widgets.back().description = told(search);
  }
  point_and_open(frame, search, places, pressed || on_axis_pressed, on_axis);
  if (!search.pointed) return;
  const bool dragging = ImGui::IsMouseDown(ImGuiMouseButton_Left);
  if ((ImGui::IsItemHovered() || on_axis) && !dragging) return draw_card(frame, search, opens, {});
  // Low down, where it leaves most of the lines alone.
  if (tapped_has_card(frame)) draw_card(frame, search, true, ImVec2{area.centre().x, places.foot});
}

}  // namespace isobath::ui
