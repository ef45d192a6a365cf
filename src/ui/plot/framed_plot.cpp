// SPDX-License-Identifier: MIT
// Margins, ticks, legends and the item that a plot is.
#include "ui/plot/framed_plot.hpp"

#include <algorithm>
#include <cmath>

#include "app/figure/figure_words.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/roles.hpp"

namespace isobath::ui {

float tick_row(const Theme& theme) { return std::round(theme.metric.small_px) + 3.0F; }

float tick_room(const Theme& theme, const Ticks& ticks) { return tick_width(theme, ticks) + 8.0F; }

Ticks y_ticks(const Axis& axis, float height_px, const Framing& framing) {
  const int fit = static_cast<int>(height_px / framing.tick_height_px);
  return make_ticks(axis, std::clamp(fit, std::min(2, framing.most_y), framing.most_y));
}

FramedPlot frame_plot(const Theme& theme, const Axis& x, const Axis& y, const Rect& whole,
                      const Framing& framing, const Ticks* given) {
  FramedPlot framed;
  const float row = tick_row(theme);
  framed.y_ticks = given != nullptr ? *given : y_ticks(y, whole.height(), framing);
  const float left = std::max(framing.left_px, tick_room(theme, framed.y_ticks));
  framed.plot = {{{whole.min.x + left, whole.min.y + (framing.head ? row : 0.0F) + framing.gap_px},
                  {whole.max.x - framing.right_px,
                   whole.max.y - (framing.foot ? row + framing.gap_px : 0.0F)}},
                 x,
                 y};
  framed.head = {whole.min, {whole.max.x, whole.min.y + row}};
  if (!framing.foot) return framed;
  const int fit = static_cast<int>(framed.plot.area.width() / framing.tick_width_px);
  framed.x_ticks = make_ticks(x, std::clamp(fit, 2, framing.most_x));
  return framed;
}

void draw_axes(ImDrawList& list, const Theme& theme, const FramedPlot& framed,
               std::string_view x_name) {
  const Rect& area = framed.plot.area;
  draw_y_axis(list, theme, framed.plot, framed.y_ticks);
  if (framed.x_ticks.size > 0) draw_x_axis(list, theme, framed.plot, framed.x_ticks);
  if (x_name.empty()) return;
  const float left = framed.head.min.x;
  draw_text(list, theme.fonts.small, {left, area.max.y + 5.0F}, theme.colour.text_faint, x_name,
            area.min.x - left - 8.0F);
}

void draw_sample(ImDrawList& list, ImVec2 from, float length_px, const Stroke& stroke) {
  constexpr float kDash = 4.0F, kPeriod = 7.0F;
  const float period = stroke.dashed ? kPeriod : length_px,
              dash = stroke.dashed ? kDash : length_px;
  for (float x = 0.0F; x < length_px; x += period)
    list.AddLine({from.x + x, from.y}, {from.x + std::min(x + dash, length_px), from.y},
                 stroke.colour, stroke.width_px);
}

float legend_entry(ImDrawList& list, const Theme& theme, ImVec2 at, float right, ImU32 colour,
                   std::string_view text) {
  constexpr float kSample = 14.0F, kWords = 20.0F, kBetween = 14.0F;
  const float width = text_size(theme.fonts.small, text).x;
  if (at.x + kWords + width > right) return at.x;
  draw_sample(list, {at.x, at.y + 8.0F}, kSample, {colour, 2.5F});
  draw_text(list, theme.fonts.small, {at.x + kWords, at.y}, theme.colour.text_soft, text);
  return at.x + kWords + width + kBetween;
}

void draw_legend(ImDrawList& list, const Theme& theme, const app::figure::Figure& figure,
                 const Rect& row) {
  ImVec2 at = row.min;
  for (std::size_t i = figure.series.size(); i-- > 0;) {
    const app::figure::Series& series = figure.series[i];
    if (!series.legend.empty())
      at.x = legend_entry(list, theme, at, row.max.x, ink_colour(theme, series.ink),
                          series.legend.view());
  }
}

bool register_plot(Frame& frame, const PlotItem& item, const Rect& area,
                   const app::figure::Figure& figure) {
  if (!frame.widgets_wanted) return false;
  const std::size_t before = frame.widgets.size();
  register_widget(frame, item.id, item.label, "plot", item.value, area);
  if (frame.widgets.size() == before) return false;
  frame.widgets.back().description = app::figure::in_words(figure);
  return true;
}

bool plot_item(Frame& frame, const PlotItem& item, const Rect& area,
               const app::figure::Figure& figure) {
  ImGui::SetCursorScreenPos(area.min);
  const bool pressed = ImGui::InvisibleButton(item.id, area.size(), ImGuiButtonFlags_EnableNav);
  register_plot(frame, item, area, figure);
  return pressed;
}

void draw_upright(ImDrawList& list, const Plot& plot, float x, ImU32 colour, float width_px) {
  list.AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, colour, width_px);
}

void draw_value_dot(ImDrawList& list, const Theme& theme, const Plot& plot, float x, double value,
                    ImU32 colour) {
  if (!std::isfinite(plot.y.share(value))) return;
  const ImVec2 at{x, plot.y_within(value)};
  list.AddCircleFilled(at, 4.0F, colour);
  list.AddCircle(at, 4.5F, theme.colour.panel, 0, 1.5F);
}

}  // namespace isobath::ui
