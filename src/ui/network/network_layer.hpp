// SPDX-License-Identifier: MIT
// The options of one layer in a popup: activation, an initialisation of its own, neighbours.
#pragma once

#include <vector>

#include "core/options.hpp"
#include "ui/frame.hpp"

namespace isobath::ui {

/// All layers in one edit.
void push_layers(Frame& frame, const std::vector<core::LayerOptions>& layers,
                 bool dragging = false);

void open_layer_options(int layer);
/// Draws the popup if it is open. Both calls belong into one window.
void draw_layer_options(Frame& frame);

}  // namespace isobath::ui
