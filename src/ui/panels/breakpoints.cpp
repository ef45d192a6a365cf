// SPDX-License-Identifier: MIT
// Toggles for the reasons, and a field for the step.
#include "ui/panels/breakpoints.hpp"

#include <array>

#include "app/run/breakpoints.hpp"
#include "say/breakpoints.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr const char* kBreakpointsPopup = "breakpoints";

struct Reason {
  const char* id;
  words::Later label;
  words::Later tip;
  bool app::Breakpoints::*chosen;
};

constexpr std::array<Reason, 3> kReasons{
    {{"break-cost", say::breakpoints::break_cost, say::breakpoints::break_cost_tip,
      &app::Breakpoints::cost_rises},
     {"break-dead", say::breakpoints::break_dead, say::breakpoints::break_dead_tip,
      &app::Breakpoints::layer_dies},
     {"break-non-finite", say::breakpoints::break_non_finite,
      say::breakpoints::break_non_finite_tip, &app::Breakpoints::non_finite}}};

float breakpoints_px(const Frame& frame) { return frame.theme.touch ? 240.0F : 190.0F; }

void push(Frame& frame, const app::Breakpoints& breakpoints) {
  frame.actions.push_back(app::set_view<&app::View::breakpoints>(breakpoints));
}

void draw_step(Frame& frame, const app::Breakpoints& now) {
  const ImVec2 size{(breakpoints_px(frame) - 6.0F) * 0.5F, frame.theme.metric.control_px};
  app::Breakpoints next = now;
  if (toggle(frame,
             {"break-step", say::breakpoints::break_step(), say::breakpoints::break_step_tip()},
             now.step.has_value(), size)) {
    const std::int64_t later = frame.snapshot.record.step + 100;
    next.step = now.step ? std::nullopt : std::optional(later);
    push(frame, next);
  }
  ImGui::SameLine(0.0F, 6.0F);
  std::int64_t step = now.step.value_or(frame.snapshot.record.step + 100);
  ImGui::SetNextItemWidth(size.x);
  ImGui::BeginDisabled(!now.step);
  ImGui::InputScalar("##step", ImGuiDataType_S64, &step, nullptr, nullptr, "%lld",
                     ImGuiInputTextFlags_AutoSelectAll);
  const bool entered = ImGui::IsItemDeactivatedAfterEdit();
  ImGui::EndDisabled();
  tooltip(frame, say::breakpoints::the_step_to_stop());
  register_widget(frame, "break-step-number", "step", "field", count(step).view(), item_rect());
  constexpr double kMost = 1e15;
  if (!entered || !may_be({static_cast<double>(step), false, true}, 0.0, kMost, "step")) return;
  next.step = step;
  push(frame, next);
}

}  // namespace

void draw_breakpoints(Frame& frame, ImVec2 at, ImVec2 size) {
  const app::Breakpoints& now = frame.snapshot.view.breakpoints;
  ImGui::SetCursorScreenPos(at);
  // Stopping at what is not finite goes without saying.
  const bool armed = now.cost_rises || now.layer_dies || now.step;
  if (icon_button(
          frame,
          {"breakpoints", say::breakpoints::breakpoints(), say::breakpoints::breakpoints_tip()},
          Icon::halt, size, armed ? Weight::strong : Weight::quiet))
    ImGui::OpenPopup(kBreakpointsPopup);
  if (!ImGui::BeginPopup(kBreakpointsPopup)) return;
  push_face(frame.theme.fonts.label);
  ImGui::TextUnformatted(say::breakpoints::stop_when());
  ImGui::PopFont();
  for (const Reason& reason : kReasons)
    if (toggle(frame, {reason.id, reason.label, reason.tip}, now.*reason.chosen,
               {breakpoints_px(frame), frame.theme.metric.control_px})) {
      app::Breakpoints next = now;
      next.*reason.chosen = !(now.*reason.chosen);
      push(frame, next);
    }
  draw_step(frame, now);
  ImGui::EndPopup();
}

}  // namespace isobath::ui
