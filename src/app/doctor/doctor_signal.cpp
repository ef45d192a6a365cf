// SPDX-License-Identifier: MIT
// The doctor's rules about the signal: does it swell, fade or stop on its way through the layers?
#include <algorithm>
#include <cmath>

#include "app/doctor/doctor_rules.hpp"

namespace isobath::app::doctor {

namespace {

/// One α moves all layers, so one that gets a thousandth of the gradient learns a thousand times
/// slower; below a millionth its steps are lost in float's rounding of W (2⁻²³ ≈ 1e-7).
constexpr double kFaint = 1e-3, kLost = 1e-6;
/// The same the other way round.
constexpr double kStrong = 1e3, kEnormous = 1e6;
/// Twice the spread that the schemes reckon with.
constexpr double kLargeInputs = 2.0;
/// A ReLU layer loses a few units to chance; a quarter of them is more than that. In deep networks
/// inputs become alike from layer to layer, and a unit is either on or off for all of them: half
/// the units are dead, give or take 3 deviations of such a lot.
constexpr double kDead = 0.25, kMostlyDead = 0.5;
constexpr int kShallow = 3;

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

/// A signal that is exactly 0 from some layer on: nothing comes back either.
Ill faded_out(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (!usable(layers.front().z.rms)) return {};
  const auto first =
      std::ranges::find(layers, 0.0, [](const core::LayerRecord& layer) { return layer.z.rms; });
  if (first == layers.end() || !usable(first->w.rms)) return {};
  Finding finding{"vanishing", Severity::error};
  finding.layer = first->layer;
  finding.sentence = "Z is exactly 0 from " + layer_words(first->layer) +
                     " on: the signal faded out on its way, and no gradient comes back." +
                     cause_of_fading(facts);
  advise_signal(finding, facts, std::nan(""), 0);
  return finding;
}

double dead_limit(const Facts& facts, const core::LayerRecord& layer) {
  if (layer.layer <= kShallow) return kDead;
  const int units = facts.document.layers[static_cast<std::size_t>(layer.layer) - 1].units;
  return std::min(1.0, 0.5 + 1.5 / std::sqrt(units));
}

}  // namespace

Ill vanishing(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (depth(facts) < 2 || has_learned(facts)) return {};
  if (auto faded = faded_out(facts)) return faded;
  const double last = layers.back().d_z.rms;
  if (!usable(last)) return {};
  // Where layer 1 stands at its flat ends because of its inputs, that is what is wrong with it.
  const auto first = layers.begin() + (saturated_by_inputs(facts) ? 1 : 0);
  const auto least = std::min_element(
      first, layers.end() - 1,
      [](const core::LayerRecord& a, const core::LayerRecord& b) { return a.d_z.rms < b.d_z.rms; });
  const double share = least->d_z.rms / last;
  if (!(share < kFaint)) return {};
  // A few layers do not fade a gradient to 0: units that are dead do, and are told as such.
  if (share == 0.0 && depth(facts) <= kShallow && least->dead >= 1.0) return {};
  // No gradient comes through a W that is 0, which the first update changes.
  if (share == 0.0 && std::ranges::any_of(layers, [](const core::LayerRecord& layer) {
        return layer.w.rms == 0.0;
      }))
    return {};
  Finding finding{"vanishing", share < kLost ? Severity::error : Severity::warning};
  finding.layer = least->layer;
  const std::string l = std::to_string(least->layer), end = std::to_string(depth(facts));
  if (share > 0.0)
    finding.sentence = "The gradient at layer " + l + " is " + brief(share) +
                       " of that at the output (rms of dZ[" + l + "] to dZ[" + end + "]" +
                       per_layer(share, depth(facts) - least->layer) + ").";
  else
    finding.sentence = "Layer " + l + "'s gradient is 0: it does not learn.";
  finding.sentence += cause_of_fading(facts);
  advise_signal(finding, facts, share, depth(facts) - least->layer);
  return finding;
}

Ill exploding(const Facts& facts) {
  // What a J that ran away leaves behind is large everywhere and says nothing of the depth.
  const bool gone = ran_away(facts) || facts.record.diverged;
  const auto& layers = gone ? facts.start.layers : facts.record.layers;
  if (layers.size() < 2) return {};
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
  const auto end = static_cast<int>(layers.size());
  if (activation >= gradient) {
    finding.layer = by_activation->layer;
    finding.sentence = "Z grows ×" + brief(activation) + " from layer 1 to layer " +
                       std::to_string(finding.layer) +
                       per_layer(activation, by_activation->layer - 1) + ".";
    advise_signal(finding, facts, activation, by_activation->layer - 1);
  } else {
    finding.layer = by_gradient->layer;
    const std::string l = std::to_string(finding.layer);
    finding.sentence = "The gradient at layer " + l + " is ×" + brief(gradient) +
                       " that at the output (rms of dZ[" + l + "] to dZ[" + std::to_string(end) +
                       "]" + per_layer(gradient, end - by_gradient->layer) + ").";
    advise_signal(finding, facts, gradient, end - by_gradient->layer);
  }
  return finding;
}

/// Looks at the start: a network that saturates its units as it learns does so for a reason, and
/// steps that throw them there are rate_too_large's.
Ill saturation(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (depth(facts) < 2 || facts.start.layers.size() != layers.size() || has_learned(facts))
    return {};
  const auto at_start = [&](const core::LayerRecord& layer) {
    const double then = facts.start.layers[static_cast<std::size_t>(layer.layer) - 1].saturated;
    return std::min(layer.saturated, then);
  };
  const auto most = std::ranges::max_element(layers.begin(), layers.end() - 1, {}, at_start);
  if (!(at_start(*most) >= kSaturated)) return {};
  if (most->layer == 1 && saturated_by_inputs(facts)) return {};
  const core::Activation activation =
      facts.document.layers[static_cast<std::size_t>(most->layer) - 1].activation;
  Finding finding{"saturation"};
  finding.layer = most->layer;
  finding.sentence = percent(most->saturated) + " of " + layer_words(most->layer) +
                     "'s values stand at the flat ends of " + std::string(readable(activation)) +
                     " (rms of Z[" + std::to_string(most->layer) + "] is " + brief(most->z.rms) +
                     "): hardly any gradient passes there.";
  finding.treatment = fitting_wide_start(facts.document, better_activation(facts.document));
  if (!finding.treatment.changes.empty()) {
    finding.advice = "Try " + finding.treatment.words + ": smaller weights keep Z near 0.";
  } else if (most->layer == 1 && facts.data.input_rms > kLargeInputs &&
             facts.document.data.scaling != data::Scaling::standardize) {
    finding.advice =
        "Inputs are large (rms " + brief(facts.data.input_rms) + "): standardise them.";
    advise_standardising(finding);
  } else {
    finding.treatment = fitting_wide_start(facts.document, core::Activation::relu);
    finding.advice = "ReLU has no upper flat end.";
  }
  return finding;
}

Ill dead_units(const Facts& facts) {
  const auto& layers = facts.record.layers;
  if (depth(facts) < 2) return {};
  const auto excess = [&](const core::LayerRecord& layer) {
    return layer.dead - dead_limit(facts, layer);
  };
  const auto most = std::ranges::max_element(layers.begin(), layers.end() - 1, {}, excess);
  if (!(excess(*most) >= 0.0) || (has_learned(facts) && most->dead < 1.0)) return {};
  const core::LayerOptions& layer =
      facts.document.layers[static_cast<std::size_t>(most->layer) - 1];
  const auto dead = static_cast<int>(std::lround(most->dead * layer.units));
  if (dead == 0) return {};
  Finding finding{"dead-units", most->dead >= 1.0          ? Severity::error
                                : most->dead > kMostlyDead ? Severity::warning
                                                           : Severity::note};
  finding.layer = most->layer;
  finding.sentence = std::to_string(dead) + " of " + std::to_string(layer.units) + " units of " +
                     layer_words(most->layer) + (dead == 1 ? " is" : " are") + " dead: g′(Z) = 0 " +
                     "on every example, so no gradient ever moves them again.";
  if (layer.activation == core::Activation::relu) {
    finding.treatment = fitting_wide_start(facts.document, core::Activation::leaky_relu);
    finding.advice = "Try leaky ReLU, which always lets a little through.";
    return finding;
  }
  finding.treatment = fitting_wide_start(facts.document, better_activation(facts.document));
  finding.advice = "Smaller weights keep units off the flat ends.";
  if (finding.treatment.changes.empty()) advise_calmer(finding, facts);
  return finding;
}

}  // namespace isobath::app::doctor
