// SPDX-License-Identifier: MIT
// The cells of sweeps and studies as JSON Lines: docs/sweeps.md describes them.
#pragma once

#include <optional>
#include <string>

#include "lab/sweep_plan.hpp"
#include "lab/sweep_result.hpp"

namespace isobath::lab {

/// A cell as a line of JSON, with the line's end; `value`: what a study shows of it. A number that
/// is not finite is the string "NaN", "Infinity" or "-Infinity".
std::string sweep_line(const SweepPlan& plan, const CellResult& cell,
                       std::optional<double> value = std::nullopt);

}  // namespace isobath::lab
