// SPDX-License-Identifier: MIT
// Axes, lines and markers on an ImDrawList, for values of any size: logarithmic axes carry log10 of
// the value, so that 1e-300 and 1e300 stand on one picture; what is not finite is a gap.
#pragma once

#include <imgui.h>

#include <array>
#include <cmath>
#include <cstddef>

#include "ui/layout.hpp"
#include "ui/text/format.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// `lowest` and `highest` are values, or log10 of them where logarithmic.
struct Axis {
  double lowest = 0.0;
  double highest = 1.0;
  bool logarithmic = false;

  /// A value's place: 0 … 1 within the axis; NaN where it has none (NaN; 0 or less on a logarithmic
  /// axis).
  double share(double value) const {
    if (logarithmic && !(value > 0.0)) return std::nan("");
    const double at = logarithmic ? std::log10(value) : value;
    return (at - lowest) / (highest - lowest);
  }
};

/// Gathers values and makes an axis around them.
class Extent {
 public:
  explicit Extent(bool logarithmic) : logarithmic_(logarithmic) {}
  /// Ignores what is not finite, and 0 and less if logarithmic.
  void add(double value);
  bool empty() const { return lowest_ > highest_; }
  /// At least `least_span` long (in decades if logarithmic) and, if logarithmic, ending on whole
  /// decades, or on 1, 2 and 5 times one where it is short; [0, 1] or 0.1 … 10 if nothing was
  /// added.
  Axis axis(double least_span) const;

 private:
  bool logarithmic_;
  double lowest_ = 1.0, highest_ = -1.0;  // empty while in this order
};

struct Tick {
  double value = 0.0;  // in the axis' unit
  Text label;          // empty: a minor one
};

struct Ticks {
  std::array<Tick, 48> tick;
  std::size_t size = 0;
  const Tick* begin() const { return tick.data(); }
  const Tick* end() const { return tick.data() + size; }
};

/// About `wanted` labelled ticks at round values. Logarithmic axes have them at powers of ten, and
/// at 2 and 5 between where the axis is short.
Ticks make_ticks(const Axis& axis, int wanted);

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
/// lies beyond the area is cut off there.
class Polyline {
 public:
  Polyline(ImDrawList& list, const Plot& plot, const Stroke& stroke);
  ~Polyline();
  Polyline(const Polyline&) = delete;
  Polyline& operator=(const Polyline&) = delete;
  void add(double x, double y);

 private:
  void end_stretch();

  ImDrawList& list_;
  const Plot& plot_;
  Stroke stroke_;
  ImVec2 last_{};
  int length_ = 0;  // points of the stretch
};

/// Marks for what no line can show: at the upper edge a filled flag for NaN or Inf, at the lower
/// edge a hollow one for zero.
void draw_non_finite_mark(ImDrawList& list, const Theme& theme, const Plot& plot, double x,
                          float half_px);
void draw_zero_mark(ImDrawList& list, const Plot& plot, double x, float half_px, ImU32 colour);

}  // namespace isobath::ui
