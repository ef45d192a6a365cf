// SPDX-License-Identifier: MIT
// Forward passes with one parameter moved.
#include "lab/loss_slice.hpp"

#include <utility>

#include "core/gradient_check.hpp"
#include "core/loss.hpp"
#include "core/optimizer.hpp"

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
  slice.next = slice.value - core::learning_rate_of(network, options, place.layer) * slice.slope;
  return slice;
}

namespace {

core::Network in_double(core::Network network) {
  network.precision = core::Precision::twofold;
  return network;
}

}  // namespace

LossSlicer::LossSlicer(const core::Network& network, const core::TrainingOptions& options,
                       const core::Parameters<double>& parameters,
                       const core::Examples<double>& examples, const ParameterPlace& place,
                       double low, double high, int points, LossSlice slope)
    : network_(network),
      options_(options),
      moved_(parameters),
      examples_(examples),
      place_(place),
      low_(low),
      high_(high),
      points_(points),
      probe_(in_double(network)),
      slice_(std::move(slope)) {}

double LossSlicer::cost_at(double value) {
  auto& layer = moved_[static_cast<std::size_t>(place_.layer) - 1];
  (place_.column < 0 ? layer.bias(place_.row) : layer.weights(place_.row, place_.column)) = value;
  double sum = 0.0;
  probe_.for_each_piece(
      moved_, examples_.x, [&](core::Index first, core::Cache<double>& cache, core::Index count) {
        sum += core::loss_sum<double>(network_.loss, cache.layers.back().z.leftCols(count),
                                      core::output_of(cache, count),
                                      examples_.y.middleCols(first, count));
      });
  return sum / static_cast<double>(examples_.count()) +
         core::penalty(options_, examples_.count(), moved_);
}

bool LossSlicer::advance() {
  const int point = done_ - 2;
  if (point == points_) return false;
  ++done_;
  if (point == -2) {
    slice_.cost = cost_at(slice_.value);
  } else if (point == -1) {
    slice_.next_cost = cost_at(slice_.next);
  } else {
    const double share = static_cast<double>(point) / static_cast<double>(points_ - 1);
    slice_.values.push_back(low_ + share * (high_ - low_));
    slice_.costs.push_back(cost_at(slice_.values.back()));
  }
  return point + 1 < points_;
}

double LossSlicer::progress() const { return done_ / (points_ + 2.0); }

LossSlice slice_loss(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters,
                     const core::Examples<double>& examples, const ParameterPlace& place,
                     double low, double high, int points) {
  LossSlicer slicer(network, options, parameters, examples, place, low, high, points,
                    slope_along(network, options, parameters, examples, place));
  while (slicer.advance()) {
  }
  return slicer.slice();
}

}  // namespace isobath::lab
