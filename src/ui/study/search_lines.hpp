// SPDX-License-Identifier: MIT
// All lines of a search as geometry that is kept from frame to frame.
#pragma once

#include "ui/study/search_places.hpp"

namespace isobath::ui {

/// More lines are no picture any more: the best of those that are chosen are drawn.
inline constexpr std::size_t kMostLines = 20'000;

/// The colour that a shade has, as in maps.
ImU32 shade_colour(const Theme& theme, float shade);

/// Those that are not chosen in the grid's colour, the chosen ones upon them, the best one on top.
/// What was drawn last is drawn again where nothing has changed.
void draw_search_lines(ImDrawList& list, const Theme& theme, const app::SearchView& search,
                       const SearchPlaces& places);

/// One of them, lit.
void draw_lit_line(ImDrawList& list, const Theme& theme, const app::SearchView& search,
                   const SearchPlaces& places, std::size_t cell);

}  // namespace isobath::ui
