// SPDX-License-Identifier: MIT
// The head of the network panel: how deep, and what all hidden layers have in common.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// To be called first in the panel that stands at `panel`.
void draw_network_head(Frame& frame, const Rect& panel);

}  // namespace isobath::ui
