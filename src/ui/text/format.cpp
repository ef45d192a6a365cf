// SPDX-License-Identifier: MIT
// What the document's values are called on screen.
#include "ui/text/format.hpp"

#include "core/activation.hpp"

namespace isobath::ui {

const char* readable(core::Activation activation) { return core::shown_name(activation); }

const char* readable(core::Loss loss) {
  static constexpr std::array<const char*, core::kCount<core::Loss>> kNames{
      "cross-entropy", "cross-entropy (softmax)", "squared error"};
  static_assert(kNames.back() != nullptr);
  return kNames[static_cast<std::size_t>(loss)];
}

const char* readable(core::WeightScheme scheme) {
  static constexpr std::array<const char*, core::kCount<core::WeightScheme>> kNames{
      "zeros",         "constant", "identity k·I",   "normal", "uniform",    "LeCun",
      "LeCun uniform", "Xavier",   "Xavier uniform", "He",     "He uniform", "orthogonal"};
  static_assert(kNames.back() != nullptr);
  return kNames[static_cast<std::size_t>(scheme)];
}

const char* readable(core::Optimizer optimizer) {
  static constexpr std::array<const char*, core::kCount<core::Optimizer>> kNames{
      "gradient descent", "momentum", "Nesterov", "RMSprop", "Adam"};
  static_assert(kNames.back() != nullptr);
  return kNames[static_cast<std::size_t>(optimizer)];
}

const char* readable(data::Source source) {
  static constexpr std::array<const char*, 14> kNames{"circle",
                                                      "xor",
                                                      "gaussians",
                                                      "spiral",
                                                      "moons",
                                                      "checkerboard",
                                                      "plane (regression)",
                                                      "waves (regression)",
                                                      "parity",
                                                      "housing",
                                                      "images",
                                                      "gaussian (regression)",
                                                      "mnist1d",
                                                      "table"};
  return kNames[static_cast<std::size_t>(source)];
}

const char* readable(data::Feature feature) {
  static constexpr std::array<const char*, 7> kNames{"x₁",   "x₂",     "x₁²",   "x₂²",
                                                     "x₁x₂", "sin x₁", "sin x₂"};
  return kNames[static_cast<std::size_t>(feature)];
}

const char* readable(core::Quantity quantity) {
  static constexpr std::array<const char*, 9> kNames{"Z",  "A", "dZ", "dA",  "dW",
                                                     "db", "W", "b",  "ΔW/W"};
  return kNames[static_cast<std::size_t>(quantity)];
}

}  // namespace isobath::ui
