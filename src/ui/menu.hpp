// SPDX-License-Identifier: MIT
// The menu: share, save and open, title and note, the published experiments.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// The button that opens the menu.
void draw_menu_button(Frame& frame, ImVec2 at, ImVec2 size);
/// The menu itself, if it is open; at the end of the root window.
void draw_menu(Frame& frame);

/// Title and note of the document above the network; returns the height taken from `rect`, 0 where
/// there is nothing to show or it was put away.
float draw_note(Frame& frame, const Rect& rect);

}  // namespace isobath::ui
