// SPDX-License-Identifier: MIT
#include "app/study/map_shades.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace isobath::app {

namespace {

using document::Measure;

// The depth of the quickest verdict, and of the highest loss: told apart from the ground.
constexpr double kPale = 0.25;

bool is_loss(Measure measure) {
  return measure == Measure::train_loss || measure == Measure::dev_loss;
}

/// How many of them are less: 0 to 1.
double rank(const std::vector<double>& sorted, double value) {
  if (sorted.size() < 2) return 0.0;
  const auto below = std::ranges::lower_bound(sorted, value) - sorted.begin();
  return std::min(1.0, static_cast<double>(below) / static_cast<double>(sorted.size() - 1));
}

}  // namespace

MapShades::MapShades(const document::Study& study, std::span<const double> reference)
    : measure_(study.measure) {
  double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
  for (const double value : reference) {
    if (!std::isfinite(value) || (is_loss(measure_) && value <= 0.0)) continue;
    lowest = std::min(lowest, value);
    highest = std::max(highest, value);
    if (measure_ == Measure::convergence) (value < 0.0 ? converged_ : diverged_).push_back(value);
  }
  std::ranges::sort(converged_);
  std::ranges::sort(diverged_);
  if (lowest > highest) return;
  lowest_ = lowest;
  highest_ = highest;
}

float MapShades::operator()(double value) const {
  const auto between = [](double share) { return kPale + (1.0 - kPale) * share; };
  const auto shade = [&]() -> double {
    switch (measure_) {
      case Measure::convergence:
        // Both sides from slow to quick: −Σv is lowest and Σ1/v highest where it took longest.
        if (std::isnan(value)) return value;
        return value < 0.0 ? between(1.0 - rank(converged_, value))
                           : -between(rank(diverged_, value));
      case Measure::trained:
        return 2.0 * value - 1.0;
      case Measure::train_loss:
      case Measure::dev_loss: {
        if (!std::isfinite(value)) return -1.0;
        if (value <= lowest_) return 1.0;
        const double span = std::log(highest_ / lowest_);
        return span > 0.0 ? between(std::clamp(std::log(highest_ / value) / span, 0.0, 1.0)) : 1.0;
      }
      case Measure::train_accuracy:
      case Measure::dev_accuracy:
        // Where all are alike they are what the highest is.
        return highest_ > lowest_
                   ? std::clamp(2.0 * (value - lowest_) / (highest_ - lowest_) - 1.0, -1.0, 1.0)
                   : 1.0 + 0.0 * value;
      case Measure::train_error:
      case Measure::dev_error:
        return highest_ > lowest_
                   ? std::clamp(2.0 * (highest_ - value) / (highest_ - lowest_) - 1.0, -1.0, 1.0)
                   : 1.0 + 0.0 * value;
      case Measure::scope_a:
      case Measure::scope_dz: {
        // Vanishing is sand and exploding is sea, as signed values are; even is the ground.
        const double range = std::max(std::abs(lowest_), std::abs(highest_));
        if (std::isinf(value)) return value > 0.0 ? 1.0 : -1.0;
        return range > 0.0 ? std::clamp(value / range, -1.0, 1.0) : 0.0 * value;
      }
    }
    return std::numeric_limits<double>::quiet_NaN();
  }();
  return static_cast<float>(shade);
}

}  // namespace isobath::app
