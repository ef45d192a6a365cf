// SPDX-License-Identifier: MIT
// The elementary functions that are not needed in the inner loops.
#include "core/elementary.hpp"

namespace isobath::core {

double log(double x) {
  int exponent = 0;
  double m = std::frexp(x, &exponent);  // exact; m in [1/2, 1)
  if (m < detail::kRootHalf) {
    m *= 2.0;
    --exponent;
  }
  return detail::reduced_log(m, static_cast<double>(exponent));
}

double log1p(double x) {
  // What 1 + x loses by rounding goes into the logarithm and into u − 1 alike, so that their ratio
  // is right (W. Kahan).
  const double u = 1.0 + x;
  return u == 1.0 ? x : log(u) * (x / (u - 1.0));
}

double power(double x, std::int64_t n) {
  double result = 1.0;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) result *= x;
    x *= x;
  }
  return result;
}

namespace {

constexpr double kTwoOverPi = 0.63661977236758134308;
// π/2 in three parts; the first two have 33 bits each, so that their products with k are exact.
constexpr double kHalfPiHigh = 1.57079632673412561417e+00;
constexpr double kHalfPiMiddle = 6.07710050630396597660e-11;
constexpr double kHalfPiLow = 2.02226624879595063154e-21;

double sin_series(double r) {  // |r| ≤ π/4
  const double r2 = r * r;
  double sum = 0.0;
  for (int n = 19; n >= 3; n -= 2) sum = (1.0 + sum) * -r2 / (n * (n - 1.0));
  return r + r * sum;
}

double cos_series(double r) {
  const double r2 = r * r;
  double sum = 0.0;
  for (int n = 20; n >= 2; n -= 2) sum = (1.0 + sum) * -r2 / (n * (n - 1.0));
  return 1.0 + sum;
}

/// sin(x + quarter · π/2)
double shifted_sin(double x, std::int64_t quarter) {
  if (!(std::abs(x) < 1e9)) {
    // Beyond this the reduction below has no digits left; infinities and NaN give NaN.
    if (!std::isfinite(x)) return x - x;
    x = std::fmod(x, 6.283185307179586);
  }
  const double k = std::nearbyint(x * kTwoOverPi);
  const double r = ((x - k * kHalfPiHigh) - k * kHalfPiMiddle) - k * kHalfPiLow;
  switch ((static_cast<std::int64_t>(k) + quarter) & 3) {
    case 0:
      return sin_series(r);
    case 1:
      return cos_series(r);
    case 2:
      return -sin_series(r);
    default:
      return -cos_series(r);
  }
}

}  // namespace

double sin(double x) { return shifted_sin(x, 0); }
double cos(double x) { return shifted_sin(x, 1); }

}  // namespace isobath::core
