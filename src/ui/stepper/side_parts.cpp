// SPDX-License-Identifier: MIT
// Words, counters and progress of the stepper's pages.
#include "ui/stepper/side_parts.hpp"
#include "say/side_parts.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::ui {

float draw_words(const Rect& rect, Face font, ImU32 colour, std::string_view text) {
  if (text.empty()) return 0.0F;
  const char* end = text.data() + text.size();
  ImGui::GetWindowDrawList()->AddText(font.font, font.px, rect.min, colour, text.data(), end,
                                      rect.width());
  return text_size(font, text, rect.width()).y;
}

std::optional<int> counter(Frame& frame, const Counter& counter, const Text& shown,
                           const Rect& rect) {
  const Theme& theme = frame.theme;
  const ImVec2 size{std::min(rect.height(), rect.width() * 0.3F), rect.height()};
  const Text less = Text(counter.id) + "-less", more = Text(counter.id) + "-more";
  std::optional<int> wanted;
  ImGui::SetCursorScreenPos(rect.min);
  if (text_button(frame, {less.c_str(), "‹", counter.tip, counter.value > counter.lowest}, size))
    wanted = counter.value - 1;
  ImGui::SetCursorScreenPos({rect.max.x - size.x, rect.min.y});
  if (text_button(frame, {more.c_str(), "›", counter.tip, counter.value < counter.highest}, size))
    wanted = counter.value + 1;
  const Rect middle{{rect.min.x + size.x + 2.0F, rect.min.y},
                    {rect.max.x - size.x - 2.0F, rect.max.y}};
  const float width = text_size(theme.fonts.small, shown.view()).x;
  const float y = middle.centre().y - theme.metric.small_px * 0.5F;
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small,
            {std::max(middle.min.x, middle.centre().x - width * 0.5F), y}, theme.colour.text,
            shown.view(), middle.width());
  register_widget(frame, counter.id, shown.view(), "text", std::to_string(counter.value), middle);
  return wanted;
}

float row_height(const Frame& frame) {
  return frame.theme.touch ? frame.theme.metric.control_px : frame.theme.metric.head_px;
}

void draw_progress(const Frame& frame, const Rect& rect, double share) {
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = rect.centre().y;
  const float at = rect.min.x + rect.width() * static_cast<float>(std::clamp(share, 0.0, 1.0));
  list.AddRectFilled({rect.min.x, y - 2.0F}, {rect.max.x, y + 2.0F}, c.grid_strong, 2.0F);
  list.AddRectFilled({rect.min.x, y - 2.0F}, {at, y + 2.0F}, c.accent, 2.0F);
}

void draw_needs_pause(Frame& frame, const Rect& area) {
  const Theme& theme = frame.theme;
  const std::string_view why = say::side_parts::pause_training_to_see();
  const float button = 84.0F, height = theme.metric.control_px;
  const float text = text_size(theme.fonts.body, why).x;
  const bool beside = text + button + 14.0F <= area.width();
  const float y = area.min.y + 16.0F;
  const float words =
      draw_words({{area.min.x, y + (height - theme.metric.body_px) * 0.5F}, area.max},
                 theme.fonts.body, theme.colour.text_soft, why);
  register_widget(frame, "needs-pause", why, "text", "",
                  {{area.min.x, y}, {area.min.x + std::min(text, area.width()), y + height}});
  ImGui::SetCursorScreenPos(beside ? ImVec2{area.min.x + text + 14.0F, y}
                                   : ImVec2{area.min.x, y + std::max(words, height) + 8.0F});
  if (text_button(
          frame,
          {"stepper-pause", say::side_parts::stepper_pause(), say::side_parts::stepper_pause_tip()},
          {button, height}, Weight::strong))
    frame.actions.push_back(app::Pause{});
}

}  // namespace isobath::ui
