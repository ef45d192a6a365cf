// SPDX-License-Identifier: MIT
#include "app/study/curves_figure.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

/// Beyond so many draws the band says more than all of them.
constexpr std::size_t kMostFaint = 24;

void add_draws(const CurvesView& curves, const CurveGroup& group, const Text& name, Ink ink,
               Figure& figure) {
  if (group.known < 2) return;
  Band& band = figure.bands.add();
  band.name = name + ", 10–90 %";
  band.ink = ink;
  band.ink.opacity = 0.18F;
  for (std::size_t i = 0; i < group.median.size(); ++i)
    band.add(static_cast<double>(curves.updates[i]), group.low[i], group.high[i]);
  Ink faint = ink;
  faint.opacity = 0.3F;
  std::size_t drawn = 0;
  for (const auto& values : group.lines) {
    if (values.empty() || drawn++ >= kMostFaint) continue;
    Series& line = figure.line({}, faint, 1.0F);
    for (std::size_t i = 0; i < values.size(); ++i)
      line.add(static_cast<double>(curves.updates[i]), values[i]);
  }
}

void add_median(const CurvesView& curves, const CurveGroup& group, const Text& name, Ink ink,
                Figure& figure) {
  Series& line = figure.line(name, ink, 2.6F);
  line.legend = name;
  for (std::size_t i = 0; i < group.median.size(); ++i)
    line.add(static_cast<double>(curves.updates[i]), group.median[i]);
}

}  // namespace

Ink group_ink(std::size_t i) {
  Ink ink{Role::run};
  ink.number = static_cast<int>(i);
  return ink;
}

void make_curves_figure(const CurvesView& curves, Figure& figure) {
  figure.clear();
  figure.x_name = "step";
  figure.x_unit = "steps";
  figure.y_name = more_is_better(curves.study.measure) ? "accuracy" : "loss";
  figure.x = {0.0, std::max(10.0, static_cast<double>(curves.study.steps)), false};
  const bool logarithmic = !more_is_better(curves.study.measure);
  Extent y(logarithmic);
  // One that runs away to 10⁴⁰ leaves the picture at the top, so that the others are to be seen.
  constexpr double kAboveStart = 100.0;
  double most = logarithmic ? 0.0 : 1.0;
  for (const CurveGroup& group : curves.groups)
    if (logarithmic && !group.median.empty() && std::isfinite(group.median.front()))
      most = std::max(most, kAboveStart * group.median.front());
  for (const CurveGroup& group : curves.groups)
    for (const auto* line : {&group.low, &group.median, &group.high})
      for (const double value : *line)
        if (value <= most) y.add(value);
  figure.y = y.axis(logarithmic ? 1.0 : 0.1);
  const auto name = [](const CurveGroup& group) {
    return group.value.empty() ? Text("median") : Text(group.value.c_str());
  };
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_draws(curves, curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_median(curves, curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
}

}  // namespace isobath::app::figure
