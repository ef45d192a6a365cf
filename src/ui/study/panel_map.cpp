// SPDX-License-Identifier: MIT
// The map panel: what the map is over and what it shows, the map, and how far it is.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/study/map_view.hpp"
#include "say/map.hpp"
#include "ui/controls/controls.hpp"
#include "ui/study/map_marks.hpp"
#include "ui/study/map_plot.hpp"
#include "ui/study/study_choices.hpp"
#include "ui/study/study_panels.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::MapView;

/// Which field is on a side.
void draw_side_choice(Frame& frame, const Control& control, const char* study_field,
                      const std::string& path, const std::string& other) {
  const std::vector<std::string> fields = app::map_fields(*frame.snapshot.document);
  std::vector<Text> titles;
  std::vector<std::size_t> places;
  int current = -1;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i] == other) continue;  // a field is varied once
    if (fields[i] == path) current = static_cast<int>(places.size());
    titles.push_back(field_title(fields[i]));
    places.push_back(i);
  }
  if (current < 0) {
    // One that somebody wrote by hand.
    current = static_cast<int>(titles.size());
    titles.push_back(field_title(path));
    places.push_back(fields.size());
  }
  std::vector<const char*> names;
  for (const Text& title : titles) names.push_back(title.c_str());
  const auto index = choice(frame, control, names, current);
  if (!index) return;
  const std::size_t place = places[static_cast<std::size_t>(*index)];
  if (place < fields.size()) set_study(frame, study_field, app::map_axis(fields[place]));
}

/// What the map is over; returns where the controls end.
float draw_choices(Frame& frame, const MapView& map, ImVec2 at, float right) {
  ControlRows rows(at, right);
  draw_preset_choice(frame, rows.place(right - at.x > 480.0F ? 204.0F : 168.0F));
  {
    float width = rows.place(168.0F);
    draw_side_choice(frame, {"map-x", say::map::across(), say::map::across_tip(), true, width},
                     "study.x", map.x.path, map.y.path);
    width = rows.place(168.0F);
    draw_side_choice(frame, {"map-y", say::map::up(), say::map::up_tip(), true, width}, "study.y",
                     map.y.path, map.x.path);
    draw_measure_choice(frame, rows.place(168.0F));
    draw_study_numbers(frame, rows);
  }
  return rows.bottom();
}

/// Through the views, and away: right to left at the head of the panel.
void draw_head_buttons(Frame& frame, const MapView& map, const Rect& rect) {
  const float side = frame.theme.metric.head_px;
  const float y = head_top(rect);
  constexpr float kBetween = 4.0F;
  const float whole = 44.0F;
  constexpr float kSave = 52.0F;
  float x = rect.max.x - 10.0F - 3.0F * side - whole - kSave - 4.0F * kBetween;
  const auto place = [&](float width) {
    ImGui::SetCursorScreenPos({x, y});
    x += width + kBetween;
  };
  place(side);
  if (icon_button(frame, {"map-back", say::map::back(), say::map::back_tip(), map.back > 0},
                  Icon::undo, {side, side}, Weight::quiet))
    frame.actions.push_back(app::GoAlongMaps{-1});
  place(side);
  if (icon_button(frame,
                  {"map-forward", say::map::forward(), say::map::forward_tip(), map.forward > 0},
                  Icon::redo, {side, side}, Weight::quiet))
    frame.actions.push_back(app::GoAlongMaps{1});
  place(whole);
  const bool part = map.x.view != map.x.whole || map.y.view != map.y.whole;
  if (text_button(frame, {"map-whole", say::map::whole(), say::map::whole_tip(), part},
                  {whole, side}, Weight::quiet))
    frame.actions.push_back(app::ShowMap{map.x.whole, map.y.whole});
  static constexpr std::array<const char*, 4> kFiles{"map.png", "map.svg", "map.csv", "map.jsonl"};
  draw_save_button(frame, rect, kFiles, !map.busy && map.known == map.wanted && map.wanted > 0);
  draw_close_button(frame, rect);
}

/// How far it is, and at the end of the numbers' format what can be done.
void draw_state(Frame& frame, const MapView& map, const Rect& row) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = row.centre().y - theme.metric.small_px * 0.5F - 1.0F;
  Text said = text_of(say::map::cells(count(static_cast<std::int64_t>(map.known)),
                                      count(static_cast<std::int64_t>(map.wanted))));
  if (map.busy && map.cells_per_second > 0.0) {
    const double left = static_cast<double>(map.wanted - map.known) / map.cells_per_second;
    said = said + " · " +
           text_of(say::map::speed(number(map.cells_per_second, 2).view(), time_left(left).view()));
  } else if (!map.busy && map.study.seeds > 1) {
    const auto seeds = count(map.study.seeds);
    said =
        said + " · " +
        (map.study.measure == document::Measure::trained ? text_of(say::map::share_of_draws(seeds))
                                                         : text_of(say::map::draws(seeds)));
  } else if (!map.busy) {
    said = said + " · " + Text(say::map::same_draw());
  }
  if (map.dimension) said = said + " · " + text_of(say::map::dimension(number(*map.dimension, 3)));
  float x = row.min.x + draw_text(list, theme.fonts.small, {row.min.x, y}, theme.colour.text_soft,
                                  said.view(), row.width());
  register_widget(frame, "map-state", say::map::title(), "text", said.view(),
                  {row.min, {x, row.max.y}});
  if (map.busy && map.wanted > 0) {
    const float share = static_cast<float>(map.known) / static_cast<float>(map.wanted);
    list.AddRectFilled({row.min.x, row.max.y - 2.0F}, {row.min.x + row.width() * share, row.max.y},
                       theme.colour.accent);
  }
  if (frame.theme.touch && map.pointed) {
    // Without a Shift key.
    constexpr float kCompare = 84.0F;
    ImGui::SetCursorScreenPos({row.max.x - kCompare, row.min.y});
    if (text_button(frame, {"map-compare", say::map::compare(), say::map::compare_tip()},
                    {kCompare, row.height() - 3.0F}))
      frame.actions.push_back(
          app::CompareOnMap{app::figure::Place{map.pointed->x, map.pointed->y}});
    return;
  }
  if (!map.finest || !map.x.names.empty() || !map.y.names.empty()) return;
  x += 12.0F;
  x += draw_text(list, theme.fonts.small, {x, y}, theme.colour.text_soft, say::map::finest(),
                 row.max.x - x);
  constexpr float kButton = 130.0F;
  if (frame.snapshot.document->precision == core::Precision::twofold ||
      x + kButton + 8.0F > row.max.x)
    return;
  ImGui::SetCursorScreenPos({x + 8.0F, row.min.y});
  if (text_button(frame, {"map-double", say::map::use_double(), say::map::use_double_tip()},
                  {kButton, row.height()}))
    frame.actions.push_back(app::SetField{"precision", "double"});
}

/// The map with what its colours mean and how far it is; these in one row where it is `low`.
void draw_body(Frame& frame, const MapView& map, const Rect& body, bool low) {
  if (!map.fault.empty()) {
    ImGui::SetCursorScreenPos(body.min);
    text_lines(frame.theme.fonts.body, frame.theme.colour.danger, map.fault, body.width());
    register_widget(frame, "map-fault", map.fault, "text", "", body);
    return;
  }
  const float row = frame.theme.touch && !low ? 30.0F : 22.0F;
  const float legend = frame.theme.metric.small_px + 6.0F;
  Rect state{{body.min.x, body.max.y - row}, body.max};
  Rect colours{{body.min.x, state.min.y - legend}, {body.max.x, state.min.y}};
  if (low) {
    colours = {{body.min.x, body.max.y - row}, {body.centre().x, body.max.y}};
    state.min.x = colours.max.x + 8.0F;
  }
  // What is compared stands below the map, and beside it on a low screen is no room.
  const float compared = std::min(compared_height(frame, map), body.height() * 0.4F);
  const float foot = colours.min.y - 4.0F - compared;
  draw_map_plot(frame, map, {body.min, {body.max.x, foot}});
  draw_compared(frame, map, {{body.min.x, foot + 4.0F}, {body.max.x, foot + compared + 4.0F}});
  draw_map_legend(frame, map, colours);
  draw_state(frame, map, state);
}

}  // namespace

void draw_map(Frame& frame, const Rect& rect) {
  begin_panel(frame, "map", say::map::title(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  static const MapView kNone;
  const MapView& map = frame.snapshot.map ? *frame.snapshot.map : kNone;
  const float left = ImGui::GetCursorScreenPos().x, right = rect.max.x - 12.0F;
  draw_head_buttons(frame, map, rect);
  Rect body{{left, body_top(frame, rect)}, {right, rect.max.y - 8.0F}};
  // On a low screen the controls stand beside the map.
  const bool low = body.height() < 330.0F && body.width() > 480.0F;
  if (low) {
    constexpr float kAside = 176.0F;
    draw_choices(frame, map, {right - kAside, body.min.y}, right);
    body.max.x = right - kAside - 10.0F;
  } else {
    body.min.y = draw_choices(frame, map, body.min, right) + 6.0F;
  }
  draw_body(frame, map, body, low);
  leave_cursor();
  end_panel();
}

}  // namespace isobath::ui
