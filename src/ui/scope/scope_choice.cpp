// SPDX-License-Identifier: MIT
// Every quantity with what it says of depth.
#include "ui/scope/scope_choice.hpp"

#include <array>
#include <span>

#include "say/scope.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

struct Choice {
  core::Quantity quantity;
  const char* id;
  words::Later label;
  words::Later tip;
  float width_px;
};

constexpr std::array<Choice, 3> kForwards{
    {{core::Quantity::a, "forward-a", "A", say::scope::a_l_g_z, 34.0F},
     {core::Quantity::z, "forward-z", "Z", say::scope::z_l_w_l, 34.0F},
     {core::Quantity::w, "forward-w", "W", say::scope::w_l_the_weights, 34.0F}}};

constexpr std::array<Choice, 4> kBackwards{
    {{core::Quantity::d_z, "gradient-dz", "dZ", say::scope::dz_l_j_z, 38.0F},
     {core::Quantity::d_a, "gradient-da", "dA", say::scope::da_l_w_l, 38.0F},
     {core::Quantity::d_w, "gradient-dw", "dW", say::scope::dw_l_dz_l, 42.0F},
     {core::Quantity::update_ratio, "gradient-update", "ΔW/W", say::scope::rms_of_the_last,
      58.0F}}};

constexpr float kChoiceBetween = 3.0F;

template <class Push>
float draw_choices(Frame& frame, std::span<const Choice> choices, core::Quantity now, ImVec2 at,
                   float height, float most_width, const Push& push) {
  float wished = kChoiceBetween * static_cast<float>(choices.size() - 1);
  for (const Choice& choice : choices) wished += choice.width_px;
  const float scale = most_width > 0.0F ? most_width / wished : 1.0F;
  for (const Choice& choice : choices) {
    const float width = choice.width_px * scale;
    ImGui::SetCursorScreenPos(at);
    if (toggle(frame, {choice.id, choice.label, choice.tip}, choice.quantity == now,
               {width, height}))
      push(choice.quantity);
    at.x += width + kChoiceBetween;
  }
  return at.x - kChoiceBetween;
}

}  // namespace

float draw_forward_choice(Frame& frame, ImVec2 at, float height_px, float most_width_px) {
  return draw_choices(frame, kForwards, frame.snapshot.view.forward, at, height_px, most_width_px,
                      [&](core::Quantity quantity) {
                        frame.actions.push_back(app::set_view<&app::View::forward>(quantity));
                      });
}

float draw_backward_choice(Frame& frame, ImVec2 at, float height_px, float most_width_px) {
  return draw_choices(frame, kBackwards, frame.snapshot.view.gradient, at, height_px, most_width_px,
                      [&](core::Quantity quantity) {
                        frame.actions.push_back(app::set_view<&app::View::gradient>(quantity));
                      });
}

float draw_sign_switch(Frame& frame, ImVec2 right_top, float height_px) {
  const bool shown = frame.snapshot.view.signs_shown;
  const float width = height_px + 8.0F;
  ImGui::SetCursorScreenPos({right_top.x - width, right_top.y});
  if (toggle(frame, {"scope-signs", "±", say::scope::signs_tip()}, shown, {width, height_px}))
    frame.actions.push_back(app::set_view<&app::View::signs_shown>(!shown));
  return right_top.x - width;
}

}  // namespace isobath::ui
