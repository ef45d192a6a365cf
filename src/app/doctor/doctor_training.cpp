// SPDX-License-Identifier: MIT
// The doctor's rules about steps that are too long.
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/doctor/doctor_rules.hpp"
#include "core/precision.hpp"

namespace isobath::app::doctor {

namespace {

/// Fewer samples of J say nothing of its course.
constexpr std::size_t kLeastSamples = 8;
/// J has risen if it stands a fifth above its least, and by kRisenOfGuess.
constexpr double kRisen = 1.2;
/// It swings if the ups and downs add up to four times the way it has come, and each is 3 % of it.
constexpr double kDetour = 4.0, kSwing = 0.03;
/// In half, √v is either 0 or 2⁻¹² and more: an ε far below lets the steps of small gradients jump.
constexpr double kLeastRoot = 1.0 / 4096.0, kFarBelow = 0.1;

std::string step_words(std::int64_t step) { return "update " + std::to_string(step); }

std::span<const CostSample> last_quarter(std::span<const CostSample> costs) {
  return costs.last(std::max<std::size_t>(costs.size() / 4, 3));
}

const CostSample& least_cost(std::span<const CostSample> costs) {
  return *std::ranges::min_element(costs, {}, [](const CostSample& sample) {
    return std::isfinite(sample.cost) ? sample.cost : std::numeric_limits<double>::max();
  });
}

std::string symbol_at(const core::Divergence& at) {
  return std::string(core::symbol(at.what)) + "[" + std::to_string(at.layer) + "]";
}

/// Steps that are too long for inputs of such size would do for others.
void advise_shorter_steps(Finding& finding, const Facts& facts) {
  if (!unscaled_inputs(facts)) return advise_calmer(finding, facts);
  finding.advice = "Standardised inputs allow a larger α: begin with those.";
  advise_standardising(finding);
}

std::string swings(std::span<const CostSample> last, double guess) {
  double way = 0.0, mean = 0.0;
  std::size_t rises = 0;
  for (std::size_t i = 1; i < last.size(); ++i) {
    way += std::abs(last[i].cost - last[i - 1].cost);
    mean += last[i].cost;
    if (last[i].cost > last[i - 1].cost) ++rises;
  }
  const auto size = static_cast<double>(last.size() - 1);
  mean /= size;
  const double net = std::abs(last.front().cost - last.back().cost);
  const bool found = way > kDetour * net && way / size > kSwing * mean && mean > kSwing * guess &&
                     rises * 3 >= last.size();
  return found ? "J swings by about " + percent(way / size / mean) +
                     " from one measurement to the next instead of falling: "
               : "";
}

std::string rises(std::span<const CostSample> costs, double guess) {
  const CostSample& least = least_cost(costs);
  const auto recent = last_quarter(costs);
  const double now = least_cost(recent).cost;
  const bool past = least.step < recent.front().step;
  if (!past || !(now > kRisen * least.cost + kRisenOfGuess * guess)) return "";
  return "J rises: it was " + brief(least.cost) + " at " + step_words(least.step) +
         " and not below " + brief(now) + " since " + step_words(recent.front().step) + ": ";
}

std::string throws_units(const Facts& facts) {
  const int layer = thrown_layer(facts);
  if (layer == 0) return "";
  const core::LayerRecord& now = facts.record.layers[static_cast<std::size_t>(layer) - 1];
  const bool dead = now.dead > now.saturated;
  return percent(std::max(now.dead, now.saturated)) + " of " + layer_words(layer) +
         (dead ? "'s units are dead" : "'s values stand at the flat ends") +
         ", which they were not at the start, and J is " + brief(facts.record.cost) +
         " (it began at " + brief(facts.start.cost) + "): ";
}

}  // namespace

Ill lost_epsilon(const Facts& facts) {
  const core::TrainingOptions& training = facts.document.training;
  const bool divides =
      training.optimizer == core::Optimizer::rmsprop || training.optimizer == core::Optimizer::adam;
  const bool half = facts.document.precision == core::Precision::half;
  const bool at_start = facts.record.diverged && facts.record.diverged->step < 1;
  const double least =
      half ? kFarBelow * kLeastRoot : static_cast<double>(std::numeric_limits<float>::denorm_min());
  if (!divides || at_start || training.epsilon >= least) return {};
  Finding finding{"epsilon"};
  if (facts.record.diverged) finding.severity = Severity::error;
  const std::string name = training.optimizer == core::Optimizer::adam ? "Adam" : "RMSprop";
  finding.sentence =
      half ? "In half precision v rounds to 0 where gradients are small, and so does ε = " +
                 brief(training.epsilon) + ": " + name + " divides by √v + ε, and W jumps."
           : "ε = " + brief(training.epsilon) + " is 0 in this precision: where a gradient is 0, " +
                 name + " divides 0 by 0.";
  finding.advice = "ε = 0.0001 is as large as the smallest √v that half precision keeps.";
  if (!half) finding.advice = "Any ε above 0 prevents it.";
  const std::string value = half ? "0.0001" : "1e-8";
  finding.treatment = {
      {{"training.epsilon", value}}, half ? "ε = 0.0001" : "ε = " + brief(1e-8), true};
  return finding;
}

Ill not_finite(const Facts& facts) {
  if (!facts.record.diverged) return {};
  const core::Divergence& at = *facts.record.diverged;
  const bool by_example = at.what == core::Quantity::z || at.what == core::Quantity::a ||
                          at.what == core::Quantity::d_z || at.what == core::Quantity::d_a;
  const bool of_bias = at.what == core::Quantity::b || at.what == core::Quantity::d_b;
  Finding finding{"not-finite", Severity::error};
  finding.layer = at.layer;
  finding.sentence = "First NaN or Inf: " + symbol_at(at) + " at " + step_words(at.step) +
                     ", unit " + std::to_string(at.unit + 1);
  if (!of_bias)
    finding.sentence +=
        std::string(by_example ? ", example " : ", from unit ") + std::to_string(at.example + 1);
  finding.sentence += ".";
  // What begins as Inf or NaN was too large at the start; later it is the steps.
  if (const auto cause = exploding(facts); cause || at.step <= 1) {
    finding.treatment =
        cause ? cause->treatment : fitting_start(facts.document, hidden_activation(facts.document));
    finding.advice = "Values overflow at the start. Try " + finding.treatment.words + ".";
    if (!finding.treatment.changes.empty()) return finding;
  }
  advise_shorter_steps(finding, facts);
  return finding;
}

Ill runaway(const Facts& facts) {
  if (!ran_away(facts)) return {};
  Finding finding{"runaway", Severity::error};
  finding.sentence = "J is growing: it began at " + brief(facts.start.cost) + " and is " +
                     brief(facts.record.cost) + " at " + step_words(facts.record.step) +
                     "; with α = " + brief(facts.document.training.learning_rate) +
                     " each step overshoots the minimum.";
  advise_calmer(finding, facts);
  return finding;
}

Ill rate_too_large(const Facts& facts) {
  const double guess = facts.data.guess_loss;
  const auto costs = facts.costs;
  std::string signs = throws_units(facts);
  if (signs.empty() && costs.size() >= kLeastSamples) signs = rises(costs, guess);
  if (signs.empty() && costs.size() >= kLeastSamples)
    signs = swings(costs.last(costs.size() / 2), guess);
  if (signs.empty()) return {};
  Finding finding{"rate-too-large"};
  finding.sentence =
      signs + "α = " + brief(facts.document.training.learning_rate) + " is too large.";
  advise_calmer(finding, facts);
  return finding;
}

}  // namespace isobath::app::doctor
