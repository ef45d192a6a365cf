// SPDX-License-Identifier: MIT
// A lane's lines as a figure: the rms of every layer now, at the start, at the pinned moment and by
// theory, and between thin lines the middle nine tenths of an earlier moment's values.
#pragma once

#include "app/figure/figure.hpp"
#include "ui/scope/scope_lane.hpp"

namespace isobath::ui {

void make_lane_figure(const Frame& frame, const ScopeLane& lane, app::figure::Figure& figure);

/// Into both halves of a signed lane.
void draw_lane_figure(const Frame& frame, ImDrawList& list, const ScopeLane& lane,
                      const app::figure::Figure& figure);

}  // namespace isobath::ui
