// SPDX-License-Identifier: MIT
// J over the updates, kept short without losing its spikes.
#pragma once

#include <vector>

#include "app/snapshot.hpp"

namespace isobath::app {

/// At most this many samples are kept.
inline constexpr std::size_t kMaxCostSamples = 1024;

/// Appends a sample, or replaces the last one of the same step. When there are too many, neighbours
/// are merged two by two, the one with the larger (or non-finite) cost staying.
void append(std::vector<CostSample>& samples, const CostSample& sample);

/// At most `most` of them, thinned in the same way; at least 4.
std::vector<CostSample> thinned(std::vector<CostSample> samples, std::size_t most);

}  // namespace isobath::app
