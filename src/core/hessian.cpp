// SPDX-License-Identifier: MIT
// R{x} is the change of x along the direction V, v. Forward and backward are gone through once more
// with it:
//   R{Z[l]} = V[l]·A[l-1] + W[l]·R{A[l-1]} + v[l],  R{A} = g′ ∗ R{Z}
//   R{dA[l-1]} = V[l]ᵀ·dZ[l] + W[l]ᵀ·R{dZ[l]},  R{dZ} = g′ ∗ R{dA} + g″ ∗ dA ∗ R{Z}
//   R{dW[l]} = (R{dZ[l]}·A[l-1]ᵀ + dZ[l]·R{A[l-1]}ᵀ)/m
// and at the output of the cross-entropies R{dZ[L]} = R{Ŷ}.
#include "core/hessian.hpp"

#include <algorithm>
#include <cmath>

#include "core/activation.hpp"
#include "core/loss.hpp"

namespace isobath::core {

namespace {

/// Examples that are gone through at once, so that memory does not grow with their number.
constexpr Index kExamplesAtOnce = 256;

/// Of softmax, whose A of a column depends on all its Z: R{a_k} = a_k (R{z_k} − Σ a_j R{z_j}).
void softmax_change(const Matrix<double>& a, const Matrix<double>& r_z, Matrix<double>& r_a) {
  const auto mean = (a.array() * r_z.array()).colwise().sum().eval();
  r_a = a.array() * (r_z.array().rowwise() - mean);
}

}  // namespace

HessianProduct::HessianProduct(const Network& network, const TrainingOptions& options,
                               const Examples<double>& examples)
    : network_(network),
      options_(options),
      examples_(examples),
      gradient_(zero_parameters<double>(network.inputs, network.layers)),
      layers_(network.layers.size() + 1) {}

void HessianProduct::multiply(const Parameters<double>& parameters,
                              const Parameters<double>& direction, Parameters<double>& product) {
  product = zero_parameters<double>(network_.inputs, network_.layers);
  std::fill_n(gradient_.data(), gradient_.count(), 0.0);
  const Index examples = examples_.count();
  for (Index first = 0; first < examples; first += kExamplesAtOnce) {
    const Index count = std::min(kExamplesAtOnce, examples - first);
    forward(parameters, direction, first, count);
    backward(parameters, direction, first, count, product);
  }
  const double share = 1.0 / static_cast<double>(examples);
  for (Index i = 0; i < product.count(); ++i) {
    product.data()[i] *= share;
    gradient_.data()[i] *= share;
  }
  add_penalty(parameters, direction, product);
}

void HessianProduct::forward(const Parameters<double>& parameters,
                             const Parameters<double>& direction, Index first, Index count) {
  layers_[0].a = examples_.x.middleCols(first, count);
  for (std::size_t l = 1; l < layers_.size(); ++l) {
    const Layer& below = layers_[l - 1];
    Layer& layer = layers_[l];
    const auto& weights = parameters[l - 1].weights;
    layer.z.noalias() = weights * below.a;
    layer.r_z.noalias() = direction[l - 1].weights * below.a;
    // The inputs stay as they are.
    if (l > 1) layer.r_z.noalias() += weights * below.r_a;
    if (parameters[l - 1].bias.size() > 0) {
      layer.z.colwise() += parameters[l - 1].bias;
      layer.r_z.colwise() += direction[l - 1].bias;
    }
    layer.a.resizeLike(layer.z);
    const Activation activation = network_.layers[l - 1].activation;
    if (activation == Activation::softmax) {
      softmax_columns<double>(layer.z, layer.a);
      softmax_change(layer.a, layer.r_z, layer.r_a);
      continue;
    }
    activate(activation, layer.z.data(), layer.a.data(), layer.z.size());
    layer.slope =
        layer.z.unaryExpr([activation](double z) { return activation_derivative(activation, z); });
    layer.r_a = layer.slope.array() * layer.r_z.array();
  }
}

/// dZ[L] and R{dZ[L]}.
void HessianProduct::start_backward(Index first, Index count) {
  const Layer& last = layers_.back();
  const auto y = examples_.y.middleCols(first, count);
  d_a_ = last.a - y;
  if (has_direct_output_gradient(network_)) {
    d_z_ = d_a_;
    r_d_z_ = last.r_a;
    return;
  }
  r_d_a_ = last.r_a;
}

void HessianProduct::backward(const Parameters<double>& parameters,
                              const Parameters<double>& direction, Index first, Index count,
                              Parameters<double>& product) {
  start_backward(first, count);
  for (std::size_t l = layers_.size() - 1; l > 0; --l) {
    const Layer& layer = layers_[l];
    const Layer& below = layers_[l - 1];
    if (l + 1 < layers_.size() || !has_direct_output_gradient(network_)) {
      const Activation activation = network_.layers[l - 1].activation;
      d_z_ = layer.slope.array() * d_a_.array();
      const auto curvature =
          layer.z.unaryExpr([activation](double z) { return activation_curvature(activation, z); });
      r_d_z_ = layer.slope.array() * r_d_a_.array() +
               curvature.array() * d_a_.array() * layer.r_z.array();
    }
    auto& of_layer = product[l - 1];
    of_layer.weights.noalias() += r_d_z_ * below.a.transpose();
    if (l > 1) of_layer.weights.noalias() += d_z_ * below.r_a.transpose();
    gradient_[l - 1].weights.noalias() += d_z_ * below.a.transpose();
    if (of_layer.bias.size() > 0) {
      of_layer.bias += r_d_z_.rowwise().sum();
      gradient_[l - 1].bias += d_z_.rowwise().sum();
    }
    if (l == 1) break;
    d_a_.noalias() = parameters[l - 1].weights.transpose() * d_z_;
    r_d_a_.noalias() = parameters[l - 1].weights.transpose() * r_d_z_;
    r_d_a_.noalias() += direction[l - 1].weights.transpose() * d_z_;
  }
}

void HessianProduct::add_penalty(const Parameters<double>& parameters,
                                 const Parameters<double>& direction, Parameters<double>& product) {
  const auto m = static_cast<double>(examples_.count());
  for (std::size_t l = 0; l < product.size(); ++l) {
    if (options_.l2 != 0.0) {
      product[l].weights += options_.l2 / m * direction[l].weights;
      gradient_[l].weights += options_.l2 / m * parameters[l].weights;
    }
    // Its second derivative is 0 on both sides of the kink.
    if (options_.l1 != 0.0)
      gradient_[l].weights += options_.l1 / m * parameters[l].weights.array().sign().matrix();
  }
}

}  // namespace isobath::core
