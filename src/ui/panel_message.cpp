// SPDX-License-Identifier: MIT
// One sentence for the user, with a way to put it away.
#include <algorithm>

#include "ui/controls.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {

void draw_message(Frame& frame, const Rect& rect) {
  const Theme& theme = frame.theme;
  const app::Snapshot& snapshot = frame.snapshot;
  // That a training diverged is no error of the program, but it is one of the training.
  const bool alarming = snapshot.message_is_error || snapshot.record.diverged;
  const ImU32 colour = alarming ? theme.colour.danger : theme.colour.accent;
  const float gap = theme.metric.gap_px;
  const Rect box{{rect.min.x + gap, rect.min.y}, {rect.max.x - gap, rect.max.y}};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(box.min, box.max, mixed(theme.colour.panel, colour, 0.14F),
                     theme.metric.rounding_px);
  list.AddRectFilled(box.min, {box.min.x + 4.0F, box.max.y}, colour, theme.metric.rounding_px,
                     ImDrawFlags_RoundCornersLeft);
  register_widget(frame, "message", snapshot.message, "text", snapshot.message, box);
  const float side = std::min(box.height() - 4.0F, 36.0F);
  const ImVec2 close{box.max.x - side - 4.0F, box.centre().y - side * 0.5F};
  ImGui::SetCursorScreenPos(close);
  if (icon_button(frame, {"message-dismiss", "dismiss", "Put the message away."}, Icon::close,
                  {side, side}, Weight::quiet))
    frame.actions.push_back(app::DismissMessage{});
  const float left = box.min.x + 14.0F;
  const float width = close.x - left - 8.0F;
  const char* text = snapshot.message.c_str();
  const ImFont* font = theme.fonts.body;
  const float size = theme.metric.body_px;
  const ImVec2 needed = font->CalcTextSizeA(size, 1e9F, width, text);
  const float top = box.min.y + std::max(4.0F, (box.height() - needed.y) * 0.5F);
  const ImVec4 clip(left, box.min.y, close.x - 4.0F, box.max.y);
  list.AddText(font, size, {left, top}, theme.colour.text, text, nullptr, width, &clip);
}

}  // namespace isobath::ui
