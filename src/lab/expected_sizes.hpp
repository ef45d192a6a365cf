// SPDX-License-Identifier: MIT
// How large mean-field theory expects the values of every layer to be at the start: root mean
// squares forwards and backwards, quick enough to be computed while the scale's dial turns.
#pragma once

#include <optional>
#include <vector>

#include "core/network.hpp"
#include "lab/moment_table.hpp"

namespace isobath::lab {

/// Root mean squares; empty where the theory says nothing: above weights that are not random, and
/// of softmax.
struct LayerSizes {
  std::optional<double> z, a, w;
  /// Relative to dZ[L], for that depends on the data; d_a[L] is empty.
  std::optional<double> d_z, d_a;
};

/// Layer l at [l − 1]. Forwards q[l] = σw²·E[A[l-1]²] + σb²; backwards
/// E[dA[l]²] = n[l+1]·Var W[l+1]·E[dZ[l+1]²] and E[dZ[l]²] = E[g′²]·E[dA[l]²], as if the weights on
/// the way back were drawn anew (S. Schoenholz et al., 2017). k·I is taken with Var W =
/// k²·min(n_in, n)/(n_in·n) under a linear g, where it is exact for layers of one width.
/// `input_mean_square` is the mean of x² over inputs and examples.
std::vector<LayerSizes> expected_sizes(const core::Network& network,
                                       const core::InitializationOptions& options,
                                       double input_mean_square, MomentTables& tables);

}  // namespace isobath::lab
