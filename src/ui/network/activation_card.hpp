// SPDX-License-Identifier: MIT
// The card of a layer's activation: g and g′ over the axis on which Z lies, and where linear layers
// follow each other, the one map that they are.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// In its place in the panel, of the layer that the view names.
void draw_activation_card(Frame& frame, const Rect& rect);

}  // namespace isobath::ui
