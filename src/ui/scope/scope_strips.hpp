// SPDX-License-Identifier: MIT
// Densities as upright strips, one a layer: the more values of a size, the fuller the colour.
#pragma once

#include "ui/scope/scope_lane.hpp"

namespace isobath::ui {

/// The densities of now as strips, zeros as a bar at the lane's foot (in its middle where it is
/// signed).
void draw_strips(const Frame& frame, ImDrawList& list, const ScopeLane& lane);

}  // namespace isobath::ui
