// SPDX-License-Identifier: MIT
// The panels: each draws its part of the snapshot into a rectangle and pushes actions. None holds
// state of its own.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

void draw_top_bar(Frame& frame, const Rect& rect, const Layout& layout);
void draw_data(Frame& frame, const Rect& rect);
void draw_hyperparameters(Frame& frame, const Rect& rect);
void draw_network(Frame& frame, const Rect& rect);
/// `foldable`: with a button that folds it into a line; true when that is pressed.
bool draw_scope(Frame& frame, const Rect& rect, bool foldable = false);
/// The scope's sentence in place of it; true when pressed.
bool draw_scope_line(Frame& frame, const Rect& rect);
/// `has_list`: are its lines on screen in a panel of their own?
void draw_stepper(Frame& frame, const Rect& rect, bool has_list);
void draw_stepper_lines(Frame& frame, const Rect& rect);
/// The study of the document: its map, its curves.
void draw_study(Frame& frame, const Rect& rect);
/// Shows or leaves it; with the first study where the document has none.
void toggle_study(Frame& frame);
void draw_output(Frame& frame, const Rect& rect);
void draw_cost(Frame& frame, const Rect& rect);
void draw_doctor(Frame& frame, const Rect& rect);

/// The initialisation's scale as a dial, its scheme and seed; a part of the scope, `width_px` wide.
void draw_initialization(Frame& frame, float width_px);

/// Keys without a control under them: Space, →, E, R, N, S, M, +, −, T, ?; and Tab, which begins
/// the walk through the controls.
void handle_keys(Frame& frame);
/// Do single keys drive the training, and not a control, a field or a card?
bool keys_are_free();

/// The card of shortcuts: `open_key_card` from the root window, `draw_key_card` at its end.
void open_key_card();
void draw_key_card(Frame& frame);

/// The next of system, light, dark.
app::ThemeChoice next_theme(app::ThemeChoice theme);

}  // namespace isobath::ui
