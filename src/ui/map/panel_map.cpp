// SPDX-License-Identifier: MIT
// The map panel: what the map is over and what it shows, the map, and how far it is.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "app/study/map_presets.hpp"
#include "app/study/map_view.hpp"
#include "say/map.hpp"
#include "ui/controls/controls.hpp"
#include "ui/map/map_plot.hpp"
#include "ui/map/map_words.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

using app::MapPreset;
using app::MapView;

constexpr std::array<words::Later, app::kMapPresets> kPresetNames{
    say::map::scale_rate,     say::map::scale_depth, say::map::rate_depth,
    say::map::width_examples, say::map::start,       say::map::fractal};

void choose_preset(Frame& frame, MapPreset preset) {
  if (auto action = app::map_of(preset, *frame.snapshot.document))
    frame.actions.push_back(std::move(*action));
}

/// "" where the preset can be chosen.
const char* why_not(MapPreset preset, const document::Document& document) {
  if (app::map_of(preset, document)) return "";
  return preset == MapPreset::width_examples && document.layers.size() >= 2
             ? say::map::why_not_examples()
             : say::map::why_not_layers();
}

void set_study(Frame& frame, const char* field, std::string value, bool dragging = false) {
  frame.actions.push_back(app::SetField{field, std::move(value), dragging});
}

/// Controls one after the other, in as many rows as they need.
class Rows {
 public:
  Rows(ImVec2 from, float right, float height)
      : left_(from.x), right_(right), height_(height), at_(from) {}

  /// Where the next one stands, and how wide it is.
  float place(float width) {
    width = std::min(width, right_ - left_);
    if (at_.x > left_ && at_.x + width > right_) at_ = {left_, at_.y + height_ + kBetween};
    ImGui::SetCursorScreenPos(at_);
    at_.x += width + kBetween;
    return width;
  }
  float bottom() const { return at_.y + height_; }

 private:
  static constexpr float kBetween = 4.0F;
  float left_, right_, height_;
  ImVec2 at_;
};

void draw_preset_choice(Frame& frame, float width) {
  const document::Document& document = *frame.snapshot.document;
  std::array<const char*, app::kMapPresets + 1> names{}, reasons{};
  for (std::size_t i = 0; i < app::kMapPresets; ++i) {
    names[i] = kPresetNames[i];
    reasons[i] = why_not(static_cast<MapPreset>(i), document);
  }
  const auto now = app::preset_of(document);
  names[app::kMapPresets] = say::map::own();
  reasons[app::kMapPresets] = "";
  // One's own is there only where it is what one has.
  const std::size_t shown = app::kMapPresets + (now ? 0U : 1U);
  const int current = now ? static_cast<int>(*now) : static_cast<int>(app::kMapPresets);
  const Control control{"map-preset", say::map::preset(), say::map::preset_tip(), true, width};
  const auto index = choice(frame, control, std::span(names).first(shown), current,
                            std::span(reasons).first(shown));
  if (index && *index < static_cast<int>(app::kMapPresets))
    choose_preset(frame, static_cast<MapPreset>(*index));
}

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

void draw_measure_choice(Frame& frame, float width) {
  const document::Study& study = frame.snapshot.document->study;
  std::vector<const char*> names;
  const auto all = document::names(document::Measure{});
  for (std::size_t i = 0; i < all.size(); ++i)
    names.push_back(measure_title(static_cast<document::Measure>(i)));
  const Control control{"map-measure", say::map::measure(), say::map::measure_tip(), true, width};
  if (const auto index = choice(frame, control, names, static_cast<int>(study.measure)))
    set_study(frame, "study.measure", std::string(all[static_cast<std::size_t>(*index)]));
}

void draw_numbers(Frame& frame, Rows& rows) {
  static constexpr std::array kSteps{10.0,  20.0,   50.0,   100.0,  200.0,
                                     500.0, 1000.0, 2000.0, 5000.0, 10000.0};
  static constexpr std::array kSeeds{1.0, 3.0, 5.0, 10.0, 20.0, 50.0};
  const document::Study& study = frame.snapshot.document->study;
  const bool of_start = document::is_of_start(study.measure);
  if (const auto change = ladder(
          frame,
          {"map-steps", say::map::steps(), say::map::steps_tip(), !of_start, rows.place(120.0F)},
          static_cast<double>(study.steps), kSteps, count(study.steps)))
    set_study(frame, "study.steps", std::to_string(std::llround(change->value)), change->dragging);
  if (const auto change = ladder(
          frame, {"map-seeds", say::map::seeds(), say::map::seeds_tip(), true, rows.place(96.0F)},
          study.seeds, kSeeds, count(study.seeds)))
    set_study(frame, "study.seeds", std::to_string(std::llround(change->value)), change->dragging);
}

/// What the map is over; returns where the controls end.
float draw_choices(Frame& frame, const MapView& map, ImVec2 at, float right) {
  Rows rows(at, right, ImGui::GetFrameHeight());
  draw_preset_choice(frame, rows.place(168.0F));
  if (map.study.kind == document::StudyKind::map) {
    float width = rows.place(168.0F);
    draw_side_choice(frame, {"map-x", say::map::across(), say::map::across_tip(), true, width},
                     "study.x", map.x.path, map.y.path);
    width = rows.place(168.0F);
    draw_side_choice(frame, {"map-y", say::map::up(), say::map::up_tip(), true, width}, "study.y",
                     map.y.path, map.x.path);
    draw_measure_choice(frame, rows.place(168.0F));
    draw_numbers(frame, rows);
  }
  return rows.bottom();
}

/// Through the views, and away: right to left at the head of the panel.
void draw_head_buttons(Frame& frame, const MapView& map, const Rect& rect) {
  const float side = frame.theme.metric.head_px;
  const float y = head_top(rect);
  constexpr float kBetween = 4.0F;
  const float whole = 44.0F;
  float x = rect.max.x - 10.0F - 3.0F * side - whole - 3.0F * kBetween;
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
  place(side);
  if (icon_button(frame, {"map-close", say::map::close(), say::map::close_tip()}, Icon::close,
                  {side, side}, Weight::quiet))
    toggle_map(frame);
}

Text time_left(double seconds) {
  if (seconds < 90.0) return text_of(say::map::seconds(count(std::llround(std::ceil(seconds)))));
  return text_of(say::map::minutes(count(std::llround(seconds / 60.0))));
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
  float x = row.min.x + draw_text(list, theme.fonts.small, {row.min.x, y}, theme.colour.text_soft,
                                  said.view(), row.width());
  register_widget(frame, "map-state", say::map::title(), "text", said.view(),
                  {row.min, {x, row.max.y}});
  if (map.busy && map.wanted > 0) {
    const float share = static_cast<float>(map.known) / static_cast<float>(map.wanted);
    list.AddRectFilled({row.min.x, row.max.y - 2.0F}, {row.min.x + row.width() * share, row.max.y},
                       theme.colour.accent);
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

/// Where the document has no study: what one may be.
void draw_invitation(Frame& frame, const Rect& area) {
  const Theme& theme = frame.theme;
  ImGui::SetCursorScreenPos({area.min.x, area.min.y});
  text_lines(theme.fonts.strong, theme.colour.text, say::map::none_yet(), area.width());
  text_lines(theme.fonts.body, theme.colour.text_soft, say::map::none_yet_text(), area.width());
  const float left = area.min.x;
  for (std::size_t i = 0; i < app::kMapPresets; ++i) {
    const auto preset = static_cast<MapPreset>(i);
    if (*why_not(preset, *frame.snapshot.document) != '\0') continue;
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
    const Text id = Text("map-begin-") + count(static_cast<std::int64_t>(i));
    if (text_button(frame, {id.c_str(), kPresetNames[i], say::map::preset_tip()},
                    {std::min(220.0F, area.width()), theme.metric.control_px}))
      choose_preset(frame, preset);
  }
}

/// The map with what its colours mean and how far it is; these in one row where it is `low`.
void draw_body(Frame& frame, const MapView& map, const Rect& body, bool low) {
  if (map.study.kind != document::StudyKind::map) return draw_invitation(frame, body);
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
  draw_map_plot(frame, map, {body.min, {body.max.x, colours.min.y - 4.0F}});
  draw_map_legend(frame, map, colours);
  draw_state(frame, map, state);
}

}  // namespace

void toggle_map(Frame& frame) {
  const bool on = !frame.snapshot.view.mapping;
  // A map that one has to be told to begin would be an empty frame.
  if (on && frame.snapshot.document->study.kind != document::StudyKind::map)
    choose_preset(frame, MapPreset::scale_rate);
  frame.actions.push_back(app::set_view<&app::View::mapping>(on));
}

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
