// SPDX-License-Identifier: MIT
// The panels of a study, by its kind; see draw_study().
#pragma once

#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

void draw_map(Frame& frame, const Rect& rect);
void draw_curves(Frame& frame, const Rect& rect);

}  // namespace isobath::ui
