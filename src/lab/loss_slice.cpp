// SPDX-License-Identifier: MIT
// Forward passes with one parameter moved.
#include "lab/loss_slice.hpp"

#include <algorithm>

#include "core/gradient_check.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"
#include "core/probe.hpp"

namespace isobath::lab {

LossSlice slope_along(const core::Network& network, const core::TrainingOptions& options,
                      const core::Parameters<double>& parameters,
                      const core::Examples<double>& examples, const ParameterPlace& place) {
  LossSlice slice;
  const auto entry = [&place](const auto& layer) {
    return place.column < 0 ? layer.bias(place.row) : layer.weights(place.row, place.column);
  };
  const auto at = static_cast<std::size_t>(place.layer) - 1;
  slice.value = entry(parameters[at]);
  slice.slope = entry(core::training_gradients(network, options, parameters, examples)[at]);
  slice.next = slice.value - options.learning_rate * slice.slope;
  return slice;
}

LossSlice slice_loss(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters,
                     const core::Examples<double>& examples, const ParameterPlace& place,
                     double low, double high, int points) {
  return slice_loss(network, options, parameters, examples, place, low, high, points,
                    slope_along(network, options, parameters, examples, place));
}

LossSlice slice_loss(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters,
                     const core::Examples<double>& examples, const ParameterPlace& place,
                     double low, double high, int points, LossSlice slice) {
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

  slice.cost = cost_at(slice.value);
  slice.next_cost = cost_at(slice.next);
  for (int i = 0; i < points; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(points - 1);
    slice.values.push_back(low + share * (high - low));
    slice.costs.push_back(cost_at(slice.values.back()));
  }
  return slice;
}

}  // namespace isobath::lab
