// SPDX-License-Identifier: MIT
#include "app/study/map_window.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobath::app {

namespace {

/// A change of shade that is worth a closer look.
constexpr float kChange = 0.15F;

}  // namespace

MapSide map_side(const MapAxis& axis, const figure::Axis& view) {
  MapSide side;
  side.view = view;
  side.level = axis.level_for(view.span());
  const MapPlace stride = MapAxis::stride(side.level);
  const double step = axis.step(side.level);
  // A sample lies in the middle of its cell.
  const MapPlace low = std::clamp<MapPlace>(
      axis.place_at(view.lowest + step * 0.5 + step * 1e-6, side.level), 0, axis.last_place());
  const MapPlace high = std::clamp<MapPlace>(
      axis.place_at(view.highest + step * 0.5 - step * 1e-6, side.level), low, axis.last_place());
  const MapPlace coarse = stride << kCoarsestStage;
  side.first = low / coarse * coarse;
  side.low = static_cast<int>((low - side.first) / stride);
  side.high = static_cast<int>((high - side.first) / stride) + 1;
  side.count = side.high;
  return side;
}

MapWindow::MapWindow(const MapAxis& x, const MapAxis& y, const figure::Axis& x_view,
                     const figure::Axis& y_view)
    : x_(map_side(x, x_view)), y_(map_side(y, y_view)) {
  const auto ends = [](const MapAxis& axis, const MapSide& side, double& low, double& high) {
    const double step = axis.step(side.level);
    low = axis.unit(side.first) - step * 0.5;
    high = low + step * side.count;
  };
  ends(x, x_, x_low_, x_high_);
  ends(y, y_, y_low_, y_high_);
  const auto cells = static_cast<std::size_t>(x_.count) * static_cast<std::size_t>(y_.count);
  values_.assign(cells, std::numeric_limits<double>::quiet_NaN());
  known_.assign(cells, 0);
  shades_.assign(cells, 0.0F);
}

void MapWindow::shade(const MapShades& shades) {
  for (std::size_t i = 0; i < size(); ++i)
    if (is_known(i)) shades_[i] = shades(values_[i]);
}

void MapWindow::set(std::size_t index, double value, const MapShades& shades) {
  values_[index] = value;
  shades_[index] = shades(value);
  if (known_[index] == 0 && is_in_view(column(index), row(index))) ++known_in_view_;
  known_[index] = 1;
}

std::size_t MapWindow::in_view() const {
  return static_cast<std::size_t>(x_.high - x_.low) * static_cast<std::size_t>(y_.high - y_.low);
}

std::vector<std::uint32_t> MapWindow::wanted(int stage, const std::vector<float>& picture) const {
  std::vector<std::uint32_t> all;
  const int stride = 1 << stage;
  // A block is of interest while a part of it is in view.
  const auto from = [stride](int low) { return low / stride * stride; };
  for (int row = from(y_.low); row < y_.high; row += stride)
    for (int column = from(x_.low); column < x_.high; column += stride)
      if (const std::size_t at = index(column, row); !is_known(at))
        all.push_back(static_cast<std::uint32_t>(at));
  if (picture.size() != size()) return all;
  const auto shade = [&](int column, int row) {
    return picture[index(std::clamp(column, 0, x_.count - 1),
                         y_.count - 1 - std::clamp(row, 0, y_.count - 1))];
  };
  const auto changes = [&](std::uint32_t at) {
    const int c = column(at), r = row(at), far = 2 * stride;
    const float here = shade(c, r);
    for (const auto& [dx, dy] : {std::pair(far, 0), {-far, 0}, {0, far}, {0, -far}}) {
      const float there = shade(c + dx, r + dy);
      if (std::isnan(here) != std::isnan(there) || std::abs(here - there) > kChange) return true;
    }
    return false;
  };
  std::ranges::stable_partition(all, changes);
  return all;
}

std::vector<float> MapWindow::picture(const figure::HeatMap& before) const {
  std::vector<float> out(size(), 0.0F);
  const auto at = [&](int column, int row) -> float& {
    return out[index(column, y_.count - 1 - row)];
  };
  if (known_in_view_ < in_view() && !before.empty()) {
    const auto place = [](double unit, double least, double most, int count) {
      const double share = (unit - least) / (most - least) * count;
      return share >= 0.0 && share < count ? static_cast<int>(share) : -1;
    };
    for (int row = 0; row < y_.count; ++row) {
      const double y = y_low_ + (y_high_ - y_low_) * (row + 0.5) / y_.count;
      const int from = place(y, before.least.y, before.most.y, before.rows);
      for (int column = 0; column < x_.count && from >= 0; ++column) {
        const double x = x_low_ + (x_high_ - x_low_) * (column + 0.5) / x_.count;
        const int cell = place(x, before.least.x, before.most.x, before.columns);
        if (cell >= 0) at(column, row) = before.at(cell, before.rows - 1 - from);
      }
    }
  }
  // From coarse to fine, so that what is known better lies on top.
  for (int stage = kCoarsestStage; stage >= 0; --stage) {
    const int stride = 1 << stage, mask = 2 * stride - 1;
    for (int row = 0; row < y_.count; row += stride)
      for (int column = 0; column < x_.count; column += stride) {
        // What a coarser stage has painted already.
        if (stage < kCoarsestStage && (row & mask) == 0 && (column & mask) == 0) continue;
        const std::size_t cell = index(column, row);
        if (!is_known(cell)) continue;
        const float shade = shades_[cell];
        const int right = std::min(column + stride, x_.count);
        for (int up = row; up < std::min(row + stride, y_.count); ++up)
          std::fill(&at(column, up), &at(column, up) + (right - column), shade);
      }
  }
  return out;
}

}  // namespace isobath::app
