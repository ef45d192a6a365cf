// SPDX-License-Identifier: MIT
// Lines of equal value over a map.
#pragma once

#include "app/figure/figure.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

/// Of the figure, in the colour of text; each with its level where there is room for it.
void draw_contours(ImDrawList& list, const Theme& theme, const Plot& plot,
                   const app::figure::Figure& figure);

}  // namespace isobath::ui
