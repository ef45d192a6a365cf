// SPDX-License-Identifier: MIT
// The chips that choose what the depth scope shows.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// What goes forwards (A, Z, W), or what flows back (dZ, dA, dW, the update ratio), from `at` on.
/// Returns where the chips end. `most_width_px` is what they may take; 0: what they like.
float draw_forward_choice(Frame& frame, ImVec2 at, float height_px, float most_width_px = 0.0F);
float draw_backward_choice(Frame& frame, ImVec2 at, float height_px, float most_width_px = 0.0F);

/// The switch between magnitudes and the signed axis; its right edge at `right`. Returns its left
/// edge.
float draw_sign_switch(Frame& frame, ImVec2 right_top, float height_px);

}  // namespace isobath::ui
