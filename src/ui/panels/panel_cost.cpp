// SPDX-License-Identifier: MIT
// The cost panel: J of training and the loss of the dev part over the updates.
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls/controls.hpp"
#include "ui/panels.hpp"
#include "ui/panels/breakpoints.hpp"
#include "ui/panels/panel_cost_runs.hpp"
#include "ui/plot/plot.hpp"

namespace isobath::ui {
namespace {

/// The last tenth of the run, or all of it.
double first_step(const app::Snapshot& snapshot, double last) {
  return snapshot.view.recent_cost ? last * 0.9 : 0.0;
}

Plot make_plot(const app::Snapshot& snapshot) {
  double last = snapshot.costs.empty() ? 0.0 : static_cast<double>(snapshot.costs.back().step);
  for (const app::EndedRun& run : snapshot.runs)
    if (run.shown && !snapshot.view.recent_cost)
      last = std::max(last, static_cast<double>(run.last.step));
  last = std::max(10.0, last);
  const double first = first_step(snapshot, last);
  Extent y(snapshot.view.logarithmic_cost);
  const auto add = [&](const app::CostSample& sample) {
    const auto step = static_cast<double>(sample.step);
    if (step < first || step > last) return;
    y.add(sample.cost);
    y.add(sample.dev_loss);
  };
  std::ranges::for_each(snapshot.costs, add);
  for (const app::EndedRun& run : snapshot.runs)
    if (run.shown) std::ranges::for_each(run.costs, add);
  Plot plot;
  plot.y = y.axis(snapshot.view.logarithmic_cost ? 1.0 : 1e-6);
  if (snapshot.view.logarithmic_steps)
    plot.x = {std::log10(first + 1.0), std::log10(last + 1.0), true};
  else
    plot.x = {first, last, false};
  return plot;
}

/// A step on the x axis: a logarithmic one is of 1 + step, so that step 0 has a place, its left end
/// where it begins there.
double step_at(const Plot& plot, std::int64_t step) {
  return static_cast<double>(step) + (plot.x.logarithmic ? 1.0 : 0.0);
}

/// On a logarithmic axis, steps 0, 1, 10, 100, … where they lie; within less than a decade round
/// steps.
Ticks step_ticks(const Plot& plot) {
  const int wanted = std::clamp(static_cast<int>(plot.area.width() / 70.0F), 2, 6);
  if (!plot.x.logarithmic) return make_ticks(plot.x, wanted);
  Ticks ticks;
  const auto place = [&](double step, const Text& label) {
    const double at = std::log10(step + 1.0);
    if (at >= plot.x.lowest - 1e-9 && at <= plot.x.highest + 1e-9 && ticks.size < ticks.tick.size())
      ticks.tick[ticks.size++] = {at, label};
  };
  const double span = plot.x.highest - plot.x.lowest;
  if (span < 1.0) {
    const Axis steps{std::pow(10.0, plot.x.lowest) - 1.0, std::pow(10.0, plot.x.highest) - 1.0,
                     false};
    for (const Tick& tick : make_ticks(steps, wanted)) place(tick.value, tick.label);
    return ticks;
  }
  place(0.0, "0");
  const int every = std::max(1, static_cast<int>(std::ceil(span / wanted)));
  for (int decade = 0; decade <= static_cast<int>(plot.x.highest); ++decade) {
    const double step = std::pow(10.0, decade);
    const bool labelled = decade % every == 0;
    place(step, !labelled    ? Text()
                : decade > 5 ? power_of_ten(decade)
                             : count(static_cast<std::int64_t>(step)));
    for (const double factor : {2.0, 5.0}) place(factor * step, {});
  }
  return ticks;
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
      std::clamp(plot.x_px(step_at(plot, where.step)), plot.area.min.x, plot.area.max.x);
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

/// What an answer that knows nothing costs; nothing where that does not lie within the plot.
Text guess_label(const app::Snapshot& snapshot, const Plot& plot) {
  const double guess = snapshot.diagnosis.signs.guess_loss;
  const double share = plot.y.share(guess);
  if (!(guess > 0.0) || !(share > 0.02 && share < 0.98)) return {};
  if (snapshot.document->loss == core::Loss::binary_cross_entropy) return "random guess: ln 2";
  if (snapshot.document->loss == core::Loss::squared_error)
    return "always the mean: ½ variance of y";
  return Text("random guess: ln ") + std::to_string(snapshot.dataset->targets());
}

void draw_guess(const Frame& frame, ImDrawList& list, const Plot& plot, const Text& label) {
  if (label.empty()) return;
  const double guess = frame.snapshot.diagnosis.signs.guess_loss;
  Polyline line(list, plot, {frame.theme.colour.text_faint, 1.0F, 0.0F, true});
  for (const double end : {plot.x.lowest, plot.x.highest})
    line.add(plot.x.logarithmic ? std::pow(10.0, end) : end, guess);
}

/// Upon the curves, for it stands where they may go.
void draw_guess_label(const Frame& frame, ImDrawList& list, const Plot& plot, const Text& label) {
  if (label.empty()) return;
  const Theme& theme = frame.theme;
  const double guess = frame.snapshot.diagnosis.signs.guess_loss;
  const ImVec2 size = text_size(theme.fonts.small, label.view());
  const float y = plot.y_px(guess);
  // Below the line where it lies high, for the curve comes from above there.
  const float top = plot.y.share(guess) > 0.8 ? y + 3.0F : y - size.y - 3.0F;
  const float left = plot.area.max.x - size.x - 4.0F;
  list.AddRectFilled({left - 4.0F, top}, {plot.area.max.x, top + size.y},
                     faded(theme.colour.panel, 0.8F), 3.0F);
  draw_text(list, theme.fonts.small, {left, top}, theme.colour.text_soft, label.view());
}

/// The sample nearest to a step; samples are in the order of their steps, and there are some.
const app::CostSample& nearest_sample(const std::vector<app::CostSample>& costs, double step) {
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

double step_under_pointer(const Plot& plot) {
  const double share =
      static_cast<double>((ImGui::GetIO().MousePos.x - plot.area.min.x) / plot.area.width());
  const double at = plot.x.lowest + share * (plot.x.highest - plot.x.lowest);
  return plot.x.logarithmic ? std::pow(10.0, at) - 1.0 : at;
}

void draw_dot(const Frame& frame, const Plot& plot, float x, double value, ImU32 colour) {
  if (!std::isfinite(plot.y.share(value))) return;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = std::clamp(plot.y_px(value), plot.area.min.y, plot.area.max.y);
  list.AddCircleFilled({x, y}, 4.0F, colour);
  list.AddCircle({x, y}, 4.5F, frame.theme.colour.panel, 0, 1.5F);
}

void draw_cursor(const Frame& frame, ImDrawList& list, const Plot& plot) {
  const app::Snapshot& snapshot = frame.snapshot;
  if (snapshot.costs.empty() || !ImGui::IsItemHovered()) return;
  const Theme& theme = frame.theme;
  const double wanted = step_under_pointer(plot);
  const app::CostSample& sample = nearest_sample(snapshot.costs, wanted);
  const float x =
      std::clamp(plot.x_px(step_at(plot, sample.step)), plot.area.min.x, plot.area.max.x);
  list.AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, theme.colour.grid_strong, 1.0F);
  std::array<CardLine, 8> lines;
  std::size_t size = 0;
  lines[size++] = {"J train", number(sample.cost, 4), theme.colour.forward};
  if (snapshot.dataset->dev.x.cols() > 0)
    lines[size++] = {"dev loss", number(sample.dev_loss, 4), theme.colour.backward};
  for (auto run = snapshot.runs.rbegin(); run != snapshot.runs.rend() && size < lines.size();
       ++run) {
    if (!run->shown || run->costs.empty() || wanted > static_cast<double>(run->last.step)) continue;
    const app::CostSample& other = nearest_sample(run->costs, wanted);
    draw_dot(frame, plot, x, other.cost, run_colour(*run));
    Text name("");
    name += run->name;
    lines[size++] = {name, number(other.cost, 4), run_colour(*run)};
  }
  draw_dot(frame, plot, x, sample.dev_loss, theme.colour.backward);
  draw_dot(frame, plot, x, sample.cost, theme.colour.forward);
  card(frame, (Text("step ") + count(sample.step)).view(), std::span(lines).first(size));
}

/// Thin lines behind the present ones; a cross where one ceases to be finite.
void draw_runs(const Frame& frame, ImDrawList& list, const Plot& plot, int pointed_at) {
  for (const app::EndedRun& run : frame.snapshot.runs) {
    if (!run.shown && run.id != pointed_at) continue;
    const bool strong = run.id == pointed_at;
    const ImU32 colour =
        strong ? run_colour(run) : faded(run_colour(run), pointed_at != 0 ? 0.4F : 0.85F);
    const app::CostSample* last_finite = nullptr;
    {
      Polyline line(list, plot, {colour, strong ? 2.6F : 1.4F, 0.0F, false});
      for (const app::CostSample& sample : run.costs) {
        line.add(step_at(plot, sample.step), sample.cost);
        if (std::isfinite(plot.y.share(sample.cost))) last_finite = &sample;
      }
    }
    if (!run.last.diverged || !last_finite) continue;
    const ImVec2 at{
        std::clamp(plot.x_px(step_at(plot, last_finite->step)), plot.area.min.x, plot.area.max.x),
        std::clamp(plot.y_px(last_finite->cost), plot.area.min.y, plot.area.max.y)};
    const ImU32 mark = frame.theme.colour.non_finite;
    list.AddLine({at.x - 3.5F, at.y - 3.5F}, {at.x + 3.5F, at.y + 3.5F}, mark, 1.8F);
    list.AddLine({at.x - 3.5F, at.y + 3.5F}, {at.x + 3.5F, at.y - 3.5F}, mark, 1.8F);
  }
}

/// Where one has gone back to; the way that lies ahead is there still.
void draw_playhead(const Frame& frame, ImDrawList& list, const Plot& plot) {
  const app::TimelineView& time = frame.snapshot.timeline;
  if (time.now >= time.last && !time.replaying) return;
  const std::int64_t at = time.replaying ? time.target : time.now;
  const float x = std::clamp(plot.x_px(step_at(plot, at)), plot.area.min.x, plot.area.max.x);
  const ImU32 colour = frame.theme.colour.accent;
  list.AddRectFilled({x, plot.area.min.y}, plot.area.max, faded(frame.theme.colour.panel, 0.45F));
  list.AddLine({x, plot.area.min.y}, {x, plot.area.max.y}, colour, 1.6F);
  list.AddTriangleFilled({x - 5.0F, plot.area.min.y}, {x + 5.0F, plot.area.min.y},
                         {x, plot.area.min.y + 6.0F}, colour);
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
  Plot plot = make_plot(snapshot);
  const float row = std::round(theme.metric.small_px) + 3.0F;
  // The list of runs says which line is whose.
  const bool with_legend = snapshot.runs.empty();
  const Ticks y_ticks =
      make_ticks(plot.y, std::clamp(static_cast<int>(area.height() / 32.0F), 2, 7));
  const float left = std::max(34.0F, tick_width(theme, y_ticks) + 8.0F);
  plot.area = {{area.min.x + left, area.min.y + (with_legend ? row : 0.0F) + 4.0F},
               {area.max.x, area.max.y - row - 4.0F}};
  if (plot.area.height() < 20.0F || plot.area.width() < 40.0F) return;
  if (with_legend) draw_legend(frame, area.min, area.max.x);
  draw_y_axis(list, theme, plot, y_ticks);
  const Ticks x_ticks = step_ticks(plot);
  draw_x_axis(list, theme, plot, x_ticks);
  // Left of the first number, the axis' name.
  draw_text(list, theme.fonts.small, {area.min.x, plot.area.max.y + 5.0F}, theme.colour.text_faint,
            "step", left - 8.0F);
  const Text guess = guess_label(snapshot, plot);
  draw_guess(frame, list, plot, guess);
  draw_runs(frame, list, plot, pointed_at);
  {
    Polyline dev(list, plot, {theme.colour.backward, 1.8F, 0.0F, false});
    for (const app::CostSample& sample : snapshot.costs)
      dev.add(step_at(plot, sample.step), sample.dev_loss);
  }
  {
    Polyline train(list, plot, {theme.colour.forward, 2.0F, 0.0F, false});
    for (const app::CostSample& sample : snapshot.costs)
      train.add(step_at(plot, sample.step), sample.cost);
  }
  draw_guess_label(frame, list, plot, guess);
  draw_playhead(frame, list, plot);
  draw_divergence(frame, list, plot);
  ImGui::SetCursorScreenPos(plot.area.min);
  ImGui::InvisibleButton("##cost-plot", plot.area.size());
  register_widget(frame, "plot-cost", "J over the updates", "plot",
                  number(snapshot.record.cost, 6).view(), plot.area);
  seek_by_dragging(frame, plot);
  draw_cursor(frame, list, plot);
}

}  // namespace

void draw_cost(Frame& frame, const Rect& rect) {
  begin_panel(frame, "cost", "COST J", rect,
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
  if (toggle(frame,
             {"cost-recent", "last 10 %",
              "The last tenth of the updates only → what the end of a long curve hides."},
             recent, {recent_px, size.y}))
    frame.actions.push_back(app::set_view<&app::View::recent_cost>(!recent));
  place(size.x);
  const bool log_steps = frame.snapshot.view.logarithmic_steps;
  if (toggle(frame,
             {"cost-log-x", "log x",
              "The steps on a logarithmic axis, of step + 1 so that step 0 has its place at the "
              "left end → the first updates get as much room as the thousands that follow."},
             log_steps, size))
    frame.actions.push_back(app::set_view<&app::View::logarithmic_steps>(!log_steps));
  place(size.x);
  if (toggle(frame,
             {"cost-log-y", "log y",
              "J on a logarithmic axis: a steady rate of learning is a straight line, and small "
              "values can still be told apart. Off → differences as they are."},
             logarithmic, size))
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
