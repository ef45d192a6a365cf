// SPDX-License-Identifier: MIT
// The panels of a study, by its kind; see draw_study().
#pragma once

#include "app/study/search_view.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

void draw_map(Frame& frame, const Rect& rect);
void draw_curves(Frame& frame, const Rect& rect);
void draw_search(Frame& frame, const Rect& rect);
/// Of a sweep's file.
void draw_sweep(Frame& frame, const Rect& rect);

/// Cells on parallel axes with what their colours mean, what filters them, and how many there are;
/// on a `low` screen with less of it.
void draw_search_body(Frame& frame, const app::SearchView& search, const Rect& body, bool low);

}  // namespace isobath::ui
