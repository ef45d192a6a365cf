// SPDX-License-Identifier: MIT
// Sentences and edits that several of the doctor's rules share.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "app/doctor/doctor_rules.hpp"
#include "core/activation.hpp"

namespace isobath::app::doctor {

namespace {

/// Narrow layers follow the theory of signals only on average, and the deeper the network, the
/// farther they stray.
constexpr std::size_t kDeep = 8, kVeryDeep = 64;
/// What may be left of a signal after all layers, with room for chance.
constexpr double kLeft = 3e-3;
/// The most that a first update may change of W. A step of RMSprop's and Adam's does not shrink
/// where the gradient does.
constexpr double kMostChange = 0.4, kMostChangeByRate = 0.05;

std::string superscript(int value) {
  static constexpr std::array<const char*, 10> kFigures{"⁰", "¹", "²", "³", "⁴",
                                                        "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string text = value < 0 ? "⁻" : "";
  for (const char figure : std::to_string(std::abs(value)))
    text += kFigures[static_cast<std::size_t>(figure - '0')];
  return text;
}

int widest(const document::Document& document) {
  int units = 0;
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    units = std::max(units, document.layers[l].units);
  return units;
}

int narrowest(const document::Document& document) {
  int units = core::kMaxUnits;
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    units = std::min(units, document.layers[l].units);
  return units;
}

/// Units at which the theory of signals holds well enough for a network of such depth.
int wide_enough(const document::Document& document) {
  const std::size_t depth = document.layers.size();
  return depth <= kVeryDeep ? 32 : depth <= 2 * kVeryDeep ? 64 : 128;
}

void change(ApplyChanges& treatment, std::string_view field, const std::string& value) {
  treatment.changes.push_back({std::string(field), value});
}

}  // namespace

std::string field_of(std::size_t layer, std::string_view name) {
  return "network.layers[" + std::to_string(layer) + "]." + std::string(name);
}

std::string brief(double value, int digits) {
  if (std::isnan(value)) return "NaN";
  const std::string sign = std::signbit(value) && value != 0.0 ? "−" : "";
  if (std::isinf(value)) return sign + "∞";
  std::array<char, 32> text{};
  const double size = std::abs(value);
  if (size == 0.0 || (size >= 1e-4 && size < 1e5)) {
    if (size >= 99.5)
      std::snprintf(text.data(), text.size(), "%.0f", size);
    else
      std::snprintf(text.data(), text.size(), "%.*g", digits, size);
    return sign + text.data();
  }
  std::snprintf(text.data(), text.size(), "%.*e", digits - 1, size);
  const std::string_view figures = text.data();
  const auto mark = figures.find('e');
  std::string_view mantissa = figures.substr(0, mark);
  if (mantissa.size() > 1)
    while (mantissa.back() == '0' || mantissa.back() == '.') {
      const bool whole = mantissa.back() == '.';
      mantissa.remove_suffix(1);
      if (whole) break;
    }
  return sign + std::string(mantissa) + "·10" + superscript(std::atoi(text.data() + mark + 1));
}

std::string field_text(double value) {
  // What is left of powers of ten in binary is rounded away.
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.4g", value);
  return text.data();
}

std::string percent(double share) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", 100.0 * share);
  return text.data();
}

std::string layer_words(int layer) { return "layer " + std::to_string(layer); }

std::string_view readable(core::WeightScheme scheme) {
  if (scheme == core::WeightScheme::he_normal) return "He";
  if (scheme == core::WeightScheme::lecun_normal) return "LeCun";
  return "Xavier";
}

std::string_view readable(core::Activation activation) { return core::shown_name(activation); }

core::Activation hidden_activation(const document::Document& document) {
  std::array<int, core::kCount<core::Activation>> votes{};
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    ++votes[static_cast<std::size_t>(document.layers[l].activation)];
  const auto most = std::ranges::max_element(votes);
  if (*most == 0) return document.layers.back().activation;
  return static_cast<core::Activation>(most - votes.begin());
}

core::Activation better_activation(const document::Document& document) {
  const core::Activation now = hidden_activation(document);
  return now == core::Activation::sigmoid ? core::Activation::relu : now;
}

ApplyChanges fitting_start(const document::Document& document, core::Activation activation) {
  ApplyChanges treatment;
  const core::WeightScheme scheme = core::recommended_scheme(activation);
  const std::string scheme_name(core::name(scheme));
  bool other_activation = false;
  for (std::size_t l = 0; l + 1 < document.layers.size(); ++l)
    if (document.layers[l].activation != activation) {
      change(treatment, field_of(l, "activation"), std::string(core::name(activation)));
      other_activation = true;
    }
  const core::InitializationOptions& start = document.initialization;
  if (start.weights != scheme) change(treatment, "initialization.weights", scheme_name);
  if (start.scale != 1.0) change(treatment, "initialization.scale", "1");
  const bool biases = std::ranges::any_of(document.layers, &core::LayerOptions::has_bias);
  if (biases && start.bias != core::BiasRule{}) change(treatment, "initialization.bias", "0");
  for (std::size_t l = 0; l < document.layers.size(); ++l) {
    const core::LayerOptions& layer = document.layers[l];
    if (layer.weights && *layer.weights != scheme)
      change(treatment, field_of(l, "weights"), scheme_name);
    if (layer.scale && *layer.scale != 1.0) change(treatment, field_of(l, "scale"), "1");
    if (layer.has_bias && layer.bias && *layer.bias != core::BiasRule{})
      change(treatment, field_of(l, "bias"), "0");
  }
  if (other_activation) treatment.words = std::string(readable(activation)) + " with ";
  treatment.words += std::string(readable(scheme)) + ", scale 1";
  // The weights of a saved training are not those of the start that the document describes.
  if (treatment.changes.empty() && document.parameters)
    change(treatment, "initialization.seed", std::to_string(start.seed));
  treatment.restart = true;
  return treatment;
}

void widen(ApplyChanges& treatment, const document::Document& document) {
  const int units = wide_enough(document);
  if (document.layers.size() < 2 || narrowest(document) >= units) return;
  const std::string wide = std::to_string(std::max(units, widest(document)));
  const std::string words = wide + " units a layer";
  treatment.words = treatment.changes.empty() ? words : treatment.words + ", " + words;
  change(treatment, "network.width", wide);
}

ApplyChanges fitting_wide_start(const document::Document& document, core::Activation activation) {
  ApplyChanges treatment = fitting_start(document, activation);
  if (!treatment.changes.empty() && document.layers.size() > kDeep) widen(treatment, document);
  return treatment;
}

void advise_signal(Finding& finding, const Facts& facts, double share, int layers) {
  const document::Document& document = facts.document;
  const std::size_t depth = document.layers.size();
  ApplyChanges& treatment = finding.treatment;
  treatment = fitting_start(document, better_activation(document));
  const bool starts_well = treatment.changes.empty();
  if (starts_well || depth > kDeep) widen(treatment, document);
  constexpr const char* kStartsWell = "The initialisation is already the recommended one. ";
  if (!treatment.changes.empty()) {
    finding.advice =
        starts_well
            ? kStartsWell + ("Use more units per layer: " + treatment.words + ".")
            : "Try " + treatment.words + ": it keeps the signal's size from layer to layer.";
    return;
  }
  // Layers that are multiplied: as many as leave enough, and at least a quarter fewer.
  const auto hidden = static_cast<int>(depth) - 1;
  int fewer = hidden / 2;
  if (share > 0.0 && share < kLeft && layers > 0)
    fewer = static_cast<int>(std::log(kLeft) / std::log(share) * layers);
  if (share > 1.0 && std::isfinite(share) && layers > 0)
    fewer = static_cast<int>(-std::log(kLeft) / std::log(share) * layers);
  fewer = std::clamp(fewer, 1, std::max(1, hidden * 3 / 4));
  if (hidden <= 2) return advise_calmer(finding, facts);
  treatment.words = std::to_string(fewer) + (fewer == 1 ? " hidden layer" : " hidden layers");
  treatment.restart = true;
  change(treatment, "network.depth", std::to_string(fewer));
  finding.advice = kStartsWell + ("Use fewer layers: " + treatment.words + ".");
}

void advise_larger(Finding& finding, const document::Document& document) {
  ApplyChanges& treatment = finding.treatment;
  treatment.restart = true;
  const auto hidden = static_cast<int>(document.layers.size()) - 1;
  if (hidden == 0) {
    change(treatment, "network.depth", "1");
    change(treatment, "network.width", "8");
    treatment.words = "a hidden layer of 8 units";
    finding.advice = "Add a hidden layer: its nonlinear units can bend the boundary.";
  } else if (hidden < 2 || narrowest(document) < 8) {
    const std::string units = std::to_string(std::max(8, widest(document)));
    const std::string layers = std::to_string(std::max(2, hidden));
    if (hidden < 2) change(treatment, "network.depth", layers);
    change(treatment, "network.width", units);
    treatment.words = units + " units × " + layers + " layers";
    finding.advice = "A larger network can represent more: " + treatment.words + ".";
  } else if (widest(document) < 64) {
    const std::string units = std::to_string(2 * widest(document));
    change(treatment, "network.width", units);
    treatment.words = units + " units a layer";
    finding.advice = "A wider network can represent more: " + treatment.words + ".";
  } else if (document.training.optimizer != core::Optimizer::adam) {
    change(treatment, "training.optimizer", "adam");
    change(treatment, "training.learning_rate", "0.01");
    treatment.words = "Adam, α = 0.01";
    finding.advice = "The network is large enough: Adam gives every parameter its own step.";
  } else {
    treatment = {};
    finding.sentence += " The network is large already, so y may be noise to its inputs.";
  }
}

void advise_standardising(Finding& finding) {
  finding.treatment = {{{"data.scaling", "standardize"}}, "standardised inputs", true};
}

void advise_calmer(Finding& finding, const Facts& facts) {
  const core::TrainingOptions& training = facts.document.training;
  const bool by_rate =
      training.optimizer == core::Optimizer::rmsprop || training.optimizer == core::Optimizer::adam;
  const double first = update_share(facts.document, facts.start);
  double next = rung_below(training.learning_rate);
  while (next > 0.0 &&
         first * (next / training.learning_rate) > (by_rate ? kMostChangeByRate : kMostChange))
    next = rung_below(next);
  finding.treatment = other_rate(facts.document, next, true);
  finding.advice = "Restart with α = " + brief(next) + ".";
}

double rung_below(double learning_rate) {
  if (!(learning_rate > 0.0)) return learning_rate;
  // The ladder 1, 3, 10: a rung of 3 or more below, with room for rounding.
  const double power = std::pow(10.0, std::floor(std::log10(learning_rate * 1.0001)));
  const double digit = learning_rate / power;
  return digit > 2.9 ? power : 0.3 * power;
}

double rung_above(double learning_rate) { return rung_below(learning_rate * 11.0); }

ApplyChanges other_rate(const document::Document& document, double learning_rate, bool restart) {
  ApplyChanges treatment;
  change(treatment, "training.learning_rate", field_text(learning_rate));
  treatment.words = "α " + brief(document.training.learning_rate) + " → " + brief(learning_rate);
  treatment.restart = restart;
  return treatment;
}

}  // namespace isobath::app::doctor
