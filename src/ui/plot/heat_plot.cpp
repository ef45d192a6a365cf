// SPDX-License-Identifier: MIT
// Heat maps by their pictures, colour bars by vertices between the scale's stops.
#include "ui/plot/heat_plot.hpp"

#include <algorithm>
#include <cmath>

#include "ui/controls/controls.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/palette.hpp"
#include "words/words.hpp"

namespace isobath::ui {
namespace {

using app::figure::HeatMap;

constexpr float kBar_px = 12.0F;     // thickness
constexpr float kBetween_px = 6.0F;  // to its labels
constexpr words::Later kNotFinite = "NaN";

ImVec2 on_screen(const Plot& plot, double x, double y) {
  const auto across = static_cast<float>(plot.x.share_of_unit(x));
  const auto up = static_cast<float>(plot.y.share_of_unit(y));
  return {plot.area.min.x + across * plot.area.width(), plot.area.max.y - up * plot.area.height()};
}

Rect place_of(const Plot& plot, const HeatMap& map) {
  const ImVec2 low = on_screen(plot, map.least.x, map.least.y);
  const ImVec2 high = on_screen(plot, map.most.x, map.most.y);
  return {{low.x, high.y}, {high.x, low.y}};
}

Ticks bar_ticks(const HeatMap& map, float length_px) {
  return make_ticks(map.value, std::clamp(static_cast<int>(length_px / 32.0F), 1, 6));
}

const palette::Stops& stops_of(const Theme& theme, const HeatMap& map) {
  return map.scale == HeatMap::Scale::sequential ? palette::sequential_stops(theme.dark)
                                                 : palette::diverging_stops(theme.dark);
}

/// Fades from stop to stop, as the map does.
void draw_scale(ImDrawList& list, const Rect& bar, bool upright, const palette::Stops& stops) {
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const auto last = static_cast<float>(stops.size() - 1);
  const auto stretches = static_cast<int>(stops.size()) - 1;
  list.PrimReserve(6 * stretches, 2 * (stretches + 1));
  const auto first = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (std::size_t i = 0; i < stops.size(); ++i) {
    const float share = static_cast<float>(i) / last;
    const ImU32 colour = palette::pack(stops[i]);
    const float x = bar.min.x + share * bar.width(), y = bar.max.y - share * bar.height();
    list.PrimWriteVtx(upright ? ImVec2(bar.min.x, y) : ImVec2(x, bar.min.y), white, colour);
    list.PrimWriteVtx(upright ? ImVec2(bar.max.x, y) : ImVec2(x, bar.max.y), white, colour);
  }
  for (int i = 0; i < stretches; ++i)
    for (const int corner : {0, 2, 3, 0, 3, 1})
      list.PrimWriteIdx(static_cast<ImDrawIdx>(first + static_cast<ImDrawIdx>(2 * i + corner)));
}

void label_upright(ImDrawList& list, const Theme& theme, const Rect& bar, const HeatMap& map) {
  for (const Tick& tick : bar_ticks(map, bar.height())) {
    const auto share = static_cast<float>(map.value.share_of_unit(tick.value));
    const float y = std::round(bar.max.y - share * bar.height());
    list.AddLine({bar.max.x, y}, {bar.max.x + 3.0F, y}, theme.colour.grid_strong);
    const ImVec2 size = text_size(theme.fonts.small, tick.label.view());
    const float top =
        std::max(std::min(y - size.y * 0.5F, bar.max.y - size.y + 2.0F), bar.min.y - 2.0F);
    draw_text(list, theme.fonts.small, {bar.max.x + kBetween_px, top}, theme.colour.text_faint,
              tick.label.view());
  }
}

void label_lying(ImDrawList& list, const Theme& theme, const Rect& bar, const HeatMap& map) {
  Plot plot;
  plot.area = bar;
  plot.x = map.value;
  draw_x_axis(list, theme, plot, bar_ticks(map, bar.width() * 0.5F));
}

}  // namespace

void draw_heat_map(Frame& frame, ImDrawList& list, const Plot& plot, std::string_view id,
                   const HeatMap& map) {
  const Rect place = place_of(plot, map);
  list.PushClipRect(plot.area.min, plot.area.max, true);
  list.AddRectFilled(plot.area.min, plot.area.max, frame.theme.colour.control);
  // As fine as it is drawn where all of it is in view; no finer where it is stretched.
  const ImVec2 size{std::ceil(std::min(place.width(), plot.area.width())),
                    std::ceil(std::min(place.height(), plot.area.height()))};
  const ImTextureID picture = map.empty() ? ImTextureID{} : frame.pictures.heat_map(id, map, size);
  if (picture != ImTextureID{}) list.AddImage(picture, place.min, place.max);
  list.PopClipRect();
}

std::optional<Cell> cell_at(const Plot& plot, const HeatMap& map, ImVec2 at) {
  const Rect place = place_of(plot, map);
  if (map.empty() || !plot.area.contains(at) || !place.contains(at)) return std::nullopt;
  const auto index = [](float from, float length, float where, int count) {
    const auto share = static_cast<double>(where - from) / static_cast<double>(length);
    return std::clamp(static_cast<int>(share * count), 0, count - 1);
  };
  return Cell{index(place.min.x, place.width(), at.x, map.columns),
              index(place.min.y, place.height(), at.y, map.rows)};
}

Rect cell_rect(const Plot& plot, const HeatMap& map, Cell cell) {
  const Rect place = place_of(plot, map);
  const float width = place.width() / static_cast<float>(map.columns);
  const float height = place.height() / static_cast<float>(map.rows);
  const float x = place.min.x + static_cast<float>(cell.column) * width;
  const float y = place.min.y + static_cast<float>(cell.row) * height;
  return {{x, y}, {x + width, y + height}};
}

float colour_bar_width(const Theme& theme, const HeatMap& map, float height_px,
                       bool with_not_finite) {
  const float word = with_not_finite ? text_size(theme.fonts.small, kNotFinite).x : 0.0F;
  return kBar_px + kBetween_px + std::max(word, tick_width(theme, bar_ticks(map, height_px))) +
         2.0F;
}

void draw_colour_bar(ImDrawList& list, const Theme& theme, const Rect& room, const HeatMap& map,
                     bool with_not_finite) {
  if (map.scale == HeatMap::Scale::classes) return;
  const bool upright = room.height() > room.width();
  Rect bar = room;
  if (upright) {
    bar.max.x = bar.min.x + kBar_px;
    if (with_not_finite) bar.min.y += kBar_px + kBetween_px;
  } else {
    bar.max.y = std::min(bar.max.y, bar.min.y + kBar_px);
    if (with_not_finite) bar.max.x -= kBar_px + kBetween_px;
  }
  if (bar.width() < 2.0F || bar.height() < 2.0F) return;
  draw_scale(list, bar, upright, stops_of(theme, map));
  list.AddRect(bar.min, bar.max, theme.colour.grid_strong);
  if (upright)
    label_upright(list, theme, bar, map);
  else
    label_lying(list, theme, bar, map);
  if (!with_not_finite) return;
  const Rect sample =
      upright ? Rect{room.min, {room.min.x + kBar_px, room.min.y + kBar_px}}
              : Rect{{room.max.x - kBar_px, room.min.y}, {room.max.x, room.min.y + kBar_px}};
  list.AddRectFilled(sample.min, sample.max, theme.colour.non_finite);
  if (upright)
    draw_text(list, theme.fonts.small,
              {sample.max.x + kBetween_px, sample.centre().y - theme.metric.small_px * 0.5F},
              theme.colour.text_faint, kNotFinite);
}

}  // namespace isobath::ui
