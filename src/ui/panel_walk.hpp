// SPDX-License-Identifier: MIT
// The keyboard's way from panel to panel: F6 and Ctrl+↓ go to the next one, Shift+F6 and Ctrl+↑ to
// the one before. A panel that is reached has a frame; Tab goes on to its controls.
#pragma once

#include "ui/layout.hpp"
#include "ui/theme.hpp"

namespace isobath::ui {

/// Once a frame, before the panels: takes the keys.
void walk_panels();

/// Within each panel's window, before its controls, in the order of the walk.
void note_panel(const Theme& theme, const Rect& rect);

}  // namespace isobath::ui
