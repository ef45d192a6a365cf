// SPDX-License-Identifier: MIT
// The curve with some room around it.
#include "app/figure/slice_figure.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

Axis axis_around(const lab::LossSlice& slice) {
  Extent extent(false);
  for (const double cost : slice.costs) extent.add(cost);
  extent.add(slice.cost);
  Axis axis = extent.axis(std::max(1e-12, 1e-9 * std::abs(slice.cost)));
  const double margin = axis.span() * 0.06;
  axis.lowest -= margin;
  axis.highest += margin;
  return axis;
}

void add_tangent(const SliceView& view, Figure& figure) {
  const lab::LossSlice& slice = view.slice;
  if (!std::isfinite(slice.slope) || !std::isfinite(slice.cost)) return;
  Series& tangent = figure.line({}, {Role::backward}, 1.6F);
  tangent.dashed = true;
  for (const double by : {-0.5 * view.reach, 0.5 * view.reach})
    tangent.add(slice.value + by, slice.cost + slice.slope * by);
}

}  // namespace

void make_slice_figure(const SliceView& view, Figure& figure) {
  const lab::LossSlice& slice = view.slice;
  figure.clear();
  figure.x_name += view.name;
  figure.y_name = "J";
  figure.x = {slice.values.front(), slice.values.back(), false};
  figure.y = axis_around(slice);
  Series& curve = figure.line("J", {Role::forward}, 2.2F);
  for (std::size_t i = 0; i < slice.values.size(); ++i) curve.add(slice.values[i], slice.costs[i]);
  add_tangent(view, figure);
  if (!std::isfinite(slice.cost)) return;
  Mark& ball = figure.mark(Mark::Kind::point, "now", {Role::backward});
  ball.x = slice.value;
  ball.y = slice.cost;
  ball.width_px = kBall_px;
}

double cost_near(const lab::LossSlice& slice, double value) {
  const auto last = slice.values.size() - 1;
  const double share =
      (value - slice.values.front()) / (slice.values.back() - slice.values.front());
  const auto at = std::clamp(share * static_cast<double>(last), 0.0, static_cast<double>(last));
  const auto before = std::min(static_cast<std::size_t>(at), last - 1);
  const double part = at - static_cast<double>(before);
  return slice.costs[before] + part * (slice.costs[before + 1] - slice.costs[before]);
}

}  // namespace isobath::app::figure
