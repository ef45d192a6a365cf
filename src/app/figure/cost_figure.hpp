// SPDX-License-Identifier: MIT
// J of training and the loss of the dev part over the updates, with the runs that have ended.
#pragma once

#include <optional>
#include <vector>

#include "app/figure/figure.hpp"
#include "app/snapshot.hpp"

namespace isobath::app::figure {

/// `pointed_at`: the run that is to stand out, 0 for none. On a logarithmic axis of steps, step 0
/// has its place at the left end.
void make_cost_figure(const Snapshot& snapshot, int pointed_at, Figure& figure);

/// The sample nearest to a step; samples are in the order of their steps, and there are some.
const CostSample& nearest_sample(const std::vector<CostSample>& costs, double step);

Ink run_ink(const EndedRun& run);

}  // namespace isobath::app::figure
