// SPDX-License-Identifier: MIT
// A figure's parts, drawn into a plot. Panels that have something of their own between them call
// the parts; the others draw the whole.
#pragma once

#include <cstddef>
#include <optional>

#include "app/figure/figure.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

/// Bands, levels, series, contours and marks, in this order.
void draw_figure(ImDrawList& list, const Theme& theme, const Plot& plot,
                 const app::figure::Figure& figure);

void draw_series(ImDrawList& list, const Theme& theme, const Plot& plot,
                 const app::figure::Series& series);
void draw_band(ImDrawList& list, const Theme& theme, const Plot& plot,
               const app::figure::Band& band);
/// Lines of levels lie below the series, what else there is of marks above them.
void draw_levels(ImDrawList& list, const Theme& theme, const Plot& plot,
                 const app::figure::Figure& figure);
void draw_marks(ImDrawList& list, const Theme& theme, const Plot& plot,
                const app::figure::Figure& figure);

/// The nearest point of a series that is nearer than the root of `distance2_px`, which becomes what
/// it is then.
std::optional<std::size_t> dot_at(const Plot& plot, const app::figure::Series& series, ImVec2 at,
                                  float& distance2_px);

/// The breadth of a bar on screen.
float bar_width(const Plot& plot, const app::figure::Series& bars);

}  // namespace isobath::ui
