// SPDX-License-Identifier: MIT
// One example of a line, or the batch's mean, in place of all columns.
#pragma once

#include <string>

#include "app/action.hpp"
#include "app/stepper/stepper.hpp"

namespace isobath::app {

struct ColumnChoice {
  Columns columns = Columns::batch;
  core::Index column = 0;  // of the examples that are kept, for Columns::example
  bool operator==(const ColumnChoice&) const = default;
};

/// The column of training example number `example`; the first where it is not kept.
core::Index column_of(const core::Dissection<double>& all, int example);

/// The line with that column alone. Gradients stay the whole batch's; a line that makes some shows
/// the example's share in them, too.
LineView narrowed(const Stepper& stepper, const LineView& whole, const ColumnChoice& choice);

/// What is to be known of such a line: how its result is that of the means, or is not; "" for all
/// columns.
std::string told_of(const Stepper& stepper, const LineView& whole, const ColumnChoice& choice);

/// Cell (row, column) of the narrowed result, spelled out.
CellStory story_of(const Stepper& stepper, const LineView& whole, const LineView& shown,
                   const ColumnChoice& choice, core::Index row, core::Index column);

/// "Z[1](2,7)", for one example "z[1](2)"; counted from 1.
std::string cell_name(const LineView& shown, const ColumnChoice& choice, core::Index row,
                      core::Index column);

}  // namespace isobath::app
