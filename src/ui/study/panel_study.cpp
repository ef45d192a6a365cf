// SPDX-License-Identifier: MIT
// The study of the open document in the network's place: its map, its curves, its search, or what
// it may be; or a sweep's file in place of it.
#include <algorithm>

#include "say/map.hpp"
#include "ui/panels.hpp"
#include "ui/study/study_choices.hpp"
#include "ui/study/study_panels.hpp"

namespace isobath::ui {
namespace {

/// Where the document has no study: what one may be.
void draw_invitation(Frame& frame, const Rect& rect) {
  const Theme& theme = frame.theme;
  begin_panel(frame, "study", say::map::title(), rect);
  draw_close_button(frame, rect);
  const ImVec2 from{rect.min.x + 12.0F, body_top(frame, rect)};
  const Rect area{from, {rect.max.x - 12.0F, rect.max.y - 8.0F}};
  ImGui::SetCursorScreenPos({area.min.x, area.min.y});
  text_lines(theme.fonts.strong, theme.colour.text, say::map::none_yet(), area.width());
  text_lines(theme.fonts.body, theme.colour.text_soft, say::map::none_yet_text(), area.width());
  const float left = area.min.x;
  for (std::size_t i = 0; i < app::kStudyPresets; ++i) {
    const auto preset = static_cast<app::StudyPreset>(i);
    if (*why_not(preset, *frame.snapshot.document) != '\0') continue;
    ImGui::SetCursorScreenPos({left, ImGui::GetCursorScreenPos().y});
    const Text id = Text("study-begin-") + count(static_cast<std::int64_t>(i));
    if (text_button(frame, {id.c_str(), preset_title(preset), say::map::preset_tip()},
                    {std::min(220.0F, area.width()), theme.metric.control_px}))
      choose_preset(frame, preset);
  }
  leave_cursor();
  end_panel();
}

}  // namespace

void toggle_study(Frame& frame) {
  const bool on = !frame.snapshot.view.studying;
  // A map that one has to be told to begin would be an empty frame.
  if (on && frame.snapshot.document->study.kind == document::StudyKind::none &&
      frame.snapshot.sweep_file.empty())
    choose_preset(frame, app::StudyPreset::scale_rate);
  frame.actions.push_back(app::set_view<&app::View::studying>(on));
}

void draw_study(Frame& frame, const Rect& rect) {
  if (!frame.snapshot.sweep_file.empty()) return draw_sweep(frame, rect);
  switch (frame.snapshot.document->study.kind) {
    case document::StudyKind::none:
      return draw_invitation(frame, rect);
    case document::StudyKind::map:
      return draw_map(frame, rect);
    case document::StudyKind::curves:
      return draw_curves(frame, rect);
    case document::StudyKind::search:
      return draw_search(frame, rect);
  }
}

}  // namespace isobath::ui
