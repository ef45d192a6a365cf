// SPDX-License-Identifier: MIT
#include "ui/study/search_places.hpp"

#include <algorithm>
#include <cmath>

#include "ui/plot/framed_plot.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

using app::SearchAxis;
using app::SearchRange;
using app::SearchView;

constexpr float kLane_px = 22.0F;

}  // namespace

float SearchPlaces::y(const SearchAxis& axis, double unit) const {
  return std::isinf(unit) ? lane : y_of_share(axis.axis.share_of_unit(unit));
}

double SearchPlaces::share_at(float y_px) const {
  const auto share = static_cast<double>((foot - y_px) / length());
  return std::clamp(share, 0.0, most_share());
}

double SearchPlaces::most_share() const {
  return lane > 0.0F ? static_cast<double>((foot - (lane - kLane_px * 0.5F)) / length()) : 1.0;
}

double SearchPlaces::share(const SearchAxis& axis, double unit) const {
  return std::isinf(unit) ? most_share() : axis.axis.share_of_unit(unit);
}

double SearchPlaces::unit(const SearchAxis& axis, double share) const {
  // Half of the way from the axis to the lane is still the axis.
  const double edge = lane > 0.0F ? 0.5 * (1.0 + static_cast<double>((foot - lane) / length()))
                                  : most_share() + 1.0;
  if (axis.path.empty() && share > edge) return SearchRange::kAbove;
  return axis.axis.unit_at(std::min(share, 1.0));
}

Ticks search_ticks(const SearchAxis& axis, float height_px) {
  if (axis.names.empty())
    return make_ticks(axis.axis, std::clamp(static_cast<int>(height_px / 44.0F), 2, 8));
  Ticks ticks;
  const auto most = static_cast<std::size_t>(std::max(1.0F, height_px / 18.0F));
  const std::size_t stride = (axis.names.size() + most - 1) / most;
  for (std::size_t i = 0; i < axis.names.size(); i += stride)
    ticks.add(static_cast<double>(i), name_title(axis.path, axis.names[i]));
  return ticks;
}

SearchPlaces place_axes(const Theme& theme, const SearchView& search, const Rect& area) {
  SearchPlaces places;
  places.area = area;
  const float row = tick_row(theme);
  places.foot = area.max.y - 8.0F;
  places.top = area.min.y + row + 10.0F;
  if (search.lane) {
    places.lane = places.top + kLane_px * 0.5F;
    places.top += kLane_px + 8.0F;
  }
  places.reach = theme.touch ? 22.0F : 11.0F;
  const float height = places.foot - places.top;
  if (search.axes.size() < 2 || height < 40.0F) return places;
  const auto room = [&](const SearchAxis& axis) {
    return std::clamp(tick_room(theme, search_ticks(axis, height)) + 4.0F, places.reach + 4.0F,
                      area.width() * 0.22F);
  };
  const float left = area.min.x + room(search.axes.front());
  const float right = area.max.x - room(search.axes.back());
  const auto gaps = static_cast<float>(search.axes.size() - 1);
  for (std::size_t i = 0; i < search.axes.size(); ++i)
    places.x.push_back(std::round(left + (right - left) * static_cast<float>(i) / gaps));
  return places;
}

std::optional<std::size_t> nearest_cell(const SearchView& search, const SearchPlaces& places,
                                        ImVec2 at, float reach_px) {
  if (!search.lines || !search.chosen || !places.fits()) return std::nullopt;
  const app::SearchLines& lines = *search.lines;
  std::size_t left = 0;
  while (left + 2 < places.x.size() && at.x > places.x[left + 1]) ++left;
  const float from = places.x[left], to = places.x[left + 1];
  const float share = std::clamp((at.x - from) / (to - from), 0.0F, 1.0F);
  std::optional<std::size_t> found;
  float nearest = reach_px;
  for (const std::uint32_t cell : lines.order) {
    if (search.chosen->cells[cell] == 0) continue;
    const auto y = [&](std::size_t axis) {
      return places.y(search.axes[axis], static_cast<double>(lines.unit(cell, axis)));
    };
    const float one = y(left), other = y(left + 1);
    const float slope = (other - one) / (to - from);
    const float apart =
        std::fabs(one + (other - one) * share - at.y) / std::sqrt(1.0F + slope * slope);
    // Of two that are as near it is the better one, which comes first and is drawn on top.
    if (apart >= nearest) continue;
    nearest = apart;
    found = cell;
  }
  return found;
}

}  // namespace isobath::ui
