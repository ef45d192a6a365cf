// SPDX-License-Identifier: MIT
// A cell of a line's result spelled out, or why the line is as it is.
#include "ui/stepper/stepper_words.hpp"

#include <algorithm>
#include <cmath>

#include "core/activation.hpp"
#include "ui/controls/controls.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {

Text factor_of(double value) {
  const Text text = number(value);
  return value < 0.0 ? Text("(") + text + ")" : text;
}

namespace {

bool taken_off(const app::CellTerm& term) { return term.right == -1.0; }

/// " + 0.31·0.2", " − 0.31·0.2"; the first of a sum without a plus.
void add_term(std::string& text, const app::CellTerm& term) {
  const double left = taken_off(term) ? -term.left : term.left;
  if (text.empty())
    text += number(left).view();
  else
    text += (Text(left < 0.0 ? " − " : " + ") + number(std::abs(left))).view();
  if (std::abs(term.right) != 1.0) text += (Text("·") + factor_of(term.right)).view();
}

/// Terms of a sum as "0.31·(−0.2)", long sums shortened in their middle.
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
    if (!names)
      add_term(text, term);
    else
      text += (taken_off(term) ? " − " : text.empty() ? "" : " + ") + term.name;
  }
  return text;
}

std::string sentence_of(const app::CellStory& story, app::LineKind kind, std::string_view cell,
                        bool names) {
  std::string text(cell);
  text += " = ";
  const bool factor = story.factor != 1.0;
  if (factor) text += (names ? Text("1/m") : number(story.factor)).str() + "·(";
  const bool of_z = story.has_slope && !names && story.terms.size() == 1;
  // The one number that g is taken of; g′ has a factor before it, and may be exactly 1.
  if (of_z && kind == app::LineKind::activation) {
    text += (Text("g(") + number(story.slope_at) + ")").view();
  } else if (of_z && kind == app::LineKind::d_z) {
    const app::CellTerm& term = story.terms[0];
    const Text left = number(term.left);
    text += (left + " · g′(" + number(story.slope_at) + ") = " + left + " · ").view();
    text += factor_of(term.right).view();
  } else {
    text += sum_of(story, names);
  }
  if (factor) text += ")";
  if (!story.added_name.empty())
    text += names             ? " + " + story.added_name
            : story.added < 0 ? " − " + number(-story.added).str()
                              : " + " + number(story.added).str();
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

}  // namespace

void draw_story(Frame& frame, const Rect& rect, const app::Stepping& stepping,
                std::optional<MatrixCell> cell, const StepperType& type) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const app::LineView& view = stepping.view;
  // As large as all of it has room for.
  const auto fits = [&](std::string_view text, float width, float height, float most) {
    return fitted_in(theme, false, text, {width, height}, most, theme.metric.small_px);
  };
  if (!cell || view.line.kind == app::LineKind::clip || view.line.kind == app::LineKind::input) {
    const std::string& words = stepping.told.empty() ? view.why : stepping.told;
    fits(words, rect.width(), rect.height(), type.small_px)
        .draw(list, rect.min, theme.colour.text_soft, words, rect.width());
    register_widget(frame, "line-why", view.why, "text", words, rect);
    return;
  }
  const app::CellStory story = stepping.story(cell->row, cell->column);
  Rect words = rect;
  if (story.has_slope && rect.width() > 300.0F) {
    const float wide = std::min(150.0F, rect.width() * 0.3F);
    const Rect curve{{rect.max.x - wide, rect.min.y}, rect.max};
    words.max.x = curve.min.x - 12.0F;
    const auto& layer =
        stepping.stepper.network().layers[static_cast<std::size_t>(view.line.layer) - 1];
    if (layer.activation != core::Activation::softmax)
      draw_curve(frame, curve, layer.activation, story.slope_at);
  }
  const std::string name = app::cell_name(view, stepping.choice, cell->row, cell->column);
  const std::string with_names = sentence_of(story, view.line.kind, name, true);
  const std::string with_numbers = sentence_of(story, view.line.kind, name, false);
  std::string told = with_numbers;
  if (!story.complete) told += "   (the sum goes over examples that are not shown, too)";
  const Type names = fits(with_names, words.width(), words.height() * 0.5F, type.small_px);
  words.min.y +=
      names.draw(list, words.min, theme.colour.text_soft, with_names, words.width()) + 4.0F;
  fits(told, words.width(), words.height(), type.line_px)
      .draw(list, words.min, theme.colour.text, told, words.width());
  register_widget(frame, "cell-story", with_names, "text", with_numbers, words);
}

}  // namespace isobath::ui
