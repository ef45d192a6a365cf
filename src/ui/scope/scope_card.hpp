// SPDX-License-Identifier: MIT
// The card of the layer under the pointer.
#pragma once

#include "ui/frame.hpp"
#include "ui/scope/scope_lane.hpp"

namespace isobath::ui {

/// What there is to say of a lane's quantity in one layer: now, at the start, by theory, and how
/// the values spread.
void draw_layer_card(const Frame& frame, int layer, const ScopeLane& lane);

}  // namespace isobath::ui
