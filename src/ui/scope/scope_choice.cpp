// SPDX-License-Identifier: MIT
// Every quantity with what it says of depth.
#include "ui/scope/scope_choice.hpp"

#include <array>
#include <span>

#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

struct Choice {
  core::Quantity quantity;
  const char* id;
  const char* label;
  const char* tip;
  float width_px;
};

constexpr std::array<Choice, 3> kForwards{
    {{core::Quantity::a, "forward-a", "A",
      "A[l] = g(Z[l]): the signal as it comes out of layer l. Shrinks from left to right → later "
      "layers see nothing; grows → it saturates or overflows.",
      34.0F},
     {core::Quantity::z, "forward-z", "Z",
      "Z[l] = W[l]·A[l-1] + b[l]: what g is given. Far from 0 → tanh and sigmoid are flat there; "
      "near 0 → every g is a straight line and depth adds nothing.",
      34.0F},
     {core::Quantity::w, "forward-w", "W",
      "W[l]: the weights themselves. n[l-1]·Var W[l] is what a layer multiplies the signal's "
      "square "
      "by: even lines of W can still make A vanish or explode.",
      34.0F}}};

constexpr std::array<Choice, 4> kBackwards{
    {{core::Quantity::d_z, "gradient-dz", "dZ",
      "dZ[l] = ∂J/∂Z[l] of one example: the error signal as it flows back. Falls from right to "
      "left → gradients vanish, early layers cannot learn.",
      38.0F},
     {core::Quantity::d_a, "gradient-da", "dA",
      "dA[l] = W[l+1]ᵀ·dZ[l+1]: the error signal before it passes g′. Beside dZ it shows what a "
      "flat g′ takes away.",
      38.0F},
     {core::Quantity::d_w, "gradient-dw", "dW",
      "dW[l] = dZ[l]·A[l-1]ᵀ/m: what the update really uses. Small in a layer → that layer stands "
      "still.",
      42.0F},
     {core::Quantity::update_ratio, "gradient-update", "ΔW/W",
      "rms of the last update of W[l] over rms of W[l]; before the first one α·dW/W. About 10⁻³ "
      "is healthy: much more → the layer jumps about, much less → it hardly learns.",
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
  if (toggle(frame,
             {"scope-signs", "±",
              "The axis: sizes |v|, or signed. Signed → values above 0 in the upper half, below 0 "
              "mirrored in the lower one, small ones in the middle: a funnel that closes is a "
              "signal that vanishes."},
             shown, {width, height_px}))
    frame.actions.push_back(app::set_view<&app::View::signs_shown>(!shown));
  return right_top.x - width;
}

}  // namespace isobath::ui
