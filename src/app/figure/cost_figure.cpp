// SPDX-License-Identifier: MIT
// Axes around all that is shown, the lines, and the marks of what happened on the way.
#include "app/figure/cost_figure.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

/// The last tenth of the run, or all of it.
void set_axes(const Snapshot& snapshot, Figure& figure) {
  const View& view = snapshot.view;
  double last = snapshot.costs.empty() ? 0.0 : static_cast<double>(snapshot.costs.back().step);
  for (const EndedRun& run : snapshot.runs)
    if (run.shown && !view.recent_cost) last = std::max(last, static_cast<double>(run.last.step));
  last = std::max(10.0, last);
  const double first = view.recent_cost ? last * 0.9 : 0.0;
  Extent y(view.logarithmic_cost);
  const auto add = [&](const CostSample& sample) {
    const auto step = static_cast<double>(sample.step);
    if (step < first || step > last) return;
    y.add(sample.cost);
    y.add(sample.dev_loss);
  };
  std::ranges::for_each(snapshot.costs, add);
  for (const EndedRun& run : snapshot.runs)
    if (run.shown) std::ranges::for_each(run.costs, add);
  figure.y = y.axis(view.logarithmic_cost ? 1.0 : 1e-6);
  if (view.logarithmic_steps)
    figure.x = {std::log10(first + 1.0), std::log10(last + 1.0), true, 1.0};
  else
    figure.x = {first, last, false};
}

/// What an answer that knows nothing costs; no mark where that does not lie within the plot.
void add_guess(const Snapshot& snapshot, Figure& figure) {
  const double guess = snapshot.diagnosis.signs.guess_loss;
  const double share = figure.y.share(guess);
  if (!(guess > 0.0) || !(share > 0.02 && share < 0.98)) return;
  Text name = Text("random guess: ln ") + std::to_string(snapshot.dataset->targets());
  if (snapshot.document->loss == core::Loss::binary_cross_entropy) name = "random guess: ln 2";
  if (snapshot.document->loss == core::Loss::squared_error)
    name = "always the mean: ½ variance of y";
  Mark& mark = figure.mark(Mark::Kind::level, name, {Role::faint});
  mark.y = guess;
  mark.dashed = mark.shown = true;
}

/// Thin lines behind the present ones; a cross where one ceases to be finite.
void add_run(const EndedRun& run, int pointed_at, Figure& figure) {
  const bool strong = run.id == pointed_at;
  Ink ink = run_ink(run);
  ink.opacity = strong ? 1.0F : pointed_at != 0 ? 0.4F : 0.85F;
  Text name("run ");
  name += std::to_string(run.id);
  Series& line = figure.line(name, ink, strong ? 2.6F : 1.4F);
  const CostSample* last_finite = nullptr;
  for (const CostSample& sample : run.costs) {
    line.add(static_cast<double>(sample.step), sample.cost);
    if (std::isfinite(figure.y.share(sample.cost))) last_finite = &sample;
  }
  if (!run.last.diverged || !last_finite) return;
  Mark& cross = figure.mark(Mark::Kind::cross, {}, {Role::not_finite});
  cross.x = static_cast<double>(last_finite->step);
  cross.y = last_finite->cost;
}

void add_now(const Snapshot& snapshot, Figure& figure) {
  // The list of runs says which line is whose.
  const bool legend = snapshot.runs.empty();
  const auto add = [&](const char* name, double now, Role role, float width,
                       double CostSample::*value) {
    Series& line = figure.line(name, {role}, width);
    if (legend) line.legend = Text(name) + " " + number(now);
    for (const CostSample& sample : snapshot.costs)
      line.add(static_cast<double>(sample.step), sample.*value);
  };
  const bool dev = snapshot.dataset->dev.x.cols() > 0;
  if (dev) add("dev loss", snapshot.record.dev.loss, Role::backward, 1.8F, &CostSample::dev_loss);
  add("J train", snapshot.record.cost, Role::forward, 2.0F, &CostSample::cost);
}

/// Where one has gone back to: the way that lies ahead is there still.
void add_playhead(const Snapshot& snapshot, Figure& figure) {
  const TimelineView& time = snapshot.timeline;
  if (time.now >= time.last && !time.replaying) return;
  Mark& mark = figure.mark(Mark::Kind::playhead, "shown now", {Role::accent});
  mark.x = static_cast<double>(time.replaying ? time.target : time.now);
  mark.width_px = 1.6F;
}

void add_divergence(const Snapshot& snapshot, Figure& figure) {
  if (!snapshot.record.diverged) return;
  const core::Divergence& where = *snapshot.record.diverged;
  const Text word = Text("step ") + count(where.step) + ": " + core::symbol(where.what) + "[" +
                    std::to_string(where.layer) + "] is not finite";
  Mark& mark = figure.mark(Mark::Kind::instant, word, {Role::not_finite});
  mark.x = static_cast<double>(where.step);
  mark.width_px = 2.0F;
  mark.shown = true;
}

}  // namespace

Ink run_ink(const EndedRun& run) { return {Role::run, 1.0F, run.colour}; }

const CostSample& nearest_sample(const std::vector<CostSample>& costs, double step) {
  const auto after = std::ranges::lower_bound(
      costs, step, {}, [](const CostSample& sample) { return static_cast<double>(sample.step); });
  if (after == costs.begin()) return *after;
  const auto before = after - 1;
  if (after == costs.end()) return *before;
  const double left = step - static_cast<double>(before->step);
  const double right = static_cast<double>(after->step) - step;
  return left < right ? *before : *after;
}

void make_cost_figure(const Snapshot& snapshot, int pointed_at, Figure& figure) {
  figure.clear();
  figure.x_name = "step";
  figure.x_unit = "steps";
  figure.y_name = "J";
  set_axes(snapshot, figure);
  for (const EndedRun& run : snapshot.runs)
    if (run.shown || run.id == pointed_at) add_run(run, pointed_at, figure);
  add_now(snapshot, figure);
  add_guess(snapshot, figure);
  add_playhead(snapshot, figure);
  add_divergence(snapshot, figure);
}

}  // namespace isobath::app::figure
