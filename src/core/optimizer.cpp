// SPDX-License-Identifier: MIT
// From sums over a batch to gradients of J to an update of the parameters.
#include "core/optimizer.hpp"

#include <algorithm>
#include <cmath>

#include "core/elementary.hpp"
#include "core/finite.hpp"
#include "core/kernels.hpp"
#include "core/kernels/rules.hpp"
#include "core/precision.hpp"
#include "core/statistics.hpp"

namespace isobath::core {

namespace {

template <class Scalar>
UpdateRule<Scalar> rule_of(const TrainingOptions& options, std::int64_t updates) {
  UpdateRule<Scalar> rule;
  rule.rate = static_cast<Scalar>(options.learning_rate);
  rule.beta = static_cast<Scalar>(options.momentum);
  rule.beta2 = static_cast<Scalar>(options.beta2);
  rule.epsilon = static_cast<Scalar>(options.epsilon);
  if (options.optimizer == Optimizer::adam) {
    rule.correction1 = static_cast<Scalar>(1.0 - power(options.momentum, updates));
    rule.correction2 = static_cast<Scalar>(1.0 - power(options.beta2, updates));
  }
  return rule;
}

template <class Scalar>
struct Tensor {
  Scalar* value;
  const Scalar* gradient;
  Scalar* first;
  Scalar* second;
  Index count;

  Tensor piece(Index at, Index size) const {
    return {value + at, gradient + at, first ? first + at : nullptr, second ? second + at : nullptr,
            size};
  }
};

/// In a simulated format moments are rounded before they are used, as every stored value is.
template <class Optimizer>
struct RoundedUpdate {
  template <class Scalar>
  static bool run(Precision precision, const UpdateRule<Scalar>& rule, const Tensor<Scalar>& t,
                  Scalar* difference) {
    const auto rounded = [&](Scalar value) {
      round_to(precision, &value, 1);
      return value;
    };
    for (Index i = 0; i < t.count; ++i) {
      const Scalar g = t.gradient[i];
      Scalar v = 0, s = 0;
      if constexpr (Optimizer::kFirst)
        v = t.first[i] = rounded(rules::first_moment(rule, t.first[i], g));
      if constexpr (Optimizer::kSecond)
        s = t.second[i] = rounded(rules::second_moment(rule, t.second[i], g));
      difference[i] = Optimizer::difference(rule, g, v, s);
      t.value[i] = rounded(t.value[i] - difference[i]);
    }
    return all_finite(t.value, t.count);
  }
};

template <class Scalar>
bool update_rounded(Precision precision, Optimizer optimizer, const UpdateRule<Scalar>& rule,
                    const Tensor<Scalar>& t, Scalar* difference) {
  switch (optimizer) {
    case Optimizer::gradient_descent:
      return RoundedUpdate<rules::GradientDescent>::run(precision, rule, t, difference);
    case Optimizer::momentum:
      return RoundedUpdate<rules::Momentum>::run(precision, rule, t, difference);
    case Optimizer::nesterov:
      return RoundedUpdate<rules::Nesterov>::run(precision, rule, t, difference);
    case Optimizer::rmsprop:
      return RoundedUpdate<rules::Rmsprop>::run(precision, rule, t, difference);
    case Optimizer::adam:
      return RoundedUpdate<rules::Adam>::run(precision, rule, t, difference);
  }
  return true;
}

/// Updates one tensor; the differences are added to `sizes`, if it is there.
template <class Scalar>
bool update_tensor(const Network& network, Optimizer optimizer, const UpdateRule<Scalar>& rule,
                   const Tensor<Scalar>& t, Accumulator* sizes) {
  const auto& update =
      kernels<Scalar>(network.arithmetic).update[static_cast<std::size_t>(optimizer)];
  const bool rounded = is_simulated(network.precision);
  if (!sizes && !rounded)
    return update(rule, t.gradient, t.first, t.second, t.value, nullptr, t.count);
  constexpr Index kPiece = 256;
  Scalar difference[kPiece];
  bool finite = true;
  for (Index at = 0; at < t.count; at += kPiece) {
    const Tensor<Scalar> p = t.piece(at, std::min(kPiece, t.count - at));
    const bool good =
        rounded ? update_rounded(network.precision, optimizer, rule, p, difference)
                : update(rule, p.gradient, p.first, p.second, p.value, difference, p.count);
    finite = finite && good;
    if (sizes) sizes->add(difference, p.count);
  }
  return finite;
}

}  // namespace

bool keeps_first_moment(Optimizer optimizer) {
  return optimizer == Optimizer::momentum || optimizer == Optimizer::nesterov ||
         optimizer == Optimizer::adam;
}

bool keeps_second_moment(Optimizer optimizer) {
  return optimizer == Optimizer::rmsprop || optimizer == Optimizer::adam;
}

template <class Scalar>
void prepare_moments(const Network& network, Optimizer optimizer, Moments<Scalar>& moments) {
  const bool first = keeps_first_moment(optimizer);
  const bool second = keeps_second_moment(optimizer);
  if (first == !moments.first.empty() && second == !moments.second.empty()) return;
  moments.updates = 0;
  moments.first.clear();
  moments.second.clear();
  if (first) moments.first = zero_parameters<Scalar>(network.inputs, network.layers);
  if (second) moments.second = zero_parameters<Scalar>(network.inputs, network.layers);
}

template <class Scalar>
bool finish_gradients(const Network& network, const TrainingOptions& options, Index examples,
                      const Parameters<Scalar>& parameters, Parameters<Scalar>& gradients) {
  const auto m = static_cast<double>(examples);
  const GradientRule<Scalar> plain{.factor = static_cast<Scalar>(1.0 / m)};
  const auto finish = kernels<Scalar>(network.arithmetic).finish;
  bool finite = true;
  if (options.l1 == 0.0 && options.l2 == 0.0) {
    finite = finish(plain, parameters.data(), gradients.data(), gradients.padded_count());
  } else {
    GradientRule<Scalar> penalised = plain;
    penalised.l2 = static_cast<Scalar>(options.l2 / m);
    penalised.l1 = static_cast<Scalar>(options.l1 / m);
    for (std::size_t l = 0; l < gradients.size(); ++l) {
      auto& g = gradients[l];
      const auto& p = parameters[l];
      finite = finish(penalised, p.weights.data(), g.weights.data(), g.weights.size()) && finite;
      finite = finish(plain, p.bias.data(), g.bias.data(), g.bias.size()) && finite;
    }
  }
  if (!is_simulated(network.precision)) return finite;
  round_to(network.precision, gradients.data(), gradients.count());
  return all_finite(gradients.data(), gradients.count());
}

template <class Scalar>
std::optional<typename Kernels<Scalar>::Finite> descend(
    const Network& network, const TrainingOptions& options, Index examples,
    Parameters<Scalar>& parameters, Parameters<Scalar>& gradients, Moments<Scalar>& moments) {
  if (options.optimizer != Optimizer::gradient_descent || options.l1 != 0.0 || options.l2 != 0.0 ||
      options.clip_norm != 0.0 || is_simulated(network.precision))
    return std::nullopt;
  ++moments.updates;
  const auto factor = static_cast<Scalar>(1.0 / static_cast<double>(examples));
  const auto descend = kernels<Scalar>(network.arithmetic).descend;
  if (!network.has_own_rates())
    return descend(factor, static_cast<Scalar>(options.learning_rate), gradients.data(),
                   parameters.data(), parameters.padded_count());
  typename Kernels<Scalar>::Finite finite{true, true};
  for (int l = 1; l <= network.depth(); ++l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    const auto rate = static_cast<Scalar>(learning_rate_of(network, options, l));
    // W and b of a layer lie side by side.
    const auto of_layer =
        descend(factor, rate, gradients[at].weights.data(), parameters[at].weights.data(),
                parameters[at].weights.size() + parameters[at].bias.size());
    finite = {finite.g && of_layer.g, finite.w && of_layer.w};
  }
  return finite;
}

template <class Scalar>
void clip_gradients(double limit, Parameters<Scalar>& gradients) {
  if (limit == 0.0) return;
  Accumulator sizes;
  sizes.add(gradients.data(), gradients.count());
  const double norm = sizes.result().rms * std::sqrt(static_cast<double>(gradients.count()));
  if (norm <= limit) return;
  const auto factor = static_cast<Scalar>(limit / norm);
  for (Index i = 0; i < gradients.count(); ++i) gradients.data()[i] *= factor;
}

template <class Scalar>
double penalty(const TrainingOptions& options, Index examples,
               const Parameters<Scalar>& parameters) {
  if (options.l1 == 0.0 && options.l2 == 0.0) return 0.0;
  double squares = 0.0;
  double magnitudes = 0.0;
  for (const auto& layer : parameters)
    for (Index i = 0; i < layer.weights.size(); ++i) {
      const auto w = static_cast<double>(layer.weights.data()[i]);
      squares += w * w;
      magnitudes += std::abs(w);
    }
  const auto m = static_cast<double>(examples);
  // A penalty that is switched off must not turn an infinite weight into 0·Inf.
  const double from_squares = options.l2 == 0.0 ? 0.0 : options.l2 / (2.0 * m) * squares;
  const double from_magnitudes = options.l1 == 0.0 ? 0.0 : options.l1 / m * magnitudes;
  return from_squares + from_magnitudes;
}

template <class Scalar>
bool update(const Network& network, const TrainingOptions& options,
            const Parameters<Scalar>& gradients, Moments<Scalar>& moments,
            Parameters<Scalar>& parameters, std::vector<double>* weight_update_rms) {
  UpdateRule<Scalar> rule = rule_of<Scalar>(options, ++moments.updates);
  const Tensor<Scalar> all{
      parameters.data(), gradients.data(), moments.first.empty() ? nullptr : moments.first.data(),
      moments.second.empty() ? nullptr : moments.second.data(), parameters.padded_count()};
  if (!weight_update_rms && !network.has_own_rates())
    return update_tensor<Scalar>(network, options.optimizer, rule, all, nullptr);
  bool finite = true;
  Index at = 0;
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    const Index weights = parameters[l].weights.size();
    const Index biases = parameters[l].bias.size();
    rule.rate = static_cast<Scalar>(learning_rate_of(network, options, static_cast<int>(l) + 1));
    Accumulator sizes;
    finite = update_tensor(network, options.optimizer, rule, all.piece(at, weights),
                           weight_update_rms ? &sizes : nullptr) &&
             finite;
    finite = update_tensor<Scalar>(network, options.optimizer, rule,
                                   all.piece(at + weights, biases), nullptr) &&
             finite;
    if (weight_update_rms) (*weight_update_rms)[l] = sizes.result().rms;
    at += weights + biases;
  }
  return finite;
}

#define ISOBATH_INSTANTIATE(Scalar)                                                               \
  template void prepare_moments<Scalar>(const Network&, Optimizer, Moments<Scalar>&);             \
  template bool finish_gradients<Scalar>(const Network&, const TrainingOptions&, Index,           \
                                         const Parameters<Scalar>&, Parameters<Scalar>&);         \
  template void clip_gradients<Scalar>(double, Parameters<Scalar>&);                              \
  template std::optional<Kernels<Scalar>::Finite> descend<Scalar>(                                \
      const Network&, const TrainingOptions&, Index, Parameters<Scalar>&, Parameters<Scalar>&,    \
      Moments<Scalar>&);                                                                          \
  template double penalty<Scalar>(const TrainingOptions&, Index, const Parameters<Scalar>&);      \
  template bool update<Scalar>(const Network&, const TrainingOptions&, const Parameters<Scalar>&, \
                               Moments<Scalar>&, Parameters<Scalar>&, std::vector<double>*);
ISOBATH_INSTANTIATE(float)
ISOBATH_INSTANTIATE(double)
#undef ISOBATH_INSTANTIATE

}  // namespace isobath::core
