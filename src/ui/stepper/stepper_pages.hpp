// SPDX-License-Identifier: MIT
// The stepper's pages beside its lines, and the tabs that lead to them.
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/stepper/stepper_type.hpp"

namespace isobath::ui {

/// In the row of a panel's title; returns where they end.
float draw_stepper_tabs(Frame& frame, const Rect& panel);

/// The page that is open, in `area`; false where that is the lines.
bool draw_stepper_page(Frame& frame, const Rect& area);

/// Sizes of letters on a page in `area`.
StepperType page_type(const Frame& frame, const Rect& area);

void draw_stepper_graph(Frame& frame, const Rect& area);
void draw_stepper_slice(Frame& frame, const Rect& area);
void draw_stepper_check(Frame& frame, const Rect& area);
void draw_stepper_race(Frame& frame, const Rect& area);

}  // namespace isobath::ui
