// SPDX-License-Identifier: MIT
// Differences of what can be seen.
#include "app/run/moment.hpp"

#include <algorithm>

#include "app/doctor/largest_finite.hpp"

namespace isobath::app {

namespace {

/// What did not change is drawn as 0, not as noise.
float range_of(float largest) { return largest > 0.0F ? largest : 1.0F; }

}  // namespace

void subtract(UnitMaps& now, const UnitMaps& then) {
  const std::size_t count = std::min(now.values.size(), then.values.size());
  for (std::size_t i = 0; i < count; ++i) now.values[i] -= then.values[i];
  const auto cells =
      static_cast<std::size_t>(now.side_cells) * static_cast<std::size_t>(now.side_cells);
  for (std::size_t l = 0; l < now.first_tile.size(); ++l) {
    const auto first = static_cast<std::size_t>(now.first_tile[l]);
    const auto tiles = static_cast<std::size_t>(now.shown_units[l]);
    const float range = range_of(largest_finite(now.values.data() + first * cells, tiles * cells));
    std::fill_n(now.range.begin() + now.first_tile[l], tiles, range);
  }
}

void subtract(std::vector<LayerLinks>& now, const std::vector<LayerLinks>& then) {
  for (std::size_t l = 0; l < std::min(now.size(), then.size()); ++l) {
    now[l].weights -= then[l].weights;
    now[l].bias -= then[l].bias;
    now[l].measure();
  }
}

void subtract(OutputMap& now, const OutputMap& then) {
  const std::size_t count = std::min(now.values.size(), then.values.size());
  for (std::size_t i = 0; i < count; ++i) {
    const bool other_class = !now.classes.empty() && now.classes[i] != then.classes[i];
    if (!other_class) now.values[i] -= then.values[i];
  }
  now.classes.clear();
  now.range = range_of(largest_finite(now.values.data(), count));
}

}  // namespace isobath::app
