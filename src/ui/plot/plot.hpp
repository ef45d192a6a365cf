// SPDX-License-Identifier: MIT
// A plot on screen: its area, its axes, and what is drawn into it with an ImDrawList. What is not
// finite is a gap.
#pragma once

#include <imgui.h>

#include "app/figure/ticks.hpp"
#include "ui/layout.hpp"
#include "ui/text/format.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

using app::figure::Axis;
using app::figure::Extent;
using app::figure::make_ticks;
using app::figure::Tick;
using app::figure::Ticks;

/// A plot's area on screen.
struct Plot {
  Rect area;
  Axis x, y;

  float x_px(double value) const {
    return area.min.x + static_cast<float>(x.share(value)) * area.width();
  }
  float y_px(double value) const {
    return area.max.y - static_cast<float>(y.share(value)) * area.height();
  }
  /// Held to the area.
  float x_within(double value) const;
  float y_within(double value) const;
  /// The way back: the value at a place on screen.
  double x_at(float px) const { return x.value_at(x_share(px)); }
  double y_at(float px) const { return y.value_at(y_share(px)); }
  double x_share(float px) const {
    return static_cast<double>(px - area.min.x) / static_cast<double>(area.width());
  }
  double y_share(float px) const {
    return static_cast<double>(area.max.y - px) / static_cast<double>(area.height());
  }
};

/// How wide the labels of the y axis are.
float tick_width(const Theme& theme, const Ticks& ticks);

/// Grid and labels: of y on the left of the area, of x below.
void draw_y_axis(ImDrawList& list, const Theme& theme, const Plot& plot, const Ticks& ticks);
void draw_x_axis(ImDrawList& list, const Theme& theme, const Plot& plot, const Ticks& ticks);

struct Stroke {
  ImU32 colour = 0;
  float width_px = 2.0F;
  float dot_px = 0.0F;  // radius of a dot on every point; 0: none
  bool dashed = false;
};

/// A line through points given one after another; a point that is not finite ends the stretch. What
/// lies beyond the area is cut off a little outside of it, so that its slope there is the true one
/// however far it goes.
class Polyline {
 public:
  Polyline(ImDrawList& list, const Plot& plot, const Stroke& stroke);
  ~Polyline();
  Polyline(const Polyline&) = delete;
  Polyline& operator=(const Polyline&) = delete;
  void add(double x, double y);

 private:
  /// In shares of the area, from the lower left.
  struct Point {
    double x = 0.0, y = 0.0;
  };
  ImVec2 on_screen(const Point& point) const;
  bool within(const Point& point) const;
  /// Cuts both ends to the area; false where nothing is left.
  bool clip(Point& from, Point& to) const;
  void add_stretch(Point to);
  void draw_dashes(ImVec2 from, ImVec2 to);
  void draw_path();
  void end_stretch();

  ImDrawList& list_;
  const Plot& plot_;
  Stroke stroke_;
  Point last_;
  Point margin_;    // how far lines reach beyond the area
  int length_ = 0;  // points of the stretch
};

/// Marks for what no line can show: at the upper edge a filled flag for NaN or Inf, at the lower
/// edge a hollow one for zero.
void draw_non_finite_mark(ImDrawList& list, const Theme& theme, const Plot& plot, double x,
                          float half_px);
void draw_zero_mark(ImDrawList& list, const Plot& plot, double x, float half_px, ImU32 colour);

}  // namespace isobath::ui
