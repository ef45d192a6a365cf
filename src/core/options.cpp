// SPDX-License-Identifier: MIT
// The names of the options' values, as the document spells them.
#include "core/options.hpp"

#include <array>

#include "core/kernels/functions.hpp"

namespace isobath::core {

std::span<const std::string_view> names(Activation) {
  static constexpr auto kNames = [] {
    std::array<std::string_view, kCount<Activation>> all{};
    functions::for_each([&]<class Function>(Activation activation, Function) {
      all[static_cast<std::size_t>(activation)] = Function::kName;
    });
    all.back() = "softmax";
    return all;
  }();
  return kNames;
}

std::span<const std::string_view> names(Loss) {
  static constexpr std::array<std::string_view, kCount<Loss>> kNames{
      "binary_cross_entropy", "categorical_cross_entropy", "squared_error"};
  static_assert(!kNames.back().empty());
  return kNames;
}

std::span<const std::string_view> names(WeightScheme) {
  static constexpr std::array<std::string_view, kCount<WeightScheme>> kNames{
      "zeros",         "constant",      "identity",       "normal",    "uniform",    "lecun_normal",
      "lecun_uniform", "xavier_normal", "xavier_uniform", "he_normal", "he_uniform", "orthogonal"};
  static_assert(!kNames.back().empty());
  return kNames;
}

std::span<const std::string_view> names(Optimizer) {
  static constexpr std::array<std::string_view, kCount<Optimizer>> kNames{
      "gradient_descent", "momentum", "nesterov", "rmsprop", "adam"};
  static_assert(!kNames.back().empty());
  return kNames;
}

std::span<const std::string_view> names(Precision) {
  static constexpr std::array<std::string_view, kCount<Precision>> kNames{"float", "double", "half",
                                                                          "bfloat16"};
  static_assert(!kNames.back().empty());
  return kNames;
}

std::span<const std::string_view> names(Arithmetic) {
  static constexpr std::array<std::string_view, kCount<Arithmetic>> kNames{"fast", "reproducible"};
  static_assert(!kNames.back().empty());
  return kNames;
}

}  // namespace isobath::core
