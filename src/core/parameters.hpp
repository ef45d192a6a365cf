// SPDX-License-Identifier: MIT
// The parameters of a network, or anything of their shape: gradients, moments, updates.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "core/matrix.hpp"
#include "core/options.hpp"

namespace isobath::core {

/// One layer's parameters by themselves, to put Parameters together from.
template <class Scalar>
struct LayerParameters {
  Matrix<Scalar> weights;  // [units, inputs]
  Vector<Scalar> bias;     // [units], or [0] of a layer without
};

/// All numbers side by side, layer after layer, W (row by row) before b: an update is one loop.
/// Pads behind the last fill up its register; they start as 0, and loops may run over them.
template <class Scalar>
class Parameters {
 public:
  struct Layer {
    Eigen::Map<Matrix<Scalar>> weights;  // [units, inputs]
    Eigen::Map<Vector<Scalar>> bias;     // [units], or [0] of a layer without

    template <class Other>
    bool fits(const Other& other) const {
      return weights.rows() == other.weights.rows() && weights.cols() == other.weights.cols() &&
             bias.size() == other.bias.size();
    }
    bool operator==(const Layer& other) const {
      // Eigen compares matrices of one shape only.
      return fits(other) && weights == other.weights && bias == other.bias;
    }
  };

  Parameters() = default;
  Parameters(const std::vector<LayerParameters<Scalar>>& layers) {
    std::size_t total = 0;
    for (const auto& layer : layers)
      total += static_cast<std::size_t>(layer.weights.size() + layer.bias.size());
    make_room(total);
    layers_.reserve(layers.size());
    for (const auto& layer : layers)
      append(layer.weights.rows(), layer.weights.cols(), layer.bias.size());
    for (std::size_t l = 0; l < layers.size(); ++l) {
      layers_[l].weights = layers[l].weights;
      layers_[l].bias = layers[l].bias;
    }
  }
  /// Zeros in the shapes of `layers` over `inputs` inputs.
  Parameters(Index inputs, const std::vector<LayerOptions>& layers) {
    std::size_t total = 0;
    for (Index below = inputs; const LayerOptions& layer : layers) {
      total += static_cast<std::size_t>(layer.units * below + layer.biases());
      below = layer.units;
    }
    make_room(total);
    layers_.reserve(layers.size());
    for (const LayerOptions& layer : layers) {
      append(layer.units, inputs, layer.biases());
      inputs = layer.units;
    }
  }
  Parameters(const Parameters& other) : values_(other.values_), count_(other.count_) {
    take_shapes(other);
  }
  Parameters(Parameters&& other) noexcept
      : values_(std::move(other.values_)), count_(other.count_), layers_(std::move(other.layers_)) {
    other.clear();
  }
  Parameters& operator=(const Parameters& other) {
    if (this == &other) return *this;
    values_ = other.values_;
    count_ = other.count_;
    take_shapes(other);
    return *this;
  }
  Parameters& operator=(Parameters&& other) noexcept {
    values_ = std::move(other.values_);
    count_ = other.count_;
    layers_ = std::move(other.layers_);
    other.clear();
    return *this;
  }
  ~Parameters() = default;

  /// Layer l at [l − 1].
  Layer& operator[](std::size_t at) { return layers_[at]; }
  const Layer& operator[](std::size_t at) const { return layers_[at]; }
  auto begin() { return layers_.begin(); }
  auto end() { return layers_.end(); }
  auto begin() const { return layers_.begin(); }
  auto end() const { return layers_.end(); }
  Layer& front() { return layers_.front(); }
  Layer& back() { return layers_.back(); }
  const Layer& front() const { return layers_.front(); }
  const Layer& back() const { return layers_.back(); }
  std::size_t size() const { return layers_.size(); }
  bool empty() const { return layers_.empty(); }
  void clear() {
    values_.clear();
    count_ = 0;
    layers_.clear();
  }

  /// All of them, W[1], b[1], W[2] …
  Scalar* data() { return values_.data(); }
  const Scalar* data() const { return values_.data(); }
  Index count() const { return static_cast<Index>(count_); }
  /// With the pads.
  Index padded_count() const { return static_cast<Index>(values_.size()); }

  /// Of one shape?
  template <class Other>
  bool fits(const Parameters<Other>& other) const {
    return std::equal(begin(), end(), other.begin(), other.end(),
                      [](const auto& a, const auto& b) { return a.fits(b); });
  }
  bool operator==(const Parameters& other) const {
    return fits(other) && std::equal(data(), data() + count_, other.data());
  }

 private:
  void make_room(std::size_t count) {
    constexpr std::size_t kPad = 8;
    count_ = count;
    values_.resize((count + kPad - 1) / kPad * kPad);
  }
  void append(Index units, Index inputs, Index biases) {
    Scalar* const weights =
        layers_.empty() ? values_.data() : layers_.back().bias.data() + layers_.back().bias.size();
    layers_.push_back({Eigen::Map<Matrix<Scalar>>(weights, units, inputs),
                       Eigen::Map<Vector<Scalar>>(weights + units * inputs, biases)});
  }
  void take_shapes(const Parameters& other) {
    layers_.clear();
    layers_.reserve(other.size());
    for (const Layer& layer : other.layers_)
      append(layer.weights.rows(), layer.weights.cols(), layer.bias.size());
  }

  std::vector<Scalar> values_;
  std::size_t count_ = 0;
  std::vector<Layer> layers_;
};

template <class Scalar>
Parameters<Scalar> zero_parameters(Index inputs, const std::vector<LayerOptions>& layers) {
  return Parameters<Scalar>(inputs, layers);
}

/// Every value converted to another scalar type.
template <class To, class From>
Parameters<To> cast(const Parameters<From>& from) {
  std::vector<LayerParameters<To>> to;
  to.reserve(from.size());
  for (const auto& layer : from)
    to.push_back({layer.weights.template cast<To>(), layer.bias.template cast<To>()});
  return to;
}

/// How many numbers there are.
template <class Scalar>
Index count(const Parameters<Scalar>& parameters) {
  return parameters.count();
}

}  // namespace isobath::core
