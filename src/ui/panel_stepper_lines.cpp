// SPDX-License-Identifier: MIT
// The algorithm as the course writes it: every line of the update, those done, the one to come.
#include <cstddef>

#include "app/stepping.hpp"
#include "ui/controls.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

const char* title_of(app::Pass pass) {
  switch (pass) {
    case app::Pass::forward:
      return "FORWARD";
    case app::Pass::cost:
      return "COST";
    case app::Pass::backward:
      return "BACKWARD";
    case app::Pass::update:
      return "UPDATE";
  }
  return "";
}

void draw_line(const Frame& frame, const Rect& row, const std::string& formula, bool done,
               bool next) {
  const Theme& theme = frame.theme;
  const Colours& c = theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (next) {
    list.AddRectFilled(row.min, row.max, mixed(c.panel, c.accent, 0.22F), 4.0F);
    list.AddRectFilled(row.min, {row.min.x + 3.0F, row.max.y}, c.accent, 2.0F);
  }
  const float y = row.min.y + (row.height() - theme.metric.small_px) * 0.5F;
  draw_text(list, next ? theme.fonts.label : theme.fonts.small, {row.min.x + 10.0F, y},
            next   ? c.text
            : done ? c.text_soft
                   : c.text_faint,
            formula, row.width() - 14.0F);
}

}  // namespace

void draw_stepper_lines(Frame& frame, const Rect& rect) {
  begin_panel(frame, "lines", "ALGORITHM", rect);
  const Theme& theme = frame.theme;
  const app::Stepping* stepping = frame.snapshot.stepping.get();
  if (!stepping) {
    ImGui::TextUnformatted("Pause to see its lines.");
    return end_panel();
  }
  const auto& lines = stepping->stepper.lines();
  const std::size_t done = stepping->stepper.done();
  const float height = std::round(theme.metric.small_px) + (theme.touch ? 14.0F : 8.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0.0F, 0.0F));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (at == 0 || lines[at].pass != lines[at - 1].pass) {
      const ImVec2 head = ImGui::GetCursorScreenPos();
      draw_text(list, theme.fonts.label, {head.x, head.y + 6.0F}, theme.colour.text_faint,
                title_of(lines[at].pass));
      ImGui::Dummy({available_width(), height + 2.0F});
    }
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const Rect row{from, {from.x + available_width(), from.y + height}};
    ImGui::Dummy({available_width(), height});
    const bool next = at == done;
    // What the list is about stays in view as it moves on.
    if (next && !ImGui::IsRectVisible(row.min, row.max)) ImGui::SetScrollHereY(0.4F);
    if (!ImGui::IsRectVisible(row.min, row.max)) continue;
    draw_line(frame, row, stepping->formulas[at], at < done, next);
    const Text id = Text("line-") + std::to_string(at);
    register_widget(frame, id.view(), stepping->formulas[at], "text",
                    next        ? "next"
                    : at < done ? "done"
                                : "to come",
                    row);
    if (lines[at].layer > 0 && ImGui::IsWindowHovered() && row.contains(ImGui::GetIO().MousePos))
      frame.pointer.layer = lines[at].layer;
  }
  ImGui::PopStyleVar();
  end_panel();
}

}  // namespace isobath::ui
