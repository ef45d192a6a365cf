// SPDX-License-Identifier: MIT
// What the benchmarks' programs share: which workloads are asked for, and measurements as JSON and
// as lines of a table.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <vector>

#include "lab/workloads.hpp"

namespace isobath::lab {

inline constexpr double kBudget_ms = 300.0;  // for one workload, if nothing else is asked for
inline constexpr double kLeastBudget_ms = 1.0;
inline constexpr double kMostBudget_ms = 60'000.0;

/// Those whose name or series is in `only`, in their own order; all of them if it is empty. The
/// error names what there is.
std::expected<std::vector<const Workload*>, std::string> choose_workloads(
    std::span<const std::string> only);

/// One object on one line, without the line's end:
/// {"name", "series", "network", "batch", "parameters", "operations", "steps_per_second", "gflops",
/// "limit_gflops", "share", "instructions", "kernels", "diverged"}.
std::string to_json(const Measurement& measurement);

/// Three significant digits, with k or M: "7.42 M".
std::string short_number(double value);

/// The table's head and a line of it, both with the line's end; every column keeps its width.
std::string table_head();
std::string table_row(const Measurement& measurement);

}  // namespace isobath::lab
