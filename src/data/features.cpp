// SPDX-License-Identifier: MIT
// Features of points of the plane; means and standard deviations of inputs.
#include "data/features.hpp"

#include <algorithm>
#include <cmath>

#include "core/elementary.hpp"

namespace isobath::data {
namespace {

double compute_feature(Feature feature, double x1, double x2) {
  switch (feature) {
    case Feature::x1:
      return x1;
    case Feature::x2:
      return x2;
    case Feature::x1_squared:
      return x1 * x1;
    case Feature::x2_squared:
      return x2 * x2;
    case Feature::x1_x2:
      return x1 * x2;
    case Feature::sin_x1:
      return core::sin(x1);
    case Feature::sin_x2:
      return core::sin(x2);
  }
  return 0.0;
}

// A power of two that brings `largest` into [1/2, 1), or 1 for 0 and what is not finite.
double to_unit_range(double largest) {
  if (largest == 0.0 || !std::isfinite(largest)) return 1.0;
  int exponent = 0;
  std::frexp(largest, &exponent);
  return std::ldexp(1.0, std::min(-exponent, 1023));
}

using Values = std::span<const double>;

double mean(Values values) {
  double largest = 0.0;
  for (const double value : values) largest = std::max(largest, std::abs(value));
  const double unit = to_unit_range(largest);
  double sum = 0.0;
  for (const double value : values) sum += value * unit;
  return sum / static_cast<double>(values.size()) / unit;
}

double standard_deviation(Values values, double mu) {
  double largest = 0.0;
  for (const double value : values) largest = std::max(largest, std::abs(value - mu));
  const double unit = to_unit_range(largest);
  double sum = 0.0;
  for (const double value : values) {
    const double deviation = (value - mu) * unit;
    sum += deviation * deviation;
  }
  return std::sqrt(sum / static_cast<double>(values.size())) / unit;
}

}  // namespace

core::Matrix<double> compute_features(std::span<const Feature> features,
                                      const core::Matrix<double>& plane) {
  core::Matrix<double> x(static_cast<core::Index>(features.size()), plane.cols());
  for (core::Index i = 0; i < x.rows(); ++i)
    for (core::Index j = 0; j < x.cols(); ++j)
      x(i, j) = compute_feature(features[static_cast<std::size_t>(i)], plane(0, j), plane(1, j));
  return x;
}

Affine fit_scaling(Scaling scaling, const core::Matrix<double>& x) {
  Affine affine{core::Vector<double>::Zero(x.rows()), core::Vector<double>::Ones(x.rows())};
  if (scaling == Scaling::none) return affine;
  for (core::Index i = 0; i < x.rows(); ++i) {
    const Values values(x.row(i).data(), static_cast<std::size_t>(x.cols()));
    const auto [low, high] = std::ranges::minmax(values);
    // The rounded mean of equal values may miss them, which would leave a σ of rounding errors.
    const bool constant = low == high;
    affine.shift(i) = constant ? low : mean(values);
    if (scaling == Scaling::center || constant) continue;
    const double sigma = standard_deviation(values, affine.shift(i));
    if (sigma > 0.0) affine.scale(i) = sigma;
  }
  return affine;
}

void apply_scaling(const core::Vector<double>& shift, const core::Vector<double>& scale,
                   core::Matrix<double>& x) {
  for (core::Index i = 0; i < x.rows(); ++i)
    for (core::Index j = 0; j < x.cols(); ++j) x(i, j) = (x(i, j) - shift(i)) / scale(i);
}

}  // namespace isobath::data
