// SPDX-License-Identifier: MIT
// Central differences in 32 digits.
#include "core/gradient_check.hpp"

#include <algorithm>
#include <cmath>

#include "core/random.hpp"

namespace isobath::core {

namespace {

// A central difference at h = 1e-8 in 32 digits resolves gradients down to about 1e-24; what is
// below this floor in both is taken as agreed.
constexpr double kResolution = 1e-18;
// Where the terms of a sum cancel to below this share of their size, double precision has no digits
// left to compare; the error is measured against that share instead.
constexpr double kCancellation = 1e-8;

/// Differences of one tensor's entries.
struct Comparison {
  double difference = 0.0;  // sums of squares
  double numerical = 0.0;
  double analytical = 0.0;
  Index checked = 0;

  void add(double from_difference, double from_backward) {
    const double gap = from_difference - from_backward;
    difference += gap * gap;
    numerical += from_difference * from_difference;
    analytical += from_backward * from_backward;
    ++checked;
  }
  double ratio(double term_size) const {
    const double sum = std::sqrt(numerical) + std::sqrt(analytical);
    const double floor = std::max(kResolution, kCancellation * term_size);
    return std::sqrt(difference) / std::max(sum, floor);
  }
};

/// `parameters` with each of them larger or smaller by that share.
Parameters<double> moved(Parameters<double> parameters, double share) {
  Random random(1);
  const auto move = [&](auto&& values) {
    for (Index i = 0; i < values.size(); ++i)
      values.data()[i] *= random.below(2) == 0 ? 1.0 + share : 1.0 - share;
  };
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    move(parameters[l].weights);
    move(parameters[l].bias);
  }
  return parameters;
}

/// How large the terms are that a layer's gradient is the sum of: the mean over examples of an
/// example's gradient, or of what it changes by in proportion to a change of the parameters,
/// whichever is larger. Of both, rounding leaves some 10⁻¹⁶, and differently for each example.
std::vector<double> term_sizes(const Network& network, const Parameters<double>& parameters,
                               const Examples<double>& examples) {
  constexpr double kShare = 1e-9;
  std::vector<double> sizes(parameters.size(), 0.0);
  const TrainingOptions plain;
  const Parameters<double> elsewhere = moved(parameters, kShare);
  const Index count = std::min<Index>(examples.count(), 64);  // enough for a mean
  for (Index i = 0; i < count; ++i) {
    const Index at = i * examples.count() / count;
    const Examples<double> one{examples.x.col(at), examples.y.col(at)};
    const auto here = training_gradients(network, plain, parameters, one);
    const auto there = training_gradients(network, plain, elsewhere, one);
    for (std::size_t l = 0; l < sizes.size(); ++l) {
      const double change =
          (there[l].weights - here[l].weights).norm() + (there[l].bias - here[l].bias).norm();
      sizes[l] += std::max(here[l].weights.norm() + here[l].bias.norm(), change / kShare);
    }
  }
  for (double& size : sizes) size /= static_cast<double>(count);
  return sizes;
}

/// Multiplications of one evaluation with a change in `layer`.
double evaluation_cost(const Network& network, int layer, Index examples) {
  double weights = 1.0;
  for (int l = layer + 1; l <= network.depth(); ++l)
    weights += static_cast<double>(network.units(l) * network.units(l - 1));
  return weights * static_cast<double>(examples);
}

}  // namespace

double GradientCheck::Layer::error() const {
  // NaN must win over any number.
  if (std::isnan(weights_error)) return weights_error;
  return bias_error <= weights_error ? weights_error : bias_error;
}

double GradientCheck::worst() const {
  double worst = 0.0;
  for (const Layer& layer : layers) {
    if (std::isnan(layer.error())) return layer.error();
    worst = std::max(worst, layer.error());
  }
  return worst;
}

Index GradientCheck::at_kink() const {
  Index sum = 0;
  for (const Layer& layer : layers) sum += layer.at_kink;
  return sum;
}

Parameters<double> training_gradients(const Network& network, const TrainingOptions& options,
                                      const Parameters<double>& parameters,
                                      const Examples<double>& examples) {
  Network in_double = network;
  in_double.precision = Precision::twofold;
  Cache<double> cache(in_double, std::min(examples.count(), kChunk));
  Parameters<double> gradients = zero_parameters<double>(network.inputs, network.layers);
  NoObserver blind;
  for (Index first = 0; first < examples.count(); first += cache.capacity) {
    const Index count = std::min(cache.capacity, examples.count() - first);
    cache.load_inputs(examples.x.middleCols(first, count));
    cache.load_targets(examples.y.middleCols(first, count));
    forward<double>(in_double, parameters, count, cache, blind);
    backward<double>(in_double, parameters, count, cache, first > 0, gradients, blind);
  }
  finish_gradients(in_double, options, examples.count(), parameters, gradients);
  return gradients;
}

Examples<double> check_batch(const Network& network, const Examples<double>& examples) {
  constexpr double kWeightsForOneExample = 2e5;
  const double weights = evaluation_cost(network, 0, 1);
  const auto affordable =
      static_cast<Index>(std::clamp(kWeightsForOneExample / weights, 2.0, 32.0));
  const Index count = std::min(affordable, examples.count());
  return {examples.x.leftCols(count), examples.y.leftCols(count)};
}

/// What is tried, and how far it is.
struct GradientChecker::Work {
  const Network& network;
  const Parameters<double>& parameters;
  const Parameters<double>& gradients;
  Index examples;
  double budget, least;
  ReferenceCost<DoubleDouble> cost;
  std::vector<double> sizes;
  double whole = 0.0, done = 0.0;  // multiplications
  int layer = 1;
  Index weight = 0, row = 0;  // the next ones
  Comparison weights, bias;
  Index at_kink = 0;
  std::optional<Kink> kink{};

  Index step(int of_layer, Index entries) const {
    const double share = budget / static_cast<double>(network.depth());
    const auto affordable = static_cast<Index>(
        std::clamp(share / (2.0 * evaluation_cost(network, of_layer, examples)), least, 1e9));
    return std::max<Index>(1, entries / affordable);
  }
  struct Slopes {
    DoubleDouble low, high;
    std::optional<Kink> kink{};
  };
  /// Of an example's loss on the two sides of its kinks.
  Slopes slopes(Index example, Index at_row, Index column, double h) const {
    const auto on = [&](Side side, ReferenceCost<DoubleDouble>::Trace& trace) {
      double step = h;
      DoubleDouble above = cost.loss({layer, at_row, column, step}, example, side, trace);
      // Where the change has grown on its way up, curvature would falsify the difference; by how
      // much it grew is not known exactly before it is small.
      for (int tries = 0; tries < 8 && trace.moved > 1e-7; ++tries) {
        step *= std::max(1e-3, 1e-8 / trace.moved);
        trace.moved = 0.0;
        above = cost.loss({layer, at_row, column, step}, example, side, trace);
      }
      const DoubleDouble below = cost.loss({layer, at_row, column, -step}, example, side, trace);
      return (above - below) / DoubleDouble(2.0 * step);
    };
    ReferenceCost<DoubleDouble>::Trace low, high;
    const DoubleDouble slope = on(Side::low, low);
    if (!cost.has_kinks(layer, example)) return {slope, slope};
    return {slope, on(Side::high, high), high.kink};
  }

  /// Tries an entry of value `at`, of which backward says `from_backward`.
  void compare(Index at_row, Index column, double at, double from_backward) {
    done += 2.0 * evaluation_cost(network, layer, examples);
    const double h = 1e-8 * std::max(1.0, std::abs(at));
    DoubleDouble least_sum, most_sum;
    bool two_slopes = false;
    for (Index example = 0; example < examples; ++example) {
      const Slopes of = slopes(example, at_row, column, h);
      const bool falls = of.high < of.low;
      least_sum = least_sum + (falls ? of.high : of.low);
      most_sum = most_sum + (falls ? of.low : of.high);
      const auto gap = static_cast<double>(of.high - of.low);
      if (!(std::abs(gap) > 1e-12 * std::abs(of.high.high) + 1e-12 * std::abs(of.low.high)))
        continue;
      two_slopes = true;
      if (!kink) kink = of.kink;
    }
    const DoubleDouble m(static_cast<double>(examples));
    const DoubleDouble penalty =
        (cost.penalty({layer, at_row, column, h}) - cost.penalty({layer, at_row, column, -h})) /
        DoubleDouble(2.0 * h);
    const auto lowest = static_cast<double>(least_sum / m + penalty);
    const auto highest = static_cast<double>(most_sum / m + penalty);
    at_kink += two_slopes ? 1 : 0;
    const bool between = two_slopes && lowest <= highest;
    (column < 0 ? bias : weights)
        .add(between ? std::clamp(from_backward, lowest, highest) : lowest, from_backward);
  }
};

GradientChecker::GradientChecker(const Network& network, const TrainingOptions& options,
                                 const Parameters<double>& parameters,
                                 const Examples<double>& examples,
                                 const Parameters<double>& gradients, double budget, double least)
    : work_(new Work{.network = network,
                     .parameters = parameters,
                     .gradients = gradients,
                     .examples = examples.count(),
                     .budget = budget,
                     .least = least,
                     .cost = {network, options, parameters, examples},
                     .sizes = term_sizes(network, parameters, examples),
                     .weights = {},
                     .bias = {}}) {
  check_.examples = examples.count();
  for (int l = 1; l <= network.depth(); ++l) {
    const auto& layer = parameters[static_cast<std::size_t>(l) - 1];
    const auto tries = [&](Index entries) {
      const Index step = work_->step(l, entries);
      return static_cast<double>((entries + step - 1) / step);
    };
    work_->whole += (tries(layer.weights.size()) + tries(layer.bias.size())) * 2.0 *
                    evaluation_cost(network, l, examples.count());
  }
}

GradientChecker::~GradientChecker() = default;

double GradientChecker::progress() const { return work_->done / work_->whole; }

bool GradientChecker::advance() {
  Work& w = *work_;
  if (w.layer > w.network.depth()) return false;
  const auto at = static_cast<std::size_t>(w.layer) - 1;
  const auto& layer = w.parameters[at];
  if (w.weight < layer.weights.size()) {
    const Index row = w.weight / layer.weights.cols();
    const Index column = w.weight % layer.weights.cols();
    w.compare(row, column, layer.weights(row, column), w.gradients[at].weights(row, column));
    w.weight += w.step(w.layer, layer.weights.size());
    return true;
  }
  if (w.row < layer.bias.size()) {
    w.compare(w.row, -1, layer.bias(w.row), w.gradients[at].bias(w.row));
    w.row += w.step(w.layer, layer.bias.size());
    if (w.row < layer.bias.size()) return true;
  }
  check_.layers.push_back({w.layer, w.weights.ratio(w.sizes[at]), w.bias.ratio(w.sizes[at]),
                           layer.bias.size() > 0, std::sqrt(w.weights.numerical + w.bias.numerical),
                           std::sqrt(w.weights.analytical + w.bias.analytical),
                           w.weights.checked + w.bias.checked,
                           layer.weights.size() + layer.bias.size(), w.at_kink, w.kink});
  ++w.layer;
  w.at_kink = 0;
  w.kink.reset();
  w.weight = w.row = 0;
  w.weights = w.bias = {};
  return w.layer <= w.network.depth();
}

GradientCheck check_gradients(const Network& network, const TrainingOptions& options,
                              const Parameters<double>& parameters,
                              const Examples<double>& examples, const Parameters<double>& gradients,
                              double budget) {
  GradientChecker checker(network, options, parameters, examples, gradients, budget);
  while (checker.advance()) {
  }
  return checker.result();
}

std::optional<FoundBug> recognise_bug(const Network& network, const TrainingOptions& options,
                                      const Parameters<double>& parameters,
                                      const Examples<double>& examples,
                                      const Parameters<double>& gradients) {
  constexpr double kSame = 1e-9;
  const auto same = [&](const Parameters<double>& other) {
    for (std::size_t l = 0; l < gradients.size(); ++l) {
      const double gap = (gradients[l].weights - other[l].weights).norm() +
                         (gradients[l].bias - other[l].bias).norm();
      const double size = gradients[l].weights.norm() + other[l].weights.norm() +
                          gradients[l].bias.norm() + other[l].bias.norm();
      if (!(gap <= kSame * size)) return false;
    }
    return true;
  };
  // The first of all is no bug: several bugs leave the gradients right, as L2 on b does without L2.
  const Parameters<double> right = reference_gradients(network, options, parameters, examples);
  if (same(right)) return std::nullopt;
  for (int i = 1; i < kCount<PlantedBug>; ++i) {
    const auto bug = static_cast<PlantedBug>(i);
    if (!in_one_layer(bug)) {
      if (same(reference_gradients(network, options, parameters, examples, bug)))
        return FoundBug{bug, 0};
      continue;
    }
    for (int layer = 1; layer <= network.depth(); ++layer) {
      Parameters<double> planted = right;
      plant(bug, layer, planted);
      if (same(planted)) return FoundBug{bug, layer};
    }
  }
  return std::nullopt;
}

}  // namespace isobath::core
