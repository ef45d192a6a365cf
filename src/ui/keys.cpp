// SPDX-License-Identifier: MIT
// The keyboard: single keys drive the training until Tab begins the walk through the controls; then
// the arrows and Space belong to the control that is lit, and Esc gives them back.
#include <imgui.h>
#include <imgui_internal.h>

#include "ui/notices.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

/// Where frames are slow a key that is touched is down for one of them, which is no reason to
/// repeat.
bool pressed(ImGuiKey key, bool repeat = false) {
  const ImGuiKeyData& data = *ImGui::GetKeyData(key);
  return ImGui::IsKeyPressed(key, repeat) && data.DownDurationPrev != 0.0F;
}

/// Is a control lit that the keyboard would act on? Without one, ImGui would take the first arrow,
/// Home or End as the start of its own walk: they are claimed, so that only Tab begins it.
bool walk_through_controls() {
  ImGuiContext& context = *ImGui::GetCurrentContext();
  context.IO.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  context.ConfigNavWindowingKeyNext = context.ConfigNavWindowingKeyPrev = ImGuiKey_None;
  const bool walking = context.NavCursorVisible && context.NavId != 0;
  const bool within = context.ActiveId != 0 || context.OpenPopupStack.Size > 0;
  if (walking && !within && pressed(ImGuiKey_Escape)) context.NavCursorVisible = false;
  if (!walking && !within) {
    const ImGuiID owner = ImGui::GetID("keys");
    for (const ImGuiKey key :
         {ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
          ImGuiKey_Home, ImGuiKey_End, ImGuiKey_PageUp, ImGuiKey_PageDown})
      ImGui::SetKeyOwner(key, owner);
  }
  return walking;
}

/// Ctrl+Z, and Ctrl+Shift+Z or Ctrl+Y; on a Mac's desktop ImGui takes ⌘ for Ctrl.
void handle_edit_keys(app::Actions& actions) {
  const ImGuiIO& io = ImGui::GetIO();
  if (io.KeyAlt || !io.KeyCtrl) return;
  const bool z = pressed(ImGuiKey_Z, true);
  if (z && !io.KeyShift) actions.push_back(app::Undo{});
  if ((z && io.KeyShift) || pressed(ImGuiKey_Y, true)) actions.push_back(app::Redo{});
}

}  // namespace

app::ThemeChoice next_theme(app::ThemeChoice theme) {
  switch (theme) {
    case app::ThemeChoice::system:
      return app::ThemeChoice::light;
    case app::ThemeChoice::light:
      return app::ThemeChoice::dark;
    case app::ThemeChoice::dark:
      break;
  }
  return app::ThemeChoice::system;
}

namespace {

bool popup_open() {
  return ImGui::IsPopupOpen(nullptr, ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
}

}  // namespace

bool keys_are_free() {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  const bool walking = context.NavCursorVisible && context.NavId != 0;
  const ImGuiIO& io = ImGui::GetIO();
  return !walking && !popup_open() && !io.WantTextInput && !io.KeyAlt && !io.KeySuper;
}

void handle_keys(Frame& frame) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool popup = popup_open();
  // What is told goes before what else Esc would end or put away.
  const bool free = !popup && !io.WantTextInput && ImGui::GetActiveID() == 0;
  if (free && !frame.snapshot.timeline.replaying && pressed(ImGuiKey_Escape) &&
      dismiss_notice(frame))
    ImGui::SetKeyOwner(ImGuiKey_Escape, ImGui::GetID("keys"), ImGuiInputFlags_LockThisFrame);
  const bool walking = walk_through_controls();
  if (!popup && !io.WantTextInput) handle_edit_keys(frame.actions);
  if (walking || popup || io.WantTextInput || io.KeyCtrl || io.KeyAlt || io.KeySuper) return;

  const app::Snapshot& snapshot = frame.snapshot;
  const int layers = snapshot.layers();
  app::Actions& actions = frame.actions;
  const bool lines = snapshot.view.stepping;
  if (pressed(ImGuiKey_Space)) {
    if (lines && (io.KeyShift || snapshot.lines_playing))
      actions.push_back(app::PlayLines{!snapshot.lines_playing});
    else if (snapshot.playing)
      actions.push_back(app::Pause{});
    else
      actions.push_back(app::Play{});
  }
  if (pressed(ImGuiKey_S))
    actions.push_back(app::set_view<&app::View::stepping>(!snapshot.view.stepping));
  if (pressed(ImGuiKey_M)) toggle_study(frame);
  const bool on = pressed(ImGuiKey_RightArrow, true), back = pressed(ImGuiKey_LeftArrow, true);
  if ((on || back) && lines)
    actions.push_back(app::StepLines{io.KeyShift ? app::Stride::layer : app::Stride::line, back});
  else if (on)
    actions.push_back(app::Step{1});
  else if (back)
    actions.push_back(app::Back{1});
  if (pressed(ImGuiKey_Home)) actions.push_back(app::Seek{snapshot.timeline.first});
  if (pressed(ImGuiKey_End)) actions.push_back(app::Seek{snapshot.timeline.last});
  if (snapshot.timeline.replaying && pressed(ImGuiKey_Escape)) actions.push_back(app::CancelSeek{});
  if (pressed(ImGuiKey_P)) {
    if (snapshot.pinned)
      actions.push_back(app::ReleaseMoment{});
    else
      actions.push_back(app::PinMoment{});
  }
  if (pressed(ImGuiKey_D) && snapshot.pinned)
    actions.push_back(app::set_view<&app::View::difference>(!snapshot.view.difference));
  if (pressed(ImGuiKey_E, true)) actions.push_back(app::StepEpoch{});
  if (pressed(ImGuiKey_R)) actions.push_back(app::Reset{});
  if (pressed(ImGuiKey_N)) actions.push_back(app::NewStart{});
  if (pressed(ImGuiKey_T))
    actions.push_back(app::set_view<&app::View::theme>(next_theme(snapshot.view.theme)));
  if (pressed(ImGuiKey_Slash) || pressed(ImGuiKey_F1)) open_key_card();
  // In the stepper they zoom its matrices.
  if (lines && snapshot.view.stepper_page == app::StepperPage::lines) return;
  const bool plus = pressed(ImGuiKey_KeypadAdd, true) || pressed(ImGuiKey_Equal, true);
  const bool minus = pressed(ImGuiKey_KeypadSubtract, true) || pressed(ImGuiKey_Minus, true);
  if (plus && layers < core::kMaxLayers) actions.push_back(app::AddLayer{layers - 1});
  if (minus && layers > 1) actions.push_back(app::RemoveLayer{layers - 1});
}

}  // namespace isobath::ui
