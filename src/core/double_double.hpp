// SPDX-License-Identifier: MIT
// Numbers of about 32 decimal digits, each the unevaluated sum of two doubles: what numerical
// derivatives need when the gradient to be checked has vanished to 1e-20 beside a cost of 1.
// Algorithms: T. Dekker (1971); Y. Hida, X. Li, D. Bailey (2001). Needs -ffp-contract=off.
#pragma once

#include <cmath>

namespace isobath::core {

struct DoubleDouble {
  double high = 0.0;
  double low = 0.0;  // |low| ≤ half an ulp of high

  constexpr DoubleDouble() = default;
  constexpr DoubleDouble(double value) : high(value) {}  // NOLINT: a double is one
  constexpr DoubleDouble(double h, double l) : high(h), low(l) {}
  explicit operator double() const { return high + low; }
};

namespace detail {

/// a + b exactly, for |a| ≥ |b|.
inline DoubleDouble quick_sum(double a, double b) {
  const double sum = a + b;
  return {sum, b - (sum - a)};
}

/// a + b exactly (D. Knuth).
inline DoubleDouble exact_sum(double a, double b) {
  const double sum = a + b;
  const double part = sum - a;
  return {sum, (a - (sum - part)) + (b - part)};
}

/// a·b exactly.
inline DoubleDouble exact_product(double a, double b) {
  const double product = a * b;
  return {product, std::fma(a, b, -product)};
}

}  // namespace detail

inline DoubleDouble operator-(DoubleDouble a) { return {-a.high, -a.low}; }

inline DoubleDouble operator+(DoubleDouble a, DoubleDouble b) {
  DoubleDouble sum = detail::exact_sum(a.high, b.high);
  const DoubleDouble tail = detail::exact_sum(a.low, b.low);
  sum = detail::quick_sum(sum.high, sum.low + tail.high);
  return detail::quick_sum(sum.high, sum.low + tail.low);
}

inline DoubleDouble operator-(DoubleDouble a, DoubleDouble b) { return a + -b; }

inline DoubleDouble operator*(DoubleDouble a, DoubleDouble b) {
  const DoubleDouble product = detail::exact_product(a.high, b.high);
  return detail::quick_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

inline DoubleDouble operator/(DoubleDouble a, DoubleDouble b) {
  const double first = a.high / b.high;
  DoubleDouble rest = a - b * DoubleDouble(first);
  const double second = rest.high / b.high;
  rest = rest - b * DoubleDouble(second);
  return detail::quick_sum(first, second) + DoubleDouble(rest.high / b.high);
}

inline bool operator<(DoubleDouble a, DoubleDouble b) {
  return a.high < b.high || (a.high == b.high && a.low < b.low);
}
inline bool operator>(DoubleDouble a, DoubleDouble b) { return b < a; }

DoubleDouble exp(DoubleDouble x);    // |x| ≤ 700
DoubleDouble expm1(DoubleDouble x);  // |x| ≤ 700; relative precision kept near 0
DoubleDouble log1p(DoubleDouble x);  // x > −1, as precise
DoubleDouble sin(DoubleDouble x);    // |x| ≤ 1e6
DoubleDouble erf(DoubleDouble x);

}  // namespace isobath::core
