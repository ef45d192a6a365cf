// SPDX-License-Identifier: MIT
// Lines, dots, bars, stems, bands and marks.
#include "ui/plot/figure_plot.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "app/figure/band.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/contour_lines.hpp"
#include "ui/plot/roles.hpp"

namespace isobath::ui {
namespace {

using app::figure::Mark;
using app::figure::Series;

void draw_line(ImDrawList& list, const Theme& theme, const Plot& plot, const Series& series) {
  Polyline line(list, plot,
                {ink_colour(theme, series.ink), series.width_px, series.dot_px, series.dashed});
  for (std::size_t i = 0; i < series.x.size(); ++i) line.add(series.x[i], series.y[i]);
}

void draw_dots(ImDrawList& list, const Theme& theme, const Plot& plot, const Series& series) {
  const ImU32 colour = ink_colour(theme, series.ink);
  const Dot dot = series.hollow ? Dot::small_ring : Dot::small;
  list.PushClipRect(plot.area.min, plot.area.max, true);
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    const ImVec2 at{plot.x_px(series.x[i]), plot.y_px(series.y[i])};
    if (std::isfinite(at.x) && std::isfinite(at.y))
      draw_dot(list, theme.fonts.dots, dot, at, colour);
  }
  list.PopClipRect();
}

void draw_bars(ImDrawList& list, const Theme& theme, const Plot& plot, const Series& series) {
  const ImU32 colour = ink_colour(theme, series.ink);
  const float half = bar_width(plot, series) * 0.5F;
  const float rounding = half > 3.0F ? 2.0F : 0.0F;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    const float x = plot.x_px(series.x[i]);
    // What is not finite is as high as the plot; what lies below it can still be seen.
    const double value = series.y[i];
    const float top = !std::isfinite(value)                ? plot.area.min.y
                      : std::isfinite(plot.y.share(value)) ? plot.y_within(value)
                                                           : plot.area.max.y;
    list.AddRectFilled({x - half, std::min(top, plot.area.max.y - 2.0F)},
                       {x + half, plot.area.max.y}, colour, rounding);
  }
}

void draw_stems(ImDrawList& list, const Theme& theme, const Plot& plot, const Series& series) {
  const ImU32 colour = ink_colour(theme, series.ink);
  list.PushClipRect(plot.area.min, plot.area.max, true);
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    const float x = plot.x_px(series.x[i]);
    const float from = plot.y_px(series.from[i]), to = plot.y_px(series.y[i]);
    if (std::isfinite(x) && std::isfinite(from) && std::isfinite(to))
      list.AddLine({x, from}, {x, to}, colour, series.width_px);
  }
  list.PopClipRect();
}

/// Upon the curves, for it stands where they may go.
void draw_level_word(ImDrawList& list, const Theme& theme, const Plot& plot, const Mark& mark) {
  const ImVec2 size = text_size(theme.fonts.small, mark.name.view());
  const float y = plot.y_px(mark.y);
  // Below the line where it lies high, for the curve comes from above there.
  const float top = plot.y.share(mark.y) > 0.8 ? y + 3.0F : y - size.y - 3.0F;
  const float left = plot.area.max.x - size.x - 4.0F;
  list.AddRectFilled({left - 4.0F, top}, {plot.area.max.x, top + size.y},
                     faded(theme.colour.panel, 0.8F), 3.0F);
  draw_text(list, theme.fonts.small, {left, top}, theme.colour.text_soft, mark.name.view());
}

void draw_instant(ImDrawList& list, const Theme& theme, const Plot& plot, const Mark& mark) {
  const float x = plot.x_within(mark.x);
  const ImU32 colour = ink_colour(theme, mark.ink);
  const Rect& area = plot.area;
  const bool playhead = mark.kind == Mark::Kind::playhead;
  if (playhead) list.AddRectFilled({x, area.min.y}, area.max, faded(theme.colour.panel, 0.45F));
  list.AddLine({x, area.min.y}, {x, area.max.y}, colour, mark.width_px);
  if (playhead)
    list.AddTriangleFilled({x - 5.0F, area.min.y}, {x + 5.0F, area.min.y}, {x, area.min.y + 6.0F},
                           colour);
  if (!mark.shown) return;
  const float width = text_size(theme.fonts.label, mark.name.view()).x + 8.0F;
  const float left =
      std::clamp(x - width * 0.5F, area.min.x, std::max(area.min.x, area.max.x - width));
  const Rect box{{left, area.min.y + 4.0F}, {left + width, area.min.y + 21.0F}};
  list.AddRectFilled(box.min, box.max, colour, 3.0F);
  draw_text_in(list, theme.fonts.label, box, {0.5F, 0.5F}, IM_COL32_WHITE, mark.name.view());
}

void draw_cross(ImDrawList& list, const Theme& theme, const Plot& plot, const Mark& mark) {
  constexpr float kHalf = 3.5F;
  const ImVec2 at{plot.x_within(mark.x), plot.y_within(mark.y)};
  if (!std::isfinite(at.x) || !std::isfinite(at.y)) return;
  const ImU32 colour = ink_colour(theme, mark.ink);
  list.AddLine({at.x - kHalf, at.y - kHalf}, {at.x + kHalf, at.y + kHalf}, colour, 1.8F);
  list.AddLine({at.x - kHalf, at.y + kHalf}, {at.x + kHalf, at.y - kHalf}, colour, 1.8F);
}

void draw_point(ImDrawList& list, const Theme& theme, const Plot& plot, const Mark& mark) {
  const ImVec2 at{plot.x_within(mark.x), plot.y_within(mark.y)};
  if (!std::isfinite(at.x) || !std::isfinite(at.y)) return;
  list.AddCircleFilled(at, mark.width_px, theme.colour.panel);
  list.AddCircleFilled(at, mark.width_px - 1.5F, ink_colour(theme, mark.ink));
}

}  // namespace

float bar_width(const Plot& plot, const Series& bars) {
  constexpr float kMost = 34.0F;
  const auto width = static_cast<float>(bars.breadth / plot.x.span()) * plot.area.width();
  return std::clamp(width, 1.0F, kMost);
}

void draw_series(ImDrawList& list, const Theme& theme, const Plot& plot, const Series& series) {
  switch (series.kind) {
    case Series::Kind::line:
      return draw_line(list, theme, plot, series);
    case Series::Kind::dots:
      return draw_dots(list, theme, plot, series);
    case Series::Kind::bars:
      return draw_bars(list, theme, plot, series);
    case Series::Kind::stems:
      return draw_stems(list, theme, plot, series);
  }
}

void draw_band(ImDrawList& list, const Theme& theme, const Plot& plot,
               const app::figure::Band& band) {
  const ImU32 colour = ink_colour(theme, band.ink);
  const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
  const Rect& area = plot.area;
  const auto at = [&](double x, double y) {
    return ImVec2(area.min.x + static_cast<float>(x) * area.width(),
                  area.max.y - static_cast<float>(y) * area.height());
  };
  std::optional<app::figure::BandEdge> before;
  list.PushClipRect(area.min, area.max, true);
  for (std::size_t i = 0; i < band.x.size(); ++i) {
    const auto edge = app::figure::band_edge(band, i, plot.x, plot.y);
    if (edge && before) {
      list.PrimReserve(6, 4);
      list.PrimQuadUV(at(before->x, before->high), at(edge->x, edge->high), at(edge->x, edge->low),
                      at(before->x, before->low), white, white, white, white, colour);
    }
    before = edge;
  }
  list.PopClipRect();
}

std::optional<std::size_t> dot_at(const Plot& plot, const Series& series, ImVec2 at,
                                  float& distance2_px) {
  std::optional<std::size_t> nearest;
  for (std::size_t i = 0; i < series.x.size(); ++i) {
    const float x = plot.x_px(series.x[i]) - at.x, y = plot.y_px(series.y[i]) - at.y;
    if (!(x * x + y * y < distance2_px)) continue;
    distance2_px = x * x + y * y;
    nearest = i;
  }
  return nearest;
}

void draw_levels(ImDrawList& list, const Theme& theme, const Plot& plot,
                 const app::figure::Figure& figure) {
  for (const Mark& mark : figure.marks) {
    if (mark.kind != Mark::Kind::level) continue;
    Polyline line(list, plot, {ink_colour(theme, mark.ink), mark.width_px, 0.0F, mark.dashed});
    for (const double share : {0.0, 1.0}) line.add(plot.x.value_at(share), mark.y);
  }
}

void draw_marks(ImDrawList& list, const Theme& theme, const Plot& plot,
                const app::figure::Figure& figure) {
  for (const Mark& mark : figure.marks) {
    switch (mark.kind) {
      case Mark::Kind::level:
        if (mark.shown) draw_level_word(list, theme, plot, mark);
        break;
      case Mark::Kind::instant:
      case Mark::Kind::playhead:
        draw_instant(list, theme, plot, mark);
        break;
      case Mark::Kind::cross:
        draw_cross(list, theme, plot, mark);
        break;
      case Mark::Kind::point:
        draw_point(list, theme, plot, mark);
        break;
      case Mark::Kind::not_finite:
        draw_non_finite_mark(list, theme, plot, mark.x, mark.width_px);
        break;
    }
  }
}

void draw_figure(ImDrawList& list, const Theme& theme, const Plot& plot,
                 const app::figure::Figure& figure) {
  for (const app::figure::Band& band : figure.bands) draw_band(list, theme, plot, band);
  draw_contours(list, theme, plot, figure);
  draw_levels(list, theme, plot, figure);
  for (const Series& series : figure.series) draw_series(list, theme, plot, series);
  draw_marks(list, theme, plot, figure);
}

}  // namespace isobath::ui
