// SPDX-License-Identifier: MIT
// Gaussian integrals and their fixed points.
#include "lab/mean_field.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/activation.hpp"
#include "core/elementary.hpp"
#include "core/initialization.hpp"

namespace isobath::lab {

namespace {

// The trapezoid rule converges faster than any power of h for smooth integrands under a Gaussian,
// and stays honest for kinks and for large q, where Gauss-Hermite's few points miss the transition.
struct Rule {
  double step;
  double limit;
};
constexpr Rule kLine{1.0 / 256.0, 12.0};
constexpr Rule kPlane{1.0 / 24.0, 8.0};  // for double integrals
constexpr Rule kRough{1.0 / 7.0, 6.0};   // likewise, for pictures

// As near to 0 as no kink can lie between, and still not 0 where it is multiplied.
constexpr double kBesideKink = 1e-100;

/// The mean of what a function is on both sides of 0: its value there but for a jump, as g′ of ReLU
/// has.
template <class Function>
double around_zero(const Function& f) {
  return 0.5 * (f(-kBesideKink) + f(kBesideKink));
}

/// Σ h·φ(z)·f(z), φ the normal density.
template <class Function>
double expectation(const Rule& rule, const Function& f) {
  const int points = static_cast<int>(rule.limit / rule.step);
  double sum = around_zero(f);
  for (int i = 1; i <= points; ++i) {
    const double z = i * rule.step;
    sum += core::exp(-0.5 * z * z) * (f(-z) + f(z));
  }
  return sum * rule.step / std::sqrt(2.0 * std::numbers::pi);
}

/// E[g′(√q z)²]; at q = 0 its limit.
double mean_square_slope(const Nonlinearity& g, double q) {
  const auto square = [&](double z) {
    const double slope = g.slope(z);
    return slope * slope;
  };
  if (q == 0.0) return around_zero(square);
  const double root = std::sqrt(q);
  return expectation(kLine, [&](double z) { return square(root * z); });
}

/// Values of an integrand over pairs with variance q and correlation c.
template <class Function>
double pair_expectation(const Rule& rule, const Function& f, double q, double c) {
  const double root = std::sqrt(q);
  const double other = std::sqrt(std::max(0.0, 1.0 - c * c));
  return expectation(rule, [&](double a) {
    const double first = f(root * a);
    return first * expectation(rule, [&](double b) { return f(root * (c * a + other * b)); });
  });
}

double length_slope(const Nonlinearity& g, double sigma_w2, double q) {
  // d/dq E[g(√q z)²]; where g(0) = 0 that is E[g′²] at q = 0.
  if (q < 1e-12) return sigma_w2 * mean_square_slope(g, 0.0);
  const double root = std::sqrt(q);
  return sigma_w2 *
         expectation(kLine, [&](double z) { return g.value(root * z) * g.slope(root * z) * z; }) /
         root;
}

constexpr double kUnbounded = 1e9;  // a variance beyond this grows without end

/// Where to go on from x after map(x) = once, map(once) = twice.
template <class Map>
double leap_from(const Map& map, double x, double once, double twice) {
  const double first = once - x;
  const double second = twice - once;
  if (std::abs(second) < (1.0 - 1e-12) * std::abs(first)) {
    // The changes shrink: A. Aitken's extrapolation to their limit (J. Steffensen's method), unless
    // the map moves more there than here.
    const double limit = x - first * first / (second - first);
    const double leap = std::max(limit, 0.0);
    if (limit > -1e-12 * x && std::abs(map(leap) - leap) <= std::abs(second)) return leap;
  }
  // Upwards twice as far, if it still goes up there, for powers of barely more than 1 take long.
  if (second > 0.0 && map(2.0 * twice) > 2.0 * twice) return 2.0 * twice;
  return twice;
}

/// The limit of x ← map(x) ≥ 0 from `start`; empty if it grows without end.
template <class Map>
std::optional<double> settle(const Map& map, double start, double tolerance) {
  double x = start;
  for (int i = 0; i < 2000; ++i) {
    const double once = map(x);
    const double twice = map(once);
    if (!(std::abs(twice) < kUnbounded)) return std::nullopt;
    const bool at_rest = std::abs(once - x) <= tolerance * std::max(1e-3, x);
    if (at_rest && x < 1e6) return x;
    // Where rounding hides which way it goes, x is as good as at rest, unless it goes up further
    // on.
    const double bend = twice - 2.0 * once + x;
    const bool hidden = std::abs(once - x) <= 1e-7 * x && std::abs(bend) <= 2e-15 * x;
    if ((at_rest || hidden) && map(1e3 * x) <= 1e3 * x * (1.0 + 1e-12)) return x;
    x = leap_from(map, x, once, twice);
  }
  return x < 1e6 ? std::optional(x) : std::nullopt;
}

std::optional<double> settled_variance(const Nonlinearity& g, double sigma_w2, double sigma_b2) {
  auto q = settle([&](double x) { return next_variance(g, sigma_w2, sigma_b2, x); }, 1.0, 1e-13);
  if (q && *q < 1e-10 && sigma_b2 == 0.0) q = 0.0;
  return q;
}

std::optional<double> depth_scale(double factor) {
  if (!(factor > 0.0) || std::abs(core::log(factor)) < 1e-9) return std::nullopt;
  return -1.0 / core::log(factor);
}

}  // namespace

Nonlinearity nonlinearity_of(core::Activation activation) {
  return {[activation](double z) { return core::activation_value(activation, z); },
          [activation](double z) { return core::activation_derivative(activation, z); }};
}

double mean_square(const Nonlinearity& g, double q) {
  const double root = std::sqrt(q);
  return expectation(kLine, [&](double z) {
    const double a = g.value(root * z);
    return a * a;
  });
}

double next_variance(const Nonlinearity& g, double sigma_w2, double sigma_b2, double q) {
  return sigma_w2 * mean_square(g, q) + sigma_b2;
}

double chi_1(const Nonlinearity& g, double sigma_w2, double q) {
  return sigma_w2 * mean_square_slope(g, q);
}

FixedPoint fixed_point(const Nonlinearity& g, double sigma_w2, double sigma_b2, bool rough) {
  FixedPoint point;
  point.q = settled_variance(g, sigma_w2, sigma_b2);
  if (!point.q) return point;
  const double q = *point.q;
  point.chi_1 = chi_1(g, sigma_w2, q);
  point.xi_q = depth_scale(length_slope(g, sigma_w2, q));
  if (q == 0.0 || *point.chi_1 <= 1.0) {
    // Two inputs become alike: c* = 1 is stable.
    point.c = 1.0;
    point.xi_c = depth_scale(*point.chi_1);
    return point;
  }
  const Rule& rule = rough ? kRough : kPlane;
  point.c = settle(
      [&](double c) {
        return (sigma_w2 * pair_expectation(rule, g.value, q, std::clamp(c, 0.0, 1.0)) + sigma_b2) /
               q;
      },
      0.5, rough ? 1e-5 : 1e-9);
  if (point.c) point.xi_c = depth_scale(sigma_w2 * pair_expectation(rule, g.slope, q, *point.c));
  return point;
}

std::optional<double> critical_sigma_w2(const Nonlinearity& g, double sigma_b2) {
  // An exploding variance counts as beyond the edge.
  const auto beyond = [&](double sigma_w2) {
    const auto q = settled_variance(g, sigma_w2, sigma_b2);
    return !q || chi_1(g, sigma_w2, *q) > 1.0;
  };
  double low = 1e-3;
  double high = 1.0;
  while (!beyond(high)) {
    low = high;
    high *= 2.0;
    if (high > 1000.0) return std::nullopt;
  }
  for (int i = 0; i < 40; ++i) {
    const double middle = 0.5 * (low + high);
    (beyond(middle) ? high : low) = middle;
  }
  return 0.5 * (low + high);
}

std::vector<LayerTheory> trace_variance(const core::Network& network,
                                        const core::InitializationOptions& options,
                                        double input_mean_square) {
  std::vector<LayerTheory> trace;
  double mean_square_below = input_mean_square;
  bool known = true;  // is it? Nothing is above weights that are not random
  for (int l = 1; l <= network.depth(); ++l) {
    const core::LayerOptions& layer = network.layers[static_cast<std::size_t>(l) - 1];
    LayerTheory theory;
    theory.layer = l;
    theory.sigma_w2 = core::weight_variance(network, options, l);
    const core::BiasRule bias = core::bias_of(layer, options);
    theory.sigma_b2 = bias.value * bias.value;
    if (theory.sigma_w2 && known) theory.q = *theory.sigma_w2 * mean_square_below + theory.sigma_b2;
    known = false;
    if (theory.q && std::isfinite(*theory.q) && layer.activation != core::Activation::softmax) {
      const Nonlinearity g = nonlinearity_of(layer.activation);
      theory.chi_1 = chi_1(g, *theory.sigma_w2, *theory.q);
      mean_square_below = mean_square(g, *theory.q);
      known = true;
    }
    trace.push_back(theory);
  }
  return trace;
}

}  // namespace isobath::lab
