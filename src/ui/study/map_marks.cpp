// SPDX-License-Identifier: MIT
#include "ui/study/map_marks.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "say/map.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/roles.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {

using app::MapSideView;
using app::MapView;

namespace {

void draw_marker(const Frame& frame, ImDrawList& list, ImVec2 at, ImU32 colour, float radius) {
  list.AddCircle(at, radius, frame.theme.colour.panel, 0, 4.5F);
  list.AddCircle(at, radius, colour, 0, 2.0F);
}

/// Words that can be read on any colour, within the area.
void write_over(const Frame& frame, ImDrawList& list, const Rect& area, ImVec2 at,
                const char* words) {
  const Theme& theme = frame.theme;
  const ImVec2 size = text_size(theme.fonts.small, words);
  at.x =
      std::clamp(at.x, area.min.x + 4.0F, std::max(area.min.x + 4.0F, area.max.x - size.x - 6.0F));
  at.y =
      std::clamp(at.y, area.min.y + 3.0F, std::max(area.min.y + 3.0F, area.max.y - size.y - 3.0F));
  list.AddRectFilled({at.x - 3.0F, at.y - 1.0F}, {at.x + size.x + 3.0F, at.y + size.y + 1.0F},
                     faded(theme.colour.panel, 0.78F), 3.0F);
  draw_text(list, theme.fonts.small, at, theme.colour.text, words);
}

const char* line_name(app::MapLineKind kind) {
  switch (kind) {
    case app::MapLineKind::depth_scale:
      return say::map::xi();
    case app::MapLineKind::six_depth_scales:
      return say::map::six_xi();
    case app::MapLineKind::largest_rate:
      return say::map::largest_rate();
  }
  std::unreachable();
}

/// Theory's curves, each with its name where it is last seen.
void draw_lines(Frame& frame, ImDrawList& list, const Plot& plot, const MapView& map) {
  const Theme& theme = frame.theme;
  const Rect& area = plot.area;
  for (const app::MapLine& line : map.lines) {
    std::optional<ImVec2> seen;
    for (const auto& [colour, width] :
         {std::pair(theme.colour.panel, 3.5F), {theme.colour.text, 1.5F}}) {
      for (std::size_t i = 0; i + 1 < line.points.size(); ++i) {
        const ImVec2 a = place_px(plot, line.points[i].x, line.points[i].y);
        const ImVec2 b = place_px(plot, line.points[i + 1].x, line.points[i + 1].y);
        if (!std::isfinite(a.x + a.y + b.x + b.y)) continue;
        list.AddLine(a, b, colour, width);
        if (area.contains(b)) seen = b;
      }
    }
    if (!seen) continue;
    const char* name = line_name(line.kind);
    write_over(frame, list, area,
               {seen->x - text_size(theme.fonts.small, name).x - 8.0F, seen->y + 4.0F}, name);
    const Text id = Text("map-line-") + count(static_cast<std::int64_t>(line.kind));
    register_widget(frame, id.view(), name, "text", "", area);
  }
}

/// The edge between order and chaos at a scale.
void draw_critical(const Frame& frame, ImDrawList& list, const Plot& plot, bool across,
                   double scale) {
  const Theme& theme = frame.theme;
  const Rect& area = plot.area;
  const float at = across ? plot.x_px(scale) : plot.y_px(scale);
  const bool inside =
      across ? at > area.min.x && at < area.max.x : at > area.min.y && at < area.max.y;
  if (!std::isfinite(at) || !inside) return;
  const ImVec2 from = across ? ImVec2{at, area.min.y} : ImVec2{area.min.x, at};
  const ImVec2 to = across ? ImVec2{at, area.max.y} : ImVec2{area.max.x, at};
  list.AddLine(from, to, theme.colour.panel, 3.0F);
  list.AddLine(from, to, theme.colour.text, 1.5F);
  const float height = text_size(theme.fonts.small, "χ").y;
  write_over(frame, list, area, {from.x + 6.0F, across ? area.min.y + 5.0F : at - height - 4.0F},
             say::map::critical());
}

/// On a side that is the scale: of the open experiment's typical layer, or where depth is varied of
/// deep networks'.
void draw_theory(const Frame& frame, ImDrawList& list, const Plot& plot, const MapView& map) {
  constexpr std::string_view kScale = "initialization.scale", kDepth = "network.depth";
  if (map.x.path != kScale && map.y.path != kScale) return;
  const bool across = map.x.path == kScale;
  if (map.critical_scale) draw_critical(frame, list, plot, across, *map.critical_scale);
  if (map.x.path == kDepth || map.y.path == kDepth || !frame.snapshot.theory) return;
  for (const app::DialMark& mark : frame.snapshot.theory->marks)
    if (mark.critical) draw_critical(frame, list, plot, across, mark.scale);
}

/// Where the experiment that is open stands on the map, if it does.
void draw_ring(Frame& frame, ImDrawList& list, const Plot& plot, const MapView& map) {
  if (!map.x.standing || !map.y.standing) return;
  const ImVec2 at = place_px(plot, *map.x.standing, *map.y.standing);
  if (!plot.area.contains(at)) return;
  draw_marker(frame, list, at, frame.theme.colour.accent, 7.0F);
  constexpr float kReach = 8.0F;
  register_widget(frame, "map-ring", say::map::here(), "text", "",
                  {{at.x - kReach, at.y - kReach}, {at.x + kReach, at.y + kReach}});
}

/// A cell, framed.
void draw_frame(const Frame& frame, ImDrawList& list, const Plot& plot, const MapView& map,
                const app::MapCell& cell, ImU32 colour, float width) {
  const ImVec2 low = place_px(plot, cell.x - map.x.cell * 0.5, cell.y - map.y.cell * 0.5);
  const ImVec2 high = place_px(plot, cell.x + map.x.cell * 0.5, cell.y + map.y.cell * 0.5);
  const Rect box{{low.x - 1.0F, high.y - 1.0F}, {high.x + 1.0F, low.y + 1.0F}};
  list.AddRect(box.min, box.max, frame.theme.colour.panel, 0.0F, 0, width + 1.5F);
  list.AddRect(box.min, box.max, colour, 0.0F, 0, width);
}

ImU32 compared_colour(const Theme& theme, const app::MapCell& cell) {
  app::figure::Ink ink{app::figure::Role::run};
  ink.number = static_cast<int>(cell.number);
  return ink_colour(theme, ink);
}

}  // namespace

ImVec2 place_px(const Plot& plot, double x, double y) {
  return {plot.area.min.x + static_cast<float>(plot.x.share_of_unit(x)) * plot.area.width(),
          plot.area.max.y - static_cast<float>(plot.y.share_of_unit(y)) * plot.area.height()};
}

void draw_map_marks(Frame& frame, ImDrawList& list, const Plot& plot, const MapView& map) {
  draw_theory(frame, list, plot, map);
  draw_lines(frame, list, plot, map);
  draw_ring(frame, list, plot, map);
  for (const app::MapCell& cell : map.compared)
    draw_frame(frame, list, plot, map, cell, compared_colour(frame.theme, cell), 2.5F);
  if (map.pointed) draw_frame(frame, list, plot, map, *map.pointed, frame.theme.colour.text, 1.5F);
}

void draw_cell_curves(const Frame& frame, ImDrawList& list, const Rect& area,
                      std::span<const app::MapCell> cells) {
  const Theme& theme = frame.theme;
  list.AddRectFilled(area.min, area.max, faded(theme.colour.control, 0.6F), 3.0F);
  Extent extent(true);
  std::size_t points = 0;
  for (const app::MapCell& cell : cells) {
    for (const double cost : cell.costs) extent.add(cost);
    points = std::max(points, cell.costs.size());
  }
  if (extent.empty() || points < 2) return;
  Plot plot{{{area.min.x + 2.0F, area.min.y + 3.0F}, {area.max.x - 2.0F, area.max.y - 3.0F}},
            {0.0, static_cast<double>(points - 1)},
            extent.axis(0.3)};
  for (const app::MapCell& cell : cells) {
    const ImU32 colour = cells.size() > 1 ? compared_colour(theme, cell) : theme.colour.forward;
    Polyline line(list, plot, {colour, 1.5F});
    for (std::size_t i = 0; i < cell.costs.size(); ++i)
      line.add(static_cast<double>(i), cell.costs[i]);
  }
}

float compared_height(const Frame& frame, const MapView& map) {
  if (map.compared.empty()) return 0.0F;
  constexpr float kPicture = 66.0F;
  const float line = frame.theme.metric.small_px + 6.0F;
  return std::max(kPicture, line * static_cast<float>(map.compared.size())) + 6.0F;
}

void draw_compared(Frame& frame, const MapView& map, const Rect& area) {
  if (map.compared.empty()) return;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float picture = std::min(200.0F, area.width() * 0.32F);
  draw_cell_curves(frame, list, {area.min, {area.min.x + picture, area.max.y - 6.0F}},
                   map.compared);
  constexpr float kSwatch = 12.0F, kClear = 58.0F;
  const float line = theme.metric.small_px + 6.0F;
  const float left = area.min.x + picture + 10.0F;
  float y = area.min.y;
  for (const app::MapCell& cell : map.compared) {
    list.AddRectFilled({left, y + 3.0F}, {left + kSwatch - 3.0F, y + kSwatch},
                       compared_colour(theme, cell));
    // Longer than a Text may be.
    std::string said;
    const auto add = [&](const Text& part) {
      said += (said.empty() ? "" : " · ") + std::string(part.view());
    };
    add(field_title(map.x.path) + " " + cell_value(map.x, cell.x_text));
    add(field_title(map.y.path) + " " + cell_value(map.y, cell.y_text));
    if (cell.known) add(measured(map.study.measure, cell.value));
    if (cell.known && !document::is_of_start(map.study.measure)) add(verdict_of(cell.result));
    const float right = &cell == &map.compared.front() ? area.max.x - kClear - 6.0F : area.max.x;
    draw_text(list, theme.fonts.small, {left + kSwatch + 4.0F, y}, theme.colour.text_soft, said,
              right - left - kSwatch - 4.0F);
    const Text id = Text("map-compared-") + count(static_cast<std::int64_t>(cell.number));
    register_widget(frame, id.view(), say::map::compared(), "text", said,
                    {{left, y}, {right, y + line}});
    y += line;
  }
  ImGui::SetCursorScreenPos({area.max.x - kClear, area.min.y - 2.0F});
  if (text_button(frame,
                  {"map-compare-none", say::map::compare_none(), say::map::compare_none_tip()},
                  {kClear, line + 2.0F}, Weight::quiet))
    frame.actions.push_back(app::CompareOnMap{});
}

Text cell_value(const MapSideView& side, const std::string& text) {
  const double value = std::strtod(text.c_str(), nullptr);
  if (!side.names.empty() || value == std::floor(value)) return text.c_str();
  const double apart = side.view.logarithmic ? side.cell * std::log(10.0)
                                             : side.cell / std::max(std::fabs(value), 1e-300);
  return trimmed(value, std::clamp(static_cast<int>(std::ceil(-std::log10(apart))) + 2, 3, 17));
}

}  // namespace isobath::ui
