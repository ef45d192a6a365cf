// SPDX-License-Identifier: MIT
// The stepper: the line of the algorithm that runs now, its matrices, and the cell pointed at
// spelled out.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/stepping.hpp"
#include "core/activation.hpp"
#include "ui/controls.hpp"
#include "ui/panels.hpp"
#include "ui/plot.hpp"
#include "ui/stepper_matrices.hpp"
#include "ui/stepper_pages.hpp"

namespace isobath::ui {
namespace {

struct Move {
  const char* id;
  const char* label;
  const char* brief;  // where there is no room for the label
  const char* tip;
  app::StepLines action;
};

constexpr std::array<Move, 8> kMoves{
    {{"lines-update-back",
      "« update",
      "«u",
      "To the beginning of this update; from there, of the one before.",
      {app::Stride::update, true}},
     {"lines-pass-back",
      "pass",
      "«p",
      "Back to where this pass begins.",
      {app::Stride::pass, true}},
     {"lines-layer-back",
      "layer",
      "«l",
      "Back over this layer's lines.",
      {app::Stride::layer, true}},
     {"lines-back",
      "‹ line",
      "‹",
      "One line back (←): everything as it was before it.",
      {app::Stride::line, true}},
     {"lines-on",
      "line ›",
      "›",
      "The next line (→). After the last one the update is made: the same bits as the ordinary "
      "step.",
      {app::Stride::line, false}},
     {"lines-layer-on",
      "layer",
      "l»",
      "On over this layer's lines (Shift →).",
      {app::Stride::layer, false}},
     {"lines-pass-on",
      "pass",
      "p»",
      "To the end of this pass: forward, cost, backward, update.",
      {app::Stride::pass, false}},
     {"lines-update-on",
      "update »",
      "u»",
      "To the end of this update.",
      {app::Stride::update, false}}}};

void draw_moves(Frame& frame, const Rect& rect) {
  const float height =
      frame.theme.touch ? frame.theme.metric.control_px : frame.theme.metric.head_px;
  constexpr float kBetween = 4.0F;
  const float width = std::min(70.0F, (rect.width() - 7.0F * kBetween) / 8.0F);
  float x = rect.max.x - 8.0F * width - 7.0F * kBetween;
  for (const Move& move : kMoves) {
    ImGui::SetCursorScreenPos({x, rect.min.y});
    const bool on = move.action.stride == app::Stride::line && !move.action.back;
    if (text_button(frame, {move.id, width < 60.0F ? move.brief : move.label, move.tip},
                    {width, height}, on ? Weight::strong : Weight::normal))
      frame.actions.push_back(move.action);
    x += width + kBetween;
  }
}

/// Terms of a sum as "0.31·−0.2", long sums shortened in their middle.
std::string sum_of(const app::CellStory& story, bool names) {
  constexpr std::size_t kShown = 4;
  std::string text;
  const std::size_t count = story.terms.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (count > kShown + 1 && i == kShown - 1) {
      text += " + …";
      i = count - 1;
    }
    const app::CellTerm& term = story.terms[i];
    if (!text.empty()) text += " + ";
    if (names)
      text += term.name;
    else if (term.right == 1.0)
      text += number(term.left).view();
    else
      text += (number(term.left) + "·" + number(term.right)).view();
  }
  return text;
}

std::string sentence_of(const app::CellStory& story, std::string_view cell, bool names) {
  std::string text(cell);
  text += " = ";
  const bool factor = story.factor != 1.0;
  if (factor) text += (names ? Text("1/m") : number(story.factor)).str() + "·(";
  text += sum_of(story, names);
  if (factor) text += ")";
  if (!story.added_name.empty())
    text += " + " + (names ? story.added_name : number(story.added).str());
  if (!names) text += " = " + number(story.result, 6).str();
  return text;
}

/// g over z with its tangent where the cell's z is.
void draw_curve(const Frame& frame, const Rect& area, core::Activation activation, double z) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const double reach = std::max(4.0, std::min(std::abs(z) * 1.3, 40.0));
  Plot plot;
  plot.area = area;
  plot.x = {-reach, reach, false};
  Extent extent(false);
  constexpr int kPoints = 64;
  const auto at = [&](int i) { return -reach + 2.0 * reach * i / kPoints; };
  for (int i = 0; i <= kPoints; ++i) extent.add(core::activation_value(activation, at(i)));
  plot.y = extent.axis(1e-6);
  list.AddRect(area.min, area.max, theme.colour.edge, 3.0F);
  list.AddLine({plot.x_px(0.0), area.min.y}, {plot.x_px(0.0), area.max.y}, theme.colour.grid);
  {
    Polyline curve(list, plot, {theme.colour.forward, 2.0F, 0.0F, false});
    for (int i = 0; i <= kPoints; ++i) curve.add(at(i), core::activation_value(activation, at(i)));
  }
  const double value = core::activation_value(activation, z);
  const double slope = core::activation_derivative(activation, z);
  if (!std::isfinite(value)) return;
  {
    Polyline tangent(list, plot, {theme.colour.backward, 1.8F, 0.0F, false});
    tangent.add(z - reach * 0.35, value - slope * reach * 0.35);
    tangent.add(z + reach * 0.35, value + slope * reach * 0.35);
  }
  list.AddCircleFilled({plot.x_px(z), plot.y_px(value)}, 4.0F, theme.colour.backward);
  const Text word = Text("g′ = ") + number(slope);
  draw_text(list, theme.fonts.small, {area.min.x + 6.0F, area.min.y + 4.0F}, theme.colour.text_soft,
            word.view());
}

/// Wrapped text in a rectangle.
void draw_words(const Rect& rect, const ImFont* font, float size_px, ImU32 colour,
                const std::string& text) {
  ImGui::GetWindowDrawList()->AddText(font, size_px, rect.min, colour, text.data(),
                                      text.data() + text.size(), rect.width());
}

void draw_story(Frame& frame, const Rect& rect, const app::Stepping& stepping,
                std::optional<MatrixCell> cell) {
  const Theme& theme = frame.theme;
  const app::LineView& view = stepping.view;
  if (!cell || view.line.kind == app::LineKind::cost || view.line.kind == app::LineKind::clip ||
      view.line.kind == app::LineKind::input) {
    draw_words(rect, theme.fonts.small, theme.metric.small_px, theme.colour.text_soft, view.why);
    register_widget(frame, "line-why", view.why, "text", view.why, rect);
    return;
  }
  const app::CellStory story = stepping.stepper.story(view, cell->row, cell->column);
  Rect words = rect;
  if (story.has_slope && rect.width() > 360.0F) {
    const Rect curve{{rect.max.x - 150.0F, rect.min.y}, rect.max};
    words.max.x = curve.min.x - 12.0F;
    const auto& layer =
        stepping.stepper.network().layers[static_cast<std::size_t>(view.line.layer) - 1];
    if (layer.activation != core::Activation::softmax)
      draw_curve(frame, curve, layer.activation, story.slope_at);
  }
  const Text name = Text(view.result.name.c_str()) + "(" + std::to_string(cell->row + 1) + "," +
                    std::to_string(cell->column + 1) + ")";
  const std::string with_names = sentence_of(story, name.view(), true);
  const std::string with_numbers = sentence_of(story, name.view(), false);
  draw_words(words, theme.fonts.small, theme.metric.small_px, theme.colour.text_soft, with_names);
  const float line = ImGui::CalcTextSize(with_names.c_str(), nullptr, false, words.width()).y;
  words.min.y += std::max(line, theme.metric.body_px) + 4.0F;
  std::string told = with_numbers;
  if (!story.complete) told += "   (the sum goes over examples that are not shown, too)";
  draw_words(words, theme.fonts.body, theme.metric.body_px, theme.colour.text, told);
  register_widget(frame, "cell-story", with_names, "text", with_numbers, words);
}

void draw_cache(Frame& frame, ImVec2 at, float right, const app::Stepping& stepping) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  at.x += draw_text(list, theme.fonts.small, at, theme.colour.text_faint, "cache") + 8.0F;
  if (stepping.cache.empty()) {
    draw_text(list, theme.fonts.small, at, theme.colour.text_faint, "empty");
    return;
  }
  for (const app::Cached& cached : stepping.cache) {
    const float width = text_size(theme.fonts.small, cached.name).x + 12.0F;
    if (at.x + width > right) {
      draw_text(list, theme.fonts.small, at, theme.colour.text_faint, "…");
      return;
    }
    const Rect chip{{at.x, at.y - 2.0F}, {at.x + width, at.y + theme.metric.small_px + 3.0F}};
    list.AddRectFilled(chip.min, chip.max, theme.colour.control, 3.0F);
    draw_text(list, theme.fonts.small, {at.x + 6.0F, at.y}, theme.colour.text, cached.name);
    register_widget(frame, (Text("cache-") + cached.name).view(), cached.name, "text",
                    cached.read_by, chip);
    if (ImGui::IsWindowHovered() && chip.contains(ImGui::GetIO().MousePos)) {
      const std::array<CardLine, 1> lines{{{"read by", cached.read_by.c_str(), 0}}};
      card(frame, cached.name, lines);
    }
    at.x += width + 4.0F;
  }
}

}  // namespace

void draw_stepper(Frame& frame, const Rect& rect) {
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
  draw_moves(frame, {{narrow ? content.x : tabs_end + 8.0F, moves_y}, {right, moves_y + 24.0F}});
  const float below = narrow ? top + theme.metric.control_px + 8.0F : top + 2.0F;
  if (draw_stepper_page(frame, {{content.x, below}, {right, rect.max.y - 8.0F}}))
    return end_panel();
  if (!stepping) {
    draw_text(list, theme.fonts.body, {content.x, top + 40.0F}, theme.colour.text_soft,
              "Training plays. Pause it to go through an update line by line.");
    return end_panel();
  }
  const app::LineView& view = stepping->view;
  float y = narrow ? top + theme.metric.control_px + 10.0F : top + 2.0F;
  draw_text(list, theme.fonts.title, {content.x, y}, theme.colour.text, view.formula,
            right - content.x);
  register_widget(frame, "line-formula", view.formula, "text", view.shapes,
                  {{content.x, y}, {right, y + theme.metric.title_px}});
  y += theme.metric.title_px + 4.0F;
  draw_text(list, theme.fonts.small, {content.x, y}, theme.colour.text_soft, view.shapes,
            right - content.x);
  y += theme.metric.small_px + 6.0F;
  draw_cache(frame, {content.x, y}, right, *stepping);
  y += theme.metric.small_px + 10.0F;
  const float story = std::min(84.0F, (rect.max.y - y) * 0.34F);
  const Rect area{{content.x, y}, {right, rect.max.y - story - 14.0F}};
  const auto cell = draw_matrices(frame, area, view);
  draw_story(frame, {{content.x, area.max.y + 6.0F}, {right, rect.max.y - 8.0F}}, *stepping, cell);
  if (frame.pointer.layer == 0) frame.pointer.layer = stepping->stepper.layer();
  end_panel();
}

}  // namespace isobath::ui
