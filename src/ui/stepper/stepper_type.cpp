// SPDX-License-Identifier: MIT
// Sizes of letters by the room there is.
#include "ui/stepper/stepper_type.hpp"

#include <algorithm>
#include <cfloat>
#include <cmath>

#include "ui/text/wrap.hpp"

namespace isobath::ui {

ImVec2 Type::size(std::string_view text, float wrap_px) const {
  const std::string_view lines = wrap_px > 0.0F ? broken_at(wrap_px, text) : text;
  return font->CalcTextSizeA(px, FLT_MAX, 0.0F, lines.data(), lines.data() + lines.size());
}

float Type::draw(ImDrawList& list, ImVec2 at, ImU32 colour, std::string_view text,
                 float wrap_px) const {
  if (text.empty()) return 0.0F;
  const std::string_view lines = wrap_px > 0.0F ? broken_at(wrap_px, text) : text;
  list.AddText(font, px, {std::round(at.x), std::round(at.y)}, colour, lines.data(),
               lines.data() + lines.size());
  return size(lines).y;
}

std::string_view Type::broken_at(float width_px, std::string_view text) const {
  return wrapped(*this, width_px, text);
}

Type type_of(const Theme& theme, bool semibold, float px) {
  return {{semibold ? theme.fonts.strong.font : theme.fonts.body.font, std::round(px)}};
}

StepperType stepper_type(const Theme& theme, ImVec2 panel, bool large) {
  const Metrics& m = theme.metric;
  // From a panel that has just room for everything on, up to one that fills a large screen.
  const float room = std::min((panel.x - 360.0F) / 440.0F, (panel.y - 300.0F) / 220.0F);
  const float grown = std::clamp(room, 0.0F, 1.0F);
  const float by = large ? 1.4F : 1.0F;
  StepperType type;
  type.formula_px = by * (m.title_px + 8.0F * grown);
  type.line_px = by * (m.body_px + 5.0F * grown);
  type.small_px = by * (m.small_px + 1.0F * grown);
  type.cell_px = by * m.small_px;
  type.most_cell_px = by * 24.0F;
  return type;
}

Type fitted(const Theme& theme, bool semibold, std::string_view text, float width_px, int lines,
            float most_px, float least_px) {
  for (float px = most_px;; px -= 1.0F) {
    const Type type = type_of(theme, semibold, std::max(px, least_px));
    const ImVec2 size = type.size(text, width_px);
    if (px <= least_px ||
        (size.x <= width_px && size.y <= type.px * (static_cast<float>(lines) + 0.2F)))
      return type;
  }
}

Type fitted_in(const Theme& theme, bool semibold, std::string_view text, ImVec2 room_px,
               float most_px, float least_px) {
  for (float px = most_px;; px -= 1.0F) {
    const Type type = type_of(theme, semibold, std::max(px, least_px));
    const ImVec2 size = type.size(text, room_px.x);
    if (px <= least_px || (size.x <= room_px.x && size.y <= room_px.y)) return type;
  }
}

}  // namespace isobath::ui
