// SPDX-License-Identifier: MIT
// The stepper: the line of the algorithm that runs now, its matrices, and the cell pointed at
// spelled out.
#include <algorithm>
#include <array>
#include <string>

#include "app/stepper/stepping.hpp"
#include "say/stepper.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/stepper/matrix_menu.hpp"
#include "ui/stepper/side_parts.hpp"
#include "ui/stepper/stepper_bar.hpp"
#include "ui/stepper/stepper_matrices.hpp"
#include "ui/stepper/stepper_pages.hpp"
#include "ui/stepper/stepper_reach.hpp"
#include "ui/stepper/stepper_words.hpp"

namespace isobath::ui {
namespace {

// A string, not a literal: a frame at rest allocates nothing.
/// What stands in place of shapes that are asked for.
const std::string& hidden_shapes() {
  static std::string text;
  text = say::stepper::shapes_and_cells_are();
  return text;
}

void draw_cache(Frame& frame, ImVec2 at, float right, const app::Stepping& stepping,
                const Type& small) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto faint = [&](std::string_view text) {
    small.draw(list, at, theme.colour.text_faint, text);
  };
  faint("cache");
  at.x += small.size("cache").x + 8.0F;
  if (stepping.cache.empty()) return faint("empty");
  for (const app::Cached& cached : stepping.cache) {
    const float width = small.size(cached.name).x + 12.0F;
    if (at.x + width > right) return faint("…");
    const Rect chip{{at.x, at.y - 2.0F}, {at.x + width, at.y + small.px + 3.0F}};
    list.AddRectFilled(chip.min, chip.max, theme.colour.control, 3.0F);
    small.draw(list, {at.x + 6.0F, at.y}, theme.colour.text, cached.name);
    register_widget(frame, (Text("cache-") + cached.name).view(), cached.name, "text",
                    cached.read_by, chip);
    if (ImGui::IsWindowHovered() && chip.contains(ImGui::GetIO().MousePos)) {
      const std::array<CardLine, 1> lines{{{say::stepper::read_by(), cached.read_by.c_str(), 0}}};
      card(frame, cached.name, lines);
    }
    at.x += width + 4.0F;
  }
}

struct Places {
  Rect matrices, words;
};

/// The words below the matrices; where there is little height, beside them.
Places place(const Rect& rest, bool low, const StepperType& type) {
  Places places{rest, rest};
  if (low) {
    places.matrices.max.x = rest.min.x + rest.width() * 0.68F;
    places.words.min.x = places.matrices.max.x + 14.0F;
  } else {
    const float lines = type.small_px + 2.0F * type.line_px;
    const float height = std::clamp(rest.height() * 0.36F, lines + 6.0F, 2.0F * lines);
    places.matrices.max.y = rest.max.y - height - 4.0F;
    places.words.min.y = places.matrices.max.y + 4.0F;
  }
  return places;
}

}  // namespace

void draw_stepper(Frame& frame, const Rect& rect, bool has_list) {
  begin_panel(frame, "stepper", "", rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const Theme& theme = frame.theme;
  const ImVec2 content = ImGui::GetCursorScreenPos();
  const float right = rect.max.x - 12.0F;
  const float top = body_top(frame, rect);
  const app::Stepping* stepping = frame.snapshot.stepping.get();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool narrow = rect.width() < 640.0F;
  const float moves_y = narrow ? top : head_top(rect);
  const float tabs_end = draw_stepper_tabs(frame, rect);
  // Where they would cost a row, pages that show no line go without moves from line to line.
  const app::StepperPage page = frame.snapshot.view.stepper_page;
  const bool has_moves =
      !narrow || (page != app::StepperPage::check && page != app::StepperPage::race);
  if (has_moves)
    draw_moves(frame, {{narrow ? content.x : tabs_end + 8.0F, moves_y}, {right, moves_y + 24.0F}});
  const float below = narrow && has_moves ? top + theme.metric.control_px + 8.0F : top + 2.0F;
  if (draw_stepper_page(frame, {{content.x, below}, {right, rect.max.y - 8.0F}}))
    return end_panel();
  if (!stepping) {
    draw_needs_pause(frame, {{content.x, below}, {right, rect.max.y}});
    return end_panel();
  }
  const app::LineView& view = stepping->view;
  // An exercise whose solution stands above it is none.
  const bool asked = stepping->verdict && stepping->verdict->kind != app::ShapeVerdict::Kind::right;
  const StepperBar bar = draw_stepper_bar(frame, content.x, right, below);
  float y = bar.bottom + 6.0F;
  const Rect words{{content.x, y}, {right, rect.max.y}};
  const StepperType type = stepper_type(theme, rect.size(), frame.snapshot.view.large_text);
  const Type small = type_of(theme, false, type.small_px);
  const bool low = rect.height() < 300.0F;
  // In a low panel the matrices need the height more.
  const float largest_px = low ? std::min(type.formula_px, theme.metric.title_px) : type.formula_px;
  y += has_list ? fitted(theme, true, view.formula, words.width(), 1, largest_px,
                         std::min(largest_px, theme.metric.title_px))
                      .draw(list, words.min, theme.colour.text, view.formula, words.width())
                : draw_line_chooser(frame, words, *stepping, largest_px);
  register_widget(frame, "line-formula", view.formula, "text",
                  asked ? std::string_view() : view.shapes, {words.min, {right, y}});
  y += 4.0F;
  if (!has_list) y += draw_reach_bar(frame, {{content.x, y}, {right, y + 8.0F}}, *stepping) + 6.0F;
  if (!low) {
    y += small.draw(list, {content.x, y}, theme.colour.text_soft,
                    asked ? hidden_shapes() : view.shapes, words.width()) +
         4.0F;
    const ImVec2 menu{narrow ? 52.0F : 92.0F, theme.metric.head_px};
    draw_matrix_menu(frame, {right - menu.x, y - 5.0F}, menu, *stepping);
    draw_cache(frame, {content.x, y}, right - menu.x - 8.0F, *stepping, small);
    y += std::max(small.px, menu.y - 5.0F) + 8.0F;
  }
  const Places places = place(Rect{{content.x, y}, {right, rect.max.y - 8.0F}}, low, type);
  std::optional<MatrixCell> cell;
  if (!asked) cell = draw_matrices(frame, places.matrices, bar.tools, *stepping, type);
  if (stepping->verdict)
    draw_shapes_exercise(frame, places.words, *stepping);
  else
    draw_story(frame, places.words, *stepping, cell, type);
  if (frame.pointer.layer == 0) frame.pointer.layer = stepping->stepper.layer();
  end_panel();
}

}  // namespace isobath::ui
