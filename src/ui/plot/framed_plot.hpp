// SPDX-License-Identifier: MIT
// The frame around a plot: room for the labels of its axes, ticks, a legend, and what the pointer
// says upon it. All plots of the page are framed here.
#pragma once

#include "app/figure/figure.hpp"
#include "ui/frame.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

/// How a plot wants to be framed; room is in logical pixels.
struct Framing {
  bool head = false;      // a row above: the legend, or a title
  bool foot = true;       // a row below: the labels of x
  float gap_px = 4.0F;    // between these and the area
  float right_px = 4.0F;  // to the right of the area
  float left_px = 34.0F;  // to its left at least, where labels are no wider
  float tick_height_px = 32.0F, tick_width_px = 70.0F;  // for each label of y and of x
  int most_y = 7, most_x = 6;                           // labels
};

struct FramedPlot {
  Plot plot;
  Ticks x_ticks, y_ticks;
  Rect head;  // the row above
  /// Is there room for a plot at all?
  bool fits() const { return plot.area.height() >= 20.0F && plot.area.width() >= 40.0F; }
};

/// A row of small text and what is between it and the area.
float tick_row(const Theme& theme);
/// Room that the labels of y take beside the area.
float tick_room(const Theme& theme, const Ticks& ticks);
/// As many as fit into a height.
Ticks y_ticks(const Axis& axis, float height_px, const Framing& framing);

/// Within `whole`. Other ticks may be put in place of the given ones before the axes are drawn;
/// `given` ones replace those that are made for y, whose labels make the room on the left.
FramedPlot frame_plot(const Theme& theme, const Axis& x, const Axis& y, const Rect& whole,
                      const Framing& framing, const Ticks* given = nullptr);

/// Grid, labels and the name of x, if it has one, to the left of its first number.
void draw_axes(ImDrawList& list, const Theme& theme, const FramedPlot& framed,
               std::string_view x_name = {});

/// A piece of a line as legends have it, to the right of `from`.
void draw_sample(ImDrawList& list, ImVec2 from, float length_px, const Stroke& stroke);
/// A sample of a line and what it is, from the left; what has no room is left out. Returns where
/// the next one begins.
float legend_entry(ImDrawList& list, const Theme& theme, ImVec2 at, float right, ImU32 colour,
                   std::string_view text);
/// Of all series that have words for it, the one on top first.
void draw_legend(ImDrawList& list, const Theme& theme, const app::figure::Figure& figure,
                 const Rect& row);

/// The plot's area as an item that can be hovered and pressed, told with the figure in words.
/// Returns whether it was pressed.
struct PlotItem {
  const char* id;
  std::string_view label;
  std::string_view value;
};
bool plot_item(Frame& frame, const PlotItem& item, const Rect& area,
               const app::figure::Figure& figure);
/// What plot_item() registers, for plots whose items are others; whether it was.
bool register_plot(Frame& frame, const PlotItem& item, const Rect& area,
                   const app::figure::Figure& figure);

/// A line upwards through the area.
void draw_upright(ImDrawList& list, const Plot& plot, float x, ImU32 colour, float width_px = 1.0F);
/// A dot on a line at a value, held to the area; nothing where it has no place.
void draw_value_dot(ImDrawList& list, const Theme& theme, const Plot& plot, float x, double value,
                    ImU32 colour);

}  // namespace isobath::ui
