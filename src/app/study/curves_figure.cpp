// SPDX-License-Identifier: MIT
#include "app/study/curves_figure.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app::figure {
namespace {

/// Points of a line: more than a plot has pixels for are left out.
constexpr std::size_t kMostPoints = 400;
/// Beyond so many draws the band says more than all of them.
constexpr std::size_t kMostFaint = 24;

std::size_t stride_of(std::size_t updates) {
  return std::max<std::size_t>(1, (updates + kMostPoints - 1) / kMostPoints);
}

/// Every stride-th update and the last one.
template <class Add>
void for_points(std::size_t updates, const Add& add) {
  if (updates == 0) return;
  const std::size_t stride = stride_of(updates);
  for (std::size_t i = 0; i + 1 < updates; i += stride) add(i);
  add(updates - 1);
}

void add_group(const CurveGroup& group, const Text& name, Ink ink, Figure& figure) {
  if (group.known > 1) {
    Band& band = figure.bands.add();
    band.name = name + ", 10–90 %";
    band.ink = ink;
    band.ink.opacity = 0.18F;
    for_points(group.median.size(), [&](std::size_t i) {
      band.add(static_cast<double>(i), group.low[i], group.high[i]);
    });
    Ink faint = ink;
    faint.opacity = 0.3F;
    std::size_t drawn = 0;
    for (const auto& losses : group.losses) {
      if (losses.empty() || drawn++ >= kMostFaint) continue;
      Series& line = figure.line({}, faint, 1.0F);
      for_points(losses.size(),
                 [&](std::size_t i) { line.add(static_cast<double>(i), losses[i]); });
    }
  }
}

void add_median(const CurveGroup& group, const Text& name, Ink ink, Figure& figure) {
  Series& line = figure.line(name, ink, 2.6F);
  line.legend = name;
  for_points(group.median.size(),
             [&](std::size_t i) { line.add(static_cast<double>(i), group.median[i]); });
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
  figure.y_name = "J";
  figure.x = {0.0, std::max(10.0, static_cast<double>(curves.study.steps)), false};
  Extent y(true);
  for (const CurveGroup& group : curves.groups) {
    for (const auto* line : {&group.low, &group.median, &group.high})
      for_points(line->size(), [&](std::size_t i) { y.add((*line)[i]); });
  }
  figure.y = y.axis(1.0);
  const auto name = [](const CurveGroup& group) {
    return group.value.empty() ? Text("median") : Text(group.value.c_str());
  };
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_group(curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
  for (std::size_t i = 0; i < curves.groups.size(); ++i)
    add_median(curves.groups[i], name(curves.groups[i]), group_ink(i), figure);
}

}  // namespace isobath::app::figure
