// SPDX-License-Identifier: MIT
// A document's study as a sweep: which cells it has, and the value of each.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "document/document.hpp"
#include "lab/sweep_plan.hpp"
#include "lab/sweep_result.hpp"

namespace isobath::lab {

/// The cells of the document's study, x to the right and y upwards: row 0 is the lowest. Every cell
/// begins from a draw of its own seed, a saved training left aside. An error is one sentence that
/// begins with a field's path.
std::expected<std::shared_ptr<const SweepPlan>, std::string> study_plan(
    const document::Document& document);

/// Updates of every training: none where the start is measured.
std::int64_t study_steps(const document::Study& study);

/// What one training shows; NaN where there is nothing to show.
double study_value(const document::Study& study, const RunResult& run);

/// What a cell shows: of the runs' values the median, of `trained` the share.
double study_value(const document::Study& study, const CellResult& cell);

}  // namespace isobath::lab
