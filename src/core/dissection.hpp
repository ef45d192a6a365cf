// SPDX-License-Identifier: MIT
// One update of a training taken apart: every matrix that it makes, for whoever walks through it
// line by line.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/matrix.hpp"
#include "core/optimizer.hpp"
#include "core/options.hpp"
#include "core/parameters.hpp"

namespace isobath::core {

/// All as the update itself computed it, to the bit. Batches may be larger than what is kept of
/// them: the first `kept` examples are, while gradients are those of the whole batch.
template <class Scalar>
struct Dissection {
  struct Layer {
    Matrix<Scalar> z;     // [units, kept]
    Matrix<Scalar> a;     // [units, kept]: g(Z), before dropout
    Matrix<Scalar> mask;  // [units, kept]: 0 or 1/(1 − dropout); empty without dropout
    Matrix<Scalar> d_a;  // [units, kept]: ∂ of one example's loss, without the 1/m; after the mask
    Matrix<Scalar> d_z;  // [units, kept]: likewise
    // Means over the whole batch, [units]; `mean_out` of what the layer above gets, after dropout.
    Vector<double> mean_z, mean_a, mean_mask, mean_out, mean_d_a, mean_d_z;
  };

  std::int64_t step = 0;  // the update's number, counted from 0
  Index batch = 0;        // m: examples in the batch
  Index kept = 0;
  std::vector<std::uint32_t> examples;  // [kept]: places in the training part
  Matrix<Scalar> x;                     // [inputs, kept]
  Matrix<Scalar> y;                     // [outputs, kept]
  Vector<double> mean_x, mean_y;        // over the whole batch
  std::vector<Layer> layers;            // layer l at [l − 1]
  double loss = 0.0;                    // mean over the batch, penalties not in

  TrainingOptions options;
  Parameters<Scalar> before;       // W, b that forward and backward use
  Parameters<Scalar> sums;         // dZ·Aᵀ and Σ dZ over the batch, without 1/m
  Parameters<Scalar> gradients;    // with 1/m and penalties
  Parameters<Scalar> clipped;      // what the optimizer gets
  Moments<Scalar> moments_before;  // v, s; empty where the optimizer keeps none
  Moments<Scalar> moments_after;
  Parameters<Scalar> after;
};

/// The same in double, exactly.
template <class Scalar>
Dissection<double> in_double(const Dissection<Scalar>& dissection);

}  // namespace isobath::core
