// SPDX-License-Identifier: MIT
// The update rules, each written once as what it takes off one parameter.
#include "core/optimizer.hpp"

#include <algorithm>
#include <cmath>

#include "core/elementary.hpp"
#include "core/precision.hpp"
#include "core/statistics.hpp"

namespace isobath::core {

namespace {

/// The constants of one update, in the precision it is computed in.
template <class Scalar>
struct Rule {
  Optimizer optimizer;
  Scalar rate, beta, beta2, epsilon;
  Scalar correction1 = 1, correction2 = 1;  // 1 − βᵗ, 1 − β₂ᵗ

  Rule(const TrainingOptions& options, std::int64_t updates)
      : optimizer(options.optimizer),
        rate(static_cast<Scalar>(options.learning_rate)),
        beta(static_cast<Scalar>(options.momentum)),
        beta2(static_cast<Scalar>(options.beta2)),
        epsilon(static_cast<Scalar>(options.epsilon)) {
    if (optimizer == Optimizer::adam) {
      correction1 = static_cast<Scalar>(1.0 - power(options.momentum, updates));
      correction2 = static_cast<Scalar>(1.0 - power(options.beta2, updates));
    }
  }
};

template <class Scalar>
struct Tensor {
  Scalar* value;
  const Scalar* gradient;
  Scalar* first;
  Scalar* second;
  Index count;
};

template <class Scalar>
void update_moments(const Rule<Scalar>& rule, Precision precision, const Tensor<Scalar>& t) {
  if (t.first) {
    for (Index i = 0; i < t.count; ++i)
      t.first[i] = rule.beta * t.first[i] + (Scalar(1) - rule.beta) * t.gradient[i];
    round_to(precision, t.first, t.count);
  }
  if (t.second) {
    for (Index i = 0; i < t.count; ++i)
      t.second[i] =
          rule.beta2 * t.second[i] + (Scalar(1) - rule.beta2) * t.gradient[i] * t.gradient[i];
    round_to(precision, t.second, t.count);
  }
}

/// What is taken off parameters [at, at + count), count ≤ kPiece.
constexpr Index kPiece = 256;

template <class Scalar>
void differences(const Rule<Scalar>& rule, const Tensor<Scalar>& t, Index at, Index count,
                 Scalar* out) {
  const Scalar* g = t.gradient + at;
  const Scalar* v = t.first ? t.first + at : nullptr;
  const Scalar* s = t.second ? t.second + at : nullptr;
  switch (rule.optimizer) {
    case Optimizer::gradient_descent:
      for (Index i = 0; i < count; ++i) out[i] = rule.rate * g[i];
      break;
    case Optimizer::momentum:
      for (Index i = 0; i < count; ++i) out[i] = rule.rate * v[i];
      break;
    case Optimizer::nesterov:
      for (Index i = 0; i < count; ++i)
        out[i] = rule.rate * (rule.beta * v[i] + (Scalar(1) - rule.beta) * g[i]);
      break;
    case Optimizer::rmsprop:
      for (Index i = 0; i < count; ++i)
        out[i] = rule.rate * g[i] / (std::sqrt(s[i]) + rule.epsilon);
      break;
    case Optimizer::adam:
      for (Index i = 0; i < count; ++i)
        out[i] = rule.rate * (v[i] / rule.correction1) /
                 (std::sqrt(s[i] / rule.correction2) + rule.epsilon);
      break;
  }
}

template <class Scalar>
void update_tensor(const Rule<Scalar>& rule, Precision precision, const Tensor<Scalar>& t,
                   Accumulator* sizes) {
  update_moments(rule, precision, t);
  Scalar piece[kPiece];
  for (Index at = 0; at < t.count; at += kPiece) {
    const Index count = std::min(kPiece, t.count - at);
    differences(rule, t, at, count, piece);
    for (Index i = 0; i < count; ++i) t.value[at + i] -= piece[i];
    if (sizes) sizes->add(piece, count);
  }
  round_to(precision, t.value, t.count);
}

/// Calls work(data, count) for every weight matrix and bias.
template <class Scalar, class Work>
void for_each_tensor(Parameters<Scalar>& parameters, const Work& work) {
  for (auto& layer : parameters) {
    work(layer.weights.data(), layer.weights.size());
    work(layer.bias.data(), layer.bias.size());
  }
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
void finish_gradients(const Network& network, const TrainingOptions& options, Index examples,
                      const Parameters<Scalar>& parameters, Parameters<Scalar>& gradients) {
  const auto factor = static_cast<Scalar>(1.0 / static_cast<double>(examples));
  for_each_tensor(gradients, [&](Scalar* data, Index count) {
    for (Index i = 0; i < count; ++i) data[i] *= factor;
  });
  const auto l2 = static_cast<Scalar>(options.l2 / static_cast<double>(examples));
  const auto l1 = static_cast<Scalar>(options.l1 / static_cast<double>(examples));
  for (std::size_t l = 0; l < gradients.size(); ++l) {
    Scalar* g = gradients[l].weights.data();
    const Scalar* w = parameters[l].weights.data();
    const Index count = gradients[l].weights.size();
    if (options.l2 != 0.0)
      for (Index i = 0; i < count; ++i) g[i] += l2 * w[i];
    if (options.l1 != 0.0)
      for (Index i = 0; i < count; ++i)
        g[i] += w[i] > Scalar(0) ? l1 : (w[i] < Scalar(0) ? -l1 : Scalar(0));
  }
  for_each_tensor(gradients,
                  [&](Scalar* data, Index count) { round_to(network.precision, data, count); });
}

template <class Scalar>
void clip_gradients(double limit, Parameters<Scalar>& gradients) {
  if (limit == 0.0) return;
  Accumulator sizes;
  for_each_tensor(gradients, [&](const Scalar* data, Index count) { sizes.add(data, count); });
  const double norm = sizes.result().rms * std::sqrt(static_cast<double>(count(gradients)));
  if (norm <= limit) return;
  const auto factor = static_cast<Scalar>(limit / norm);
  for_each_tensor(gradients, [&](Scalar* data, Index count) {
    for (Index i = 0; i < count; ++i) data[i] *= factor;
  });
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
void update(const Network& network, const TrainingOptions& options,
            const Parameters<Scalar>& gradients, Moments<Scalar>& moments,
            Parameters<Scalar>& parameters, std::vector<double>* weight_update_rms) {
  const Rule<Scalar> rule(options, ++moments.updates);
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    Accumulator sizes;
    auto* first = moments.first.empty() ? nullptr : &moments.first[l];
    auto* second = moments.second.empty() ? nullptr : &moments.second[l];
    auto& layer = parameters[l];
    update_tensor<Scalar>(
        rule, network.precision,
        {layer.weights.data(), gradients[l].weights.data(), first ? first->weights.data() : nullptr,
         second ? second->weights.data() : nullptr, layer.weights.size()},
        weight_update_rms ? &sizes : nullptr);
    update_tensor<Scalar>(
        rule, network.precision,
        {layer.bias.data(), gradients[l].bias.data(), first ? first->bias.data() : nullptr,
         second ? second->bias.data() : nullptr, layer.bias.size()},
        nullptr);
    if (weight_update_rms) (*weight_update_rms)[l] = sizes.result().rms;
  }
}

#define ISOBATH_INSTANTIATE(Scalar)                                                               \
  template void prepare_moments<Scalar>(const Network&, Optimizer, Moments<Scalar>&);             \
  template void finish_gradients<Scalar>(const Network&, const TrainingOptions&, Index,           \
                                         const Parameters<Scalar>&, Parameters<Scalar>&);         \
  template void clip_gradients<Scalar>(double, Parameters<Scalar>&);                              \
  template double penalty<Scalar>(const TrainingOptions&, Index, const Parameters<Scalar>&);      \
  template void update<Scalar>(const Network&, const TrainingOptions&, const Parameters<Scalar>&, \
                               Moments<Scalar>&, Parameters<Scalar>&, std::vector<double>*);
ISOBATH_INSTANTIATE(float)
ISOBATH_INSTANTIATE(double)
#undef ISOBATH_INSTANTIATE

}  // namespace isobath::core
