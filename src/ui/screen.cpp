// SPDX-License-Identifier: MIT
// The one screen: the layout for the display's size, the panels in it, and what the pointer is
// over.
#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

#include "say/screen.hpp"
#include "ui/controls/controls.hpp"
#include "ui/frame.hpp"
#include "ui/layout.hpp"
#include "ui/menu.hpp"
#include "ui/notices.hpp"
#include "ui/panel_walk.hpp"
#include "ui/panels.hpp"
#include "ui/panels/table_card.hpp"
#include "ui/time_strip.hpp"

namespace isobath::ui {
namespace {

struct Tab {
  Page page;
  const char* id;
  words::Later label;
  words::Later tip;
};

constexpr std::array<Tab, kPages> kTabs{
    {{Page::data, "tab-data", say::screen::data, say::screen::the_examples_where_they},
     {Page::hyperparameters, "tab-hyperparameters", say::screen::settings,
      say::screen::what_you_choose_and},
     {Page::network, "tab-network", say::screen::network, say::screen::layers_units_and_weights},
     {Page::output, "tab-output", say::screen::output, say::screen::what_the_network_answers},
     {Page::cost, "tab-cost", say::screen::cost, say::screen::j_over_the_updates},
     {Page::doctor, "tab-doctor", say::screen::doctor, say::screen::what_is_wrong_with}}};

/// Which page is open is kept where ImGui keeps what is open: in the window's storage.
Page stored_page(const char* key, Page otherwise) {
  return static_cast<Page>(
      ImGui::GetStateStorage()->GetInt(ImGui::GetID(key), static_cast<int>(otherwise)));
}

/// Does this ask for something that is to be drawn?
bool begins_drawing(const app::Action& action) {
  if (const auto* paper = app::action_if<app::EmptyPaper>(action)) return paper->on;
  const auto* view = app::action_if<app::SetView>(action);
  const auto* brush = view ? view->value_of(&app::View::brush) : nullptr;
  return brush && brush->has_value();
}

/// What was just asked for is to be seen, from whatever page: a card, or the map to draw on.
void show_page_asked_for(const app::Actions& actions) {
  const auto show = [](Page page) {
    ImGui::GetStateStorage()->SetInt(ImGui::GetID("page"), static_cast<int>(page));
  };
  for (const app::Action& action : actions) {
    if (const auto* card = app::action_if<app::ShowActivation>(action); card && card->layer > 0)
      show(Page::network);
    if (begins_drawing(action)) show(Page::output);
  }
}

/// The doctor has something to say, even if it is not open.
void mark_findings(const Frame& frame, const Rect& tab) {
  const auto& findings = frame.snapshot.diagnosis.findings;
  if (findings.empty() || findings.front().severity == app::Severity::note) return;
  const bool error = findings.front().severity == app::Severity::error;
  ImGui::GetWindowDrawList()->AddCircleFilled(
      {tab.max.x - 7.0F, tab.min.y + 7.0F}, 3.5F,
      error ? frame.theme.colour.danger : frame.theme.colour.backward, 12);
}

void draw_tabs(Frame& frame, const Rect& strip, const char* key, std::initializer_list<Page> pages,
               Page open) {
  if (strip.empty()) return;
  constexpr float kBetween = 4.0F;
  const auto size = static_cast<float>(pages.size());
  const float width = (strip.width() - kBetween * (size - 1.0F)) / size;
  float x = strip.min.x;
  for (const Page page : pages) {
    const Tab& tab = kTabs[static_cast<std::size_t>(page)];
    ImGui::SetCursorScreenPos({x, strip.min.y});
    const Rect rect{{x, strip.min.y}, {x + width, strip.max.y}};
    // Six words side by side on a phone are small ones.
    const bool small = text_size(frame.theme.fonts.body, tab.label).x > width - 6.0F;
    if (toggle(frame, {tab.id, tab.label, tab.tip, true, 0.0F, small}, page == open, rect.size()))
      ImGui::GetStateStorage()->SetInt(ImGui::GetID(key), static_cast<int>(page));
    if (small)
      draw_text_in(*ImGui::GetWindowDrawList(), frame.theme.fonts.small, rect, {0.5F, 0.5F},
                   page == open ? frame.theme.colour.text : frame.theme.colour.text_soft,
                   tab.label);
    if (page == Page::doctor) mark_findings(frame, rect);
    x += width + kBetween;
  }
}

void draw_panels(Frame& frame, const Layout& layout) {
  draw_top_bar(frame, layout.bar, layout);
  if (!layout.data.empty()) draw_data(frame, layout.data);
  if (!layout.hyperparameters.empty()) draw_hyperparameters(frame, layout.hyperparameters);
  if (!layout.network.empty()) {
    Rect rest = layout.network;
    const float taken = draw_note(frame, rest);
    if (taken > 0.0F) rest.min.y += taken + frame.theme.metric.gap_px;
    draw_network(frame, rest);
  }
  if (!layout.study.empty()) draw_study(frame, layout.study);
  if (!layout.lines.empty()) draw_stepper_lines(frame, layout.lines);
  if (!layout.stepper.empty()) draw_stepper(frame, layout.stepper, !layout.lines.empty());
  const bool fold = !layout.scope.empty() && draw_scope(frame, layout.scope, layout.scope_folds);
  const bool unfold = !layout.scope_line.empty() && draw_scope_line(frame, layout.scope_line);
  if (fold || unfold) frame.actions.push_back(app::set_view<&app::View::scope_open>(unfold));
  if (!layout.output.empty()) draw_output(frame, layout.output);
  if (!layout.cost.empty()) draw_cost(frame, layout.cost);
  if (!layout.doctor.empty()) draw_doctor(frame, layout.doctor);
}

/// Where notices stand: over the foot of the scope, where there is nothing to press; else above
/// what is always at the foot of the screen.
Rect notices_area(const Layout& layout, ImVec2 display) {
  if (!layout.scope.empty()) return layout.scope;
  const Rect& below = !layout.scope_line.empty() ? layout.scope_line : layout.tabs;
  return {{0.0F, layout.bar.max.y}, {display.x, below.empty() ? display.y : below.min.y}};
}

void tell_pointer(Frame& frame) {
  const app::View& view = frame.snapshot.view;
  if (frame.pointer.layer != view.hovered_layer)
    frame.actions.push_back(app::HoverLayer{frame.pointer.layer});
  if (frame.pointer.unit == view.hovered_unit) return;
  if (frame.pointer.unit)
    frame.actions.push_back(app::HoverUnit{*frame.pointer.unit, true});
  else
    frame.actions.push_back(app::HoverUnit{*view.hovered_unit, false});
}

}  // namespace

void draw(Frame& given) {
  given.widgets.clear();
  follow_pixel_ratio();
  // Nothing moves by itself but the training, whatever the system says of motion.
  ImGui::GetIO().ConfigInputTextCursorBlink = false;
  // Below this size nothing fits any more: the screen keeps it and is cut off at the window's edge.
  constexpr ImVec2 kLeast{300.0F, 260.0F};
  const ImVec2 given_size = ImGui::GetIO().DisplaySize;
  const ImVec2 display{std::max(given_size.x, kLeast.x), std::max(given_size.y, kLeast.y)};
  const float gap = given.theme.metric.gap_px;
  // Whether controls are for fingers depends on the display alone, not on the open page.
  const bool touch = arrange(display, Page::network, Page::data, Page::output, gap).touch;
  const Theme theme = touch ? for_touch(given.theme) : given.theme;
  Frame frame{given.snapshot,      given.actions, theme, given.pictures, given.widgets, {},
              given.widgets_wanted};
  frame.units = given.pictures.tiles("units", given.snapshot.unit_maps,
                                     given.snapshot.dataset->plane.has_value());
  apply(theme);

  ImGui::SetNextWindowPos({0.0F, 0.0F});
  ImGui::SetNextWindowSize(display);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0.0F, 0.0F));
  ImGui::Begin("isobath", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ImGui::PopStyleVar(2);
  const Page page = stored_page("page", Page::network);
  const Page left = stored_page("left", Page::data);
  const Page right = stored_page("right", Page::output);
  Layout layout = arrange(display, page, left, right, gap, frame.snapshot.view.scope_open);
  if (frame.snapshot.view.stepping) layout = with_stepper(layout, gap);
  if (frame.snapshot.view.studying) layout = with_study(layout, gap);
  walk_panels();
  handle_keys(frame);
  draw_panels(frame, layout);
  draw_tabs(
      frame, layout.tabs, "page",
      {Page::data, Page::network, Page::output, Page::cost, Page::doctor, Page::hyperparameters},
      page);
  draw_tabs(frame, layout.left_tabs, "left", {Page::data, Page::hyperparameters}, left);
  if (layout.arrangement == Arrangement::stacked)
    draw_tabs(frame, layout.right_tabs, "right", {Page::output, Page::cost, Page::doctor}, right);
  else
    draw_tabs(frame, layout.right_tabs, "right", {Page::cost, Page::doctor},
              right == Page::doctor ? right : Page::cost);
  draw_notices(frame, notices_area(layout, display));
  draw_key_card(frame);
  draw_table_card(frame);
  draw_menu(frame);
  show_page_asked_for(frame.actions);
  tell_pointer(frame);
  leave_cursor();
  ImGui::End();
  given.pointer = frame.pointer;
  given.errand = frame.errand;
  given.file_name = frame.file_name;
}

}  // namespace isobath::ui
