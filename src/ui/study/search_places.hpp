// SPDX-License-Identifier: MIT
// Where the axes of a search stand on screen, and where values and the lane of what is not finite
// lie on them.
#pragma once

#include <vector>

#include "app/study/search_view.hpp"
#include "ui/layout.hpp"
#include "ui/plot/plot.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

struct SearchPlaces {
  Rect area;                      // all of it
  float top = 0.0F, foot = 0.0F;  // of the axes, without the lane
  float lane = 0.0F;              // the middle of the lane, above the top; 0: there is none
  std::vector<float> x;           // [axis]
  float reach = 10.0F;            // how far a brush goes to either side of its axis

  bool fits() const { return x.size() >= 2 && foot - top > 40.0F && x[1] - x[0] > 24.0F; }
  float length() const { return foot - top; }
  float y_of_share(double share) const { return foot - static_cast<float>(share) * length(); }
  /// Of a unit of the axis, which at infinity is the lane's.
  float y(const app::SearchAxis& axis, double unit) const;

  /// Shares of the axis' length, which go on above 1 into the lane: what brushes are dragged in.
  double share_at(float y_px) const;
  double most_share() const;
  double share(const app::SearchAxis& axis, double unit) const;
  double unit(const app::SearchAxis& axis, double share) const;
};

/// Within `area`, whose first row holds the axes' titles.
SearchPlaces place_axes(const Theme& theme, const app::SearchView& search, const Rect& area);

/// Of a list's axis its names.
Ticks search_ticks(const app::SearchAxis& axis, float height_px);

/// The cell among the chosen whose line comes nearest to a place, and near enough to be meant.
std::optional<std::size_t> nearest_cell(const app::SearchView& search, const SearchPlaces& places,
                                        ImVec2 at, float reach_px);

}  // namespace isobath::ui
