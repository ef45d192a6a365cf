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
    band.add(curves.at[i], group.low[i], group.high[i]);
  Ink faint = ink;
  faint.opacity = 0.3F;
  std::size_t drawn = 0;
  for (const auto& values : group.lines) {
    if (values.empty() || drawn++ >= kMostFaint) continue;
    Series& line = figure.line({}, faint, 1.0F);
    for (std::size_t i = 0; i < values.size(); ++i) line.add(curves.at[i], values[i]);
  }
}

void add_median(const CurvesView& curves, const CurveGroup& group, const Text& name, Ink ink,
                Figure& figure) {
  Series& line = figure.line(name, ink, 2.6F);
  line.legend = name;
  if (!curves.over_updates()) line.dot_px = 3.0F;
  for (std::size_t i = 0; i < group.median.size(); ++i) {
    // What diverged leaves at the top, what is not there yet is gone over.
    if (!curves.over_updates() && group.median[i] != group.median[i]) continue;
    line.add(curves.at[i], group.median[i]);
  }
}

/// Where a field is gone over: what the training part says, and where all of it can be memorised.
void add_training(const CurvesView& curves, const CurveGroup& group, const Text& name, Ink ink,
                  Figure& figure) {
  if (group.train.empty()) return;
  Series& line = figure.line(name + ", training part", ink, 1.4F);
  line.dashed = true;
  for (std::size_t i = 0; i < group.train.size(); ++i)
    if (std::isfinite(group.train[i])) line.add(curves.at[i], group.train[i]);
}

void add_interpolation(const CurvesView& curves, const CurveGroup& group, const Text& name, Ink ink,
                       Figure& figure) {
  if (!group.interpolates) return;
  ink.opacity = 0.8F;
  figure.mark(Mark::Kind::instant, name + ": as many parameters as examples", ink).x =
      curves.x.value(*group.interpolates);
}

/// Around all that is drawn; losses, and errors that are not 0, by their logarithm.
Axis values_axis(const CurvesView& curves, bool logarithmic) {
  Extent y(logarithmic);
  // One that runs away to 10⁴⁰ leaves the picture at the top, so that the others are to be seen.
  constexpr double kAboveStart = 100.0;
  double most = logarithmic ? 0.0 : 1.0;
  for (const CurveGroup& group : curves.groups)
    if (logarithmic && !group.median.empty() && std::isfinite(group.median.front()))
      most = std::max(most, kAboveStart * group.median.front());
  for (const CurveGroup& group : curves.groups)
    for (const auto* line : {&group.low, &group.median, &group.high, &group.train})
      for (const double value : *line)
        if (value <= most) y.add(value);
  return y.axis(logarithmic ? 1.0 : 0.1);
}

void make_paired(const CurvesView& curves, Figure& figure) {
  figure.y_name = figure.y_name + " less that of the first";
  Extent y(false);
  y.add(0.0);
  figure.mark(Mark::Kind::level, "the first one", {Role::soft}).y = 0.0;
  for (std::size_t i = 1; i < curves.groups.size(); ++i) {
    const CurveGroup less = difference(curves.groups[i], curves.groups[0]);
    const Text name(less.value.c_str());
    add_draws(curves, less, name, group_ink(i), figure);
    add_median(curves, less, name, group_ink(i), figure);
    for (const auto* line : {&less.low, &less.median, &less.high})
      for (const double value : *line) y.add(value);
  }
  figure.y = y.axis(1e-6);
}

}  // namespace

Ink group_ink(std::size_t i) {
  Ink ink{Role::run};
  ink.number = static_cast<int>(i);
  return ink;
}

void make_curves_figure(const CurvesView& curves, bool paired, Figure& figure) {
  const document::Measure measure = curves.study.measure;
  figure.clear();
  figure.x_name = curves.over_updates() ? Text("step") : Text(curves.over.c_str());
  figure.x_unit = curves.over_updates() ? Text("steps") : Text();
  figure.y_name = document::is_accuracy(measure) ? "accuracy"
                  : document::is_error(measure)  ? "error"
                                                 : "loss";
  figure.x = curves.x;
  if (paired && curves.over_updates() && curves.groups.size() > 1) {
    make_paired(curves, figure);
    return;
  }
  figure.y = values_axis(curves, !document::is_accuracy(measure) && !document::is_error(measure));
  const auto name = [](const CurveGroup& group) {
    return group.value.empty() ? Text("median") : Text(group.value.c_str());
  };
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_draws(curves, curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_training(curves, curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_interpolation(curves, curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_median(curves, curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
}

}  // namespace isobath::app::figure
