// SPDX-License-Identifier: MIT
// What is seen of single units: which ones are drawn, how each of them fares, and the sum of one.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/options.hpp"

namespace isobath::app {

/// A unit of the network; layer 0 holds the inputs, units count from 0.
struct UnitId {
  int layer = 0;
  int unit = 0;
  bool operator==(const UnitId&) const = default;
};

/// Which units a panel has room for: of the layers on screen `rows` units each, of the others as
/// many as there are pictures left.
struct UnitWindow {
  int first_layer = 0;
  int last_layer = -1;  // less than the first: nobody has said yet
  int rows = 0;
  /// [L + 1]: where a layer is that was walked through; its first drawn unit.
  std::array<std::int16_t, core::kMaxLayers + 1> first_unit{};
  bool operator==(const UnitWindow&) const = default;
};

/// The drawn units of one layer, and which units of it are alike.
struct LayerMarks {
  std::vector<float> saturated;  // [drawn units]: share of the training examples at g's flat ends
  std::vector<char> dead;        // [drawn units]: g′ = 0 on all training examples
  /// [drawn units]: 0 alone, else the group of units with the same incoming weights and bias (and
  /// so the same activation on every example), from 1 on.
  std::vector<int> group;
  std::vector<int> group_size;  // group g at [g − 1], over all units of the layer
};

/// z = Σ w·a + b of one unit (without b where its layer has none), of one training example or of
/// their mean: z is linear in a, so the mean of z is the sum over the means of a.
struct UnitCard {
  static constexpr int kTerms = 64;  // as many are kept; the rest is one sum

  struct Term {
    int input = 0;   // unit of the layer before
    double w = 0.0;  // weight
    double a = 0.0;  // of the example, or the mean
    double d_w = 0.0;
    double product() const { return w * a; }
  };

  bool filled = false;
  UnitId unit;
  int example = -1;         // of the training part; -1: the mean of all
  std::vector<Term> terms;  // largest |w·a| first; none for an input
  int rest_count = 0;       // terms that are not kept
  double rest = 0.0;        // and their sum
  bool has_bias = true;
  double b = 0.0, d_b = 0.0;
  double z = 0.0;                      // as the network has it
  double a = 0.0;                      // g(z), or the mean of g(z)
  double mean = 0.0, deviation = 0.0;  // of an input over the training part, as the network has it
  double saturated = 0.0;
  bool dead = false;
};

}  // namespace isobath::app
