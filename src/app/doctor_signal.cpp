// SPDX-License-Identifier: MIT
// The doctor's rules about the signal: does it swell, fade or stop on its way through the layers?
#include <algorithm>
#include <cmath>

#include "app/doctor_rules.hpp"
#include "app/snapshot.hpp"
#include "core/activation.hpp"

namespace isobath::app::doctor {

namespace {

/// One α moves all layers, so one that gets a thousandth of the gradient learns a thousand times
/// slower; below a millionth its steps are lost in float's rounding of W (2⁻²³ ≈ 1e-7).
constexpr double kFaint = 1e-3, kLost = 1e-6;
/// The same the other way round.
constexpr double kStrong = 1e3, kEnormous = 1e6;
/// Most values at a flat end, where 1 − 0.97² = 6 % of a gradient or less passes. A network that
/// has learned may well be saturated; it is no illness while J is below half of what a guess costs.
constexpr double kSaturated = 0.6, kLearned = 0.5;
/// Twice the spread that the schemes reckon with.
constexpr double kLargeInputs = 2.0;
/// A ReLU layer loses a few units to chance; a quarter of them is more than that.
constexpr double kDead = 0.25, kMostlyDead = 0.5;
/// Each sigmoid passes on at most σ′(0) = ¼ of a gradient: three of them 1/64.
constexpr int kManySigmoids = 3;

bool usable(double value) { return std::isfinite(value) && value > 0.0; }

int depth(const Facts& facts) { return static_cast<int>(facts.record.layers.size()); }

/// What one layer does to a signal that changes by `ratio` over so many.
std::string per_layer(double ratio, int layers) {
  if (layers < 1 || !usable(ratio)) return "";
  return ", ×" + brief(std::pow(ratio, 1.0 / layers)) + " a layer";
}

bool has_hidden(const Facts& facts, core::Activation activation) {
  const auto& layers = facts.document.layers;
  return std::any_of(layers.begin(), layers.end() - 1, [activation](const core::LayerOptions& l) {
    return l.activation == activation;
  });
}

/// Which activation to start afresh with: the present one, unless sigmoids stand in the way.
core::Activation better_activation(const Facts& facts) {
  const core::Activation now = hidden_activation(facts.document);
  return now == core::Activation::sigmoid ? core::Activation::relu : now;
}

void advise_start(Finding& finding, const Facts& facts, const char* otherwise) {
  finding.treatment = fitting_start(facts.document, better_activation(facts));
  if (finding.treatment.changes.empty())
    finding.advice = otherwise;
  else
    finding.advice =
        "Try " + finding.treatment.words + ": it keeps the signal's size from layer to layer.";
}

std::string cause_of_fading(const Facts& facts) {
  if (has_hidden(facts, core::Activation::sigmoid)) return " σ′ is at most 0.25.";
  double saturated = 0.0, dead = 0.0;
  for (std::size_t l = 0; l + 1 < facts.record.layers.size(); ++l) {
    saturated = std::max(saturated, facts.record.layers[l].saturated);
    dead = std::max(dead, facts.record.layers[l].dead);
  }
  if (saturated > kSaturated) return " " + percent(saturated) + " of a layer is saturated.";
  if (dead > kMostlyDead) return " " + percent(dead) + " of a layer's units are dead.";
  return "";
}

}  // namespace

Ill vanishing(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (depth(facts) < 2) return {};
  const double last = layers.back().d_z.rms;
  if (!usable(last)) return {};
  const auto least =
      std::ranges::min_element(layers.begin(), layers.end() - 1, {},
                               [](const core::LayerRecord& layer) { return layer.d_z.rms; });
  const double share = least->d_z.rms / last;
  if (!(share < kFaint)) return {};
  Finding finding{"vanishing", share < kLost ? Severity::error : Severity::warning};
  finding.layer = least->layer;
  const std::string l = std::to_string(least->layer), end = std::to_string(depth(facts));
  finding.sentence = "Layer " + l + " gets " + (share > 0.0 ? brief(share) : "nothing") +
                     " of the last layer's gradient (rms of dZ[" + l + "] to dZ[" + end + "]" +
                     per_layer(share, depth(facts) - least->layer) + ")." + cause_of_fading(facts);
  advise_start(finding, facts,
               "The start is as it should be: fewer layers or wider ones fade less.");
  return finding;
}

Ill exploding(const Facts& facts) {
  // What a J that ran away leaves behind is large everywhere and says nothing of the depth.
  const auto& layers = ran_away(facts) ? facts.start.layers : facts.record.layers;
  if (depth(facts) < 2) return {};
  const double last = layers.back().d_z.rms;
  const auto by_gradient =
      std::ranges::max_element(layers.begin(), layers.end() - 1, {},
                               [](const core::LayerRecord& layer) { return layer.d_z.rms; });
  const auto by_activation = std::ranges::max_element(
      layers, {}, [](const core::LayerRecord& layer) { return layer.z.rms; });
  const double gradient = usable(last) ? by_gradient->d_z.rms / last : 0.0;
  const double activation = by_activation->z.rms / layers.front().z.rms;
  const double worst = std::max(gradient, activation);
  if (!(worst > kStrong)) return {};
  Finding finding{"exploding", worst > kEnormous ? Severity::error : Severity::warning};
  const std::string end = std::to_string(depth(facts));
  if (activation >= gradient) {
    finding.layer = by_activation->layer;
    finding.sentence = "Z grows ×" + brief(activation) + " from layer 1 to layer " +
                       std::to_string(finding.layer) +
                       per_layer(activation, by_activation->layer - 1) + ".";
  } else {
    finding.layer = by_gradient->layer;
    const std::string l = std::to_string(finding.layer);
    finding.sentence = "Layer " + l + " gets ×" + brief(gradient) +
                       " of the last layer's gradient (rms of dZ[" + l + "] to dZ[" + end + "]" +
                       per_layer(gradient, depth(facts) - by_gradient->layer) + ").";
  }
  advise_start(finding, facts, "The start is as it should be: fewer layers or a smaller α.");
  return finding;
}

Ill saturation(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (depth(facts) < 2 || facts.record.train.loss < kLearned * facts.data.guess_loss) return {};
  const auto most =
      std::ranges::max_element(layers.begin(), layers.end() - 1, {}, &core::LayerRecord::saturated);
  if (!(most->saturated >= kSaturated)) return {};
  Finding finding{"saturation"};
  finding.layer = most->layer;
  finding.sentence =
      percent(most->saturated) + " of " + layer_words(most->layer) +
      "'s values stand at the flat ends of " +
      std::string(
          readable(facts.document.layers[static_cast<std::size_t>(most->layer) - 1].activation)) +
      " (rms of Z[" + std::to_string(most->layer) + "] is " + brief(most->z.rms) +
      "): hardly any gradient passes there.";
  advise_start(finding, facts, "Smaller weights, or ReLU, which has no upper flat end.");
  const bool by_inputs = most->layer == 1 && facts.data.input_rms > kLargeInputs &&
                         facts.document.data.scaling != data::Scaling::standardize;
  if (!finding.treatment.changes.empty() || !by_inputs) return finding;
  finding.advice = "Inputs are large (rms " + brief(facts.data.input_rms) + "): standardise them.";
  finding.treatment = {{{"data.scaling", "standardize"}}, "standardised inputs", true};
  return finding;
}

Ill dead_units(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (depth(facts) < 2) return {};
  const auto most =
      std::ranges::max_element(layers.begin(), layers.end() - 1, {}, &core::LayerRecord::dead);
  const core::LayerOptions& layer =
      facts.document.layers[static_cast<std::size_t>(most->layer) - 1];
  const auto dead = static_cast<int>(std::lround(most->dead * layer.units));
  if (!(most->dead >= kDead) || dead == 0) return {};
  Finding finding{"dead-units", most->dead >= 1.0          ? Severity::error
                                : most->dead > kMostlyDead ? Severity::warning
                                                           : Severity::note};
  finding.layer = most->layer;
  finding.sentence = std::to_string(dead) + " of " + std::to_string(layer.units) + " units of " +
                     layer_words(most->layer) + (dead == 1 ? " is" : " are") + " dead: g′(Z) = 0 " +
                     "on every example, so no gradient ever moves them again.";
  if (layer.activation == core::Activation::relu) {
    finding.treatment = fitting_start(facts.document, core::Activation::leaky_relu);
    finding.advice = "Try leaky ReLU, which always lets a little through.";
  } else {
    advise_start(finding, facts, "Smaller weights or a smaller α keep units off the flat ends.");
  }
  return finding;
}

/// Looks at the drawn weights: units with the same weights in and out stay the same for ever.
Ill symmetry(const Facts& facts) {
  if (facts.document.training.dropout > 0.0) return {};  // its masks tell units apart
  const int hidden = std::min(depth(facts), static_cast<int>(facts.links.size())) - 1;
  for (int l = 1; l <= hidden; ++l) {
    const LayerLinks& in = facts.links[static_cast<std::size_t>(l) - 1];
    const LayerLinks& out = facts.links[static_cast<std::size_t>(l)];
    const core::Index units = in.weights.rows();
    if (units < 2 || out.weights.cols() != units) continue;
    bool same = true;
    for (core::Index unit = 1; unit < units && same; ++unit)
      same = in.weights.row(unit) == in.weights.row(0) && in.bias(unit) == in.bias(0) &&
             out.weights.col(unit) == out.weights.col(0);
    if (!same) continue;
    Finding finding{"symmetry", Severity::error};
    finding.layer = l;
    const bool zero = in.max_abs == 0.0F;
    finding.sentence =
        "All " + std::to_string(facts.document.layers[static_cast<std::size_t>(l) - 1].units) +
        " units of " + layer_words(l) + " are the same unit" + (zero ? ": W = 0" : "") +
        ". They get the same gradient at every update and stay so for ever.";
    advise_start(finding, facts, "Random weights tell them apart.");
    return finding;
  }
  return {};
}

Ill deep_sigmoid(const Facts& facts) {
  const auto& layers = facts.document.layers;
  const auto sigmoids = static_cast<int>(
      std::count_if(layers.begin(), layers.end() - 1, [](const core::LayerOptions& layer) {
        return layer.activation == core::Activation::sigmoid;
      }));
  if (sigmoids < kManySigmoids) return {};
  Finding finding{"sigmoid", Severity::note};
  finding.sentence = std::to_string(sigmoids) +
                     " hidden layers are sigmoids: each passes on at most a quarter of the "
                     "gradient (σ′ ≤ 0.25), all of them " +
                     brief(std::pow(0.25, sigmoids)) + ".";
  finding.treatment = fitting_start(facts.document, core::Activation::tanh);
  finding.advice = "tanh has its middle at 0 and a slope of 1 there.";
  return finding;
}

Ill linear_layers(const Facts& facts) {
  const auto& layers = facts.document.layers;
  if (layers.size() < 2) return {};
  const bool all = std::all_of(layers.begin(), layers.end() - 1, [](const core::LayerOptions& l) {
    return l.activation == core::Activation::linear;
  });
  if (!all) return {};
  Finding finding{"linear", Severity::note};
  finding.sentence = "All hidden layers are linear: W[" + std::to_string(layers.size()) +
                     "]···W[1] is one matrix, and the network can say no more than one layer.";
  finding.treatment = fitting_start(facts.document, core::Activation::tanh);
  finding.advice = "An activation that bends, tanh or ReLU, makes depth count.";
  return finding;
}

}  // namespace isobath::app::doctor
