// SPDX-License-Identifier: MIT
// The start of all weights and biases: the scale's dial, the scheme, the seed, and a second dial
// for b. They stand in the depth scope, whose curves they move.
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <string_view>

#include "say/initialization.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/dial.hpp"
#include "ui/controls/typed_number.hpp"
#include "ui/panels.hpp"

namespace isobath::ui {
namespace {

constexpr float kValue = 76.0F;  // the column of the dials' values
constexpr float kSeed = 52.0F;
constexpr float kPartBetween = 12.0F;

/// Round numbers, and what theory and the schemes have names for.
struct ScaleDetents {
  std::array<Detent, 16> detent;
  std::size_t size = 0;

  explicit ScaleDetents(const app::Snapshot& snapshot) {
    for (const double value : {1.0, 0.5, 1.5, 2.0}) detent[size++] = {value, {}};
    if (!snapshot.theory) return;
    for (const app::DialMark& mark : snapshot.theory->marks) {
      if (mark.scale < 0.1 || mark.scale > 10.0) continue;
      Text name(mark.name);
      if (mark.critical && !name.empty()) name += " · ";
      if (mark.critical) name += say::initialization::critical();
      Detent* same = nullptr;
      for (std::size_t i = 0; i < size; ++i)
        if (std::fabs(detent[i].value / mark.scale - 1.0) < 0.003) same = &detent[i];
      if (same == nullptr && size < detent.size()) same = &detent[size++];
      if (same != nullptr) *same = {mark.scale, name};
    }
    std::sort(detent.begin(), detent.begin() + static_cast<std::ptrdiff_t>(size),
              [](const Detent& a, const Detent& b) { return a.value < b.value; });
  }
  std::span<const Detent> all() const { return std::span(detent).first(size); }
};

/// A dial's name and value in its left column; a click on the value types it.
void draw_value(Frame& frame, ImVec2 at, std::string_view label, const Text& value,
                const char* dial, double number, bool enabled) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  ImGui::SetCursorScreenPos(at);
  ImGui::PushID(dial);
  ImGui::BeginDisabled(!enabled);
  // For the pointer alone: from the keyboard, the dial itself takes Enter.
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
  if (ImGui::InvisibleButton("value", {kValue - 8.0F, dial_height(theme)},
                             ImGuiButtonFlags_EnableNav))
    begin_typing(ImGui::GetID("##"), number);
  ImGui::PopItemFlag();
  ImGui::PopItemFlag();
  ImGui::EndDisabled();
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
  ImGui::PopID();
  tooltip(frame, enabled ? say::initialization::click_to_type_the() : nullptr);
  register_widget(frame, (Text(dial) + "-value").view(), label, "field", exact(number).view(),
                  item_rect());
  draw_text(list, theme.fonts.small, at, theme.colour.text_faint, label);
  draw_text(list, theme.fonts.title, {at.x, at.y + 13.0F},
            faded(theme.colour.backward, enabled ? 1.0F : 0.4F), value.view());
}

/// Does the scale change anything? Not where all weights begin at 0.
bool scale_matters(const app::Snapshot& snapshot) {
  const core::WeightScheme all = snapshot.document->initialization.weights;
  return std::ranges::any_of(snapshot.document->layers, [all](const core::LayerOptions& layer) {
    return !layer.scale && layer.weights.value_or(all) != core::WeightScheme::zeros;
  });
}

void draw_scale_dial(Frame& frame, float width) {
  static constexpr std::array<double, 8> kTicks{1.0, 0.5, 2.0, 0.1, 10.0, 1.5, 0.2, 5.0};
  const ScaleDetents detents(frame.snapshot);
  const bool matters = scale_matters(frame.snapshot);
  const auto change = turn_dial(frame,
                                {"scale",
                                 say::initialization::scale(),
                                 matters ? say::initialization::larger_signals_and_gradients()
                                         : say::initialization::no_weight_depends_on(),
                                 {},
                                 detents.all(),
                                 kTicks,
                                 matters},
                                frame.snapshot.document->initialization.scale, width);
  if (change)
    frame.actions.push_back(
        app::SetField{"initialization.scale", exact(change->value).str(), change->dragging});
}

void draw_bias_dial(Frame& frame, float width) {
  static const std::array<Detent, 5> kDetents{
      {{0.01, {}}, {0.05, {}}, {0.1, {}}, {0.5, {}}, {1.0, {}}}};
  static constexpr std::array<double, 5> kTicks{0.01, 0.1, 1.0, 0.05, 0.5};
  const core::BiasRule& bias = frame.snapshot.document->initialization.bias;
  const auto change = turn_dial(frame,
                                {"bias",
                                 say::initialization::bias(),
                                 say::initialization::bias_tip(),
                                 {0.003, 3.0, 0.003, true},
                                 kDetents,
                                 kTicks},
                                std::fabs(bias.value), width);
  if (!change) return;
  const std::string value =
      change->value > 0.0 ? "normal(" + exact(change->value).str() + ")" : "0";
  frame.actions.push_back(app::SetField{"initialization.bias", value, change->dragging});
}

void draw_scheme(Frame& frame, float width) {
  const core::InitializationOptions& options = frame.snapshot.document->initialization;
  const auto chosen = choice(
      frame,
      {"scheme", say::initialization::scheme(), say::initialization::scheme_tip(), true, width},
      readable_all<core::WeightScheme>(), static_cast<int>(options.weights));
  if (chosen)
    frame.actions.push_back(
        app::SetField{"initialization.weights",
                      std::string(core::name(static_cast<core::WeightScheme>(*chosen)))});
}

void draw_seed(Frame& frame, ImVec2 at) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto number = frame.snapshot.document->initialization.seed;
  const Text seed = count(static_cast<std::int64_t>(number));
  draw_text(list, theme.fonts.small, at, theme.colour.text_faint, "seed");
  const ImVec2 below{at.x, at.y + 15.0F};
  draw_text(list, theme.fonts.body, below, theme.colour.text_soft, seed.view(), kSeed);
  static constexpr words::Later kTip = say::initialization::which_draw_of_the;
  tip_over(frame, {at, {at.x + kSeed, below.y}}, kTip);
  const auto typed =
      number_field(frame, {"seed", say::initialization::seed(), kTip}, static_cast<double>(number),
                   {below, {below.x + kSeed, below.y + theme.metric.body_px + 2.0F}},
                   exact(static_cast<double>(number)).view());
  if (typed) frame.actions.push_back(app::SetField{"initialization.seed", exact(*typed).str()});
}

/// Is the dial of the biases in view? From the start where the document has any and there is room.
bool biases_shown(const Frame& frame, bool narrow) {
  const core::BiasRule& bias = frame.snapshot.document->initialization.bias;
  return ImGui::GetStateStorage()->GetBool(ImGui::GetID("bias-fold"), !narrow && bias.value != 0.0);
}

void draw_fold(Frame& frame, ImVec2 at, float side, bool open) {
  ImGui::SetCursorScreenPos(at);
  if (toggle(frame, {"bias-fold", "b", say::initialization::bias_fold_tip()}, open, {side, side}))
    ImGui::GetStateStorage()->SetBool(ImGui::GetID("bias-fold"), !open);
}

}  // namespace

void draw_initialization(Frame& frame, float width_px) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const bool narrow = width_px < 440.0F;
  const float control = frame.theme.metric.control_px;
  const float scheme = width_px >= 620.0F ? 168.0F : 140.0F;
  const bool with_seed = narrow || width_px >= 620.0F;
  const float aside =
      narrow ? 0.0F
             : scheme + control + 2.0F * kPartBetween + (with_seed ? kSeed + kPartBetween : 0.0F);
  const float dial = width_px - kValue - aside;
  const bool biases = biases_shown(frame, narrow);
  const core::InitializationOptions& options = frame.snapshot.document->initialization;
  float below = at.y;
  const auto next_dial = [&](const char* label, const Text& value, const char* id, double exactly,
                             const auto& draw_dial) {
    const bool matters = id != std::string_view("scale") || scale_matters(frame.snapshot);
    draw_value(frame, {at.x, below}, label, value, id, exactly, matters);
    ImGui::SetCursorScreenPos({at.x + kValue, below});
    draw_dial(frame, dial);
    below += dial_height(frame.theme) + 3.0F;
  };
  // Where there is little room, one dial takes the other's place.
  if (!narrow || !biases)
    next_dial(say::initialization::scale_k(), number(options.scale, 3), "scale", options.scale,
              draw_scale_dial);
  if (narrow && biases)
    next_dial(say::initialization::bias_b(), trimmed(options.bias.value, 2), "bias",
              std::fabs(options.bias.value), draw_bias_dial);

  // Scheme, seed and fold: beside the dial, or below it.
  const ImVec2 row =
      narrow ? ImVec2(at.x, below) : ImVec2(at.x + kValue + dial + kPartBetween, at.y + 3.0F);
  const float scheme_width = narrow ? width_px - kSeed - control - 2.0F * kPartBetween : scheme;
  ImGui::SetCursorScreenPos(row);
  draw_scheme(frame, scheme_width);
  float x = row.x + scheme_width + kPartBetween;
  if (with_seed) {
    draw_seed(frame, {x, row.y + (control - 30.0F) * 0.5F});
    x += kSeed + kPartBetween;
  }
  draw_fold(frame, {x, row.y}, control, biases);
  if (narrow) below += control + 4.0F;
  if (!narrow && biases)
    next_dial(say::initialization::bias_b(), trimmed(options.bias.value, 2), "bias",
              std::fabs(options.bias.value), draw_bias_dial);
  ImGui::SetCursorScreenPos({at.x, below});
}

}  // namespace isobath::ui
