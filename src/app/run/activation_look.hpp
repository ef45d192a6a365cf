// SPDX-License-Identifier: MIT
// What is seen of one layer's activation: how Z lies below g, and, where linear layers follow each
// other, the one map that they are.
#pragma once

#include <array>
#include <functional>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/options.hpp"
#include "core/parameters.hpp"

namespace isobath::app {

/// Layers first … last, all but the last of them linear, as one: Z[last] = W·A[first − 1] + b with
/// W = W[last]···W[first]; no b if none of them has one.
struct LinearProduct {
  int first = 0, last = 0;  // 0: there is no such stretch
  core::Index units = 0, inputs = 0;
  /// [rows, inputs], [rows] or [0]: as many of W's rows, from the first on, as there is time for.
  core::Matrix<double> weights;
  core::Vector<double> bias;
};

/// Over a sample of the training examples.
struct ActivationLook {
  static constexpr int kBins = 64;

  int layer = 0;  // 0: nothing is told
  core::Activation activation = core::Activation::tanh;
  core::Index examples = 0, of_examples = 0;  // how many were looked at, and of how many
  /// Shares of all values, evenly from −reach to reach.
  std::array<float, kBins> bins{};
  double reach = 6.0;
  double beyond = 0.0;      // the share that lies outside
  double non_finite = 0.0;  // the share of NaN and Inf
  double mean = 0.0, deviation = 0.0;
  double slope = 0.0;      // the mean of g′, of softmax of ∂a/∂z of the same unit
  double saturated = 0.0;  // the share at the flat ends of g (see core::is_saturated)
  LinearProduct product;
};

/// The first and the last of the layers around `layer` (from 1) that compute one linear map of what
/// goes in: linear ones, and the one that follows them, up to its Z; 0, 0 where that is one layer.
std::array<int, 2> linear_stretch(const std::vector<core::LayerOptions>& layers, int layer);

/// Multiplies a stretch out, as many rows as a bounded number of products allows; `parameters`
/// gives W and b of a layer, from 1.
LinearProduct multiply_out(
    const std::array<int, 2>& stretch,
    const std::function<core::LayerParameters<double>(int layer)>& parameters);

/// Fills `look` but for its product: z and a, value by value, of look.layer; `z` comes out in
/// another order.
void tell_values(std::span<double> z, std::span<const double> a, ActivationLook& look);

}  // namespace isobath::app
