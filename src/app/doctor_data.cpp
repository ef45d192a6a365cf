// SPDX-License-Identifier: MIT
// The doctor's rules about inputs, targets and the loss.
#include <algorithm>
#include <cmath>

#include "app/doctor_rules.hpp"
#include "core/initialization.hpp"

namespace isobath::app::doctor {

namespace {

/// A network that knows nothing yet should cost what a guess costs (A. Karpathy, "A recipe for
/// training neural networks": verify the loss at the start); twice as much says it is sure of what
/// it cannot know.
constexpr double kSure = 2.0;
/// Deviations that differ ×10 make the cost's valley a hundred times longer than wide (Y. LeCun et
/// al., "Efficient BackProp", 1998: average near 0, about the same covariance).
constexpr double kUnequal = 10.0, kFarFromZero = 3.0;

std::string input_words(const Facts& facts, core::Index input) {
  const auto at = static_cast<std::size_t>(input);
  const auto& names = facts.dataset.input_names;
  return at < names.size() && !names[at].empty() ? names[at] : "input " + std::to_string(input + 1);
}

}  // namespace

Ill starting_loss(const Facts& facts) {
  const double guess = facts.data.guess_loss, start = facts.start.train.loss;
  const bool past = facts.record.train.loss < guess;
  if (facts.document.parameters || past || !(guess > 0.0) || !(start > kSure * guess)) return {};
  Finding finding{"starting-loss"};
  const bool regression = facts.document.loss == core::Loss::squared_error;
  const std::string last =
      "network.layers[" + std::to_string(facts.document.layers.size() - 1) + "]";
  if (regression) {
    // Answers around 0 for targets around their mean: b of the last layer can begin there.
    const double mean = facts.data.target_mean.size() == 1 ? facts.data.target_mean(0) : 0.0;
    const bool by_mean = 0.5 * mean * mean > 0.5 * (start - guess);
    finding.sentence = "J begins at " + brief(start) +
                       "; always answering the mean of y would cost " + brief(guess) + ".";
    if (by_mean) {
      finding.treatment = {
          {{last + ".bias", brief(mean)}},
          "b[" + std::to_string(facts.document.layers.size()) + "] = " + brief(mean),
          true};
      finding.advice =
          "The first updates only learn that mean: let the last b begin at " + brief(mean) + ".";
      return finding;
    }
  } else {
    const bool two = facts.document.loss == core::Loss::binary_cross_entropy;
    finding.sentence = "J begins at " + brief(start) + "; a network that knows nothing costs " +
                       (two ? "ln 2" : "ln " + std::to_string(facts.dataset.targets())) + " = " +
                       brief(guess) + ". Its first answers are sure and wrong.";
  }
  const double swing = facts.start.layers.back().z.rms;
  const double scale = core::scale_of(facts.document.layers.back(), facts.document.initialization);
  if (!(swing > 1.0) || !(scale > 0.0) || !std::isfinite(swing)) return finding;
  if (facts.document.initialization.scale > 1.0) {
    finding.treatment = fitting_start(facts.document, hidden_activation(facts.document));
    finding.advice = "Try " + finding.treatment.words + ".";
    return finding;
  }
  const std::string smaller = brief(scale / swing);
  finding.treatment = {
      {{last + ".scale", smaller}}, "last layer's scale " + brief(scale) + " → " + smaller, true};
  finding.advice = "Smaller weights in the last layer (scale " + smaller +
                   "): Z there has an rms of " + brief(swing) + ".";
  return finding;
}

Ill unscaled_inputs(const Facts& facts) {
  if (facts.document.data.scaling == data::Scaling::standardize) return {};
  const DataFacts& data = facts.data;
  if (!(data.least_deviation > 0.0)) return {};
  const double ratio = data.largest_deviation / data.least_deviation;
  const bool unequal = ratio >= kUnequal, offset = data.largest_offset >= kFarFromZero;
  if (!unequal && !offset) return {};
  Finding finding{"unscaled-inputs"};
  if (unequal)
    finding.sentence = "Inputs differ ×" + brief(ratio) + " in spread: σ of " +
                       input_words(facts, data.largest_input) + " is " +
                       brief(data.largest_deviation) + ", of " +
                       input_words(facts, data.least_input) + " " + brief(data.least_deviation) +
                       ". No α suits both.";
  else
    finding.sentence = "The mean of " + input_words(facts, data.offset_input) + " is " +
                       brief(data.largest_offset) +
                       " σ away from 0: its weight and b pull at the same string.";
  finding.treatment = {{{"data.scaling", "standardize"}}, "standardised inputs", true};
  finding.advice = "Standardise: μ = 0 and σ = 1 for every input.";
  return finding;
}

Ill unfit_loss(const Facts& facts) {
  if (facts.dataset.task == data::Task::regression ||
      facts.document.loss != core::Loss::squared_error)
    return {};
  const bool two = facts.dataset.task == data::Task::binary;
  Finding finding{"loss", Severity::note};
  finding.sentence = "Classes are learned with squared error: where ŷ is sure and wrong, g′(Z[" +
                     std::to_string(facts.document.layers.size()) +
                     "]) is almost 0 and so is the gradient.";
  finding.treatment = {{{"loss", two ? "binary_cross_entropy" : "categorical_cross_entropy"}},
                       "cross-entropy",
                       true};
  finding.advice = "Cross-entropy gives dZ = ŷ − y, however wrong ŷ is.";
  return finding;
}

}  // namespace isobath::app::doctor
