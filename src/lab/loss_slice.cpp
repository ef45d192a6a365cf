// SPDX-License-Identifier: MIT
// Forward passes with one parameter moved.
#include "lab/loss_slice.hpp"

#include <algorithm>

#include "core/gradient_check.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"
#include "core/probe.hpp"

namespace isobath::lab {

LossSlice slice_loss(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters,
                     const core::Examples<double>& examples, const ParameterPlace& place,
                     double low, double high, int points) {
  core::Network in_double = network;
  in_double.precision = core::Precision::twofold;
  core::Probe<double> probe(in_double);
  core::Parameters<double> moved = parameters;
  auto& layer = moved[static_cast<std::size_t>(place.layer) - 1];
  double& parameter =
      place.column < 0 ? layer.bias(place.row) : layer.weights(place.row, place.column);
  const auto cost_at = [&](double value) {
    parameter = value;
    double sum = 0.0;
    probe.for_each_piece(
        moved, examples.x, [&](core::Index first, core::Cache<double>& cache, core::Index count) {
          sum += core::loss_sum<double>(network.loss, cache.layers.back().z.leftCols(count),
                                        core::output_of(cache, count),
                                        examples.y.middleCols(first, count));
        });
    return sum / static_cast<double>(examples.count()) +
           core::penalty(options, examples.count(), moved);
  };

  LossSlice slice;
  slice.value = parameter;
  slice.cost = cost_at(slice.value);
  const core::Parameters<double> gradients =
      core::training_gradients(network, options, parameters, examples);
  const auto& slopes = gradients[static_cast<std::size_t>(place.layer) - 1];
  slice.slope = place.column < 0 ? slopes.bias(place.row) : slopes.weights(place.row, place.column);
  slice.next = slice.value - options.learning_rate * slice.slope;
  slice.next_cost = cost_at(slice.next);
  for (int i = 0; i < points; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(points - 1);
    slice.values.push_back(low + share * (high - low));
    slice.costs.push_back(cost_at(slice.values.back()));
  }
  return slice;
}

}  // namespace isobath::lab
