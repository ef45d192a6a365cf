// SPDX-License-Identifier: MIT
// The doctor's rules about inputs, targets, the loss and the dev part.
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/doctor/doctor_rules.hpp"
#include "app/edit/adapt.hpp"
#include "core/initialization.hpp"
#include "document/fields.hpp"

namespace isobath::app::doctor {

namespace {

/// A network that knows nothing yet should cost what a guess costs (A. Karpathy, "A recipe for
/// training neural networks": verify the loss at the start); twice as much says it is sure of what
/// it cannot know.
constexpr double kSure = 2.0;
/// Of a regression: answers that are twice as far off as the mean is.
constexpr double kFarOff = 4.0;
/// Less than that is made good for in a few updates.
constexpr double kFarTooHigh = 10.0;
/// Targets of a larger spread want gradients of such size that no usual α suits them.
constexpr double kLargeTargets = 10.0;
/// Deviations that differ ×10 make the cost's valley a hundred times longer than wide (Y. LeCun et
/// al., "Efficient BackProp", 1998: average near 0, about the same covariance).
constexpr double kUnequal = 10.0, kFarFromZero = 3.0;
/// Overfitting: the dev loss is a tenth above its least and J fell by 5 % meanwhile, and they are
/// apart by now.
constexpr std::size_t kLeastLookedAt = 8;
constexpr double kDevRisen = 1.1, kTrainFallen = 0.95, kApart = 2.0;
/// Fewer dev examples cannot judge: one of them is a tenth of the accuracy or more.
constexpr core::Index kLeastDevExamples = 10;
/// They are worth a word where the training part is learned and they are not.
constexpr double kLearnedByDev = 0.5;

std::string input_words(const Facts& facts, core::Index input) {
  const auto at = static_cast<std::size_t>(input);
  const auto& names = facts.dataset.input_names;
  return at < names.size() && !names[at].empty() ? names[at] : "input " + std::to_string(input + 1);
}

const document::Field& bias_field() { return *document::find_field("initialization.bias"); }

/// The last layer's answers lie around 0, the targets around their mean.
void advise_targets(Finding& finding, const Facts& facts) {
  const double mean = facts.data.target_mean(0), deviation = std::sqrt(2.0 * facts.data.guess_loss);
  const document::Range& range = bias_field().range;
  const bool one = facts.data.target_mean.size() == 1;
  const std::size_t at = facts.document.layers.size() - 1;
  // A b that is not there cannot begin anywhere.
  const bool has_bias = facts.document.layers[at].has_bias;
  const bool fits = one && has_bias && mean >= range.lowest && mean <= range.highest;
  const bool in_units = facts.document.data.target_scaling == data::TargetScaling::none &&
                        (!fits || deviation > kLargeTargets);
  if (!fits && !in_units) return;
  finding.treatment.restart = true;
  if (in_units) {
    if (one && !fits && has_bias)
      finding.sentence += " b cannot begin at a mean of " + brief(mean) + ": it is at most " +
                          brief(range.highest) + ".";
    finding.treatment.changes = {{"data.target_scaling", "standardize"}};
    finding.treatment.words = "standardised targets";
    finding.advice = "Standardise y: count it in σ from its mean (μ = 0, σ = 1).";
  } else {
    const std::string value = field_text(mean);
    finding.treatment.changes = {{field_of(at, "bias"), value}};
    finding.treatment.words = "b[" + std::to_string(at + 1) + "] = " + value;
    finding.advice =
        "The first updates only learn that mean: let the last b begin at " + value + ".";
  }
  // What the answers' own spread would cost beside that of the targets.
  const double swing = facts.start.layers.back().z.rms, spread = in_units ? 1.0 : deviation;
  const double scale = core::scale_of(facts.document.layers.back(), facts.document.initialization);
  if (!(swing > spread) || !(scale > 0.0) || !std::isfinite(swing)) return;
  const double smaller = scale * spread / swing;
  finding.treatment.changes.push_back({field_of(at, "scale"), field_text(smaller)});
  finding.treatment.words += ", last layer's scale " + brief(smaller);
}

/// Answers that are too sure of themselves.
void advise_smaller_output(Finding& finding, const Facts& facts) {
  const core::LayerOptions& last = facts.document.layers.back();
  const core::InitializationOptions& start = facts.document.initialization;
  const double swing = facts.start.layers.back().z.rms;
  const double scale = core::scale_of(last, start);
  const std::size_t at = facts.document.layers.size() - 1;
  const bool biased = core::bias_of(last, start) != core::BiasRule{};
  if (biased || start.scale > 1.0 || !(scale > 0.0) || !std::isfinite(swing)) {
    finding.treatment = fitting_start(facts.document, hidden_activation(facts.document));
    finding.treatment.changes.push_back({field_of(at, "scale"), "0.3"});
    finding.treatment.words += ", last layer's scale 0.3";
    finding.advice = "Try " + finding.treatment.words + ".";
    return;
  }
  // Answers of cross-entropy are at home in Z of about 1, those of a regression where targets are.
  const double home = facts.document.loss == core::Loss::squared_error
                          ? std::sqrt(2.0 * facts.data.guess_loss)
                          : 1.0;
  const double smaller = scale * std::min(0.5, home / swing);
  finding.treatment = {{{field_of(at, "scale"), field_text(smaller)}},
                       "last layer's scale " + brief(scale) + " → " + brief(smaller),
                       true};
  finding.advice = "Smaller weights in the last layer: Z there has an rms of " + brief(swing) + ".";
}

}  // namespace

Ill starting_loss(const Facts& facts) {
  const double guess = facts.data.guess_loss, start = facts.start.train.loss;
  const bool regression = facts.document.loss == core::Loss::squared_error;
  const bool past = facts.record.train.loss < guess;
  if (facts.document.parameters || past || !(guess > 0.0) ||
      !(start > (regression ? kFarOff : kSure) * guess))
    return {};
  const auto severity = start > kFarTooHigh * guess ? Severity::warning : Severity::note;
  Finding finding{"starting-loss", severity};
  if (regression) {
    finding.sentence = "Starting J " + brief(start) +
                       "; always answering the mean of y would cost " + brief(guess) + ".";
    if (facts.data.target_mean.squaredNorm() > start - guess) advise_targets(finding, facts);
  } else {
    const bool two = facts.document.loss == core::Loss::binary_cross_entropy;
    finding.sentence = "Starting J " + brief(start) + "; a random guess costs " +
                       (two ? "ln 2" : "ln " + std::to_string(facts.dataset.targets())) + " = " +
                       brief(guess) + ". The first predictions are confident and wrong.";
  }
  if (finding.treatment.changes.empty()) advise_smaller_output(finding, facts);
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
                       " σ away from 0: its weight and b do the same job, so descent zigzags.";
  // What it has done is told as its effect, or not at all.
  if (facts.record.diverged || ran_away(facts)) finding.severity = Severity::error;
  advise_standardising(finding);
  finding.advice = "Standardise: μ = 0 and σ = 1 for every input.";
  return finding;
}

Ill unfit_loss(const Facts& facts) {
  if (facts.dataset.task == data::Task::regression ||
      facts.document.loss != core::Loss::squared_error || has_learned(facts))
    return {};
  // Only where ŷ itself has flat ends.
  const core::Activation last = facts.document.layers.back().activation;
  if (last != core::Activation::sigmoid && last != core::Activation::tanh) return {};
  const bool two = facts.dataset.task == data::Task::binary;
  Finding finding{"loss", Severity::note};
  finding.sentence =
      "Classes are learned with squared error: where ŷ is confident and wrong, g′(Z[" +
      std::to_string(facts.document.layers.size()) + "]) is almost 0 and so is the gradient.";
  finding.treatment = {{{"loss", two ? "binary_cross_entropy" : "categorical_cross_entropy"}},
                       "cross-entropy",
                       true};
  finding.advice = "Cross-entropy gives dZ = ŷ − y, however wrong ŷ is.";
  return finding;
}

namespace {

double squared_weights(const Facts& facts) {
  double sum = 0.0;
  auto inputs = static_cast<double>(facts.dataset.inputs());
  for (const core::LayerRecord& layer : facts.record.layers) {
    const double units = facts.document.layers[static_cast<std::size_t>(layer.layer) - 1].units;
    sum += units * inputs * layer.w.rms * layer.w.rms;
    inputs = units;
  }
  return sum;
}

}  // namespace

Ill overfitting(const Facts& facts) {
  const auto costs = facts.costs;
  if (costs.size() < kLeastLookedAt || facts.dataset.dev.x.cols() < kLeastDevExamples ||
      !has_learned(facts))
    return {};
  const CostSample& best = *std::ranges::min_element(costs, {}, [](const CostSample& sample) {
    return std::isfinite(sample.dev_loss) ? sample.dev_loss : std::numeric_limits<double>::max();
  });
  const CostSample& now = costs.back();
  // Since a quarter of the run: a single look may be out of the common.
  const auto recent = costs.last(costs.size() / 4);
  const bool risen = std::ranges::all_of(recent, [&](const CostSample& sample) {
    return sample.dev_loss >
           kDevRisen * best.dev_loss + 0.5 * kRisenOfGuess * facts.data.guess_loss;
  });
  const bool apart = now.dev_loss > kApart * facts.record.train.loss;
  if (!risen || !apart || !(now.cost < kTrainFallen * best.cost)) return {};
  Finding finding{"overfitting"};
  finding.sentence = "Since update " + std::to_string(best.step) + " the dev loss rose from " +
                     brief(best.dev_loss) + " to " + brief(now.dev_loss) + " while J fell from " +
                     brief(best.cost) + " to " + brief(now.cost) +
                     ": the network memorises these examples.";
  // L2 costs λ/(2m)·‖W‖²: the present W should cost more than it loses on the dev part.
  const double l2 = facts.document.training.l2;
  constexpr double kMore = 3.0;
  const double wanted = kMore * 2.0 * static_cast<double>(facts.dataset.train.x.cols()) *
                        (now.dev_loss - facts.record.train.loss) / squared_weights(facts);
  constexpr double kMuch = 10.0;
  if (l2 < kMuch) {
    double next = 0.1;
    while (next < kMuch && (next < wanted || next <= l2)) next = rung_above(next);
    finding.treatment = {
        {{"training.l2", field_text(next)}}, "L2 " + brief(l2) + " → " + brief(next), true};
    finding.advice = "L2 = " + brief(next) + " keeps weights small and the output smooth.";
    return finding;
  }
  const int units = std::max(1, facts.document.layers.front().units / 2);
  finding.treatment = {
      {{"network.width", std::to_string(units)}}, std::to_string(units) + " units a layer", true};
  finding.advice = "L2 is large already. Fewer units can memorise less.";
  return finding;
}

Ill few_dev_examples(const Facts& facts) {
  const core::Index count = facts.dataset.dev.x.cols();
  const core::PartRecord& dev = facts.record.dev;
  if (count < 1 || count >= kLeastDevExamples || facts.record.step <= facts.start.step ||
      !has_learned(facts) || dev.loss < kLearnedByDev * facts.data.constant_loss)
    return {};
  Finding finding{"few-dev", Severity::note};
  const std::string examples = std::to_string(count) + (count == 1 ? " example" : " examples");
  finding.sentence = "The dev part has " + examples + ", too few to judge by";
  if (std::isfinite(dev.accuracy))
    finding.sentence += ": its accuracy " + percent(dev.accuracy) + " changes by " +
                        percent(1.0 / static_cast<double>(count)) + " with one of them";
  finding.sentence += ".";
  const data::Source source = facts.document.data.source;
  const bool all_there_are = source == data::Source::table || source == data::Source::parity;
  if (source == data::Source::parity)
    finding.sentence += " And parity cannot be guessed for rows that were never seen.";
  if (all_there_are) {
    finding.treatment = {{{"data.split", "1,0,0"}}, "all rows for training", true};
    finding.advice = "Train on all rows.";
  } else {
    const std::string more = std::to_string(data::Options{}.examples);
    finding.treatment = {
        {{"data.examples", more}, {"data.split", "0.5,0.25,0.25"}}, more + " examples", true};
    finding.advice = "Draw more of them: " + finding.treatment.words + ".";
  }
  return finding;
}

}  // namespace isobath::app::doctor
