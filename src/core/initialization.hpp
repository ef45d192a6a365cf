// SPDX-License-Identifier: MIT
// How weights and biases start. Every layer draws from a stream of its own, so that adding or
// widening a layer leaves the others' numbers as they were, and the same normals stand behind every
// scheme.
#pragma once

#include <optional>

#include "core/network.hpp"
#include "core/parameters.hpp"

namespace isobath::core {

/// The standard deviation (normal schemes, uniform twins) of W's entries at scale 1, W [units,
/// inputs]: LeCun √(1/n_in) (LeCun et al. 1998), Xavier √(2/(n_in + n_out)) (Glorot and Bengio
/// 2010), He √(2/n_in) (He et al. 2015); `normal` 1; `uniform` 1/√3, that is ±1. NaN for schemes
/// without one.
double unit_deviation(WeightScheme scheme, Index inputs, Index units);

/// σw² = n_in·Var W of layer l at its start, scale included; nothing for schemes that are not
/// random (constant, identity).
std::optional<double> weight_variance(const Network& network, const InitializationOptions& options,
                                      int layer);

/// The scheme, scale and rule of b in force for a layer; without a b, all of it is 0.
WeightScheme scheme_of(const LayerOptions& layer, const InitializationOptions& options);
double scale_of(const LayerOptions& layer, const InitializationOptions& options);
BiasRule bias_of(const LayerOptions& layer, const InitializationOptions& options);

/// Parameters at scale 1 and bias rule value 1. Drawing them is the slow part; start_parameters
/// makes any scale of them by a multiplication, which is what the scale dial does at every frame.
Parameters<double> unit_parameters(const Network& network, const InitializationOptions& options);

/// Do the same draws, at other scales, make both starts, over the same inputs?
bool same_draws(const std::vector<LayerOptions>& a, const InitializationOptions& options_a,
                const std::vector<LayerOptions>& b, const InitializationOptions& options_b);

/// `unit`, drawn for the same layers, schemes and seed, at the scales and bias values of `options`.
Parameters<double> scale_parameters(const Parameters<double>& unit, const Network& network,
                                    const InitializationOptions& options);

/// Both in one: the start of a training.
Parameters<double> start_parameters(const Network& network, const InitializationOptions& options);

}  // namespace isobath::core
