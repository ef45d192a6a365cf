// SPDX-License-Identifier: MIT
// Marching squares; where two lines may pass a square, its mean says which way.
#include "app/figure/contours.hpp"

#include <array>
#include <cmath>

#include "app/figure/ticks.hpp"

namespace isobath::app::figure {
namespace {

struct Corner {
  double x = 0.0, y = 0.0;  // in the axes' units
  double above = 0.0;       // the value less the level, in the unit of values
};

/// Where the level is crossed between two corners.
Place crossing(const Corner& a, const Corner& b) {
  const double part = a.above / (a.above - b.above);
  return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
}

bool is_above(const Corner& corner) { return corner.above >= 0.0; }

/// Corners are in their order around the square.
void cross_square(const std::array<Corner, 4>& corners, std::vector<Place>& points) {
  std::array<Place, 4> crossed;
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const Corner &a = corners[i], &b = corners[(i + 1) % 4];
    if (is_above(a) != is_above(b)) crossed[size++] = crossing(a, b);
  }
  if (size == 2) {
    points.insert(points.end(), {crossed[0], crossed[1]});
  } else if (size == 4) {
    double sum = 0.0;
    for (const Corner& corner : corners) sum += corner.above;
    // The crossings lie behind corners 0, 1, 2 and 3: a line cuts off those corners that are not
    // like the middle.
    const bool cuts_first = is_above(corners[0]) != (sum >= 0.0);
    if (cuts_first)
      points.insert(points.end(), {crossed[3], crossed[0], crossed[1], crossed[2]});
    else
      points.insert(points.end(), {crossed[0], crossed[1], crossed[2], crossed[3]});
  }
}

}  // namespace

void trace_contour(const HeatMap& map, double level, Contour& contour) {
  contour.level = level;
  contour.points.clear();
  const double at = map.value.unit(level);
  const double width = (map.most.x - map.least.x) / map.columns;
  const double height = (map.most.y - map.least.y) / map.rows;
  const auto corner = [&](int column, int row) {
    return Corner{map.least.x + (column + 0.5) * width, map.most.y - (row + 0.5) * height,
                  map.value.unit(static_cast<double>(map.at(column, row))) - at};
  };
  for (int row = 0; row + 1 < map.rows; ++row)
    for (int column = 0; column + 1 < map.columns; ++column) {
      const std::array<Corner, 4> corners{corner(column, row), corner(column + 1, row),
                                          corner(column + 1, row + 1), corner(column, row + 1)};
      double sum = 0.0;
      for (const Corner& one : corners) sum += one.above;
      if (std::isfinite(sum)) cross_square(corners, contour.points);
    }
}

void trace_contours(const HeatMap& map, int wanted, Reused<Contour>& contours) {
  contours.clear();
  if (map.empty() || map.scale == HeatMap::Scale::classes) return;
  const Axis& axis = map.value;
  const double step = axis.span() / (wanted + 1);
  if (axis.logarithmic) {
    for (int i = 1; i <= wanted; ++i)
      trace_contour(map, axis.value(axis.lowest + i * step), contours.add());
    return;
  }
  for (const Tick& tick : make_ticks(axis, wanted))
    if (tick.value > axis.lowest && tick.value < axis.highest)
      trace_contour(map, tick.value, contours.add());
}

}  // namespace isobath::app::figure
