// SPDX-License-Identifier: MIT
// Forward and backward through the layers, in the course's lines:
//   Z[l] = W[l]·A[l-1] + b[l],  A[l] = g(Z[l])
//   dZ[l] = dA[l] ∗ g′(Z[l]),  dW[l] = dZ[l]·A[l-1]ᵀ,  db[l] = Σ dZ[l],  dA[l-1] = W[l]ᵀ·dZ[l]
// An observer sees every matrix as it comes, while it is still in the processor's cache.
#pragma once

#include <utility>
#include <vector>

#include "core/activation.hpp"
#include "core/kernels.hpp"
#include "core/loss.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"
#include "core/views.hpp"

namespace isobath::core {

/// A batch on its way through the network: its examples, and what forward leaves for backward, for
/// at most `capacity` examples at once. Made once, outside the training step. Rows end in pads, so
/// that kernels work on whole registers; pads repeat the last example, and no sum counts them.
template <class Scalar>
struct Cache {
  struct Layer {
    Matrix<Scalar> z;     // [units, stride]
    Matrix<Scalar> a;     // [units, stride], after dropout
    Matrix<Scalar> mask;  // [units, stride]: 0 or 1/(1 − dropout); empty without dropout
    /// The same for kernels, and this layer's part of d_a and d_z; `below` is A of the layer below.
    Batch<Scalar> z_batch, a_batch, d_a_batch, d_z_batch, below;
    /// Its numbers as stretches that lie side by side: one, if there is nothing between rows.
    Index stretches = 0, length = 0;
    std::size_t activation = 0;  // its place in the kernels' tables
  };
  const Kernels<Scalar>* kernels = nullptr;
  std::vector<Layer> layers;
  Matrix<Scalar> x, y;      // [inputs, stride], [outputs, stride]
  Matrix<Scalar> d_a, d_z;  // [widest, stride]: of the layer that backward is at
  /// [widest], where a layer has no b: zeros that kernels read in its place, and where they put db.
  Vector<Scalar> no_bias, spare_d_bias;
  Index capacity = 0;
  Index examples = 0;  // that the batches are set up for

  Cache() = default;
  Cache(Cache&&) = default;  // a copy's batches would point into the original
  Cache& operator=(Cache&&) = default;
  Cache(const Network& network, Index most, bool dropout = false)
      : kernels(&core::kernels<Scalar>(network.arithmetic)), capacity(most) {
    const Index stride = padded(most);
    x = Matrix<Scalar>::Zero(network.inputs, stride);
    y = Matrix<Scalar>::Zero(network.outputs(), stride);
    d_a = Matrix<Scalar>::Zero(network.widest(), stride);
    d_z = d_a;
    no_bias = spare_d_bias = Vector<Scalar>::Zero(network.has_biases() ? 0 : network.widest());
    for (int l = 1; l <= network.depth(); ++l) {
      const bool masked = dropout && l < network.depth();
      const Matrix<Scalar> none = Matrix<Scalar>::Zero(network.units(l), stride);
      Layer layer;
      layer.z = layer.a = none;
      if (masked) layer.mask = none;
      layer.activation =
          static_cast<std::size_t>(network.layers[static_cast<std::size_t>(l) - 1].activation);
      layers.push_back(std::move(layer));
    }
    use(most);
  }

  /// Sets the batches up for a pass over so many examples.
  void use(Index count) {
    if (examples == count) return;
    examples = count;
    const auto batch = [&](Matrix<Scalar>& values, Index units) {
      return Batch<Scalar>{values.data(), units, count, values.outerStride()};
    };
    const Index columns = padded(count);
    const bool whole = d_z.outerStride() == columns;
    Batch<Scalar> below = batch(x, x.rows());
    for (Layer& layer : layers) {
      const Index units = layer.z.rows();
      layer.z_batch = batch(layer.z, units);
      layer.a_batch = batch(layer.a, units);
      layer.d_a_batch = batch(d_a, units);
      layer.d_z_batch = batch(d_z, units);
      layer.below = std::exchange(below, layer.a_batch);
      layer.stretches = whole ? 1 : units;
      layer.length = whole ? units * columns : columns;
    }
  }

  /// Columns that a pass over so many examples goes through.
  Index padded(Index count) const {
    return count < 4 ? count : (count + kernels->lanes - 1) & -kernels->lanes;  // a power of 2
  }
  /// Repeats column `count − 1` in the pads beyond it.
  void fill_pads(MatrixRef<Scalar> values, Index count) const {
    for (Index pad = count; pad < padded(count); ++pad) values.col(pad) = values.col(count - 1);
  }
  /// x [inputs, examples] in, at most `capacity` of them.
  void load_inputs(ConstMatrixRef<Scalar> from) {
    x.leftCols(from.cols()) = from;
    fill_pads(x, from.cols());
  }
  /// y [outputs, examples] in.
  void load_targets(ConstMatrixRef<Scalar> from) {
    y.leftCols(from.cols()) = from;
    fill_pads(y, from.cols());
  }
};

/// Sees nothing. One that wants all is shown every layer, dA[L] of the cross-entropies too; one
/// that does not, those layers alone where values may be NaN or Inf (`finite` is false), and no
/// rows in the place of that dA[L].
struct NoObserver {
  static constexpr bool kWantsAll = false;
  template <class Scalar>
  void forward(int, ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>, bool) {}
  template <class Scalar>
  void backward(int, ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>, bool) {}
};

/// A[L] of the first examples of the cache.
template <class Scalar>
MatrixRef<Scalar> output_of(Cache<Scalar>& cache, Index examples) {
  return cache.layers.back().a.leftCols(examples);
}

/// Through the first `examples` columns of cache.x. Hidden layers with a mask in the cache are
/// dropped out by it.
template <class Scalar, class Observer>
void forward(const Network& network, const Parameters<Scalar>& parameters, Index examples,
             Cache<Scalar>& cache, Observer& observer) {
  const bool rounded = is_simulated(network.precision);
  const Kernels<Scalar>& kernels = *cache.kernels;
  const auto softmax = static_cast<std::size_t>(Activation::softmax);
  cache.use(examples);
  const auto* parameter = &parameters.front();
  for (int l = 1; auto& layer : cache.layers) {
    const Scalar* const bias =
        parameter->bias.size() > 0 ? parameter->bias.data() : cache.no_bias.data();
    kernels.product(parameter->weights.data(), bias, layer.below, layer.z_batch);
    if (rounded) round_view<Scalar>(network.precision, layer.z.leftCols(examples));
    bool finite = true;
    if (layer.activation == softmax) {
      finite = kernels.softmax(layer.z_batch, layer.a_batch) == 0;
    } else {
      const auto activate = kernels.activate[layer.activation];
      for (Index s = 0; s < layer.stretches; ++s) {
        const Index at = s * layer.z_batch.stride;
        finite =
            activate(layer.z_batch.data + at, layer.a_batch.data + at, layer.length) == 0 && finite;
      }
    }
    if (rounded) round_view<Scalar>(network.precision, layer.a.leftCols(examples));
    if (Observer::kWantsAll || rounded || !finite)
      observer.template forward<Scalar>(l, layer.z.leftCols(examples), layer.a.leftCols(examples),
                                        finite && !rounded);
    if (layer.mask.size() > 0)
      layer.a.leftCols(examples).array() *= layer.mask.leftCols(examples).array();
    ++parameter;
    ++l;
  }
}

/// After forward on the same examples, with their targets in cache.y. Gradients are sums over the
/// examples, without 1/m and penalties, added to what stands there if `accumulate`.
template <class Scalar, class Observer>
void backward(const Network& network, const Parameters<Scalar>& parameters, Index examples,
              Cache<Scalar>& cache, bool accumulate, Parameters<Scalar>& gradients,
              Observer& observer) {
  const bool rounded = is_simulated(network.precision);
  const Kernels<Scalar>& kernels = *cache.kernels;
  for (int l = network.depth(); l >= 1; --l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    auto& layer = cache.layers[at];
    const Index units = layer.z_batch.units;
    const Index stride = layer.z_batch.stride;
    const auto d_a = [&] { return cache.d_a.topLeftCorner(units, examples); };
    const auto d_z = [&] { return cache.d_z.topLeftCorner(units, examples); };
    const bool dropped = layer.mask.size() > 0;
    const bool direct = l == network.depth() && has_direct_output_gradient(network);
    const bool has_d_a = !direct || Observer::kWantsAll;
    if (l == network.depth() && has_d_a) {
      output_gradient<Scalar>(network.loss, layer.z.leftCols(examples), layer.a.leftCols(examples),
                              cache.y.leftCols(examples), d_a());
      cache.fill_pads(cache.d_a.topRows(units), examples);
    }
    if (l < network.depth()) {
      kernels.transposed_product(parameters[at + 1].weights.data(), cache.layers[at + 1].d_z_batch,
                                 layer.d_a_batch);
      if (dropped) {
        d_a().array() *= layer.mask.leftCols(examples).array();
        // g′ is taken from the activation before dropout; dZ's place serves for it meanwhile.
        for (Index s = 0; s < layer.stretches; ++s)
          kernels.activate[layer.activation](layer.z_batch.data + s * stride,
                                             layer.d_z_batch.data + s * stride, layer.length);
      }
    }
    if (has_d_a && rounded) round_view<Scalar>(network.precision, d_a());
    bool finite = true;
    const Scalar* const before_dropout = dropped ? layer.d_z_batch.data : layer.a_batch.data;
    for (Index s = 0; s < layer.stretches; ++s) {
      const Index from = s * stride;
      Scalar* const to = layer.d_z_batch.data + from;
      finite = (direct ? kernels.subtract(layer.a_batch.data + from, cache.y.data() + from, to,
                                          layer.length)
                       : kernels.derive[layer.activation](
                             layer.z_batch.data + from, before_dropout + from,
                             layer.d_a_batch.data + from, to, layer.length)) &&
               finite;
    }
    if (rounded) round_view<Scalar>(network.precision, d_z());
    if (Observer::kWantsAll || rounded || !finite)
      observer.template backward<Scalar>(l, d_a().topRows(has_d_a ? units : 0), d_z(),
                                         finite && !rounded);
    auto& gradient = gradients[at];
    Scalar* const d_bias =
        gradient.bias.size() > 0 ? gradient.bias.data() : cache.spare_d_bias.data();
    kernels.gradients(layer.d_z_batch, layer.below, accumulate, gradient.weights.data(), d_bias);
  }
}

}  // namespace isobath::core
