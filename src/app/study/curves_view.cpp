// SPDX-License-Identifier: MIT
#include "app/study/curves_view.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobath::app {

namespace {

/// For ranks: what is not finite is the worst.
double or_infinite(double value) {
  return std::isfinite(value) ? value : std::numeric_limits<double>::infinity();
}

}  // namespace

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::transform(values, values.begin(), or_infinite);
  const auto rank =
      static_cast<std::ptrdiff_t>(std::lround(share * static_cast<double>(values.size() - 1)));
  std::ranges::nth_element(values, values.begin() + rank);
  return values[static_cast<std::size_t>(rank)];
}

Paired compare(const CurveGroup& a, const CurveGroup& b, bool more_is_better) {
  Paired paired;
  for (std::size_t seed = 0; seed < std::min(a.lines.size(), b.lines.size()); ++seed) {
    if (a.lines[seed].empty() || b.lines[seed].empty()) continue;
    ++paired.of;
    const double one = a.lines[seed].back(), other = b.lines[seed].back();
    if (more_is_better ? one > other : or_infinite(one) < or_infinite(other)) ++paired.better;
  }
  return paired;
}

void summarize(CurveGroup& group, bool gaps) {
  std::size_t points = 0;
  for (const auto& line : group.lines) points = std::max(points, line.size());
  group.low.clear();
  group.median.clear();
  group.high.clear();
  std::vector<double> column;
  for (std::size_t point = 0; point < points; ++point) {
    column.clear();
    for (const auto& line : group.lines)
      if (point < line.size() && !(gaps && std::isnan(line[point]))) column.push_back(line[point]);
    group.low.push_back(quantile(column, 0.1));
    group.median.push_back(quantile(column, 0.5));
    group.high.push_back(quantile(column, 0.9));
  }
}

CurveGroup difference(const CurveGroup& group, const CurveGroup& first) {
  CurveGroup less;
  less.value = group.value;
  for (std::size_t seed = 0; seed < std::min(group.lines.size(), first.lines.size()); ++seed) {
    const auto& one = group.lines[seed];
    const auto& other = first.lines[seed];
    auto& line = less.lines.emplace_back();
    for (std::size_t point = 0; point < std::min(one.size(), other.size()); ++point)
      line.push_back(one[point] - other[point]);
    less.known += line.empty() ? 0 : 1;
  }
  summarize(less, false);
  return less;
}

std::optional<std::size_t> best_point(const CurveGroup& group, bool more_is_better) {
  std::optional<std::size_t> best;
  for (std::size_t point = 0; point < group.median.size(); ++point) {
    const double value = group.median[point];
    if (!std::isfinite(value)) continue;
    if (!best || (more_is_better ? value > group.median[*best] : value < group.median[*best]))
      best = point;
  }
  return best;
}

}  // namespace isobath::app
