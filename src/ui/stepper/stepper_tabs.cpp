// SPDX-License-Identifier: MIT
// Which page of the stepper is open.
#include <array>
#include <cstddef>

#include "say/stepper.hpp"
#include "ui/controls/controls.hpp"
#include "ui/stepper/stepper_pages.hpp"

namespace isobath::ui {
namespace {

using app::StepperPage;

struct PageTab {
  StepperPage page;
  const char* id;
  words::Later label;
  words::Later brief;  // where there is no room for the label
  words::Later tip;
};

constexpr std::array<PageTab, 5> kPageTabs{
    {{StepperPage::lines, "stepper-lines", "lines", "lines", say::stepper::the_update_line_by},
     {StepperPage::graph, "stepper-graph", "graph", "graph",
      say::stepper::the_computation_graph_of},
     {StepperPage::slice, "stepper-slice", say::stepper::j_along_w, "J(w)",
      say::stepper::j_along_one_weight},
     {StepperPage::check, "stepper-check", "check", "check",
      say::stepper::gradient_checking_insert_a},
     {StepperPage::race, "stepper-race", "race", "race", say::stepper::the_same_product_by}}};

}  // namespace

float draw_stepper_tabs(Frame& frame, const Rect& panel) {
  constexpr float kBetween = 4.0F, kEdge = 10.0F;
  const Theme& theme = frame.theme;
  const bool narrow = panel.width() < 640.0F;
  const float room = panel.width() - 2.0F * kEdge;
  constexpr float kLarge_px = 36.0F;
  const float share = (room - kLarge_px - 5.0F * kBetween) / static_cast<float>(kPageTabs.size());
  float x = panel.min.x + kEdge;
  for (const PageTab& tab : kPageTabs) {
    words::Later label = narrow ? tab.brief : tab.label;
    const float width = narrow ? share : text_size(theme.fonts.small, label).x + 18.0F;
    const Rect rect{{x, head_top(panel)}, {x + width, head_top(panel) + theme.metric.head_px}};
    const bool open = frame.snapshot.view.stepper_page == tab.page;
    ImGui::SetCursorScreenPos(rect.min);
    if (toggle(frame, {tab.id, label, tab.tip, true, 0.0F, true}, open, rect.size()))
      frame.actions.push_back(app::set_view<&app::View::stepper_page>(tab.page));
    draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.small, rect, {0.5F, 0.5F},
                 open ? theme.colour.text : theme.colour.text_soft, label);
    x += width + kBetween;
  }
  const bool large = frame.snapshot.view.large_text;
  ImGui::SetCursorScreenPos({x, head_top(panel)});
  if (toggle(frame,
             {"stepper-large", say::stepper::large(), say::stepper::large_tip(), true, 0.0F, true},
             large, {kLarge_px, theme.metric.head_px}))
    frame.actions.push_back(app::set_view<&app::View::large_text>(!large));
  draw_text_in(*ImGui::GetWindowDrawList(), theme.fonts.label, item_rect(), {0.5F, 0.5F},
               large ? theme.colour.text : theme.colour.text_soft, say::stepper::aa());
  return x + kLarge_px + kBetween;
}

StepperType page_type(const Frame& frame, const Rect& area) {
  // Of the panel around it.
  return stepper_type(frame.theme, {area.width() + 24.0F, area.height() + 36.0F},
                      frame.snapshot.view.large_text);
}

bool draw_stepper_page(Frame& frame, const Rect& area) {
  switch (frame.snapshot.view.stepper_page) {
    case StepperPage::lines:
      return false;
    case StepperPage::graph:
      draw_stepper_graph(frame, area);
      break;
    case StepperPage::slice:
      draw_stepper_slice(frame, area);
      break;
    case StepperPage::check:
      draw_stepper_check(frame, area);
      break;
    case StepperPage::race:
      draw_stepper_race(frame, area);
      break;
  }
  return true;
}

}  // namespace isobath::ui
