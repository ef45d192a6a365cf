// SPDX-License-Identifier: MIT
// Taking the trainings of a cell together.
#include "lab/sweep_result.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::lab {

Summary summarize(std::vector<double> values) {
  std::ranges::sort(values,
                    [](double a, double b) { return std::isnan(b) ? !std::isnan(a) : a < b; });
  Summary summary;
  for (const double value : values) summary.mean += value / static_cast<double>(values.size());
  const std::size_t half = values.size() / 2;
  summary.median = values[half];
  if (values.size() % 2 == 0) summary.median = 0.5 * values[half - 1] + 0.5 * values[half];
  summary.min = values.front();
  summary.max = values.back();
  return summary;
}

int count_diverged(const CellResult& cell) {
  return static_cast<int>(std::ranges::count_if(
      cell.runs, [](const RunResult& run) { return run.diverged.has_value(); }));
}

}  // namespace isobath::lab
