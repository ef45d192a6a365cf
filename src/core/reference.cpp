// SPDX-License-Identifier: MIT
// Forward in any number type.
#include "core/reference.hpp"

#include <array>

namespace isobath::core {

namespace {

using std::erf;
using std::exp;
using std::expm1;
using std::log1p;
using std::sin;

template <class Number>
Number magnitude(Number x) {
  return x < Number(0.0) ? -x : x;
}

template <class Number>
Number sigmoid_of(Number z) {
  return Number(1.0) / (Number(1.0) + exp(-z));
}

template <class Number>
Number tanh_of(Number z) {
  const Number e = expm1(-(magnitude(z) + magnitude(z)));
  const Number t = -e / (e + Number(2.0));
  return z < Number(0.0) ? -t : t;
}

/// ln(1 + e^z)
template <class Number>
Number softplus_of(Number z) {
  const Number tail = log1p(exp(-magnitude(z)));
  return z < Number(0.0) ? tail : z + tail;
}

template <class Number>
Number activate_one(Activation activation, Number z) {
  const bool negative = z < Number(0.0);
  switch (activation) {
    case Activation::linear:
      return z;
    case Activation::sigmoid:
      return sigmoid_of(z);
    case Activation::tanh:
      return tanh_of(z);
    case Activation::relu:
      return negative ? Number(0.0) : z;
    case Activation::leaky_relu:
      return negative ? Number(0.01) * z : z;
    case Activation::elu:
      return negative ? expm1(z) : z;
    case Activation::selu:
      return Number(1.0507009873554804934193349852946) *
             (negative ? Number(1.6732632423543772848170429916717) * expm1(z) : z);
    case Activation::gelu:
      return Number(0.5) * z * (Number(1.0) + erf(z * Number(0.70710678118654752440)));
    case Activation::silu:
      return z * sigmoid_of(z);
    case Activation::softplus:
      return softplus_of(z);
    case Activation::sin:
      return sin(z);
    case Activation::softmax:
      break;
  }
  return z;
}

}  // namespace

std::span<const std::string_view> names(PlantedBug) {
  static constexpr std::array<std::string_view, 8> kNames{
      "none",           "lost_transpose",  "missing_mean",    "wrong_derivative",
      "penalised_bias", "forgotten_cache", "missing_penalty", "early_update"};
  return kNames;
}

template <class Number>
ReferenceCost<Number>::ReferenceCost(const Network& network, const TrainingOptions& options,
                                     const Parameters<double>& parameters,
                                     const Examples<double>& examples)
    : network_(network), options_(options), parameters_(parameters), examples_(examples) {
  z_.resize(static_cast<std::size_t>(network.depth()) + 1);
  a_.resize(z_.size());
  for (Index example = 0; example < examples.count(); ++example) {
    Column input;
    for (Index i = 0; i < examples.x.rows(); ++i) input.push_back(Number(examples.x(i, example)));
    a_[0].push_back(input);
    for (int l = 1; l <= network.depth(); ++l) {
      const auto at = static_cast<std::size_t>(l);
      z_[at].push_back(pre_activation(l, a_[at - 1].back()));
      a_[at].push_back(activation(l, z_[at].back()));
    }
  }
}

template <class Number>
auto ReferenceCost<Number>::pre_activation(int layer, const Column& below) const -> Column {
  const auto& parameters = parameters_[static_cast<std::size_t>(layer) - 1];
  Column z;
  for (Index i = 0; i < parameters.weights.rows(); ++i) {
    Number sum(parameters.bias(i));
    for (Index j = 0; j < parameters.weights.cols(); ++j)
      sum = sum + Number(parameters.weights(i, j)) * below[static_cast<std::size_t>(j)];
    z.push_back(sum);
  }
  return z;
}

template <class Number>
auto ReferenceCost<Number>::activation(int layer, const Column& z) const -> Column {
  const Activation activation = network_.layers[static_cast<std::size_t>(layer) - 1].activation;
  Column a;
  for (const Number& value : z) a.push_back(activate_one(activation, value));
  return a;  // softmax: Z itself, for its loss is taken from Z
}

template <class Number>
Number ReferenceCost<Number>::example_loss(const Column& z, Index example) const {
  Number loss(0.0);
  const auto target = [&](std::size_t k) {
    return Number(examples_.y(static_cast<Index>(k), example));
  };
  switch (network_.loss) {
    case Loss::binary_cross_entropy:
      for (std::size_t k = 0; k < z.size(); ++k) loss = loss + softplus_of(z[k]) - target(k) * z[k];
      break;
    case Loss::categorical_cross_entropy: {
      Number largest = z[0];
      for (const Number& value : z) largest = value > largest ? value : largest;
      Number others(-1.0);  // Σ e^(z − largest) − 1
      for (const Number& value : z) others = others + exp(value - largest);
      const Number normaliser = largest + log1p(others);
      for (std::size_t k = 0; k < z.size(); ++k) loss = loss + target(k) * (normaliser - z[k]);
      break;
    }
    case Loss::squared_error: {
      const Column a = activation(network_.depth(), z);
      for (std::size_t k = 0; k < a.size(); ++k)
        loss = loss + Number(0.5) * (a[k] - target(k)) * (a[k] - target(k));
      break;
    }
  }
  return loss;
}

template <class Number>
Number ReferenceCost<Number>::penalty(int layer, Index row, Index column, Number change) const {
  // The terms that do not change would only hide the change; they are left out in every call alike.
  if (column < 0) return Number(0.0);
  const Number w =
      Number(parameters_[static_cast<std::size_t>(layer) - 1].weights(row, column)) + change;
  const auto m = static_cast<double>(examples_.count());
  return Number(options_.l2 / (2.0 * m)) * w * w + Number(options_.l1 / m) * magnitude(w);
}

template <class Number>
Number ReferenceCost<Number>::changed(int layer, Index row, Index column, Number change) const {
  const auto at = static_cast<std::size_t>(layer);
  Number sum(0.0);
  for (Index example = 0; example < examples_.count(); ++example) {
    const auto e = static_cast<std::size_t>(example);
    Column z = z_[at][e];
    const Number input = column < 0 ? Number(1.0) : a_[at - 1][e][static_cast<std::size_t>(column)];
    z[static_cast<std::size_t>(row)] = z[static_cast<std::size_t>(row)] + change * input;
    for (int l = layer + 1; l <= network_.depth(); ++l) z = pre_activation(l, activation(l - 1, z));
    sum = sum + example_loss(z, example);
  }
  return sum / Number(static_cast<double>(examples_.count())) + penalty(layer, row, column, change);
}

template <class Number>
Number ReferenceCost<Number>::cost() const {
  Number sum(0.0);
  for (Index example = 0; example < examples_.count(); ++example)
    sum = sum + example_loss(z_.back()[static_cast<std::size_t>(example)], example);
  return sum / Number(static_cast<double>(examples_.count())) +
         Number(core::penalty(options_, examples_.count(), parameters_));
}

template class ReferenceCost<double>;
template class ReferenceCost<DoubleDouble>;

}  // namespace isobath::core
