// SPDX-License-Identifier: MIT
// Toggles for the reasons, and a field for the step.
#include "ui/panels/breakpoints.hpp"

#include <array>

#include "app/run/breakpoints.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"

namespace isobath::ui {
namespace {

constexpr const char* kBreakpointsPopup = "breakpoints";

struct Reason {
  const char* id;
  const char* label;
  const char* tip;
  bool app::Breakpoints::*chosen;
};

constexpr std::array<Reason, 3> kReasons{
    {{"break-cost", "J rises",
      "After an update that leaves J higher than it was. J is then computed after every update → "
      "training is slower.",
      &app::Breakpoints::cost_rises},
     {"break-dead", "a layer dies",
      "Where g′(z) is 0 in all units of a layer on every example: nothing passes back through it "
      "any more. Looked for after every update → training is slower.",
      &app::Breakpoints::layer_dies},
     {"break-non-finite", "NaN or Inf", "At the first NaN or Inf. Off → training goes on with it.",
      &app::Breakpoints::non_finite}}};

float breakpoints_px(const Frame& frame) { return frame.theme.touch ? 240.0F : 190.0F; }

void push(Frame& frame, const app::Breakpoints& breakpoints) {
  frame.actions.push_back(app::set_view<&app::View::breakpoints>(breakpoints));
}

void draw_step(Frame& frame, const app::Breakpoints& now) {
  const ImVec2 size{(breakpoints_px(frame) - 6.0F) * 0.5F, frame.theme.metric.control_px};
  app::Breakpoints next = now;
  if (toggle(frame,
             {"break-step", "at step", "Once so many updates are done; the next press goes on."},
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
  tooltip(frame, "The step to stop at, counted from the start of the run.");
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
  if (icon_button(frame,
                  {"breakpoints", "stop when …",
                   "When playing is to stop by itself: J rises, a layer dies, the first NaN or "
                   "Inf, a certain step."},
                  Icon::halt, size, armed ? Weight::strong : Weight::quiet))
    ImGui::OpenPopup(kBreakpointsPopup);
  if (!ImGui::BeginPopup(kBreakpointsPopup)) return;
  push_face(frame.theme.fonts.label);
  ImGui::TextUnformatted("STOP WHEN");
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
