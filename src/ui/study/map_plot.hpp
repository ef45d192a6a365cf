// SPDX-License-Identifier: MIT
// The map itself: its picture on axes, the place of the open experiment, what the pointer is on,
// and the gestures.
#pragma once

#include "app/study/map_view.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {

void draw_map_plot(Frame& frame, const app::MapView& map, const Rect& area);

/// What the colours mean, in a row.
void draw_map_legend(Frame& frame, const app::MapView& map, const Rect& row);
void draw_shade_legend(Frame& frame, const char* measure, const ShadeEnds& ends, const Rect& row);

}  // namespace isobath::ui
