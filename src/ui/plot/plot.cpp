// SPDX-License-Identifier: MIT
// Ticks at round numbers, and the drawing of axes, lines and marks.
#include "ui/plot/plot.hpp"

#include <imgui_internal.h>

#include <algorithm>

#include "ui/controls/controls.hpp"
#include "ui/plot/thin_line.hpp"

namespace isobath::ui {
namespace {

void push(Ticks& ticks, double value, const Text& label) {
  if (ticks.size < ticks.tick.size()) ticks.tick[ticks.size++] = {value, label};
}

/// 1, 2 or 5 times a power of ten, at least `raw`.
double round_step(double raw) {
  const double power = std::pow(10.0, std::floor(std::log10(raw)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (raw <= factor * power * 1.000001) return factor * power;
  return 10.0 * power;
}

/// The next log10 of 1, 2 or 5 times a power of ten at or below `at`; mirrored it is the next
/// above, for 1/2 and 1/5 are 5 and 2 of the decade below.
double round_below(double at) {
  const double decade = std::floor(at + 1e-9);
  for (const double factor : {5.0, 2.0})
    if (decade + std::log10(factor) <= at + 1e-9) return decade + std::log10(factor);
  return decade;
}

Ticks decades(const Axis& axis, int wanted) {
  Ticks ticks;
  const double span = axis.highest - axis.lowest;
  int step = 1;
  for (const int candidate : {1, 2, 3, 5, 10, 20, 50, 100})
    if (step = candidate; span / candidate <= wanted) break;
  const int first = static_cast<int>(std::floor(axis.lowest + 1e-9));
  const int last = static_cast<int>(std::floor(axis.highest + 1e-9));
  for (int decade = first; decade <= last; ++decade) {
    const bool labelled = decade % step == 0;
    if (decade >= axis.lowest - 1e-9 && (labelled || span <= 16.0))
      push(ticks, decade, labelled ? power_of_ten(decade) : Text());
    if (span > 3.5) continue;
    for (const double factor : {2.0, 5.0}) {
      const double at = decade + std::log10(factor);
      if (at < axis.lowest - 1e-9 || at > axis.highest + 1e-9) continue;
      const bool short_axis = span <= 1.6;
      push(ticks, at, short_axis ? trimmed(factor * std::pow(10.0, decade), 1) : Text());
    }
  }
  return ticks;
}

}  // namespace

void Extent::add(double value) {
  if (!std::isfinite(value) || (logarithmic_ && value <= 0.0)) return;
  if (empty()) {
    lowest_ = highest_ = value;
  } else {
    lowest_ = std::min(lowest_, value);
    highest_ = std::max(highest_, value);
  }
}

Axis Extent::axis(double least_span) const {
  if (empty()) return {logarithmic_ ? -1.0 : 0.0, 1.0, logarithmic_};
  if (logarithmic_) {
    const double lowest = std::log10(lowest_), highest = std::log10(highest_);
    double low = lowest, high = highest;
    const bool decades = high - low > 1.5 || least_span > 1.5;
    low = decades ? std::floor(low + 1e-9) : round_below(low);
    high = decades ? std::ceil(high - 1e-9) : -round_below(-high);
    while (high - low < least_span - 1e-9) {
      // Grow on the side where the values are nearer to the edge.
      if (highest - low > high - lowest)
        high = -round_below(-high - 0.1);
      else
        low = round_below(low - 0.1);
    }
    return {low, high, true};
  }
  const double low = lowest_, high = highest_;
  const double missing = std::max(0.0, least_span - (high - low)) * 0.5;
  const double margin = (high - low) * 0.05 + missing;
  // A cost that never falls below 0 is drawn from 0 where that costs little room.
  const bool from_zero = low >= 0.0 && low < (high - low) * 0.6;
  return {from_zero ? 0.0 : low - margin, high + margin, false};
}

Ticks make_ticks(const Axis& axis, int wanted) {
  if (axis.logarithmic) return decades(axis, wanted);
  Ticks ticks;
  const double span = axis.highest - axis.lowest;
  if (!(span > 0.0) || !std::isfinite(span)) return ticks;
  const double step = round_step(span / std::max(1, wanted));
  for (double i = std::ceil(axis.lowest / step - 1e-9); i * step <= axis.highest + step * 1e-9;
       ++i) {
    if (ticks.size >= ticks.tick.size()) break;
    const double value = i * step;
    const bool whole = step >= 1.0 && std::fabs(value) < 1e15;
    push(ticks, value,
         whole ? count(static_cast<std::int64_t>(std::llround(value))) : trimmed(value, 3));
  }
  return ticks;
}

float tick_width(const Theme& theme, const Ticks& ticks) {
  float width = 0.0F;
  for (const Tick& tick : ticks)
    width = std::max(width, text_size(theme.fonts.small, tick.label.view()).x);
  return width;
}

void draw_y_axis(ImDrawList& list, const Theme& theme, const Plot& plot, const Ticks& ticks) {
  const Rect& area = plot.area;
  for (const Tick& tick : ticks) {
    const double share = (tick.value - plot.y.lowest) / (plot.y.highest - plot.y.lowest);
    const float y = std::round(area.max.y - static_cast<float>(share) * area.height());
    const ImU32 colour = tick.label.empty() ? faded(theme.colour.grid, 0.6F) : theme.colour.grid;
    list.AddLine({area.min.x, y}, {area.max.x, y}, colour, 1.0F);
    if (tick.label.empty()) continue;
    const ImVec2 size = text_size(theme.fonts.small, tick.label.view());
    draw_text(list, theme.fonts.small, {area.min.x - size.x - 6.0F, y - size.y * 0.5F},
              theme.colour.text_faint, tick.label.view());
  }
  list.AddLine(area.min, {area.min.x, area.max.y}, theme.colour.grid_strong, 1.0F);
}

void draw_x_axis(ImDrawList& list, const Theme& theme, const Plot& plot, const Ticks& ticks) {
  const Rect& area = plot.area;
  float free_from = -1e9F;
  for (const Tick& tick : ticks) {
    const double share = (tick.value - plot.x.lowest) / (plot.x.highest - plot.x.lowest);
    const float x = std::round(area.min.x + static_cast<float>(share) * area.width());
    list.AddLine({x, area.max.y}, {x, area.max.y + 4.0F}, theme.colour.grid_strong, 1.0F);
    const float width = text_size(theme.fonts.small, tick.label.view()).x;
    const float left = std::min(x - width * 0.5F, area.max.x + 4.0F - width);
    if (left < free_from) continue;
    draw_text(list, theme.fonts.small, {left, area.max.y + 5.0F}, theme.colour.text_faint,
              tick.label.view());
    free_from = left + width + 6.0F;
  }
  list.AddLine({area.min.x, area.max.y}, area.max, theme.colour.grid_strong, 1.0F);
}

Polyline::Polyline(ImDrawList& list, const Plot& plot, const Stroke& stroke)
    : list_(list), plot_(plot), stroke_(stroke) {
  list_.PushClipRect({plot.area.min.x - 5.0F, plot.area.min.y - 5.0F},
                     {plot.area.max.x + 5.0F, plot.area.max.y + 5.0F}, true);
}

Polyline::~Polyline() {
  end_stretch();
  list_.PopClipRect();
}

void Polyline::add(double x, double y) {
  const double share = plot_.y.share(y);
  if (!std::isfinite(share)) {
    end_stretch();
    return;
  }
  // Far beyond the area a float coordinate would lose the slope; twenty heights are enough.
  const float at =
      plot_.area.max.y - static_cast<float>(std::clamp(share, -20.0, 20.0)) * plot_.area.height();
  const ImVec2 point{plot_.x_px(x), at};
  if (stroke_.dashed) {
    if (length_ > 0) {
      const ImVec2 d{point.x - last_.x, point.y - last_.y};
      const float length = std::sqrt(d.x * d.x + d.y * d.y);
      constexpr float kDash = 4.0F, kPeriod = 7.0F;
      const int dashes = std::min(200, static_cast<int>(length / kPeriod) + 1);
      for (int i = 0; i < dashes && length > 0.0F; ++i) {
        const float from = static_cast<float>(i) * kPeriod / length;
        const float to = std::min(1.0F, from + kDash / length);
        draw_thin_line(list_, {last_.x + d.x * from, last_.y + d.y * from},
                       {last_.x + d.x * to, last_.y + d.y * to}, stroke_.colour, stroke_.width_px);
      }
    }
  } else if (stroke_.dot_px > 0.0F) {
    // Circles are drawn through the list's path, so a line with dots is made of single pieces.
    if (length_ > 0) draw_thin_line(list_, last_, point, stroke_.colour, stroke_.width_px);
    list_.AddCircleFilled(point, stroke_.dot_px, stroke_.colour);
  } else {
    list_.PathLineTo(point);
  }
  last_ = point;
  ++length_;
}

void Polyline::end_stretch() {
  if (!stroke_.dashed && stroke_.dot_px <= 0.0F) {
    const ImVector<ImVec2>& path = list_._Path;
    draw_thin_path(list_, {path.begin(), path.end()}, stroke_.colour, stroke_.width_px);
    list_.PathClear();
  }
  // A value between two gaps has no line: a dot keeps it visible.
  if (length_ == 1 && stroke_.dot_px <= 0.0F)
    list_.AddCircleFilled(last_, stroke_.width_px, stroke_.colour);
  length_ = 0;
}

void draw_non_finite_mark(ImDrawList& list, const Theme& theme, const Plot& plot, double x,
                          float half_px) {
  const float at = plot.x_px(x), top = plot.area.min.y;
  list.AddRectFilled({at - half_px, top}, {at + half_px, plot.area.max.y},
                     faded(theme.colour.non_finite, 0.16F));
  list.AddRectFilled({at - half_px, top}, {at + half_px, top + 5.0F}, theme.colour.non_finite);
}

void draw_zero_mark(ImDrawList& list, const Plot& plot, double x, float half_px, ImU32 colour) {
  const float at = plot.x_px(x), bottom = plot.area.max.y;
  const float half = std::clamp(half_px, 1.5F, 5.0F);
  list.AddTriangle({at - half, bottom - 2.0F - 1.5F * half},
                   {at + half, bottom - 2.0F - 1.5F * half}, {at, bottom - 2.0F}, colour, 1.4F);
}

}  // namespace isobath::ui
