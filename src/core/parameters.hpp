// SPDX-License-Identifier: MIT
// The parameters of a network, or anything of their shape: gradients, moments, updates.
#pragma once

#include <vector>

#include "core/matrix.hpp"
#include "core/options.hpp"

namespace isobath::core {

template <class Scalar>
struct LayerParameters {
  Matrix<Scalar> weights;  // [units, inputs]
  Vector<Scalar> bias;     // [units]
  bool operator==(const LayerParameters& other) const {
    // Eigen compares matrices of one shape only.
    return weights.rows() == other.weights.rows() && weights.cols() == other.weights.cols() &&
           bias.size() == other.bias.size() && weights == other.weights && bias == other.bias;
  }
};

template <class Scalar>
using Parameters = std::vector<LayerParameters<Scalar>>;  // layer l at [l - 1]

/// Zeros in the shapes of `layers` over `inputs` inputs.
template <class Scalar>
Parameters<Scalar> zero_parameters(Index inputs, const std::vector<LayerOptions>& layers) {
  Parameters<Scalar> parameters;
  for (const LayerOptions& layer : layers) {
    parameters.push_back(
        {Matrix<Scalar>::Zero(layer.units, inputs), Vector<Scalar>::Zero(layer.units)});
    inputs = layer.units;
  }
  return parameters;
}

/// Every value converted to another scalar type.
template <class To, class From>
Parameters<To> cast(const Parameters<From>& from) {
  Parameters<To> to;
  for (const auto& layer : from)
    to.push_back({layer.weights.template cast<To>(), layer.bias.template cast<To>()});
  return to;
}

/// How many numbers there are.
template <class Scalar>
Index count(const Parameters<Scalar>& parameters) {
  Index total = 0;
  for (const auto& layer : parameters) total += layer.weights.size() + layer.bias.size();
  return total;
}

}  // namespace isobath::core
