// SPDX-License-Identifier: MIT
// What one look at a network says of every layer: the record of the command line and of the page.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"

namespace isobath::core {

/// Over all units and examples of a layer.
struct Statistics {
  double mean = 0.0;
  double std = 0.0;
  double rms = 0.0;
  double max_abs = 0.0;
};

struct Magnitude {
  double rms = 0.0;
  double max_abs = 0.0;
};

struct LayerRecord {
  int layer = 1;  // 1 … L
  Statistics z;
  Statistics a;
  double saturated = 0.0;  // share of values at the flat ends of g (see saturation_threshold)
  double dead = 0.0;       // share of units whose g' is 0 on every example
  Magnitude d_a, d_z;      // ∂J/∂ of one example's value without the 1/m (the course's dZ)
  Magnitude w, d_w, d_b;   // the gradients of parameters carry the 1/m and the penalties
  bool has_bias = true;    // else there is no db, and d_b is 0
  double update_ratio =
      0.0;  // rms of the last update over rms of W; before the first: α·rms(dW)/rms(W)
};

struct PartRecord {
  double loss = std::nan("");      // without penalties; NaN for a part without examples
  double accuracy = std::nan("");  // NaN for regression
};

/// `update_ratio` is a number a layer, the others are matrices.
enum class Quantity { z, a, d_z, d_a, d_w, d_b, w, b, update_ratio };
std::string_view symbol(Quantity quantity);

/// The first non-finite value of a training, where it arose.
struct Divergence {
  std::int64_t step = 0;
  int layer = 1;
  Quantity what = Quantity::z;
  Index unit = 0;     // row of the matrix, from 0
  Index example = 0;  // column: the example within the training part, or the weight's input
  bool operator==(const Divergence&) const = default;
};

struct Record {
  std::int64_t step = 0;
  std::int64_t epoch = 0;
  double cost = 0.0;  // J over the whole training part, penalties in, dropout off
  PartRecord train, dev, test;
  std::vector<LayerRecord> layers;
  std::optional<Divergence> diverged;
};

}  // namespace isobath::core
