// SPDX-License-Identifier: MIT
// Elementary functions to 30 digits: argument reduction and Taylor series, Newton's step for log.
#include "core/double_double.hpp"

namespace isobath::core {

namespace {

constexpr DoubleDouble kLn2{6.931471805599452862e-01, 2.319046813846299558e-17};
constexpr DoubleDouble kHalfPi{1.570796326794896558e+00, 6.123233995736766036e-17};
constexpr DoubleDouble kTwoOverRootPi{1.1283791670955126e+00, 1.533545961316588e-17};

DoubleDouble scaled(DoubleDouble x, int exponent) {
  return {std::ldexp(x.high, exponent), std::ldexp(x.low, exponent)};
}

/// x + x²/2! + x³/3! … for small |x|.
DoubleDouble expm1_series(DoubleDouble x) {
  DoubleDouble term = x;
  DoubleDouble sum = x;
  for (int n = 2; n < 40 && std::abs(term.high) > 1e-34 * std::abs(sum.high); ++n) {
    term = term * x / DoubleDouble(n);
    sum = sum + term;
  }
  return sum;
}

DoubleDouble sin_series(DoubleDouble x, DoubleDouble first, int start) {
  const DoubleDouble square = x * x;
  DoubleDouble term = first;
  DoubleDouble sum = first;
  for (int n = start; n < 60 && std::abs(term.high) > 1e-34 * std::abs(sum.high); n += 2) {
    term = -term * square / DoubleDouble(static_cast<double>(n) * (n + 1));
    sum = sum + term;
  }
  return sum;
}

// Beyond these, and for NaN, double's own value will do: nothing can be told apart any more.
constexpr double kExpRange = 700.0;
constexpr double kSinRange = 1e15;
bool in_range(DoubleDouble x, double range) { return std::abs(x.high) <= range; }

}  // namespace

DoubleDouble expm1(DoubleDouble x) {
  if (!in_range(x, kExpRange)) return std::expm1(x.high);
  if (std::abs(x.high) < 0.35) {
    // Halved six times, then doubled back: expm1(2r) = e·(e + 2) with e = expm1(r).
    DoubleDouble e = expm1_series(scaled(x, -6));
    for (int i = 0; i < 6; ++i) e = e * (e + DoubleDouble(2.0));
    return e;
  }
  const double k = std::nearbyint(x.high / kLn2.high);
  const DoubleDouble r = x - kLn2 * DoubleDouble(k);
  const DoubleDouble e = expm1(r) + DoubleDouble(1.0);
  return scaled(e, static_cast<int>(k)) - DoubleDouble(1.0);
}

DoubleDouble exp(DoubleDouble x) {
  if (!in_range(x, kExpRange)) return std::exp(x.high);
  const double k = std::nearbyint(x.high / kLn2.high);
  const DoubleDouble r = x - kLn2 * DoubleDouble(k);
  return scaled(expm1(r) + DoubleDouble(1.0), static_cast<int>(k));
}

DoubleDouble log1p(DoubleDouble x) {
  if (!std::isfinite(x.high)) return std::log1p(x.high);
  // Two Newton steps on expm1(y) = x from the double's value: 16 → 32 → 64 digits.
  DoubleDouble y = std::log1p(x.high);
  for (int i = 0; i < 2; ++i) {
    const DoubleDouble e = expm1(y);
    y = y + (x - e) / (e + DoubleDouble(1.0));
  }
  return y;
}

DoubleDouble sin(DoubleDouble x) {
  if (!in_range(x, kSinRange)) return std::sin(x.high);
  const double k = std::nearbyint(x.high / kHalfPi.high);
  const DoubleDouble r = x - kHalfPi * DoubleDouble(k);
  const DoubleDouble one(1.0);
  switch (static_cast<long long>(k) & 3) {
    case 0:
      return sin_series(r, r, 2);
    case 1:
      return sin_series(r, one, 1);
    case 2:
      return -sin_series(r, r, 2);
    default:
      return -sin_series(r, one, 1);
  }
}

DoubleDouble erf(DoubleDouble x) {
  if (std::abs(x.high) > 8.5) return std::copysign(1.0, x.high);  // 1 − erf(8.5) < 1e-32
  // erf x = 2/√π · e^−x² · Σ 2ⁿ x^(2n+1) / (2n+1)!!: all terms of one sign, nothing cancels.
  const DoubleDouble square = x * x;
  DoubleDouble term = x;
  DoubleDouble sum = x;
  for (int n = 1; n < 400 && std::abs(term.high) > 1e-34 * std::abs(sum.high); ++n) {
    term = term * scaled(square, 1) / DoubleDouble(2.0 * n + 1.0);
    sum = sum + term;
  }
  return kTwoOverRootPi * exp(-square) * sum;
}

}  // namespace isobath::core
