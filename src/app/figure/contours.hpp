// SPDX-License-Identifier: MIT
// Lines of equal value through a map.
#pragma once

#include "app/figure/figure.hpp"

namespace isobath::app::figure {

/// About `wanted` round levels within an axis of values; on a logarithmic one evenly in the
/// logarithm. One line for each is traced.
void trace_contours(const HeatMap& map, int wanted, Reused<Contour>& contours);

/// One line, at `level`: straight within each square between four cells' middles, and none through
/// squares with a cell that has no place on the axis of values.
void trace_contour(const HeatMap& map, double level, Contour& contour);

}  // namespace isobath::app::figure
