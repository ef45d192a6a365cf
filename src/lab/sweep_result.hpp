// SPDX-License-Identifier: MIT
// What a sweep says of a cell: the end of every training, and all of them taken together.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/record.hpp"

namespace isobath::lab {

/// The end of one training, the same numbers as in its record.
struct RunResult {
  std::uint32_t initialization_seed = 0;
  std::uint32_t training_seed = 0;
  std::int64_t step = 0;  // updates made, those of a saved training included
  double cost = 0.0;      // J over the training part, penalties in, dropout off
  core::PartRecord train, dev, test;
  std::optional<core::Divergence> diverged;  // the first non-finite value on the way
  // Where a study asks for it, else NaN; see lab/study.hpp.
  double convergence = std::numeric_limits<double>::quiet_NaN();
  double scope_a = std::numeric_limits<double>::quiet_NaN();
  double scope_dz = std::numeric_limits<double>::quiet_NaN();
};

struct CellResult {
  std::size_t cell = 0;
  std::vector<RunResult> runs;  // [seed]
};

/// Over the seeds of a cell. NaN counts as larger than everything, so that a median says what most
/// trainings did; one of them makes the mean NaN.
struct Summary {
  double mean = 0.0, median = 0.0, min = 0.0, max = 0.0;
};

/// `values`: at least one.
Summary summarize(std::vector<double> values);

/// Of one number of each run: summarize_runs(cell, [](const RunResult& run) { return run.cost; }).
template <class Pick>
Summary summarize_runs(const CellResult& cell, const Pick& pick) {
  std::vector<double> values;
  for (const RunResult& run : cell.runs) values.push_back(pick(run));
  return summarize(std::move(values));
}

/// How many trainings met a non-finite value.
int count_diverged(const CellResult& cell);

}  // namespace isobath::lab
