// SPDX-License-Identifier: MIT
// What Options must be for a dataset to come of them, in sentences.
#pragma once

#include <optional>
#include <string>

#include "data/options.hpp"

namespace isobath::data {

/// As many numbers as the largest table has: what a set of pictures may take.
inline constexpr core::Index kMaxValues = 100'000'000;

/// The first thing that is wrong, as a sentence "field: what stands there, what may stand"; nothing
/// if all is well. Only the fields that the source uses are looked at.
std::optional<std::string> find_fault(const Options& options);

}  // namespace isobath::data
