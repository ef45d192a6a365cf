// SPDX-License-Identifier: MIT
// J over the updates, kept short without losing its spikes.
#pragma once

#include <cstdint>
#include <vector>

#include "app/snapshot.hpp"

namespace isobath::app {

/// At most this many samples are kept.
inline constexpr std::size_t kMaxCostSamples = 1024;

/// The first step after `step` whose sample is always taken and stays: 1, 2, 3, 5, 8, 13 …, so that
/// every decade of a curve has as many, however fast it was trained.
std::int64_t next_landmark(std::int64_t step);

/// Appends a sample, or replaces the last one of the same step. When there are too many, neighbours
/// are merged two by two, the one with the larger (or non-finite) cost staying. Landmarks stay.
void append(std::vector<CostSample>& samples, const CostSample& sample);

/// At most `most` of them, thinned in the same way; at least 4.
std::vector<CostSample> thinned(std::vector<CostSample> samples, std::size_t most);

}  // namespace isobath::app
