// SPDX-License-Identifier: MIT
// A sweep's file in the place of the document's own study.
#include <algorithm>

#include "app/study/map_view.hpp"
#include "app/study/search_view.hpp"
#include "say/map.hpp"
#include "say/sweep.hpp"
#include "ui/controls/controls.hpp"
#include "ui/study/map_plot.hpp"
#include "ui/study/study_choices.hpp"
#include "ui/study/study_panels.hpp"
#include "ui/study/study_words.hpp"

namespace isobath::ui {
namespace {

/// Which file it is, and away from it; returns where the row ends.
float draw_file_row(Frame& frame, const Rect& body) {
  const Theme& theme = frame.theme;
  const float height = ImGui::GetFrameHeight();
  constexpr float kClose = 150.0F, kWhole = 52.0F;
  const bool map = frame.snapshot.map != nullptr;
  const float words = body.width() - kClose - (map ? kWhole + 4.0F : 0.0F) - 10.0F;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = body.min.y + (height - theme.metric.body_px) * 0.5F - 1.0F;
  draw_text(list, theme.fonts.strong, {body.min.x, y}, theme.colour.text, frame.snapshot.sweep_file,
            words);
  register_widget(frame, "sweep-file", say::sweep::file(), "text", frame.snapshot.sweep_file,
                  {body.min, {body.min.x + words, body.min.y + height}});
  float x = body.max.x - kClose;
  if (map) {
    const app::MapView& shown = *frame.snapshot.map;
    ImGui::SetCursorScreenPos({x - kWhole - 4.0F, body.min.y});
    const bool part = shown.x.view != shown.x.whole || shown.y.view != shown.y.whole;
    if (text_button(frame, {"map-whole", say::map::whole(), say::map::whole_tip(), part},
                    {kWhole, height}, Weight::quiet))
      frame.actions.push_back(app::ShowMap{shown.x.whole, shown.y.whole});
  }
  ImGui::SetCursorScreenPos({x, body.min.y});
  if (text_button(frame, {"sweep-close", say::sweep::close(), say::sweep::close_tip()},
                  {kClose, height}))
    frame.actions.push_back(app::CloseSweep{});
  return body.min.y + height;
}

void draw_map_body(Frame& frame, const app::MapView& map, const Rect& body) {
  const Theme& theme = frame.theme;
  const float row = 22.0F, legend = theme.metric.small_px + 6.0F;
  const Rect state{{body.min.x, body.max.y - row}, body.max};
  const Rect colours{{body.min.x, state.min.y - legend}, {body.max.x, state.min.y}};
  draw_map_plot(frame, map, {body.min, {body.max.x, colours.min.y - 4.0F}});
  draw_map_legend(frame, map, colours);
  const auto whole = [](std::size_t value) { return count(static_cast<std::int64_t>(value)); };
  Text said = text_of(say::map::cells(whole(map.known), whole(map.wanted)));
  if (map.known < map.wanted) said = said + " · " + Text(say::sweep::parts());
  if (map.study.seeds > 1) said = said + " · " + text_of(say::map::draws(count(map.study.seeds)));
  draw_text(*ImGui::GetWindowDrawList(), theme.fonts.small,
            {state.min.x, state.centre().y - theme.metric.small_px * 0.5F - 1.0F},
            theme.colour.text_soft, said.view(), state.width());
  register_widget(frame, "map-state", say::map::title(), "text", said.view(), state);
}

}  // namespace

void draw_sweep(Frame& frame, const Rect& rect) {
  begin_panel(frame, "sweep", say::sweep::title(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  draw_close_button(frame, rect);
  const float left = ImGui::GetCursorScreenPos().x, right = rect.max.x - 12.0F;
  Rect body{{left, body_top(frame, rect)}, {right, rect.max.y - 8.0F}};
  const bool low = body.height() < 330.0F;
  body.min.y = draw_file_row(frame, body) + 6.0F;
  if (frame.snapshot.map)
    draw_map_body(frame, *frame.snapshot.map, body);
  else if (frame.snapshot.search)
    draw_search_body(frame, *frame.snapshot.search, body, low);
  leave_cursor();
  end_panel();
}

}  // namespace isobath::ui
