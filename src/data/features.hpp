// SPDX-License-Identifier: MIT
// What is computed of the points of the plane as inputs, and how inputs are shifted and scaled.
#pragma once

#include <span>

#include "core/matrix.hpp"
#include "data/options.hpp"

namespace isobath::data {

/// plane [2, points] → [features, points], row i being features[i] of every point, unscaled.
core::Matrix<double> compute_features(std::span<const Feature> features,
                                      const core::Matrix<double>& plane);

/// What is subtracted from every input, and then what it is divided by.
struct Affine {
  core::Vector<double> shift;  // [inputs]
  core::Vector<double> scale;  // [inputs]
};

/// Of x [inputs, examples], examples > 0: for `center` shift is the mean μ; for `standardize` scale
/// is also the standard deviation σ, σ² = (1/m) Σ (x − μ)², or 1 where σ is 0; else 0 and 1. The
/// sums run in the order of the examples over values scaled by a power of two, so that they are the
/// same everywhere and overflow only where μ or σ themselves would.
Affine fit_scaling(Scaling scaling, const core::Matrix<double>& x);

/// x [inputs, examples] ← (x − shift) / scale.
void apply_scaling(const core::Vector<double>& shift, const core::Vector<double>& scale,
                   core::Matrix<double>& x);

}  // namespace isobath::data
