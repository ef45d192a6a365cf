// SPDX-License-Identifier: MIT
// The strip of all layers below the network: what each of them is like, which of them show, and
// how large.
#pragma once

#include "ui/frame.hpp"
#include "ui/network/network_geometry.hpp"

namespace isobath::ui {

/// What the strip asks of the drawing; less than 0: nothing.
struct OverviewWish {
  float scroll_px = -1.0F;
  float zoom = -1.0F;
};

/// Sizes by their powers of ten: 10⁻⁸ and less is nothing, 10 is full; from there to 10⁸ it turns
/// to the colour of danger.
ImU32 size_colour(const Theme& theme, double rms);

float overview_height(const Theme& theme);

/// The strip in `rect`; the drawing above it is `view_px` wide, scrolled by `scrolled_px`, at
/// `zoom`.
OverviewWish draw_overview(Frame& frame, const NetworkGeometry& geometry, const Rect& rect,
                           float view_px, float scrolled_px, float zoom);

}  // namespace isobath::ui
