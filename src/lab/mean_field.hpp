// SPDX-License-Identifier: MIT
// Mean-field theory of random deep networks: how the variance of Z, and the likeness of two inputs,
// travel through layers that are infinitely wide. B. Poole et al., "Exponential expressivity in
// deep neural networks through transient chaos" (2016); S. Schoenholz et al., "Deep information
// propagation" (2017). σw² = n_in·Var W, σb² = Var b.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/network.hpp"

namespace isobath::lab {

/// g and g′ of one real number.
struct Nonlinearity {
  std::function<double(double)> value;
  std::function<double(double)> slope;
};
Nonlinearity nonlinearity_of(core::Activation activation);

/// E[g(√q z)²] over z ~ N(0, 1); q ≥ 0.
double mean_square(const Nonlinearity& g, double q);

/// The length map: the variance of Z[l+1] if that of Z[l] is q: σw² E[g(√q z)²] + σb².
double next_variance(const Nonlinearity& g, double sigma_w2, double sigma_b2, double q);

/// χ₁ = σw² E[g′(√q z)²]: the factor of the gradient's variance over one layer; above 1 gradients
/// explode with depth, below 1 they vanish.
double chi_1(const Nonlinearity& g, double sigma_w2, double q);

/// Where a deep network's statistics settle. Quantities that do not exist are empty: q* where the
/// variance grows without end, depth scales at criticality, where they are infinite.
struct FixedPoint {
  std::optional<double> q;      // q*, of the length map from q = 1
  std::optional<double> chi_1;  // at q*
  std::optional<double> c;      // c*, the likeness that two inputs end with
  std::optional<double> xi_c;   // depth scale of likeness: −1/ln χ at c*
  std::optional<double> xi_q;   // depth scale of length: −1/ln of the length map's slope at q*
};
/// `rough`: the likeness and its depth scale to about three digits, for pictures, a hundred times
/// as fast.
FixedPoint fixed_point(const Nonlinearity& g, double sigma_w2, double sigma_b2, bool rough = false);

/// The σw² at which χ₁ at q* is 1 for this σb²: the edge of chaos. Empty where there is none in
/// (0, 1000].
std::optional<double> critical_sigma_w2(const Nonlinearity& g, double sigma_b2);

/// What the theory says of one layer of a network.
struct LayerTheory {
  int layer = 1;
  std::optional<double> sigma_w2;  // empty for schemes that are not random (constant, identity)
  double sigma_b2 = 0.0;
  std::optional<double> q;      // variance of Z at this layer, from that of the inputs on
  std::optional<double> chi_1;  // of this layer at its q
};

/// Layer by layer through the network at its start; `input_mean_square` is the mean of x² over
/// inputs and examples.
std::vector<LayerTheory> trace_variance(const core::Network& network,
                                        const core::InitializationOptions& options,
                                        double input_mean_square);

}  // namespace isobath::lab
