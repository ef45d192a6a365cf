// SPDX-License-Identifier: MIT
// The check's lines, and descent along gradients that may be wrong.
#include "lab/gradient_exercise.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::lab {

namespace {

Verdict verdict_on(double ratio) {
  if (ratio <= kRatioGood) return Verdict::good;
  // NaN is as bad as it gets.
  return ratio <= kRatioBad ? Verdict::doubtful : Verdict::bad;
}

}  // namespace

void add_layer(const core::GradientCheck::Layer& layer, GradientExercise& exercise) {
  const auto add = [&](std::string_view name, double ratio) {
    const Verdict verdict = verdict_on(ratio);
    exercise.matrices.push_back(
        {std::string(name) + "[" + std::to_string(layer.layer) + "]", ratio, verdict, layer.layer});
    exercise.verdict = std::max(exercise.verdict, verdict);
  };
  add("dW", layer.weights_error);
  if (layer.has_bias) add("db", layer.bias_error);
  exercise.checked += layer.checked;
  exercise.entries += layer.entries;
}

GradientExercise check_with_bug(const core::Network& network, const core::TrainingOptions& options,
                                const core::Parameters<double>& parameters,
                                const core::Examples<double>& examples, core::PlantedBug bug,
                                double budget, int layer) {
  const core::Examples<double> batch = core::check_batch(network, examples);
  const core::Parameters<double> gradients =
      core::reference_gradients(network, options, parameters, batch, bug, layer);
  const core::GradientCheck check =
      core::check_gradients(network, options, parameters, batch, gradients, budget);
  GradientExercise exercise;
  exercise.bug = bug;
  exercise.examples = check.examples;
  for (const auto& checked : check.layers) add_layer(checked, exercise);
  return exercise;
}

void descend(const core::Network& network, const core::TrainingOptions& options,
             const core::Examples<double>& examples, core::PlantedBug bug,
             core::Parameters<double>& parameters, int layer) {
  const core::Parameters<double> gradients =
      core::reference_gradients(network, options, parameters, examples, bug, layer);
  for (int l = 1; l <= network.depth(); ++l) {
    const auto at = static_cast<std::size_t>(l) - 1;
    const double rate = core::learning_rate_of(network, options, l);
    parameters[at].weights -= rate * gradients[at].weights;
    parameters[at].bias -= rate * gradients[at].bias;
  }
}

std::vector<double> train_with_bug(const core::Network& network,
                                   const core::TrainingOptions& options,
                                   const core::Parameters<double>& start,
                                   const core::Examples<double>& examples, core::PlantedBug bug,
                                   int updates, int layer) {
  core::Parameters<double> parameters = start;
  std::vector<double> costs;
  for (int update = 0;; ++update) {
    costs.push_back(core::ReferenceCost<double>(network, options, parameters, examples).cost());
    if (update == updates || !std::isfinite(costs.back())) return costs;
    descend(network, options, examples, bug, parameters, layer);
  }
}

}  // namespace isobath::lab
