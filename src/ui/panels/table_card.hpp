// SPDX-License-Identifier: MIT
// The user's table on screen: one line that says what it is, and a card to choose what is done with
// each of its columns.
#pragma once

#include "ui/frame.hpp"

namespace isobath::ui {

/// In the data panel, where the data are a table: file, rows, inputs → target, and the button that
/// opens the card.
void draw_table_strip(Frame& frame);

/// To be asked for from anywhere; drawn from the root window by draw_table_card.
void open_table_card();
void draw_table_card(Frame& frame);

}  // namespace isobath::ui
