// SPDX-License-Identifier: MIT
// The cost panel: the curves, what the pointer says of them, and the way back through the run.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/figure/cost_figure.hpp"
#include "say/common.hpp"
#include "say/cost.hpp"
#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/panels/breakpoints.hpp"
#include "ui/panels/panel_cost_runs.hpp"
#include "ui/plot/figure_plot.hpp"
#include "ui/plot/framed_plot.hpp"
#include "ui/plot/roles.hpp"

namespace isobath::ui {
namespace {

using app::figure::Figure;
using app::figure::nearest_sample;

double step_under_pointer(const Plot& plot) { return plot.x_at(ImGui::GetIO().MousePos.x); }

void draw_cursor(const Frame& frame, ImDrawList& list, const Plot& plot) {
  const app::Snapshot& snapshot = frame.snapshot;
  if (snapshot.costs.empty() || !ImGui::IsItemHovered()) return;
  const Theme& theme = frame.theme;
  const double wanted = step_under_pointer(plot);
  const app::CostSample& sample = nearest_sample(snapshot.costs, wanted);
  const float x = plot.x_within(static_cast<double>(sample.step));
  draw_upright(list, plot, x, theme.colour.grid_strong);
  std::array<CardLine, 8> lines;
  std::size_t size = 0;
  lines[size++] = {say::common::j_train(), number(sample.cost, 4), theme.colour.forward};
  if (snapshot.dataset->dev.x.cols() > 0)
    lines[size++] = {say::common::dev_loss(), number(sample.dev_loss, 4), theme.colour.backward};
  for (auto run = snapshot.runs.rbegin(); run != snapshot.runs.rend() && size < lines.size();
       ++run) {
    if (!run->shown || run->costs.empty() || wanted > static_cast<double>(run->last.step)) continue;
    const app::CostSample& other = nearest_sample(run->costs, wanted);
    const ImU32 colour = ink_colour(theme, app::figure::run_ink(*run));
    draw_value_dot(list, theme, plot, x, other.cost, colour);
    Text name("");
    name += run->name;
    lines[size++] = {name, number(other.cost, 4), colour};
  }
  draw_value_dot(list, theme, plot, x, sample.dev_loss, theme.colour.backward);
  draw_value_dot(list, theme, plot, x, sample.cost, theme.colour.forward);
  card(frame, (Text("step ") + count(sample.step)).view(), std::span(lines).first(size));
}

/// A press on the plot goes to that step, dragging along it through the run's past.
void seek_by_dragging(Frame& frame, const Plot& plot) {
  const app::TimelineView& time = frame.snapshot.timeline;
  if (time.last <= time.first) return;
  const bool released = ImGui::IsItemDeactivated();
  const bool dragging =
      ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4.0F);
  if (!dragging && !released) return;
  const auto step = std::clamp(static_cast<std::int64_t>(std::llround(step_under_pointer(plot))),
                               time.first, time.last);
  const std::int64_t present = time.replaying ? time.target : time.now;
  if (released || step != present) frame.actions.push_back(app::Seek{step, dragging});
}

void draw_plot(Frame& frame, const Rect& area, int pointed_at) {
  const app::Snapshot& snapshot = frame.snapshot;
  const Theme& theme = frame.theme;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  static Figure figure;  // its buffers are used again
  make_cost_figure(snapshot, pointed_at, figure);
  const FramedPlot framed = frame_plot(theme, figure.x, figure.y, area,
                                       {.head = snapshot.runs.empty(), .right_px = 0.0F});
  if (!framed.fits()) return;
  draw_legend(list, theme, figure, framed.head);
  draw_axes(list, theme, framed, figure.x_name.view());
  draw_figure(list, theme, framed.plot, figure);
  const Text cost = number(snapshot.record.cost, 6);
  plot_item(frame, {"plot-cost", say::cost::plot_cost(), cost.view()}, framed.plot.area, figure);
  seek_by_dragging(frame, framed.plot);
  draw_cursor(frame, list, framed.plot);
}

}  // namespace

void draw_cost(Frame& frame, const Rect& rect) {
  begin_panel(frame, "cost", say::cost::cost_j(), rect,
              ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
  const ImVec2 content = ImGui::GetCursorScreenPos();
  const bool logarithmic = frame.snapshot.view.logarithmic_cost;
  const bool recent = frame.snapshot.view.recent_cost;
  // In a narrow panel closer together, so that they leave the title alone.
  const bool narrow = rect.width() < 290.0F;
  const ImVec2 size{narrow ? 45.0F : 52.0F, frame.theme.metric.head_px};
  const float recent_px = narrow ? 64.0F : 72.0F;
  constexpr float kBetween = 4.0F;
  const float y = head_top(rect);
  float x = rect.max.x - 10.0F - 2.0F * size.x - recent_px - 2.0F * kBetween;
  draw_breakpoints(frame, {x - size.y - kBetween, y}, {size.y, size.y});
  const auto place = [&](float width) {
    ImGui::SetCursorScreenPos({x, y});
    x += width + kBetween;
  };
  place(recent_px);
  if (toggle(frame, {"cost-recent", say::cost::recent(), say::cost::recent_tip()}, recent,
             {recent_px, size.y}))
    frame.actions.push_back(app::set_view<&app::View::recent_cost>(!recent));
  place(size.x);
  const bool log_steps = frame.snapshot.view.logarithmic_steps;
  if (toggle(frame, {"cost-log-x", say::cost::log_x(), say::cost::log_x_tip()}, log_steps, size))
    frame.actions.push_back(app::set_view<&app::View::logarithmic_steps>(!log_steps));
  place(size.x);
  if (toggle(frame, {"cost-log-y", say::cost::log_y(), say::cost::log_y_tip()}, logarithmic, size))
    frame.actions.push_back(app::set_view<&app::View::logarithmic_cost>(!logarithmic));
  const float top = body_top(frame, rect), bottom = rect.max.y - 6.0F;
  const float list = run_list_height(frame, bottom - top);
  int pointed_at = 0;
  if (list > 0.0F)
    pointed_at =
        draw_run_list(frame, {{content.x - 4.0F, bottom - list}, {rect.max.x - 6.0F, bottom}});
  draw_plot(frame, {{content.x, top}, {rect.max.x - 14.0F, bottom - list}}, pointed_at);
  end_panel();
}

}  // namespace isobath::ui
