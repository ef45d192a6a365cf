// SPDX-License-Identifier: MIT
// What the depth scope shows of the layers' values, and what it wishes to be shown.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "core/density.hpp"

namespace isobath::app {

/// The quantities in view; `update_ratio` has no values to count.
struct ScopeWish {
  core::Quantity forward = core::Quantity::a;
  core::Quantity backward = core::Quantity::d_z;
  bool operator==(const ScopeWish&) const = default;
};

/// Values of a layer that are counted while something moves; all of them once it rests.
inline constexpr core::Index kSampledValues = 2048;

struct ScopeValues {
  ScopeWish of;
  core::Densities forward, backward;  // now
  bool complete = false;              // every value was counted
  /// One of each quantity, at step 0 of this run; null while that is now.
  std::shared_ptr<const std::vector<core::Densities>> start;
};

/// The densities of a quantity among those of a moment; null if there are none.
inline const core::Densities* densities_of(std::span<const core::Densities> all,
                                           core::Quantity quantity) {
  for (const core::Densities& densities : all)
    if (densities.quantity == quantity && !densities.layers.empty()) return &densities;
  return nullptr;
}

}  // namespace isobath::app
