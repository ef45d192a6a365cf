// SPDX-License-Identifier: MIT
// Parts of the top bar about time: the track of all steps to be gone to, and the buttons for undo,
// redo, the pinned moment and the difference from it.
#pragma once

#include "ui/controls/icons.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

/// The steps of the run from left to right, with a handle at the one shown.
void draw_time_track(Frame& frame, const Rect& rect);

/// To a step that was typed, if there is such a one; else it says which there are.
void seek_typed(Frame& frame, double step);

/// Undo, redo, pin, difference: the width they take, and the buttons themselves from `at` on.
float edit_buttons_width(ImVec2 size_px);
void draw_edit_buttons(Frame& frame, ImVec2 at, ImVec2 size_px);

/// While a step is computed again: which one, how far it is, and a button to stay. Returns whether
/// it was drawn.
bool draw_replay(Frame& frame, ImVec2 at, float height_px);

}  // namespace isobath::ui
