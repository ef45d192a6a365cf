// SPDX-License-Identifier: MIT
// Gaussian moments, once for each point of a table.
#include "lab/moment_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/activation.hpp"
#include "core/elementary.hpp"

namespace isobath::lab {

namespace {

// The trapezoid rule again (see mean_field.cpp), with as few points as a line on screen needs.
constexpr int kNodes = 256;
constexpr double kStep = 1.0 / 32.0;
constexpr double kBesideZero = 1e-100;  // g′ may jump at 0
constexpr double kTiny = 1e-300;        // in place of 0, which has no logarithm

/// Weights of ±i·kStep.
const std::array<double, kNodes + 1>& weights() {
  static const auto kWeights = [] {
    std::array<double, kNodes + 1> made{};
    for (int i = 0; i <= kNodes; ++i) {
      const double z = i * kStep;
      made[static_cast<std::size_t>(i)] =
          kStep * core::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    }
    return made;
  }();
  return kWeights;
}

}  // namespace

Moments moments(core::Activation activation, double q) {
  const double root = std::sqrt(q);
  Moments sum;
  const auto add = [&](double weight, double z) {
    const double value = core::activation_value(activation, z);
    const double slope = core::activation_derivative(activation, z);
    sum.value += weight * value * value;
    sum.slope += weight * slope * slope;
  };
  add(0.5 * weights()[0], kBesideZero);
  add(0.5 * weights()[0], -kBesideZero);
  for (std::size_t i = 1; i <= kNodes; ++i) {
    const double z = root * static_cast<double>(i) * kStep;
    add(weights()[i], z);
    add(weights()[i], -z);
  }
  return sum;
}

MomentTable::MomentTable(core::Activation activation) {
  for (int i = 0; i < kPoints; ++i) {
    const double q = std::pow(10.0, kFirst + static_cast<double>(i) / kPerDecade);
    const Moments here = moments(activation, q);
    log_value_[static_cast<std::size_t>(i)] = std::log(std::max(here.value, kTiny));
    log_slope_[static_cast<std::size_t>(i)] = std::log(std::max(here.slope, kTiny));
  }
  at_zero_ = moments(activation, 0.0);
}

Moments MomentTable::at(double q) const {
  if (!(q > 0.0)) return at_zero_;
  const double place = (std::log10(q) - kFirst) * kPerDecade;
  // The cell that holds q, or the one at the end that it lies beyond.
  const double below = std::clamp(std::floor(place), 0.0, kPoints - 2.0);
  const auto cell = static_cast<std::size_t>(below);
  const double share = place - below;
  const auto between = [&](const std::array<double, kPoints>& table) {
    const double first = table[cell], second = table[cell + 1];
    const double straight = first + share * (second - first);
    if (share < 0.0 || share > 1.0 || cell == 0 || cell + 2 >= table.size()) return straight;
    // The parabolas' part of the cubic through four points.
    const double bend_first = table[cell - 1] - 2.0 * first + second;
    const double bend_second = first - 2.0 * second + table[cell + 2];
    const double rest = 1.0 - share;
    return straight -
           share * rest / 6.0 * (bend_first * (rest + 1.0) + bend_second * (share + 1.0));
  };
  return {std::exp(between(log_value_)), std::exp(between(log_slope_))};
}

bool MomentTable::is_beyond(double sigma_w2, double sigma_b2) const {
  constexpr double kUnbounded = 1e6;
  double q = 1.0;
  for (int i = 0; i < 3000; ++i) {
    const double next = sigma_w2 * at(q).value + sigma_b2;
    if (next > kUnbounded) return true;
    if (std::abs(next - q) <= 1e-7 * q || next < 1e-12) {
      q = next;
      break;
    }
    q = next;
  }
  return sigma_w2 * at(q).slope > 1.0;
}

std::optional<double> MomentTable::critical_sigma_w2(double sigma_b2) const {
  double low = 1e-3, high = 1.0;
  while (!is_beyond(high, sigma_b2)) {
    low = high;
    high *= 2.0;
    if (high > 1000.0) return std::nullopt;
  }
  for (int i = 0; i < 14; ++i) {
    const double middle = std::sqrt(low * high);
    (is_beyond(middle, sigma_b2) ? high : low) = middle;
  }
  const double found = std::sqrt(low * high);
  // Where q* is 0, the slope there decides, and the search comes near to it only slowly.
  const double of_small_signals = 1.0 / at_zero_.slope;
  const bool small = sigma_b2 == 0.0 && std::abs(found / of_small_signals - 1.0) < 0.02;
  return small ? of_small_signals : found;
}

const MomentTable& MomentTables::of(core::Activation activation) {
  auto& table = tables_[static_cast<std::size_t>(activation)];
  if (!table) table = std::make_unique<const MomentTable>(activation);
  return *table;
}

}  // namespace isobath::lab
