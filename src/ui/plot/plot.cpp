// SPDX-License-Identifier: MIT
// The drawing of axes, lines and marks.
#include "ui/plot/plot.hpp"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/controls/controls.hpp"
#include "ui/plot/thin_line.hpp"

namespace isobath::ui {

float Plot::x_within(double value) const { return std::clamp(x_px(value), area.min.x, area.max.x); }

float Plot::y_within(double value) const { return std::clamp(y_px(value), area.min.y, area.max.y); }

float tick_width(const Theme& theme, const Ticks& ticks) {
  float width = 0.0F;
  for (const Tick& tick : ticks)
    width = std::max(width, text_size(theme.fonts.small, tick.label.view()).x);
  return width;
}

void draw_y_axis(ImDrawList& list, const Theme& theme, const Plot& plot, const Ticks& ticks) {
  const Rect& area = plot.area;
  for (const Tick& tick : ticks) {
    const auto share = static_cast<float>(plot.y.share_of_unit(tick.value));
    const float y = std::round(area.max.y - share * area.height());
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
    const auto share = static_cast<float>(plot.x.share_of_unit(tick.value));
    const float x = std::round(area.min.x + share * area.width());
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

namespace {

constexpr float kBeyond_px = 5.0F;  // how far lines reach out of the area

}  // namespace

Polyline::Polyline(ImDrawList& list, const Plot& plot, const Stroke& stroke)
    : list_(list),
      plot_(plot),
      stroke_(stroke),
      margin_{static_cast<double>(kBeyond_px / plot.area.width()),
              static_cast<double>(kBeyond_px / plot.area.height())} {
  list_.PushClipRect({plot.area.min.x - kBeyond_px, plot.area.min.y - kBeyond_px},
                     {plot.area.max.x + kBeyond_px, plot.area.max.y + kBeyond_px}, true);
}

Polyline::~Polyline() {
  end_stretch();
  list_.PopClipRect();
}

ImVec2 Polyline::on_screen(const Point& point) const {
  return {plot_.area.min.x + static_cast<float>(point.x) * plot_.area.width(),
          plot_.area.max.y - static_cast<float>(point.y) * plot_.area.height()};
}

bool Polyline::within(const Point& point) const {
  return point.x >= -margin_.x && point.x <= 1.0 + margin_.x && point.y >= -margin_.y &&
         point.y <= 1.0 + margin_.y;
}

bool Polyline::clip(Point& from, Point& to) const {
  const Point way{to.x - from.x, to.y - from.y};
  double first = 0.0, last = 1.0;  // the part of the way that is left
  const auto cut = [&](double at, double along, double lowest, double highest) {
    if (along == 0.0) return at >= lowest && at <= highest;
    double enters = (lowest - at) / along, leaves = (highest - at) / along;
    if (enters > leaves) std::swap(enters, leaves);
    first = std::max(first, enters);
    last = std::min(last, leaves);
    return first < last;
  };
  if (!cut(from.x, way.x, -margin_.x, 1.0 + margin_.x) ||
      !cut(from.y, way.y, -margin_.y, 1.0 + margin_.y))
    return false;
  // Held to the margins once more: of huge ways the sums are not exact.
  const auto along_way = [&](double part) {
    return Point{std::clamp(from.x + part * way.x, -margin_.x, 1.0 + margin_.x),
                 std::clamp(from.y + part * way.y, -margin_.y, 1.0 + margin_.y)};
  };
  to = along_way(last);
  from = along_way(first);
  return true;
}

void Polyline::add(double x, double y) {
  const Point point{plot_.x.share(x), plot_.y.share(y)};
  if (!std::isfinite(point.x) || !std::isfinite(point.y)) {
    end_stretch();
    return;
  }
  if (length_ > 0) add_stretch(point);
  if (stroke_.dot_px > 0.0F && within(point))
    list_.AddCircleFilled(on_screen(point), stroke_.dot_px, stroke_.colour);
  last_ = point;
  ++length_;
}

void Polyline::add_stretch(Point to) {
  Point from = last_;
  const Point end = to;
  if (!clip(from, to)) return draw_path();
  if (stroke_.dashed) {
    draw_dashes(on_screen(from), on_screen(to));
  } else if (stroke_.dot_px > 0.0F) {
    // Circles are drawn through the list's path, so a line with dots is made of single pieces.
    draw_thin_line(list_, on_screen(from), on_screen(to), stroke_.colour, stroke_.width_px);
  } else {
    if (list_._Path.empty()) list_.PathLineTo(on_screen(from));
    list_.PathLineTo(on_screen(to));
    if (!within(end)) draw_path();
  }
}

void Polyline::draw_dashes(ImVec2 from, ImVec2 to) {
  const ImVec2 d{to.x - from.x, to.y - from.y};
  const float length = std::sqrt(d.x * d.x + d.y * d.y);
  constexpr float kDash = 4.0F, kPeriod = 7.0F;
  const int dashes = std::min(400, static_cast<int>(length / kPeriod) + 1);
  for (int i = 0; i < dashes && length > 0.0F; ++i) {
    const float begin = static_cast<float>(i) * kPeriod / length;
    const float end = std::min(1.0F, begin + kDash / length);
    draw_thin_line(list_, {from.x + d.x * begin, from.y + d.y * begin},
                   {from.x + d.x * end, from.y + d.y * end}, stroke_.colour, stroke_.width_px);
  }
}

void Polyline::draw_path() {
  const ImVector<ImVec2>& path = list_._Path;
  draw_thin_path(list_, {path.begin(), path.end()}, stroke_.colour, stroke_.width_px);
  list_.PathClear();
}

void Polyline::end_stretch() {
  draw_path();
  // A value between two gaps has no line: a dot keeps it visible.
  if (length_ == 1 && stroke_.dot_px <= 0.0F && within(last_))
    list_.AddCircleFilled(on_screen(last_), stroke_.width_px, stroke_.colour);
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
