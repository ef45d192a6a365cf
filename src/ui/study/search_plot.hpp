// SPDX-License-Identifier: MIT
// A search on parallel axes: its lines, the brushes on the axes, and what the pointer is on.
#pragma once

#include "app/study/search_view.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"

namespace isobath::ui {

void draw_search_plot(Frame& frame, const app::SearchView& search, const Rect& area);

}  // namespace isobath::ui
