// SPDX-License-Identifier: MIT
// The weights that are drawn, a layer at a time.
#pragma once

#include <array>

#include "core/matrix.hpp"

namespace isobath::app {

/// Weights between drawn units, [shown units of l, shown units of l - 1]; none from a picture.
struct LayerLinks {
  core::Matrix<float> weights;
  core::Matrix<float> d_weights;  // ∂J/∂w over the training part
  core::Vector<float> bias;       // [shown units of l]; of a layer without, empty
  float max_abs = 0.0F;           // over the drawn weights that are finite
  /// How many of them lie in each part of [0, max_abs], so that the strongest can be told without
  /// going through all of them.
  std::array<int, 64> sizes{};

  /// Brings max_abs and sizes up to date.
  void measure();
};

}  // namespace isobath::app
