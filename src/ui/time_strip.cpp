// SPDX-License-Identifier: MIT
// The track of steps and what belongs to it.
#include "ui/time_strip.hpp"

#include <algorithm>
#include <cmath>

#include "app/run/moment.hpp"
#include "say/common.hpp"
#include "say/time_strip.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr float kBetweenEdits_px = 4.0F;
constexpr float kUndoToPin_px = 10.0F;

struct Track {
  Rect line;
  std::int64_t first, last;

  float x_px(std::int64_t step) const {
    const auto span = static_cast<double>(std::max<std::int64_t>(1, last - first));
    const double share = std::clamp(static_cast<double>(step - first) / span, 0.0, 1.0);
    return line.min.x + line.width() * static_cast<float>(share);
  }
  std::int64_t step_at(float x_px) const {
    const double share =
        std::clamp(static_cast<double>((x_px - line.min.x) / line.width()), 0.0, 1.0);
    return first + std::llround(share * static_cast<double>(last - first));
  }
};

double cost_at(const app::Snapshot& snapshot, std::int64_t step) {
  const auto& costs = snapshot.costs;
  const auto after = std::ranges::lower_bound(costs, step, {}, &app::CostSample::step);
  if (after == costs.end()) return costs.empty() ? 0.0 : costs.back().cost;
  return after->cost;
}

void draw_diamond(ImDrawList& list, ImVec2 at, float half_px, ImU32 colour, ImU32 around) {
  list.AddQuadFilled({at.x, at.y - half_px}, {at.x + half_px, at.y}, {at.x, at.y + half_px},
                     {at.x - half_px, at.y}, colour);
  list.AddQuad({at.x, at.y - half_px}, {at.x + half_px, at.y}, {at.x, at.y + half_px},
               {at.x - half_px, at.y}, around, 1.0F);
}

void draw_line(const Frame& frame, const Track& track, bool lively) {
  const app::Snapshot& snapshot = frame.snapshot;
  const app::TimelineView& time = snapshot.timeline;
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = track.line.centre().y;
  const float half = lively ? 2.5F : 1.5F;
  const bool any = track.last > track.first;
  list.AddRectFilled({track.line.min.x, y - half}, {track.line.max.x, y + half},
                     any ? c.grid_strong : c.grid, half);
  const float now = any ? track.x_px(time.now) : track.line.min.x;
  list.AddRectFilled({track.line.min.x, y - half}, {now, y + half}, c.accent, half);
  if (time.replaying) {
    const float to = track.x_px(time.target);
    list.AddCircle({to, y}, half + 4.0F, c.accent, 0, 1.5F);
  }
  if (snapshot.pinned)
    draw_diamond(list, {track.x_px(snapshot.pinned->look.record.step), y}, 5.0F, c.backward,
                 c.panel);
  if (!any) return;
  list.AddCircleFilled({now, y}, half + 3.0F, c.accent);
  list.AddCircle({now, y}, half + 3.5F, c.panel, 0, 1.2F);
}

}  // namespace

void seek_typed(Frame& frame, double step) {
  const app::TimelineView& time = frame.snapshot.timeline;
  if (may_be({step, false, true}, static_cast<double>(time.first), static_cast<double>(time.last),
             "step", true))
    frame.actions.push_back(app::Seek{static_cast<std::int64_t>(step)});
}

void draw_time_track(Frame& frame, const Rect& rect) {
  const app::TimelineView& time = frame.snapshot.timeline;
  const float inset = 8.0F;
  const Track track{
      {{rect.min.x + inset, rect.min.y}, {rect.max.x - inset, rect.max.y}}, time.first, time.last};
  if (track.line.width() < 40.0F) return;
  ImGui::SetCursorScreenPos(rect.min);
  const bool any = track.last > track.first;
  ImGui::PushID("time");
  const ImGuiID id = ImGui::GetID("##");
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(6.0F, 0.0F));
  ImGui::SetNextItemWidth(120.0F);
  const Typing typing = type_number(id, static_cast<double>(time.now));
  ImGui::PopStyleVar();
  if (!typing.open) {
    ImGui::BeginDisabled(!any);
    ImGui::InvisibleButton("##", rect.size(), ImGuiButtonFlags_EnableNav);
    ImGui::EndDisabled();
  }
  ImGui::PopID();
  if (typing.number) seek_typed(frame, *typing.number);
  register_widget(frame, "time", say::time_strip::steps_of_the_run(), "slider",
                  count(time.now).view(), rect);
  if (typing.open || pressed_to_type(id, {}, static_cast<double>(time.now))) return;
  const bool held = ImGui::IsItemActive() && ImGui::IsMouseDown(ImGuiMouseButton_Left);
  const bool released = ImGui::IsItemDeactivated();
  const bool hovered = ImGui::IsItemHovered();
  draw_line(frame, track, hovered || held || frame.theme.touch);
  if (!any) {
    tooltip(frame, say::time_strip::the_steps_of_this());
    return;
  }
  const std::int64_t pointed = track.step_at(ImGui::GetIO().MousePos.x);
  if (held || released) {
    const std::int64_t shown = time.replaying ? time.target : time.now;
    if (pointed != shown || (released && !time.replaying && frame.snapshot.playing))
      frame.actions.push_back(app::Seek{pointed, held});
  }
  if (!hovered && !held) return;
  const CardLine lines[] = {{say::common::j_train(), number(cost_at(frame.snapshot, pointed), 4),
                             frame.theme.colour.forward},
                            {"", say::time_strip::drag_to_go_back(), 0}};
  card(frame, (Text("step ") + count(pointed)).view(), lines);
}

float edit_buttons_width(ImVec2 size_px) {
  return 4.0F * size_px.x + 2.0F * kBetweenEdits_px + kUndoToPin_px;
}

void draw_edit_buttons(Frame& frame, ImVec2 at, ImVec2 size_px) {
  const app::Snapshot& snapshot = frame.snapshot;
  app::Actions& actions = frame.actions;
  const auto put = [&](const char* id, const char* label, const Text& tip, Icon icon, bool enabled,
                       Weight weight) {
    ImGui::SetCursorScreenPos(at);
    const bool clicked =
        icon_button(frame, {id, label, tip.c_str(), enabled}, icon, size_px, weight);
    at.x += size_px.x + kBetweenEdits_px;
    return clicked;
  };
  const Text undo = snapshot.undo.empty() ? Text(say::time_strip::nothing_to_undo_yet())
                                          : Text("Undo (Ctrl+Z): ") + snapshot.undo;
  const Text redo = snapshot.redo.empty() ? Text(say::time_strip::nothing_to_redo_ctrl())
                                          : Text("Redo (Ctrl+Y): ") + snapshot.redo;
  if (put("undo", "undo", undo, Icon::undo, !snapshot.undo.empty(), Weight::quiet))
    actions.push_back(app::Undo{});
  if (put("redo", "redo", redo, Icon::redo, !snapshot.redo.empty(), Weight::quiet))
    actions.push_back(app::Redo{});
  at.x += kUndoToPin_px - kBetweenEdits_px;
  const app::Moment* pinned = snapshot.pinned.get();
  if (put("pin",
          pinned ? say::time_strip::release_the_pinned_moment()
                 : say::time_strip::pin_this_moment(),
          pinned ? Text("Release the pinned step ") + count(pinned->look.record.step) + " (P)."
                 : Text(say::time_strip::pin_this_moment_p()),
          Icon::pin, true, pinned ? Weight::normal : Weight::quiet))
    actions.push_back(pinned ? app::Action(app::ReleaseMoment{}) : app::Action(app::PinMoment{}));
  if (put("difference", "difference",
          pinned ? Text("Now − step ") + count(pinned->look.record.step) +
                       " in maps, weights and predictions (D): what training changed since."
                 : Text(say::time_strip::the_difference_from_the()),
          Icon::difference, pinned != nullptr,
          snapshot.shows_difference() ? Weight::strong : Weight::quiet))
    actions.push_back(app::set_view<&app::View::difference>(!snapshot.view.difference));
}

bool draw_replay(Frame& frame, ImVec2 at, float height_px) {
  const app::TimelineView& time = frame.snapshot.timeline;
  if (!time.replaying) return false;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Text where = Text("computing step ") + count(time.target) + " again";
  const ImVec2 top{at.x, at.y + (height_px - 30.0F) * 0.5F};
  const float width = std::max(
      130.0F, draw_text(list, theme.fonts.small, top, theme.colour.text_soft, where.view()));
  const Rect bar{{top.x, top.y + 20.0F}, {top.x + width, top.y + 26.0F}};
  list.AddRectFilled(bar.min, bar.max, theme.colour.grid_strong, 3.0F);
  const auto share = static_cast<float>(std::clamp(time.replayed, 0.0, 1.0));
  list.AddRectFilled(bar.min, {bar.min.x + bar.width() * share, bar.max.y}, theme.colour.accent,
                     3.0F);
  register_widget(frame, "replay", where.view(), "text", percent(time.replayed).view(),
                  {top, bar.max});
  ImGui::SetCursorScreenPos({bar.max.x + 8.0F, at.y});
  if (icon_button(
          frame,
          {"cancel-seek", say::time_strip::cancel_seek(), say::time_strip::cancel_seek_tip()},
          Icon::close, {height_px, height_px}, Weight::quiet))
    frame.actions.push_back(app::CancelSeek{});
  return true;
}

}  // namespace isobath::ui
