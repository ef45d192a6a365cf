// SPDX-License-Identifier: MIT
// Forward in any number type.
#include "core/reference.hpp"

#include <algorithm>
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

/// `negative`: on the piece that holds below 0.
template <class Number>
Number activate_one(Activation activation, Number z, bool negative) {
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
    case Activation::mish:
      return z * tanh_of(softplus_of(z));
    case Activation::softmax:
      break;
  }
  return z;
}

bool has_pieces(Activation activation) {
  return activation == Activation::relu || activation == Activation::leaky_relu ||
         activation == Activation::elu || activation == Activation::selu;
}

bool negative(double z) { return z < 0.0; }
bool negative(DoubleDouble z) { return z < DoubleDouble(0.0); }

}  // namespace

std::span<const std::string_view> names(PlantedBug) {
  static constexpr std::array<std::string_view, kCount<PlantedBug>> kNames{"none",
                                                                           "lost_transpose",
                                                                           "missing_mean",
                                                                           "wrong_derivative",
                                                                           "penalised_bias",
                                                                           "forgotten_cache",
                                                                           "missing_penalty",
                                                                           "early_update",
                                                                           "doubled_weights",
                                                                           "halved_weights",
                                                                           "quadrupled_bias"};
  static_assert(!kNames.back().empty());
  return kNames;
}

template <class Number>
ReferenceCost<Number>::ReferenceCost(const Network& network, const TrainingOptions& options,
                                     const Parameters<double>& parameters,
                                     const Examples<double>& examples)
    : network_(network), options_(options), parameters_(parameters), examples_(examples) {
  z_.resize(static_cast<std::size_t>(network.depth()) + 1);
  a_.resize(z_.size());
  sides_.resize(z_.size());
  last_kink_.resize(static_cast<std::size_t>(examples.count()), 0);
  for (Index example = 0; example < examples.count(); ++example) {
    Column input;
    for (Index i = 0; i < examples.x.rows(); ++i) input.push_back(Number(examples.x(i, example)));
    a_[0].push_back(input);
    for (int l = 1; l <= network.depth(); ++l) {
      const auto at = static_cast<std::size_t>(l);
      z_[at].push_back(pre_activation(l, a_[at - 1].back()));
      a_[at].push_back(activation(l, z_[at].back()));
      sides_[at].push_back(sides(l, a_[at - 1].back(), z_[at].back()));
      if (std::ranges::count(sides_[at].back(), 0) > 0)
        last_kink_[static_cast<std::size_t>(example)] = l;
    }
  }
}

template <class Number>
auto ReferenceCost<Number>::pre_activation(int layer, const Column& below) const -> Column {
  const auto& parameters = parameters_[static_cast<std::size_t>(layer) - 1];
  Column z;
  for (Index i = 0; i < parameters.weights.rows(); ++i) {
    Number sum(parameters.bias.size() > 0 ? parameters.bias(i) : 0.0);
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
  for (const Number& value : z) a.push_back(activate_one(activation, value, negative(value)));
  return a;  // softmax: Z itself, for its loss is taken from Z
}

template <class Number>
auto ReferenceCost<Number>::piece(int layer, const Column& z, Index example, Side side) const
    -> Column {
  const auto at = static_cast<std::size_t>(layer);
  const auto& sides = sides_[at][static_cast<std::size_t>(example)];
  if (sides.empty()) return activation(layer, z);
  Column a;
  for (std::size_t i = 0; i < z.size(); ++i)
    a.push_back(activate_one(network_.layers[at - 1].activation, z[i],
                             sides[i] < 0 || (sides[i] == 0 && side == Side::low)));
  return a;
}

template <class Number>
auto ReferenceCost<Number>::sides(int layer, const Column& below, const Column& z) const
    -> std::vector<signed char> {
  // Backward computes Z in double: within its rounding, it may see either side. Below the second
  // limit products lose their digits to underflow.
  constexpr double kRounding = 2e-13;
  constexpr double kUnderflow = 1e-290;
  const Activation activation = network_.layers[static_cast<std::size_t>(layer) - 1].activation;
  if (!has_pieces(activation)) return {};
  const auto& parameters = parameters_[static_cast<std::size_t>(layer) - 1];
  std::vector<signed char> sides;
  for (std::size_t i = 0; i < z.size(); ++i) {
    const auto row = static_cast<Index>(i);
    double terms = parameters.bias.size() > 0 ? std::abs(parameters.bias(row)) : 0.0;
    for (std::size_t j = 0; j < below.size(); ++j)
      terms +=
          std::abs(parameters.weights(row, static_cast<Index>(j)) * static_cast<double>(below[j]));
    // The two pieces of ELU meet without a kink.
    const bool on_kink = activation != Activation::elu &&
                         std::abs(static_cast<double>(z[i])) <= kRounding * terms + kUnderflow;
    sides.push_back(static_cast<signed char>(on_kink ? 0 : negative(z[i]) ? -1 : 1));
  }
  return sides;
}

template <class Number>
Number ReferenceCost<Number>::example_loss(const Column& z, const Column& a, Index example) const {
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
    case Loss::squared_error:
      for (std::size_t k = 0; k < a.size(); ++k)
        loss = loss + Number(0.5) * (a[k] - target(k)) * (a[k] - target(k));
      break;
  }
  return loss;
}

template <class Number>
Number ReferenceCost<Number>::penalty(const Change& change) const {
  // The terms that do not change would only hide the change; they are left out in every call alike.
  if (change.column < 0) return Number(0.0);
  const double before =
      parameters_[static_cast<std::size_t>(change.layer) - 1].weights(change.row, change.column);
  const Number w = Number(before) + change.by;
  const Number size = before > 0.0 ? w : before < 0.0 ? -w : magnitude(w);
  const auto m = static_cast<double>(examples_.count());
  return Number(options_.l2 / (2.0 * m)) * w * w + Number(options_.l1 / m) * size;
}

template <class Number>
bool ReferenceCost<Number>::has_kinks(int layer, Index example) const {
  return last_kink_[static_cast<std::size_t>(example)] >= layer;
}

template <class Number>
Number ReferenceCost<Number>::loss(const Change& change, Index example, Side side,
                                   Trace& trace) const {
  const auto e = static_cast<std::size_t>(example);
  const auto row = static_cast<std::size_t>(change.row);
  const auto at = static_cast<std::size_t>(change.layer);
  const auto follow = [&](int layer, std::size_t unit, const Number& z) {
    const Number& before = z_[static_cast<std::size_t>(layer)][e][unit];
    const double move = static_cast<double>(magnitude(z - before));
    trace.moved =
        std::max(trace.moved, move / std::max(1.0, std::abs(static_cast<double>(before))));
    const auto& sides = sides_[static_cast<std::size_t>(layer)][e];
    if (move > 0.0 && !trace.kink && !sides.empty() && sides[unit] == 0)
      trace.kink = Kink{layer, static_cast<Index>(unit), example};
  };
  Column z = z_[at][e];
  z[row] = z[row] + (change.column < 0
                         ? change.by
                         : change.by * a_[at - 1][e][static_cast<std::size_t>(change.column)]);
  follow(change.layer, row, z[row]);
  for (int l = change.layer + 1; l <= network_.depth(); ++l) {
    z = pre_activation(l, piece(l - 1, z, example, side));
    for (std::size_t i = 0; i < z.size(); ++i) follow(l, i, z[i]);
  }
  return example_loss(z, piece(network_.depth(), z, example, side), example);
}

template <class Number>
Number ReferenceCost<Number>::cost() const {
  Number sum(0.0);
  for (Index example = 0; example < examples_.count(); ++example)
    sum = sum + example_loss(z_.back()[static_cast<std::size_t>(example)],
                             a_.back()[static_cast<std::size_t>(example)], example);
  return sum / Number(static_cast<double>(examples_.count())) +
         Number(core::penalty(options_, examples_.count(), parameters_));
}

template class ReferenceCost<double>;
template class ReferenceCost<DoubleDouble>;

}  // namespace isobath::core
