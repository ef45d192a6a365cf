// SPDX-License-Identifier: MIT
// Gaussian integrals and their fixed points.
#include "lab/mean_field.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/activation.hpp"
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

/// Σ h·φ(z)·f(z), φ the normal density.
template <class Function>
double expectation(const Rule& rule, const Function& f) {
  const int points = static_cast<int>(rule.limit / rule.step);
  double sum = 0.0;
  for (int i = -points; i <= points; ++i) {
    const double z = i * rule.step;
    sum += std::exp(-0.5 * z * z) * f(z);
  }
  return sum * rule.step / std::sqrt(2.0 * std::numbers::pi);
}

/// Values of an integrand over pairs with variance q and correlation c.
template <class Function>
double pair_expectation(const Function& f, double q, double c) {
  const double root = std::sqrt(q);
  const double other = std::sqrt(std::max(0.0, 1.0 - c * c));
  return expectation(kPlane, [&](double a) {
    const double first = f(root * a);
    return first * expectation(kPlane, [&](double b) { return f(root * (c * a + other * b)); });
  });
}

double length_slope(const Nonlinearity& g, double sigma_w2, double q) {
  if (q < 1e-12) return sigma_w2 * g.slope(0.0) * g.slope(0.0);
  const double root = std::sqrt(q);
  return sigma_w2 *
         expectation(kLine, [&](double z) { return g.value(root * z) * g.slope(root * z) * z; }) /
         root;
}

/// The limit of x ← map(x) from `start`, sped up by A. Aitken's extrapolation (J. Steffensen's
/// method); empty if it grows without end.
template <class Map>
std::optional<double> settle(const Map& map, double start, double tolerance) {
  double x = start;
  for (int i = 0; i < 2000; ++i) {
    const double once = map(x);
    const double twice = map(once);
    if (!(std::abs(twice) < 1e12)) return std::nullopt;
    const double bend = twice - 2.0 * once + x;
    double next = twice;
    if (std::abs(bend) > 1e-300) {
      const double leap = x - (once - x) * (once - x) / bend;
      // A leap past the ends of what the map can reach is no help.
      if (std::isfinite(leap) && leap >= 0.0 && leap < 1e12) next = leap;
    }
    // The map has the last word on where it is settling: an unstable fixed point is not an answer.
    if (std::abs(map(next) - next) > std::abs(twice - once) + tolerance) next = twice;
    if (std::abs(next - x) <= tolerance * std::max(1e-3, std::abs(next))) return next;
    x = next;
  }
  return x < 1e6 ? std::optional(x) : std::nullopt;
}

std::optional<double> settled_variance(const Nonlinearity& g, double sigma_w2, double sigma_b2) {
  auto q = settle([&](double x) { return next_variance(g, sigma_w2, sigma_b2, x); }, 1.0, 1e-13);
  if (q && *q < 1e-10 && sigma_b2 == 0.0) q = 0.0;
  return q;
}

std::optional<double> depth_scale(double factor) {
  if (!(factor > 0.0) || std::abs(std::log(factor)) < 1e-9) return std::nullopt;
  return -1.0 / std::log(factor);
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
  if (q == 0.0) return sigma_w2 * g.slope(0.0) * g.slope(0.0);
  const double root = std::sqrt(q);
  return sigma_w2 * expectation(kLine, [&](double z) {
           const double slope = g.slope(root * z);
           return slope * slope;
         });
}

FixedPoint fixed_point(const Nonlinearity& g, double sigma_w2, double sigma_b2) {
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
  point.c = settle(
      [&](double c) {
        return (sigma_w2 * pair_expectation(g.value, q, std::clamp(c, 0.0, 1.0)) + sigma_b2) / q;
      },
      0.5, 1e-9);
  if (point.c) point.xi_c = depth_scale(sigma_w2 * pair_expectation(g.slope, q, *point.c));
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
  std::optional<double> mean_square_below = input_mean_square;
  for (int l = 1; l <= network.depth(); ++l) {
    const core::LayerOptions& layer = network.layers[static_cast<std::size_t>(l) - 1];
    LayerTheory theory;
    theory.layer = l;
    theory.sigma_w2 = core::weight_variance(network, options, l);
    const core::BiasRule bias = core::bias_of(layer, options);
    theory.sigma_b2 = bias.value * bias.value;
    if (theory.sigma_w2 && mean_square_below)
      theory.q = *theory.sigma_w2 * *mean_square_below + theory.sigma_b2;
    mean_square_below.reset();
    if (theory.q && std::isfinite(*theory.q) && layer.activation != core::Activation::softmax) {
      const Nonlinearity g = nonlinearity_of(layer.activation);
      theory.chi_1 = chi_1(g, *theory.sigma_w2, *theory.q);
      mean_square_below = mean_square(g, *theory.q);
    }
    trace.push_back(theory);
  }
  return trace;
}

}  // namespace isobath::lab
