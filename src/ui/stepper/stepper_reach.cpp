// SPDX-License-Identifier: MIT
// Which layers the passes have not reached.
#include "ui/stepper/stepper_reach.hpp"

#include <algorithm>
#include <string>

#include "app/stepper/stepping.hpp"
#include "ui/controls/controls.hpp"

namespace isobath::ui {
namespace {

/// Of the stepper's pages, only these two follow the lines.
bool walked(const app::Snapshot& snapshot) {
  const app::StepperPage page = snapshot.view.stepper_page;
  return snapshot.view.stepping && snapshot.stepping != nullptr &&
         (page == app::StepperPage::lines || page == app::StepperPage::graph);
}

}  // namespace

LayerSpan layers_to_come(const app::Snapshot& snapshot) {
  if (!walked(snapshot)) return {};
  const app::Reach& reach = snapshot.stepping->reach;
  switch (snapshot.stepping->whole.line.pass) {
    case app::Pass::forward:
      return {reach.forward + 1, snapshot.layers()};
    case app::Pass::cost:
      break;
    case app::Pass::backward:
      return {0, reach.backward - 1};
    case app::Pass::update:
      return {reach.updated + 1, snapshot.layers()};
  }
  return {};
}

LayerSpan layers_to_come(const app::Snapshot& snapshot, core::Quantity quantity) {
  if (!walked(snapshot)) return {};
  const app::Reach& reach = snapshot.stepping->reach;
  switch (quantity) {
    case core::Quantity::z:
    case core::Quantity::a:
      return {reach.forward + 1, snapshot.layers()};
    case core::Quantity::d_z:
    case core::Quantity::d_a:
    case core::Quantity::d_w:
    case core::Quantity::d_b:
      return {1, reach.backward - 1};
    case core::Quantity::update_ratio:
      return {reach.updated + 1, snapshot.layers()};
    default:
      return {};
  }
}

float veil(bool dark) { return dark ? 0.46F : 0.36F; }

void draw_veil(const Frame& frame, ImDrawList& list, ImVec2 min, ImVec2 max) {
  if (max.x > min.x && max.y > min.y)
    list.AddRectFilled(min, max, faded(frame.theme.colour.panel, veil(frame.theme.dark)));
}

float draw_reach_bar(Frame& frame, const Rect& rect, const app::Stepping& stepping) {
  const app::Reach& reach = stepping.reach;
  const int layers = stepping.stepper.network().depth(), at = stepping.stepper.layer();
  const Colours& c = frame.theme.colour;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pitch = rect.width() / static_cast<float>(layers);
  const float gap = pitch > 8.0F ? 2.0F : 0.0F;
  for (int layer = 1; layer <= layers; ++layer) {
    const float x = rect.min.x + pitch * static_cast<float>(layer - 1);
    const Rect field{{x, rect.min.y}, {x + pitch - gap, rect.max.y}};
    list.AddRectFilled(field.min, field.max, c.control_hot);
    const ImVec2 middle{field.max.x, field.centre().y};
    if (layer <= reach.forward)
      list.AddRectFilled(field.min, layer >= reach.backward ? middle : field.max, c.forward);
    if (layer >= reach.backward)
      list.AddRectFilled({field.min.x, middle.y}, field.max,
                         layer <= reach.updated ? c.text : c.backward);
    if (layer == at) list.AddRect(field.min, field.max, c.text, 0.0F, 0, 1.5F);
  }
  if (frame.widgets_wanted) {
    const std::string told =
        "forward " + std::to_string(std::max(0, reach.forward)) + ", backward " +
        (reach.backward > layers ? "none" : std::to_string(reach.backward)) + ", updated " +
        std::to_string(reach.updated) + " of " + std::to_string(layers);
    register_widget(frame, "reach", "reach", "plot", told, rect);
  }
  return rect.height();
}

}  // namespace isobath::ui
