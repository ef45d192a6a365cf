// SPDX-License-Identifier: MIT
// ŷ against y for every example, and below it what is missing, ŷ − y, over the same y; as a
// difference, the ways from the answers of then, and below how long they are.
#include <algorithm>
#include <cmath>

#include "ui/network/thumbnails.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/plot/palette.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {
namespace {

/// More dots than these are not told apart.
constexpr core::Index kMostPoints = 2000;

struct Answers {
  const data::Part& part;
  const core::Matrix<float>& outputs;  // [targets, examples]
  const core::Matrix<float>& then;     // at the moment compared with
  ImU32 colour = 0;
  bool hollow = false;
  bool compared = false;

  bool known() const {
    return outputs.rows() == part.y.rows() && outputs.cols() == part.y.cols() && outputs.cols() > 0;
  }
  core::Index stride() const { return std::max<core::Index>(1, outputs.size() / kMostPoints); }
  double answer(core::Index row, core::Index i) const {
    return static_cast<double>(outputs(row, i));
  }
  double before(core::Index row, core::Index i) const { return static_cast<double>(then(row, i)); }
};

/// What the lower plot is of.
double rest_of(const Answers& answers, core::Index row, core::Index i) {
  const double from = answers.compared ? answers.before(row, i) : answers.part.y(row, i);
  return answers.answer(row, i) - from;
}

/// Calls take(row, example).
template <class Take>
void for_each_answer(const Answers& answers, const Take& take) {
  if (!answers.known()) return;
  for (core::Index i = 0; i < answers.outputs.cols(); i += answers.stride())
    for (core::Index row = 0; row < answers.outputs.rows(); ++row) take(row, i);
}

/// From what was answered then to what is answered now: nearer to y or further away.
void draw_ways(const Theme& theme, ImDrawList& list, const Plot& plot, const Answers& answers) {
  for_each_answer(answers, [&](core::Index row, core::Index i) {
    const double y = answers.part.y(row, i), now = answers.answer(row, i),
                 then = answers.before(row, i);
    if (!std::isfinite(now) || !std::isfinite(then) || now == then) return;
    const bool nearer = std::abs(now - y) < std::abs(then - y);
    const float x = plot.x_px(y);
    list.AddLine({x, plot.y_px(then)}, {x, plot.y_px(now)},
                 faded(nearer ? theme.colour.accent : theme.colour.danger, 0.55F), 1.2F);
  });
}

/// Draws the dots; returns how many have no place.
int draw_dots(const Theme& theme, ImDrawList& list, const Plot& plot, const Answers& answers,
              bool missing) {
  int nowhere = 0;
  for_each_answer(answers, [&](core::Index row, core::Index i) {
    const double y = answers.part.y(row, i);
    const double value = missing ? rest_of(answers, row, i) : answers.answer(row, i);
    if (!std::isfinite(value)) {
      ++nowhere;
      return;
    }
    const ImVec2 at{plot.x_px(y), plot.y_px(value)};
    draw_dot(list, theme.fonts.dots, answers.hollow ? Dot::small_ring : Dot::small, at,
             faded(answers.colour, answers.hollow ? 0.8F : 0.7F));
  });
  return nowhere;
}

/// The example whose dot is under the pointer; −1 if none is.
core::Index example_at(const Plot& plot, const Answers& answers, bool missing, float& distance2) {
  core::Index nearest = -1;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  for_each_answer(answers, [&](core::Index row, core::Index i) {
    const float x = plot.x_px(answers.part.y(row, i)) - mouse.x;
    const double value = missing ? rest_of(answers, row, i) : answers.answer(row, i);
    const float up = plot.y_px(value) - mouse.y;
    if (!(x * x + up * up < distance2)) return;
    distance2 = x * x + up * up;
    nearest = i;
  });
  return nearest;
}

void draw_one(Frame& frame, const Plot& plot, const Answers& train, const Answers& dev,
              bool missing) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const int labels = std::clamp(static_cast<int>(plot.area.height() / 26.0F), 2, 6);
  draw_y_axis(list, theme, plot, make_ticks(plot.y, labels));
  list.PushClipRect(plot.area.min, plot.area.max, true);
  const double low = missing ? plot.x.lowest : std::max(plot.x.lowest, plot.y.lowest);
  const double high = missing ? plot.x.highest : std::min(plot.x.highest, plot.y.highest);
  list.AddLine({plot.x_px(low), plot.y_px(missing ? 0.0 : low)},
               {plot.x_px(high), plot.y_px(missing ? 0.0 : high)}, theme.colour.text_faint, 1.2F);
  if (!missing && train.compared) draw_ways(theme, list, plot, train);
  if (!missing && dev.compared && frame.snapshot.view.dev_shown) draw_ways(theme, list, plot, dev);
  int nowhere = draw_dots(frame.theme, list, plot, train, missing);
  if (frame.snapshot.view.dev_shown) nowhere += draw_dots(frame.theme, list, plot, dev, missing);
  list.PopClipRect();
  if (nowhere > 0)
    draw_text_in(list, theme.fonts.strong, plot.area, {0.5F, 0.5F}, theme.colour.non_finite,
                 "ŷ is not finite");
  ImGui::SetCursorScreenPos(plot.area.min);
  const bool pressed =
      ImGui::InvisibleButton(missing ? "##output-missing" : "##output-fit-plot", plot.area.size());
  if (!ImGui::IsItemHovered() && !pressed) return;
  float distance2 = theme.touch ? 200.0F : 50.0F;
  const core::Index of_train = example_at(plot, train, missing, distance2);
  const core::Index of_dev =
      frame.snapshot.view.dev_shown ? example_at(plot, dev, missing, distance2) : core::Index{-1};
  if (of_dev >= 0)
    draw_example_card(frame, "dev", dev.part, dev.outputs, of_dev);
  else if (of_train >= 0)
    draw_example_card(frame, "train", train.part, train.outputs, of_train);
  if (pressed && of_dev < 0 && of_train >= 0) follow(frame, of_train);
}

}  // namespace

void draw_output_fit(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Dataset& dataset = *snapshot.dataset;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool compared = snapshot.compares_answers();
  const Answers train{dataset.train, snapshot.outputs, snapshot.then_outputs, theme.colour.forward,
                      false,         compared};
  const Answers dev{
      dataset.dev, snapshot.dev_outputs, snapshot.then_dev_outputs, theme.colour.backward, true,
      compared};
  Extent values(false), known(false), missing(false);
  for (const Answers* answers : {&train, &dev})
    for_each_answer(*answers, [&](core::Index row, core::Index i) {
      const double y = answers->part.y(row, i);
      values.add(answers->answer(row, i));
      if (compared) values.add(answers->before(row, i));
      values.add(y);
      known.add(y);
      missing.add(rest_of(*answers, row, i));
    });
  missing.add(0.0);
  Plot above, below;
  above.x = below.x = known.axis(1e-6);
  above.y = values.axis(1e-6);
  below.y = missing.axis(1e-6);
  const float row = std::round(theme.metric.small_px) + 3.0F;
  const float left = std::max(tick_width(theme, make_ticks(above.y, 6)),
                              tick_width(theme, make_ticks(below.y, 3))) +
                     10.0F;
  const float whole = area.height() - 2.0F * row - row - 14.0F;
  if (whole < 40.0F) return;
  const float upper = std::round(whole * 0.66F);
  const float x = area.min.x + left, right = area.max.x - 4.0F;
  above.area = {{x, area.min.y + row}, {right, area.min.y + row + upper}};
  below.area = {{x, above.area.max.y + row + 10.0F}, {right, area.max.y - row - 4.0F}};
  const Text title =
      compared ? Text("ŷ against y, from ") + then_name(snapshot) : Text("ŷ against y");
  draw_text(list, theme.fonts.small, area.min, theme.colour.text_soft, title.view());
  const bool of_dev = dataset.dev.y.cols() > 0 && snapshot.view.dev_shown;
  const auto fit_in = [of_dev](const app::Outcome& outcome) {
    return of_dev ? outcome.dev_fit.rmse : outcome.train_fit.rmse;
  };
  Text errors = Text("rmse ");
  if (compared) errors = errors + number(fit_in(snapshot.then_outcome), 3) + " → ";
  errors = errors + number(fit_in(snapshot.outcome), 3);
  draw_text(list, theme.fonts.small,
            {right - text_size(theme.fonts.small, errors.view()).x, area.min.y},
            theme.colour.text_soft, errors.view());
  draw_text(list, theme.fonts.small, {area.min.x, above.area.max.y + 8.0F}, theme.colour.text_soft,
            compared ? (Text("ŷ − ŷ at ") + then_name(snapshot)).view() : "ŷ − y");
  draw_one(frame, above, train, dev, false);
  draw_one(frame, below, train, dev, true);
  draw_x_axis(list, theme, below, make_ticks(below.x, 6));
  register_widget(frame, "plot-output", "ŷ against y", "plot", errors.view(),
                  {above.area.min, below.area.max});
}

}  // namespace isobath::ui
