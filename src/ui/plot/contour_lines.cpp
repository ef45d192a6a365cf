// SPDX-License-Identifier: MIT
// Stretch by stretch, and a label at the middle one of each line.
#include "ui/plot/contour_lines.hpp"

#include <algorithm>
#include <cmath>

#include "ui/controls/controls.hpp"
#include "ui/plot/thin_line.hpp"

namespace isobath::ui {
namespace {

constexpr float kLeastForWords = 140.0F;  // smaller maps have no room for them

ImVec2 on_screen(const Plot& plot, const app::figure::Place& place) {
  const auto x = static_cast<float>(plot.x.share_of_unit(place.x));
  const auto y = static_cast<float>(plot.y.share_of_unit(place.y));
  return {plot.area.min.x + x * plot.area.width(), plot.area.max.y - y * plot.area.height()};
}

void draw_level(ImDrawList& list, const Theme& theme, const Plot& plot,
                const app::figure::Contour& contour) {
  if (contour.points.empty()) return;
  const Text text = trimmed(contour.level, 2);
  const ImVec2 size = text_size(theme.fonts.small, text.view());
  const ImVec2 at = on_screen(plot, contour.points[contour.points.size() / 2]);
  const Rect box{{at.x - size.x * 0.5F - 2.0F, at.y - size.y * 0.5F},
                 {at.x + size.x * 0.5F + 2.0F, at.y + size.y * 0.5F}};
  if (!plot.area.contains(box.min) || !plot.area.contains(box.max)) return;
  list.AddRectFilled(box.min, box.max, faded(theme.colour.panel, 0.7F), 3.0F);
  draw_text(list, theme.fonts.small, {box.min.x + 2.0F, box.min.y}, theme.colour.text, text.view());
}

}  // namespace

void draw_contours(ImDrawList& list, const Theme& theme, const Plot& plot,
                   const app::figure::Figure& figure) {
  if (figure.contours.empty()) return;
  const ImU32 colour = faded(theme.colour.text, 0.55F);
  list.PushClipRect(plot.area.min, plot.area.max, true);
  for (const app::figure::Contour& contour : figure.contours)
    for (std::size_t i = 0; i + 1 < contour.points.size(); i += 2)
      draw_thin_line(list, on_screen(plot, contour.points[i]),
                     on_screen(plot, contour.points[i + 1]), colour, 1.2F);
  if (std::min(plot.area.width(), plot.area.height()) >= kLeastForWords)
    for (const app::figure::Contour& contour : figure.contours)
      draw_level(list, theme, plot, contour);
  list.PopClipRect();
}

}  // namespace isobath::ui
