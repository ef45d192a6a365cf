// SPDX-License-Identifier: MIT
#include "ui/study/map_plot.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "say/map.hpp"
#include "say/search.hpp"
#include "say/sweep.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/heat_plot.hpp"
#include "ui/plot/palette.hpp"
#include "ui/plot/steer.hpp"
#include "ui/study/map_marks.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::MapSideView;
using app::MapView;

/// Of lists the names stand where the values would.
Ticks side_ticks(const MapSideView& side, int wanted) {
  if (side.names.empty()) return make_ticks(side.view, wanted);
  Ticks ticks;
  for (std::size_t i = 0; i < side.names.size(); ++i)
    ticks.add(static_cast<double>(i), Text(side.names[i].c_str()));
  return ticks;
}

FramedPlot frame_map(const Theme& theme, const MapView& map, const Rect& area) {
  const int rows = std::clamp(static_cast<int>(area.height() / 36.0F), 2, 9);
  const Ticks y = side_ticks(map.y, rows);
  FramedPlot framed = frame_plot(
      theme, map.x.view, map.y.view, area,
      {.head = true, .gap_px = 2.0F, .tick_width_px = 100.0F, .most_y = 9, .most_x = 9}, &y);
  if (!map.x.names.empty()) framed.x_ticks = side_ticks(map.x, 9);
  return framed;
}

void draw_card(const Frame& frame, const MapView& map, std::optional<ImVec2> beside) {
  const app::MapCell& cell = *map.pointed;
  std::array<CardLine, 6> lines;
  std::size_t size = 0;
  lines[size++] = {field_title(map.x.path), cell_value(map.x, cell.x_text), 0};
  lines[size++] = {field_title(map.y.path), cell_value(map.y, cell.y_text), 0};
  if (!cell.known) {
    const bool in_file = !frame.snapshot.sweep_file.empty();
    lines[size++] = {in_file ? say::sweep::not_there() : say::map::not_yet(), "", 0};
  } else {
    lines[size++] = {map.unnamed ? say::search::value() : measure_title(map.study.measure),
                     measured(map.study.measure, cell.value), 0};
    if (!document::is_of_start(map.study.measure)) lines[size++] = {verdict_of(cell.result), "", 0};
  }
  lines[size++] = {frame.theme.touch ? say::map::tap_again() : say::map::click_to_open(), "", 0};
  if (!frame.theme.touch && frame.snapshot.sweep_file.empty())
    lines[size++] = {say::map::shift_to_compare(), "", 0};
  const CardPicture curve{{190.0F, 54.0F}, [&](ImDrawList& list, const Rect& area) {
                            draw_cell_curves(frame, list, area, std::span(&cell, 1));
                          }};
  // A file has no curves.
  const bool has_curve =
      !document::is_of_start(map.study.measure) && frame.snapshot.sweep_file.empty();
  card(frame, {}, std::span(lines).first(size), has_curve ? &curve : nullptr, beside);
}

/// What the pointer or, with the keyboard on the map, its middle is on.
std::optional<app::figure::Place> pointed_place(const Plot& plot) {
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  const bool by_keys = ImGui::IsItemFocused() && ImGui::GetCurrentContext()->NavCursorVisible;
  if (by_keys && !ImGui::IsItemHovered())
    return app::figure::Place{plot.x.unit_at(0.5), plot.y.unit_at(0.5)};
  if (!ImGui::IsItemHovered()) return std::nullopt;
  return app::figure::Place{plot.x.unit_at(plot.x_share(mouse.x)),
                            plot.y.unit_at(plot.y_share(mouse.y))};
}

/// In the same cell as the one that is told of?
bool same_cell(const MapView& map, const std::optional<app::figure::Place>& place) {
  if (!place || !map.pointed) return !place && !map.pointed;
  return std::abs(place->x - map.pointed->x) <= map.x.cell * 0.5 &&
         std::abs(place->y - map.pointed->y) <= map.y.cell * 0.5;
}

/// A finger has to see first what it would open: the second tap on a cell does. For the last item.
bool tapped_again(const MapView& map) {
  ImGuiStorage& storage = *ImGui::GetStateStorage();
  const ImGuiID id = ImGui::GetItemID();
  if (!map.pointed) return false;
  const auto x = static_cast<float>(map.pointed->x), y = static_cast<float>(map.pointed->y);
  constexpr float kNowhere = 1e30F;
  const bool again = storage.GetFloat(id + 2, kNowhere) == x && storage.GetFloat(id + 3) == y;
  storage.SetFloat(id + 2, again ? kNowhere : x);
  storage.SetFloat(id + 3, y);
  return again;
}

}  // namespace

void draw_map_plot(Frame& frame, const MapView& map, const Rect& area) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const FramedPlot framed = frame_map(theme, map, area);
  if (!framed.fits()) return;
  const Plot& plot = framed.plot;
  // The map lies over the axes' grid.
  draw_axes(list, theme, framed);
  draw_heat_map(frame, list, plot, "map", map.picture);
  const Text x_name = field_title(map.x.path) + " →", y_name = field_title(map.y.path) + " ↑";
  draw_text(list, theme.fonts.label, {area.min.x + 2.0F, framed.head.min.y}, theme.colour.text,
            y_name.view());
  const float x_width = text_size(theme.fonts.label, x_name.view()).x;
  list.PushClipRect(plot.area.min, plot.area.max, true);
  const ImVec2 x_at{plot.area.max.x - x_width - 8.0F,
                    plot.area.max.y - theme.metric.small_px - 8.0F};
  list.AddRectFilled({x_at.x - 4.0F, x_at.y - 2.0F},
                     {plot.area.max.x - 4.0F, plot.area.max.y - 4.0F},
                     faded(theme.colour.panel, 0.78F), 3.0F);
  draw_text(list, theme.fonts.label, x_at, theme.colour.text, x_name.view());
  draw_map_marks(frame, list, plot, map);
  list.PopClipRect();
  list.AddRect(plot.area.min, plot.area.max, theme.colour.grid_strong);

  ImGui::SetCursorScreenPos(plot.area.min);
  const bool pressed = ImGui::InvisibleButton("map", plot.area.size(), ImGuiButtonFlags_EnableNav);
  const ImGuiIO& io = ImGui::GetIO();
  const bool by_keys = ImGui::GetCurrentContext()->NavActivateId == ImGui::GetItemID();
  const bool dragged = ImGui::IsMouseDragPastThreshold(ImGuiMouseButton_Left, 4.0F);
  const Text state = text_of(say::map::cells(count(static_cast<std::int64_t>(map.known)),
                                             count(static_cast<std::int64_t>(map.wanted))));
  if (frame.widgets_wanted) {
    const std::size_t before = frame.widgets.size();
    register_widget(frame, "map", say::map::plot(), "plot", state.view(), plot.area);
    if (frame.widgets.size() > before) frame.widgets.back().description = told(map);
  }
  const bool active = ImGui::IsItemActive();
  const std::optional<View2> next = steer(frame, plot,
                                          {.whole = {map.x.whole, map.y.whole},
                                           .least_x = map.x.least_span,
                                           .least_y = map.y.least_span,
                                           .along_x = map.x.names.empty(),
                                           .along_y = map.y.names.empty(),
                                           .doubles = false});
  if (next) frame.actions.push_back(app::ShowMap{next->x, next->y});
  const auto place = active && dragged ? std::nullopt : pointed_place(plot);
  const bool same = same_cell(map, place);
  const bool leaves = !place && theme.touch;
  if (!same && !leaves) frame.actions.push_back(app::PointAtMap{place});
  const bool meant = by_keys || !dragged;
  if (pressed && place && meant && io.KeyShift) {
    frame.actions.push_back(app::CompareOnMap{place});
  } else if (pressed && place && meant && (by_keys || !theme.touch || tapped_again(map))) {
    frame.actions.push_back(app::OpenFromMap{*place});
    if (theme.touch) frame.actions.push_back(app::PointAtMap{});
  }
  if (map.pointed && ImGui::IsItemHovered() && !ImGui::IsMouseDown(ImGuiMouseButton_Left))
    draw_card(frame, map, {});
  else if (map.pointed && tapped_has_card(frame))
    draw_card(frame, map, place_px(plot, map.pointed->x, map.pointed->y));
}

void draw_map_legend(Frame& frame, const MapView& map, const Rect& row) {
  draw_shade_legend(frame, map.unnamed ? say::search::value() : measure_title(map.study.measure),
                    shade_ends(map.study.measure, map.lowest, map.highest), row);
}

void draw_shade_legend(Frame& frame, const char* measure, const ShadeEnds& ends, const Rect& row) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto& [sand, sea] = ends;
  const float bar = 96.0F, height = 10.0F, between = 6.0F;
  const float y = row.centre().y;
  const auto write = [&](float x, const Text& text) {
    return x + draw_text(list, theme.fonts.small, {x, y - theme.metric.small_px * 0.5F - 1.0F},
                         theme.colour.text_soft, text.view());
  };
  float x = write(row.min.x, Text(measure) + ":") + between;
  x = write(x, sand) + between;
  const palette::Stops& stops = palette::diverging_stops(theme.dark);
  const float step = bar / static_cast<float>(stops.size() - 1);
  for (std::size_t i = 0; i + 1 < stops.size(); ++i) {
    const float from = x + step * static_cast<float>(i);
    const ImU32 a = palette::pack(stops[i]), b = palette::pack(stops[i + 1]);
    list.AddRectFilledMultiColor({from, y - height * 0.5F}, {from + step, y + height * 0.5F}, a, b,
                                 b, a);
  }
  list.AddRect({x, y - height * 0.5F}, {x + bar, y + height * 0.5F}, theme.colour.grid_strong);
  write(x + bar + between, sea);
}

}  // namespace isobath::ui
