// SPDX-License-Identifier: MIT
// The cost panel: J of training and the loss of the dev part over the updates.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls.hpp"
#include "ui/panels.hpp"
#include "ui/plot.hpp"

namespace isobath::ui {
namespace {

Plot make_plot(const app::Snapshot& snapshot) {
  Extent y(snapshot.view.logarithmic_cost);
  for (const app::CostSample& sample : snapshot.costs) {
    y.add(sample.cost);
    y.add(sample.dev_loss);
  }
  Plot plot;
  plot.y = y.axis(snapshot.view.logarithmic_cost ? 1.0 : 1e-6);
  const double last =
      snapshot.costs.empty() ? 0.0 : static_cast<double>(snapshot.costs.back().step);
  plot.x = {0.0, std::max(10.0, last), false};
  return plot;
}

void draw_legend(const Frame& frame, ImVec2 at, float right) {
  const Theme& theme = frame.theme;
  const core::Record& record = frame.snapshot.record;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const auto entry = [&](ImU32 colour, const Text& text) {
    const float width = text_size(theme.fonts.small, text.view()).x;
    if (at.x + 20.0F + width > right) return;
    list.AddLine({at.x, at.y + 8.0F}, {at.x + 14.0F, at.y + 8.0F}, colour, 2.5F);
    draw_text(list, theme.fonts.small, {at.x + 20.0F, at.y}, theme.colour.text_soft, text.view());
    at.x += 20.0F + width + 14.0F;
  };
  entry(theme.colour.forward, Text("J train ") + number(record.cost));
  if (frame.snapshot.dataset->dev.x.cols() > 0)
    entry(theme.colour.backward, Text("dev loss ") + number(record.dev.loss));
}

void draw_divergence(const Frame& frame, ImDrawList& list, const Plot& plot) {
  if (!frame.snapshot.record.diverged) return;
  const core::Divergence& where = *frame.snapshot.record.diverged;
  const Theme& theme = frame.theme;
  const float x =
      std::clamp(plot.x_px(static_cast<double>(where.step)), plot.area.min.x, plot.area.max.x);
  list.AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, theme.colour.non_finite, 2.0F);
  const Text word = Text("step ") + count(where.step) + ": " + readable(where.what) + "[" +
                    std::to_string(where.layer) + "] is not finite";
  const float width = text_size(theme.fonts.label, word.view()).x + 8.0F;
  const float left = std::clamp(x - width * 0.5F, plot.area.min.x,
                                std::max(plot.area.min.x, plot.area.max.x - width));
  const Rect box{{left, plot.area.min.y + 4.0F}, {left + width, plot.area.min.y + 21.0F}};
  list.AddRectFilled(box.min, box.max, theme.colour.non_finite, 3.0F);
  draw_text_in(list, theme.fonts.label, box, {0.5F, 0.5F}, IM_COL32_WHITE, word.view());
}

/// The sample nearest to the pointer; the samples are in the order of their steps.
const app::CostSample& nearest_sample(const app::Snapshot& snapshot, double step) {
  const auto& costs = snapshot.costs;
  const auto after = std::ranges::lower_bound(costs, step, {}, [](const app::CostSample& sample) {
    return static_cast<double>(sample.step);
  });
  if (after == costs.begin()) return *after;
  const auto before = after - 1;
  if (after == costs.end()) return *before;
  const double left = step - static_cast<double>(before->step);
  const double right = static_cast<double>(after->step) - step;
  return left < right ? *before : *after;
}

void draw_cursor(const Frame& frame, ImDrawList& list, const Plot& plot) {
  const app::Snapshot& snapshot = frame.snapshot;
  if (snapshot.costs.empty() || !ImGui::IsItemHovered()) return;
  const Theme& theme = frame.theme;
  const double share =
      static_cast<double>((ImGui::GetIO().MousePos.x - plot.area.min.x) / plot.area.width());
  const app::CostSample& sample =
      nearest_sample(snapshot, plot.x.lowest + share * (plot.x.highest - plot.x.lowest));
  const float x = plot.x_px(static_cast<double>(sample.step));
  list.AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, theme.colour.grid_strong, 1.0F);
  const auto dot = [&](double value, ImU32 colour) {
    if (!std::isfinite(plot.y.share(value))) return;
    const float y = std::clamp(plot.y_px(value), plot.area.min.y, plot.area.max.y);
    list.AddCircleFilled({x, y}, 4.0F, colour);
    list.AddCircle({x, y}, 4.5F, theme.colour.panel, 0, 1.5F);
  };
  dot(sample.cost, theme.colour.forward);
  dot(sample.dev_loss, theme.colour.backward);
  std::array<CardLine, 2> lines{{{"J train", number(sample.cost, 4), theme.colour.forward},
                                 {"dev loss", number(sample.dev_loss, 4), theme.colour.backward}}};
  const std::size_t shown = snapshot.dataset->dev.x.cols() > 0 ? 2 : 1;
  card(frame, (Text("step ") + count(sample.step)).view(), std::span(lines).first(shown));
}

void draw_plot(Frame& frame, const Rect& area) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Plot plot = make_plot(snapshot);
  const float row = std::round(theme.metric.small_px) + 3.0F;
  const Ticks y_ticks =
      make_ticks(plot.y, std::clamp(static_cast<int>(area.height() / 32.0F), 2, 7));
  const float left = std::max(34.0F, tick_width(theme, y_ticks) + 8.0F);
  plot.area = {{area.min.x + left, area.min.y + row + 4.0F}, {area.max.x, area.max.y - row - 4.0F}};
  if (plot.area.height() < 20.0F || plot.area.width() < 40.0F) return;
  draw_legend(frame, area.min, area.max.x);
  draw_y_axis(list, theme, plot, y_ticks);
  draw_x_axis(list, theme, plot,
              make_ticks(plot.x, std::clamp(static_cast<int>(plot.area.width() / 70.0F), 2, 6)));
  {
    Polyline dev(list, plot, {theme.colour.backward, 1.8F, 0.0F, false});
    for (const app::CostSample& sample : snapshot.costs)
      dev.add(static_cast<double>(sample.step), sample.dev_loss);
  }
  {
    Polyline train(list, plot, {theme.colour.forward, 2.0F, 0.0F, false});
    for (const app::CostSample& sample : snapshot.costs)
      train.add(static_cast<double>(sample.step), sample.cost);
  }
  draw_divergence(frame, list, plot);
  ImGui::SetCursorScreenPos(plot.area.min);
  ImGui::InvisibleButton("##cost-plot", plot.area.size());
  register_widget(frame, "plot-cost", "J over the updates", "plot",
                  number(snapshot.record.cost, 6).view(), plot.area);
  draw_cursor(frame, list, plot);
}

}  // namespace

void draw_cost(Frame& frame, const Rect& rect) {
  begin_panel(frame, "cost", "COST J", rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 content = ImGui::GetCursorScreenPos();
  const bool logarithmic = frame.snapshot.view.logarithmic_cost;
  const ImVec2 size{52.0F, frame.theme.metric.head_px};
  const float y = head_top(rect);
  ImGui::SetCursorScreenPos({rect.max.x - 10.0F - 2.0F * size.x - 4.0F, y});
  if (toggle(frame,
             {"cost-log", "log",
              "J on a logarithmic axis: a steady rate of learning is a straight line, and small "
              "values can still be told apart."},
             logarithmic, size) &&
      !logarithmic)
    frame.actions.push_back(app::SetLogCost{true});
  ImGui::SetCursorScreenPos({rect.max.x - 10.0F - size.x, y});
  if (toggle(frame, {"cost-linear", "linear", "J on a linear axis: differences as they are."},
             !logarithmic, size) &&
      logarithmic)
    frame.actions.push_back(app::SetLogCost{false});
  draw_plot(frame, {{content.x, body_top(frame, rect)}, {rect.max.x - 14.0F, rect.max.y - 6.0F}});
  end_panel();
}

}  // namespace isobath::ui
