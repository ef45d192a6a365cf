// SPDX-License-Identifier: MIT
// Sentences and edits that several of the doctor's rules share.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/doctor_rules.hpp"
#include "core/initialization.hpp"

namespace isobath::app::doctor {

namespace {

std::string field_of(std::size_t layer, const char* name) {
  return "network.layers[" + std::to_string(layer) + "]." + name;
}

}  // namespace

std::string brief(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0.0 ? "∞" : "−∞";
  std::array<char, 32> text{};
  const double size = std::abs(value);
  const bool plain = size == 0.0 || (size >= 1e-3 && size < 1e5);
  if (plain && size >= 99.5)
    std::snprintf(text.data(), text.size(), "%.0f", value);
  else if (plain)
    std::snprintf(text.data(), text.size(), "%.2g", value);
  else
    std::snprintf(text.data(), text.size(), "%.0e", value);
  std::string words = text.data();
  // 1e-05 is written 1e-5, and 1e+07 1e7.
  if (const auto at = words.find('e'); at != std::string::npos) {
    if (words[at + 1] == '+') words.erase(at + 1, 1);
    const auto digits = at + (words[at + 1] == '-' ? 2 : 1);
    while (words[digits] == '0' && digits + 1 < words.size()) words.erase(digits, 1);
  }
  return words;
}

std::string percent(double share) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", 100.0 * share);
  return text.data();
}

std::string layer_words(int layer) { return "layer " + std::to_string(layer); }

core::WeightScheme fitting_scheme(core::Activation activation) {
  using enum core::Activation;
  switch (activation) {
    case relu:
    case leaky_relu:
    case elu:
    case gelu:
    case silu:
    case softplus:
      return core::WeightScheme::he_normal;
    case selu:
      return core::WeightScheme::lecun_normal;
    case linear:
    case sigmoid:
    case tanh:
    case sin:
    case softmax:
      break;
  }
  return core::WeightScheme::xavier_normal;
}

std::string_view readable(core::WeightScheme scheme) {
  if (scheme == core::WeightScheme::he_normal) return "He";
  if (scheme == core::WeightScheme::lecun_normal) return "LeCun";
  return "Xavier";
}

std::string_view readable(core::Activation activation) {
  if (activation == core::Activation::relu) return "ReLU";
  if (activation == core::Activation::leaky_relu) return "leaky ReLU";
  if (activation == core::Activation::elu) return "ELU";
  if (activation == core::Activation::selu) return "SELU";
  if (activation == core::Activation::gelu) return "GELU";
  if (activation == core::Activation::silu) return "SiLU";
  return core::name(activation);
}

core::Activation hidden_activation(const document::Document& document) {
  std::array<int, 16> votes{};
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    ++votes[static_cast<std::size_t>(document.layers[l].activation)];
  const auto most = std::ranges::max_element(votes);
  if (*most == 0) return document.layers.back().activation;
  return static_cast<core::Activation>(most - votes.begin());
}

ApplyChanges fitting_start(const document::Document& document, core::Activation activation) {
  ApplyChanges treatment;
  const auto change = [&](std::string field, std::string_view value) {
    treatment.changes.push_back({std::move(field), std::string(value)});
  };
  const core::WeightScheme scheme = fitting_scheme(activation);
  bool other_activation = false;
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    if (document.layers[l].activation != activation) {
      change(field_of(l, "activation"), core::name(activation));
      other_activation = true;
    }
  const core::InitializationOptions& start = document.initialization;
  if (start.weights != scheme) change("initialization.weights", core::name(scheme));
  if (start.scale != 1.0) change("initialization.scale", "1");
  if (start.bias != core::BiasRule{}) change("initialization.bias", "0");
  for (std::size_t l = 0; l < document.layers.size(); ++l) {
    const core::LayerOptions& layer = document.layers[l];
    if (layer.weights && *layer.weights != scheme)
      change(field_of(l, "weights"), core::name(scheme));
    if (layer.scale && *layer.scale != 1.0) change(field_of(l, "scale"), "1");
    if (layer.bias && *layer.bias != core::BiasRule{}) change(field_of(l, "bias"), "0");
  }
  if (other_activation) treatment.words = std::string(readable(activation)) + " with ";
  treatment.words += std::string(readable(scheme)) + ", scale 1";
  treatment.restart = true;
  return treatment;
}

double rung_below(double learning_rate) {
  if (!(learning_rate > 0.0)) return learning_rate;
  // The ladder 1, 3, 10: a rung of 3 or more below, with room for rounding.
  const double power = std::pow(10.0, std::floor(std::log10(learning_rate * 1.0001)));
  const double digit = learning_rate / power;
  return digit > 2.9 ? power : 0.3 * power;
}

ApplyChanges other_rate(const document::Document& document, double learning_rate, bool restart) {
  // Rates are short decimals; what is left of powers of ten in binary is rounded away.
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.6g", learning_rate);
  ApplyChanges treatment;
  treatment.changes.push_back({"training.learning_rate", text.data()});
  treatment.words = "α " + brief(document.training.learning_rate) + " → " + text.data();
  treatment.restart = restart;
  return treatment;
}

}  // namespace isobath::app::doctor
