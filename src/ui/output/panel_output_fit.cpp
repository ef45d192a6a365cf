// SPDX-License-Identifier: MIT
// ŷ against y for every example, and below it what is missing, ŷ − y, over the same y; as a
// difference, the ways from the answers of then, and below how long they are.
#include <algorithm>
#include <cmath>

#include "app/figure/fit_figure.hpp"
#include "say/output.hpp"
#include "ui/controls/controls.hpp"
#include "ui/output/panel_output.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/plot/framed_plot.hpp"

namespace isobath::ui {
namespace {

/// The dot under the pointer: its card, and a press follows its example.
void answer_pointer(Frame& frame, const Plot& plot, const app::figure::FitFigures& figures,
                    bool of_rest, bool pressed) {
  const app::Snapshot& snapshot = frame.snapshot;
  const ImVec2 mouse = ImGui::GetIO().MousePos;
  float distance2 = frame.theme.touch ? 200.0F : 50.0F;
  const auto find = [&](const app::figure::FitFigures::Part& part) {
    const auto& series = of_rest ? figures.rest.series[part.series_of_rest]
                                 : figures.answers.series[part.series_of_answers];
    const auto dot = part.there ? dot_at(plot, series, mouse, distance2) : std::nullopt;
    return dot ? part.example(*dot) : core::Index{-1};
  };
  const core::Index of_train = find(figures.train), of_dev = find(figures.dev);
  if (of_dev >= 0)
    draw_example_card(frame, "dev", snapshot.dataset->dev, snapshot.dev_outputs, of_dev);
  else if (of_train >= 0)
    draw_example_card(frame, "train", snapshot.dataset->train, snapshot.outputs, of_train);
  if (pressed && of_dev < 0 && of_train >= 0) follow(frame, of_train);
}

void draw_one(Frame& frame, const FramedPlot& framed, const app::figure::FitFigures& figures,
              bool of_rest) {
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Plot& plot = framed.plot;
  draw_axes(list, theme, framed);
  draw_figure(list, theme, plot, of_rest ? figures.rest : figures.answers);
  if (figures.not_finite)
    draw_text_in(list, theme.fonts.strong, plot.area, {0.5F, 0.5F}, theme.colour.non_finite,
                 say::output::is_not_finite());
  ImGui::SetCursorScreenPos(plot.area.min);
  const bool pressed = ImGui::InvisibleButton(of_rest ? "##output-missing" : "##output-fit-plot",
                                              plot.area.size(), ImGuiButtonFlags_EnableNav);
  if (ImGui::IsItemHovered() || pressed) answer_pointer(frame, plot, figures, of_rest, pressed);
}

/// "rmse 0.31", or of then and now.
Text errors_in_words(const app::Snapshot& snapshot) {
  const bool of_dev = snapshot.dataset->dev.y.cols() > 0 && snapshot.view.dev_shown;
  const data::Dataset& dataset = *snapshot.dataset;
  // Of several targets each has a unit of its own.
  const double unit = dataset.targets() == 1 ? dataset.target_scale(0) : 1.0;
  const auto fit_in = [of_dev, unit](const app::Outcome& outcome) {
    return unit * (of_dev ? outcome.dev_fit.rmse : outcome.train_fit.rmse);
  };
  const Text now = number(fit_in(snapshot.outcome), 3);
  if (!snapshot.compares_answers()) return text_of(say::output::rmse(now));
  return text_of(say::output::rmse(number(fit_in(snapshot.then_outcome), 3) + " → " + now));
}

}  // namespace

void draw_output_fit(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  static app::figure::FitFigures figures;  // their buffers are used again
  make_fit_figures(snapshot, figures);
  const float row = tick_row(theme);
  const float whole = area.height() - 3.0F * row - 14.0F;
  if (whole < 40.0F) return;
  const float middle = area.min.y + row + std::round(whole * 0.66F);
  // Both areas begin at the same place, one below the other.
  Framing above_as{.head = true,
                   .foot = false,
                   .gap_px = 0.0F,
                   .left_px = 0.0F,
                   .tick_height_px = 26.0F,
                   .tick_width_px = 40.0F,
                   .most_y = 6};
  Framing below_as = above_as;
  below_as.foot = true;
  below_as.gap_px = 4.0F;
  const auto ticks_of = [&](const app::figure::Figure& figure, float height) {
    return y_ticks(figure.y, height, above_as);
  };
  const Rect upper{area.min, {area.max.x, middle}};
  const Rect lower{{area.min.x, middle + 6.0F}, area.max};
  const Ticks above_ticks = ticks_of(figures.answers, upper.height() - row);
  const Ticks below_ticks = ticks_of(figures.rest, lower.height() - 2.0F * row);
  above_as.left_px = below_as.left_px =
      std::max(tick_room(theme, above_ticks), tick_room(theme, below_ticks)) + 2.0F;
  const FramedPlot above =
      frame_plot(theme, figures.answers.x, figures.answers.y, upper, above_as, &above_ticks);
  const FramedPlot below =
      frame_plot(theme, figures.rest.x, figures.rest.y, lower, below_as, &below_ticks);
  const bool compared = snapshot.compares_answers();
  const auto write = [&](ImVec2 at, const Text& text) {
    draw_text(list, theme.fonts.small, at, theme.colour.text_soft, text.view());
  };
  write(area.min,
        compared ? Text("ŷ against y, from ") + then_name(snapshot) : say::output::against_y());
  const Text errors = errors_in_words(snapshot);
  write({area.max.x - 4.0F - text_size(theme.fonts.small, errors.view()).x, area.min.y}, errors);
  write({area.min.x, middle + 8.0F}, compared ? Text("ŷ − ŷ at ") + then_name(snapshot) : "ŷ − y");
  draw_one(frame, above, figures, false);
  draw_one(frame, below, figures, true);
  register_plot(frame, {"plot-output", say::output::against_y(), errors.view()},
                {above.plot.area.min, below.plot.area.max}, figures.answers);
}

}  // namespace isobath::ui
