// SPDX-License-Identifier: MIT
// As many examples as can be afforded, and a window that does not follow the parameter's every
// move; of the update at hand, or of a training that plays.
#include "app/stepper/parameter_slice.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "app/session/clock.hpp"
#include "app/session/training.hpp"
#include "core/optimizer.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using document::join;

namespace {

std::string name_of(const lab::ParameterPlace& place) {
  std::string name = join({place.column < 0 ? "b[" : "w[", std::to_string(place.layer), "](",
                           std::to_string(place.row + 1)});
  return name + (place.column < 0 ? ")" : join({",", std::to_string(place.column + 1), ")"}));
}

double weights_of(const core::Network& network) {
  double weights = 0.0;
  for (int l = 1; l <= network.depth(); ++l)
    weights += static_cast<double>(network.units(l) * network.units(l - 1));
  return weights;
}

}  // namespace

SliceExamples affordable_examples(const core::Network& network, const core::Matrix<double>& x,
                                  const core::Matrix<double>& y, int points, double budget,
                                  const std::string& of) {
  const double cost = weights_of(network) * static_cast<double>(points);
  const auto affordable =
      static_cast<Index>(std::clamp(budget / cost, double{kLeastSliceExamples}, 1e6));
  const Index count = std::min(affordable, x.cols());
  return {{x.leftCols(count), y.leftCols(count)},
          x.cols(),
          count == x.cols() ? join({of, " (", std::to_string(count), " examples)"})
                            : join({std::to_string(count), " examples of ", of})};
}

Slicer::Slicer(const core::Network& network, const core::TrainingOptions& options,
               const core::Parameters<double>& parameters, SliceExamples data,
               const SliceWish& wish, int points, std::shared_ptr<const SliceView> before)
    : network_(network),
      options_(options),
      parameters_(parameters),
      data_(std::move(data)),
      points_(points),
      before_(std::move(before)) {
  // λ/m with the m of all examples, not of those that could be afforded.
  const double share = static_cast<double>(data_.examples.count()) / static_cast<double>(data_.of);
  options_.l1 *= share;
  options_.l2 *= share;
  view_.wish = wish;
  view_.name = name_of(wish.place);
  view_.alpha = core::learning_rate_of(network_, options_, wish.place.layer);
  view_.over = data_.over;
  if (options_.dropout > 0.0) view_.over += ", dropout off";
  if (options_.optimizer != core::Optimizer::gradient_descent)
    view_.over += join({"; ", core::name(options_.optimizer), " takes a step of its own"});
}

double Slicer::cost() const {
  return weights_of(network_) * points_ * static_cast<double>(data_.examples.count());
}

/// The slope, and how far the curve is drawn.
void Slicer::begin() {
  const lab::ParameterPlace& place = view_.wish.place;
  const auto& layer = parameters_[static_cast<std::size_t>(place.layer) - 1];
  const double now =
      place.column < 0 ? layer.bias(place.row) : layer.weights(place.row, place.column);
  lab::LossSlice slope = lab::slope_along(network_, options_, parameters_, data_.examples, place);
  // As wide as weights are, and as the step is.
  const double step = std::abs(slope.next - slope.value);
  const double suits = std::max(2.0, std::isfinite(step) ? 1.5 * step : 0.0);
  view_.reach = view_.wish.reach > 0.0 ? view_.wish.reach : suits;
  double centre = std::isfinite(now) ? now : 0.0;
  if (before_ && before_->wish == view_.wish && before_->reach <= 4.0 * view_.reach) {
    const auto& values = before_->slice.values;
    const double middle = 0.5 * (values.front() + values.back());
    if (std::abs(now - middle) <= before_->reach) {
      centre = middle;
      view_.reach = before_->reach;
    }
  }
  slicer_ = std::make_unique<lab::LossSlicer>(network_, options_, parameters_, data_.examples,
                                              place, centre - view_.reach, centre + view_.reach,
                                              points_, std::move(slope));
}

bool Slicer::advance() {
  if (!slicer_) {
    begin();
    return true;
  }
  if (slicer_->advance()) return true;
  view_.slice = slicer_->slice();
  return false;
}

SliceView make_slice(const core::Network& network, const core::TrainingOptions& options,
                     const core::Parameters<double>& parameters, SliceExamples data,
                     const SliceWish& wish, int points, std::shared_ptr<const SliceView> before) {
  Slicer slicer(network, options, parameters, std::move(data), wish, points, std::move(before));
  while (slicer.advance()) {
  }
  return slicer.view();
}

void Training::look_along(const Wish& wish, Look& look) {
  constexpr int kPoints = 61;
  constexpr double kBudget = 4e6, kMost = 6.4e7, kBetween = 8.0;
  if (!wish.slice) slice_.reset();
  look.live_slice = slice_;
  const double begun_ms = now_ms();
  const bool fits = slice_ && wish.slice && slice_->wish == *wish.slice;
  if (!wish.slice || (fits && begun_ms < next_slice_ms_)) return;
  const core::Network& network = run_->network();
  const lab::ParameterPlace& place = wish.slice->place;
  // The network may be another one by now.
  if (place.layer > network.depth() || place.row >= network.units(place.layer) ||
      place.column >= network.units(place.layer - 1) ||
      place.column < lab::first_column(network.layers[static_cast<std::size_t>(place.layer) - 1]))
    return;
  // Of a very large network a curve would hold the training up; it waits for a pause.
  if (weights_of(network) * kPoints * double{kLeastSliceExamples} > kMost) return;
  const data::Part& train = run_->dataset().train;
  slice_ = std::make_shared<const SliceView>(make_slice(
      network, run_->options(), run_->parameters(),
      affordable_examples(network, train.x, train.y, kPoints, kBudget, "the training part"),
      *wish.slice, kPoints, slice_ ? slice_ : wish.slice_before));
  look.live_slice = slice_;
  const double ended_ms = now_ms();
  next_slice_ms_ = ended_ms + kBetween * (ended_ms - begun_ms);
}

}  // namespace isobath::app
