// SPDX-License-Identifier: MIT
// What a network, its start and its training are: plain values, their defaults, and the names under
// which the document knows them. The meaning of each is written where it is computed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace isobath::core {

enum class Activation {
  linear,
  sigmoid,
  tanh,
  relu,
  leaky_relu,
  elu,
  selu,
  gelu,
  silu,
  softplus,
  sin,
  mish,
  softmax  // the last: it alone looks at whole columns, and may stand in the last layer only
};

enum class Loss { binary_cross_entropy, categorical_cross_entropy, squared_error };

enum class WeightScheme {
  zeros,
  constant,
  identity,
  normal,
  uniform,
  lecun_normal,
  lecun_uniform,
  xavier_normal,
  xavier_uniform,
  he_normal,
  he_uniform,
  orthogonal
};

enum class Optimizer { gradient_descent, momentum, nesterov, rmsprop, adam };

/// The format in which every stored value of a training is kept. `half` and `bfloat16` are
/// simulated: computed in float, rounded to the format at every store.
enum class Precision { single, twofold, half, bfloat16 };

/// How the kernels round: `fast` as the machine does best (a·b + c may be rounded once), so that
/// the last bits differ between machines; `reproducible` the same bits on all of them.
enum class Arithmetic { fast, reproducible };

/// How many values an enumeration has.
template <class Enumeration>
inline constexpr int kCount = 0;
template <>
inline constexpr int kCount<Activation> = static_cast<int>(Activation::softmax) + 1;
template <>
inline constexpr int kCount<Loss> = static_cast<int>(Loss::squared_error) + 1;
template <>
inline constexpr int kCount<WeightScheme> = static_cast<int>(WeightScheme::orthogonal) + 1;
template <>
inline constexpr int kCount<Optimizer> = static_cast<int>(Optimizer::adam) + 1;
template <>
inline constexpr int kCount<Precision> = static_cast<int>(Precision::bfloat16) + 1;
template <>
inline constexpr int kCount<Arithmetic> = static_cast<int>(Arithmetic::reproducible) + 1;

/// All values, in the order of the enumeration.
template <class Enumeration>
constexpr auto all_values() {
  std::array<Enumeration, static_cast<std::size_t>(kCount<Enumeration>)> values{};
  for (int i = 0; i < kCount<Enumeration>; ++i)
    values[static_cast<std::size_t>(i)] = static_cast<Enumeration>(i);
  return values;
}

inline constexpr int kMaxLayers = 200;
inline constexpr int kMaxUnits = 512;

/// How a bias vector starts: every entry `value`, or, if `normal`, drawn from N(0, value²).
struct BiasRule {
  double value = 0.0;
  bool normal = false;
  bool operator==(const BiasRule&) const = default;
};

/// One layer: A = g(W·A_prev + b), W [units, units of the layer before]. Of its start, what is not
/// set here is taken from the network's InitializationOptions.
struct LayerOptions {
  int units = 4;
  Activation activation = Activation::tanh;
  std::optional<WeightScheme> weights;
  std::optional<double> scale;
  std::optional<BiasRule> bias;
  bool has_bias = true;        // else A = g(W·A_prev), and there is no b to train
  double learning_rate = 1.0;  // a factor on TrainingOptions::learning_rate, for W and b
  bool operator==(const LayerOptions&) const = default;
  /// How many numbers b has.
  std::ptrdiff_t biases() const { return has_bias ? units : 0; }
};

struct InitializationOptions {
  WeightScheme weights = WeightScheme::xavier_normal;
  double scale = 1.0;
  BiasRule bias;
  std::uint32_t seed = 1;
  bool operator==(const InitializationOptions&) const = default;
};

struct TrainingOptions {
  Optimizer optimizer = Optimizer::gradient_descent;
  double learning_rate = 0.1;
  int batch = 0;  // examples per update; 0 is the whole training part
  bool shuffle = true;
  std::uint32_t seed = 1;
  double momentum = 0.9;
  double beta2 = 0.999;
  double epsilon = 1e-8;
  double l1 = 0.0;
  double l2 = 0.0;
  double dropout = 0.0;    // the share of hidden units dropped; outputs are never dropped
  double clip_norm = 0.0;  // largest norm of the whole gradient; 0 is no limit
  bool operator==(const TrainingOptions&) const = default;
};

/// The names of an enumeration's values, in the order of the enumeration.
std::span<const std::string_view> names(Activation);
std::span<const std::string_view> names(Loss);
std::span<const std::string_view> names(WeightScheme);
std::span<const std::string_view> names(Optimizer);
std::span<const std::string_view> names(Precision);
std::span<const std::string_view> names(Arithmetic);

template <class Enumeration>
std::string_view name(Enumeration value) {
  return names(value)[static_cast<std::size_t>(value)];
}

/// The value called `text`, or nothing.
template <class Enumeration>
std::optional<Enumeration> parse(std::string_view text) {
  const auto all = names(Enumeration{});
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i] == text) return static_cast<Enumeration>(i);
  return std::nullopt;
}

}  // namespace isobath::core
