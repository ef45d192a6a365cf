// SPDX-License-Identifier: MIT
// The names of the options' values, as the document spells them.
#include "core/options.hpp"

#include <array>

namespace isobath::core {

std::span<const std::string_view> names(Activation) {
  static constexpr std::array<std::string_view, 12> kNames{
      "linear", "sigmoid", "tanh", "relu",     "leaky_relu", "elu",
      "selu",   "gelu",    "silu", "softplus", "sin",        "softmax"};
  return kNames;
}

std::span<const std::string_view> names(Loss) {
  static constexpr std::array<std::string_view, 3> kNames{
      "binary_cross_entropy", "categorical_cross_entropy", "squared_error"};
  return kNames;
}

std::span<const std::string_view> names(WeightScheme) {
  static constexpr std::array<std::string_view, 12> kNames{
      "zeros",         "constant",      "identity",       "normal",    "uniform",    "lecun_normal",
      "lecun_uniform", "xavier_normal", "xavier_uniform", "he_normal", "he_uniform", "orthogonal"};
  return kNames;
}

std::span<const std::string_view> names(Optimizer) {
  static constexpr std::array<std::string_view, 5> kNames{"gradient_descent", "momentum",
                                                          "nesterov", "rmsprop", "adam"};
  return kNames;
}

std::span<const std::string_view> names(Precision) {
  static constexpr std::array<std::string_view, 4> kNames{"float", "double", "half", "bfloat16"};
  return kNames;
}

std::span<const std::string_view> names(Arithmetic) {
  static constexpr std::array<std::string_view, 2> kNames{"fast", "reproducible"};
  return kNames;
}

}  // namespace isobath::core
