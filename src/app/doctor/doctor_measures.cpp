// SPDX-License-Identifier: MIT
// What several of the doctor's rules measure.
#include <algorithm>
#include <cmath>

#include "app/doctor/doctor_rules.hpp"

namespace isobath::app::doctor {

namespace {

constexpr double kLearned = 0.5;
/// It ran away if it is twice as high as it began.
constexpr double kFar = 2.0;
/// A first update that changes W by a third of its size can throw units anywhere; 1e-3 is usual.
constexpr double kBold = 0.3;

double stuck(const core::LayerRecord& layer) { return std::max(layer.saturated, layer.dead); }

}  // namespace

bool has_learned(const Facts& facts) {
  return facts.record.train.loss < kLearned * facts.data.constant_loss;
}

bool ran_away(const Facts& facts) {
  const double start = std::max(facts.start.cost, facts.data.guess_loss);
  return facts.record.step > facts.start.step && facts.record.cost > kFar * start;
}

int thrown_layer(const Facts& facts) {
  const auto& now = facts.record.layers;
  const auto& then = facts.start.layers;
  if (facts.record.step <= facts.start.step || then.size() != now.size() || has_learned(facts) ||
      update_share(facts.document, facts.start) < kBold)
    return 0;
  for (std::size_t l = 0; l + 1 < now.size(); ++l)
    if (stuck(now[l]) >= kSaturated && stuck(then[l]) < kSaturated) return now[l].layer;
  return 0;
}

bool saturated_by_inputs(const Facts& facts) {
  if (facts.start.layers.empty() || !unscaled_inputs(facts)) return false;
  return std::max(stuck(facts.start.layers.front()), stuck(facts.record.layers.front())) >=
         kSaturated;
}

double update_share(const document::Document& document, const core::Record& record) {
  const core::TrainingOptions& options = document.training;
  // Whatever the gradient's size, a step of these is about α.
  const bool by_rate =
      options.optimizer == core::Optimizer::rmsprop || options.optimizer == core::Optimizer::adam;
  double most = 0.0;
  for (const core::LayerRecord& layer : record.layers) {
    const core::LayerOptions& own = document.layers[static_cast<std::size_t>(layer.layer) - 1];
    const double rate = options.learning_rate * own.learning_rate;
    const double share = rate * (by_rate ? 1.0 : layer.d_w.rms) / layer.w.rms;
    if (std::isfinite(share)) most = std::max(most, share);
  }
  return most;
}

double agreement(const Facts& facts) {
  double most = 0.0, inputs = facts.data.input_rms;
  for (const core::LayerRecord& layer : facts.record.layers) {
    const double by_weights = layer.d_w.rms / (layer.d_z.rms * inputs);
    const double by_bias = layer.d_b.rms / layer.d_z.rms;
    for (const double share : {by_weights, by_bias})
      if (std::isfinite(share)) most = std::max(most, share);
    inputs = layer.a.rms;
  }
  return most;
}

Course second_half(const Facts& facts) {
  const auto costs = facts.costs;
  const std::int64_t half = facts.start.step + (facts.record.step - facts.start.step) / 2;
  const auto later = std::ranges::upper_bound(costs, half, {}, &CostSample::step);
  if (later == costs.begin()) return {};
  const CostSample& middle = *(later - 1);
  return {facts.record.step - middle.step, middle.cost, facts.record.cost};
}

}  // namespace isobath::app::doctor
