// SPDX-License-Identifier: MIT
// From gradients to new parameters: penalties, clipping, and the five update rules.
#pragma once

#include <optional>
#include <vector>

#include "core/kernels.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"

namespace isobath::core {

/// The moments an optimizer keeps; empty where it keeps none.
template <class Scalar>
struct Moments {
  Parameters<Scalar> first;   // v ← βv + (1−β)g
  Parameters<Scalar> second;  // s ← β₂s + (1−β₂)g²
  std::int64_t updates = 0;   // how often they were updated
};

bool keeps_first_moment(Optimizer optimizer);
bool keeps_second_moment(Optimizer optimizer);

/// Zero moments where the optimizer needs some it has not; those it does not need are dropped.
template <class Scalar>
void prepare_moments(const Network& network, Optimizer optimizer, Moments<Scalar>& moments);

/// Sums over a batch of `examples` → gradients of J: times 1/m, plus (l2/m)·W + (l1/m)·sign W on
/// the weights (biases are not penalised).
/// Returns whether all of them are finite.
template <class Scalar>
bool finish_gradients(const Network& network, const TrainingOptions& options, Index examples,
                      const Parameters<Scalar>& parameters, Parameters<Scalar>& gradients);

/// Scales all gradients down together if their common norm is above `limit`; 0 is no limit.
template <class Scalar>
void clip_gradients(double limit, Parameters<Scalar>& gradients);

/// (l2/2m)Σ‖W‖² + (l1/m)Σ|W|.
template <class Scalar>
double penalty(const TrainingOptions& options, Index examples,
               const Parameters<Scalar>& parameters);

/// finish_gradients and update in one go, if nothing comes between the two: plain gradient descent
/// without penalties, clipping or rounding. The same bits; nothing happens, and nothing is
/// returned, where the long way has to be gone.
template <class Scalar>
std::optional<typename Kernels<Scalar>::Finite> descend(
    const Network& network, const TrainingOptions& options, Index examples,
    Parameters<Scalar>& parameters, Parameters<Scalar>& gradients, Moments<Scalar>& moments);

/// One update in place, α being the layer's own (core/network.hpp):
///   gradient_descent  W ← W − αg
///   momentum          v ← βv + (1−β)g, W ← W − αv                       (the course's form)
///   nesterov          the same v, W ← W − α(βv + (1−β)g)
///   rmsprop           s ← β₂s + (1−β₂)g², W ← W − αg/(√s + ε)
///   adam              v, s; W ← W − α·v̂/(√ŝ + ε), v̂ = v/(1−βᵗ), ŝ = s/(1−β₂ᵗ)   (Kingma, Ba 2014)
/// `weight_update_rms`, if not null, gets the rms of every layer's weight update.
/// Returns whether all parameters are finite.
template <class Scalar>
bool update(const Network& network, const TrainingOptions& options,
            const Parameters<Scalar>& gradients, Moments<Scalar>& moments,
            Parameters<Scalar>& parameters, std::vector<double>* weight_update_rms);

}  // namespace isobath::core
