// SPDX-License-Identifier: MIT
// Forward and backward through the layers, in the course's lines:
//   Z[l] = W[l]·A[l-1] + b[l],  A[l] = g(Z[l])
//   dZ[l] = dA[l] ∗ g′(Z[l]),  dW[l] = dZ[l]·A[l-1]ᵀ,  db[l] = Σ dZ[l],  dA[l-1] = W[l]ᵀ·dZ[l]
// An observer sees every matrix as it comes, while it is still in the processor's cache.
#pragma once

#include <span>

#include "core/activation.hpp"
#include "core/loss.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"
#include "core/product.hpp"
#include "core/views.hpp"

namespace isobath::core {

/// What forward leaves for backward, for at most `capacity` examples at once. Made once, outside
/// the training step.
template <class Scalar>
struct Cache {
  struct Layer {
    Matrix<Scalar> z;     // [units, capacity]
    Matrix<Scalar> a;     // [units, capacity], after dropout
    Matrix<Scalar> mask;  // [units, capacity]: 0 or 1/(1 − dropout); empty without dropout
  };
  std::vector<Layer> layers;
  Matrix<Scalar> d_a, d_z;  // [widest, capacity]: of the layer that backward is at
  Index capacity = 0;

  Cache() = default;
  Cache(const Network& network, Index examples, bool dropout = false)
      : d_a(network.widest(), examples), d_z(network.widest(), examples), capacity(examples) {
    for (int l = 1; l <= network.depth(); ++l) {
      const bool masked = dropout && l < network.depth();
      layers.push_back({Matrix<Scalar>(network.units(l), examples),
                        Matrix<Scalar>(network.units(l), examples),
                        Matrix<Scalar>(masked ? network.units(l) : 0, masked ? examples : 0)});
    }
  }
};

/// Sees nothing. An observer's backward is given dA[L] only if it wants it, else no rows.
struct NoObserver {
  static constexpr bool kWantsOutputGradient = false;
  template <class Scalar>
  void forward(int, ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>) {}
  template <class Scalar>
  void backward(int, ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>) {}
};

/// A[L] of the first x.cols() columns of the cache.
template <class Scalar>
MatrixRef<Scalar> output_of(Cache<Scalar>& cache, Index examples) {
  return cache.layers.back().a.leftCols(examples);
}

/// x [inputs, examples] → cache. Hidden layers with a mask in the cache are dropped out by it.
template <class Scalar, class Observer>
void forward(const Network& network, const Parameters<Scalar>& parameters, ConstMatrixRef<Scalar> x,
             Cache<Scalar>& cache, Observer& observer) {
  const Index examples = x.cols();
  const auto below = [&](int layer) -> ConstMatrixRef<Scalar> {
    if (layer == 1) return x;
    return cache.layers[static_cast<std::size_t>(layer) - 2].a.leftCols(examples);
  };
  for (int l = 1; l <= network.depth(); ++l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    auto& layer = cache.layers[at];
    MatrixRef<Scalar> z = layer.z.leftCols(examples);
    MatrixRef<Scalar> a = layer.a.leftCols(examples);
    product_plus_bias<Scalar>(parameters[at].weights, below(l), parameters[at].bias, z);
    round_view<Scalar>(network.precision, z);
    const Activation activation = network.layers[at].activation;
    if (activation == Activation::softmax) {
      softmax_columns<Scalar>(z, a);
    } else {
      for_each_stretch(z.rows(), z.cols(), z.outerStride(), [&](Index offset, Index count) {
        activate(activation, z.data() + offset, a.data() + offset, count);
      });
    }
    round_view<Scalar>(network.precision, a);
    observer.template forward<Scalar>(l, z, a);
    if (layer.mask.size() > 0) a.array() *= layer.mask.leftCols(examples).array();
  }
}

/// After forward on the same x. y [outputs, examples]. Gradients are sums over the examples,
/// without 1/m and penalties, added to what stands there if `accumulate`.
template <class Scalar, class Observer>
void backward(const Network& network, const Parameters<Scalar>& parameters,
              ConstMatrixRef<Scalar> x, ConstMatrixRef<Scalar> y, Cache<Scalar>& cache,
              bool accumulate, Parameters<Scalar>& gradients, Observer& observer) {
  const Index examples = x.cols();
  for (int l = network.depth(); l >= 1; --l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    auto& layer = cache.layers[at];
    const Activation activation = network.layers[at].activation;
    MatrixRef<Scalar> z = layer.z.leftCols(examples);
    MatrixRef<Scalar> a = layer.a.leftCols(examples);
    MatrixRef<Scalar> d_a = cache.d_a.topRows(z.rows()).leftCols(examples);
    MatrixRef<Scalar> d_z = cache.d_z.topRows(z.rows()).leftCols(examples);
    const bool direct = l == network.depth() && has_direct_output_gradient(network);
    const bool has_d_a = !direct || Observer::kWantsOutputGradient;
    if (l == network.depth() && has_d_a) output_gradient<Scalar>(network.loss, z, a, y, d_a);
    if (l < network.depth()) {
      const auto& above = parameters[at + 1].weights;
      transposed_product<Scalar>(above, cache.d_z.topRows(above.rows()).leftCols(examples), d_a);
      if (layer.mask.size() > 0) {
        d_a.array() *= layer.mask.leftCols(examples).array();
        // g′ is taken from the activation before dropout; dZ's place serves for it meanwhile.
        for (Index row = 0; row < z.rows(); ++row)
          activate(activation, &z(row, 0), &d_z(row, 0), examples);
      }
    }
    if (has_d_a) round_view<Scalar>(network.precision, d_a);
    if (direct) {
      d_z = a - y;
    } else {
      const bool dropped = layer.mask.size() > 0;
      for (Index row = 0; row < z.rows(); ++row)
        multiply_by_derivative(activation, &z(row, 0), dropped ? &d_z(row, 0) : &a(row, 0),
                               &d_a(row, 0), &d_z(row, 0), examples);
    }
    round_view<Scalar>(network.precision, d_z);
    observer.template backward<Scalar>(l, d_a.topRows(has_d_a ? d_a.rows() : 0), d_z);
    ConstMatrixRef<Scalar> below =
        l == 1 ? x : ConstMatrixRef<Scalar>(cache.layers[at - 1].a.leftCols(examples));
    product_with_transpose<Scalar>(d_z, below, accumulate, gradients[at].weights);
    column_sum<Scalar>(d_z, accumulate, gradients[at].bias);
  }
}

}  // namespace isobath::core
