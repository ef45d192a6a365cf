// SPDX-License-Identifier: MIT
// The doctor's rules about the descent: what J does from update to update.
#include <algorithm>
#include <cmath>

#include "app/doctor_rules.hpp"

namespace isobath::app::doctor {

namespace {

/// Fewer samples of J say nothing of its course.
constexpr std::size_t kLeastSamples = 8;
/// J has risen if it stands a fifth above its least, and by 2 % of what a guess costs: less is the
/// noise of mini-batches.
constexpr double kRisen = 1.2, kRisenOfGuess = 0.02;
/// It ran away if it is twice as high as it began.
constexpr double kFar = 2.0;
/// It swings if the ups and downs add up to four times the way it has come, and each is 3 % of it.
constexpr double kDetour = 4.0, kSwing = 0.03;
/// It does not move if the second half of a run, of 150 updates or more, took off less than 2 %,
/// while no layer's updates are more than 3e-4 of its weights; 1e-3 is what works as a rule
/// (A. Karpathy's makemore, part 3).
constexpr std::int64_t kManyUpdates = 150;
constexpr double kStuck = 0.02, kTinyUpdate = 3e-4, kGoodUpdate = 1e-3;
/// J still worth lowering: a third of a guess's.
constexpr double kHigh = 0.33;
/// Overfitting: the dev loss is a tenth above its least and J fell by 5 % meanwhile.
constexpr double kDevRisen = 1.1, kTrainFallen = 0.95;
constexpr core::Index kLeastDevExamples = 10;

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

}  // namespace

Ill not_finite(const Facts& facts) {
  if (!facts.record.diverged) return {};
  const core::Divergence& at = *facts.record.diverged;
  const bool by_example = at.what == core::Quantity::z || at.what == core::Quantity::a ||
                          at.what == core::Quantity::d_z || at.what == core::Quantity::d_a;
  const bool of_bias = at.what == core::Quantity::b || at.what == core::Quantity::d_b;
  Finding finding{"not-finite", Severity::error};
  finding.layer = at.layer;
  finding.sentence = "The first value that is no number any more: " + symbol_at(at) + " at " +
                     step_words(at.step) + ", unit " + std::to_string(at.unit + 1);
  if (!of_bias)
    finding.sentence +=
        std::string(by_example ? ", example " : ", from unit ") + std::to_string(at.example + 1);
  finding.sentence += ".";
  // What begins as Inf or NaN was too large at the start; later it is the steps.
  if (at.step <= 1) {
    finding.treatment = fitting_start(facts.document, hidden_activation(facts.document));
    finding.advice = "The weights overflow at the start. Try " + finding.treatment.words + ".";
    if (!finding.treatment.changes.empty()) return finding;
  }
  const double rate = facts.document.training.learning_rate;
  finding.treatment = other_rate(facts.document, rung_below(rung_below(rate)), true);
  finding.advice = "J ran away by steps that are too long. Begin again with a tenth of α.";
  return finding;
}

bool ran_away(const Facts& facts) {
  const double start = std::max(facts.start.cost, facts.data.guess_loss);
  return facts.record.step > facts.start.step && facts.record.cost > kFar * start;
}

Ill runaway(const Facts& facts) {
  if (!ran_away(facts)) return {};
  const double rate = facts.document.training.learning_rate;
  Finding finding{"runaway", Severity::error};
  finding.sentence = "J ran away: it began at " + brief(facts.start.cost) + " and is " +
                     brief(facts.record.cost) + " at " + step_words(facts.record.step) +
                     "; every step of α = " + brief(rate) + " lands farther up the other side.";
  const double next = rung_below(rung_below(rate));
  finding.treatment = other_rate(facts.document, next, true);
  finding.advice = "Begin again with α = " + brief(next) + ".";
  return finding;
}

Ill rate_too_large(const Facts& facts) {
  const auto costs = facts.costs;
  if (costs.size() < kLeastSamples) return {};
  const double rate = facts.document.training.learning_rate;
  const double guess = facts.data.guess_loss;
  Finding finding{"rate-too-large"};
  const CostSample& least = least_cost(costs);
  const auto recent = last_quarter(costs);
  const double now = least_cost(recent).cost;
  const bool past = least.step < recent.front().step;
  if (past && now > kRisen * least.cost + kRisenOfGuess * guess) {
    finding.sentence = "J rises: it was " + brief(least.cost) + " at " + step_words(least.step) +
                       " and not below " + brief(now) + " since " +
                       step_words(recent.front().step) + "; α = " + brief(rate) +
                       " steps over the valley.";
  } else {
    const auto last = costs.last(costs.size() / 2);
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
    const bool swings = way > kDetour * net && way / size > kSwing * mean &&
                        mean > kSwing * guess && rises * 3 >= last.size();
    if (!swings) return {};
    finding.sentence = "J swings by about " + percent(way / size / mean) +
                       " from one look to the next instead of falling; α = " + brief(rate) +
                       " is too long a step.";
  }
  const double next = rung_below(rate);
  finding.treatment = other_rate(facts.document, next, false);
  finding.advice = "Try α = " + brief(next) + ".";
  return finding;
}

Ill rate_too_small(const Facts& facts) {
  const auto costs = facts.costs;
  if (costs.size() < 2) return {};
  // Since half of the run: what it does at first is quick in any case.
  const std::int64_t half = facts.start.step + (facts.record.step - facts.start.step) / 2;
  const CostSample& middle = *(std::ranges::upper_bound(costs, half, {}, &CostSample::step) - 1);
  const std::int64_t updates = facts.record.step - middle.step;
  if (updates < kManyUpdates) return {};
  const double before = middle.cost, now = facts.record.cost;
  double ratio = 0.0;
  for (const core::LayerRecord& layer : facts.record.layers)
    if (std::isfinite(layer.update_ratio)) ratio = std::max(ratio, layer.update_ratio);
  const bool stuck = before - now < kStuck * before && now > kHigh * facts.data.guess_loss;
  if (!stuck || !(ratio < kTinyUpdate) || !(ratio > 0.0)) return {};
  const double rate = facts.document.training.learning_rate;
  // Up the ladder until an update is about a thousandth of the weights.
  double next = rate;
  for (double grown = ratio; grown < kGoodUpdate && next < 1.0; grown *= 3.0)
    next = rung_below(next * 11.0);
  if (!(next > rate)) return {};
  Finding finding{"rate-too-small"};
  finding.sentence = "J went from " + brief(before) + " to " + brief(now) + " in the last " +
                     std::to_string(updates) + " updates: each changes the weights by " +
                     brief(ratio) + " of their size at most (1e-3 is usual); α = " + brief(rate) +
                     " crawls.";
  finding.treatment = other_rate(facts.document, next, false);
  finding.advice = "Try α = " + brief(next) + ".";
  return finding;
}

Ill overfitting(const Facts& facts) {
  const auto costs = facts.costs;
  if (costs.size() < kLeastSamples || facts.dataset.dev.x.cols() < kLeastDevExamples) return {};
  const CostSample& best = *std::ranges::min_element(costs, {}, [](const CostSample& sample) {
    return std::isfinite(sample.dev_loss) ? sample.dev_loss : std::numeric_limits<double>::max();
  });
  const CostSample& now = costs.back();
  const bool risen =
      now.dev_loss > kDevRisen * best.dev_loss + 0.5 * kRisenOfGuess * facts.data.guess_loss;
  if (!risen || !(now.cost < kTrainFallen * best.cost)) return {};
  Finding finding{"overfitting"};
  finding.sentence = "Since " + step_words(best.step) + " the dev loss rose from " +
                     brief(best.dev_loss) + " to " + brief(now.dev_loss) + " while J fell from " +
                     brief(best.cost) + " to " + brief(now.cost) +
                     ": the network learns these examples by heart.";
  const double l2 = facts.document.training.l2;
  const double next = l2 > 0.0 ? 10.0 * l2 : 0.1;
  finding.treatment = {
      {{"training.l2", brief(next)}}, "L2 " + brief(l2) + " → " + brief(next), true};
  finding.advice = "More examples, fewer units, or L2 = " + brief(next) + ".";
  return finding;
}

}  // namespace isobath::app::doctor
