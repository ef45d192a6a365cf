// SPDX-License-Identifier: MIT
// Which layers the depth scope has in view: all of them, or those that were zoomed to.
#pragma once

#include "ui/scope/scope_lane.hpp"

namespace isobath::ui {

/// The x axis of all lanes, from half a layer before the first in view to half a layer after the
/// last. Kept in the window's storage; another number of layers shows all of them.
Axis layers_in_view(int layers);

/// With the plot as the last item: the wheel (or two fingers) zooms around the pointer, dragging
/// goes along the layers, a double click shows all of them.
void steer_layers(Frame& frame, const ScopeLane& lane, int layers);

/// With the plot as the last item: a finger leaves nothing hovered, so the layer that was tapped
/// stays lit until it is tapped again.
void keep_tapped_layer(Frame& frame, const ScopeLane& lane);

}  // namespace isobath::ui
