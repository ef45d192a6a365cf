// SPDX-License-Identifier: MIT
// exp, expm1, log, powers, sin and cos of our own, from + − × ÷ alone. Library versions differ
// between machines in the last bits; these give the same bits everywhere, and their loops
// vectorise. Method: W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980):
// reduce the argument with a constant split in two, sum the Taylor series, put the exponent back.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace isobath::core {

namespace detail {

template <class Scalar>
struct Format;

template <>
struct Format<float> {
  using Bits = std::uint32_t;
  static constexpr int kMantissaBits = 23;
  static constexpr Bits kOne = 0x3f800000U;
  static constexpr float kRounder =
      12582912.0F;  // 1.5·2^23: adding it leaves an integer in the low bits
  static constexpr float kLog2e = 1.44269504F;
  static constexpr float kLn2High = 0.693359375F;  // 9 bits, so that k·kLn2High is exact
  static constexpr float kLn2Low = -2.12194440e-4F;
  static constexpr float kExpLimit = 160.0F;  // beyond, exp is 0 or Inf in any case
};

template <>
struct Format<double> {
  using Bits = std::uint64_t;
  static constexpr int kMantissaBits = 52;
  static constexpr Bits kOne = 0x3ff0000000000000U;
  static constexpr double kRounder = 6755399441055744.0;  // 1.5·2^52
  static constexpr double kLog2e = 1.4426950408889634;
  static constexpr double kLn2High = 6.93147180369123816490e-01;  // 32 bits
  static constexpr double kLn2Low = 1.90821492927058770002e-10;
  static constexpr double kExpLimit = 1400.0;
};

/// expm1(r) for |r| ≤ ln 2 / 2 by its Taylor series; the terms left out are under half an ulp.
inline float expm1_series(float r) {
  float sum = 1.0F / 5040;
  sum = sum * r + 1.0F / 720;
  sum = sum * r + 1.0F / 120;
  sum = sum * r + 1.0F / 24;
  sum = sum * r + 1.0F / 6;
  sum = sum * r + 0.5F;
  return r + r * r * sum;
}

inline double expm1_series(double r) {
  double sum = 1.0 / 6227020800.0;
  sum = sum * r + 1.0 / 479001600.0;
  sum = sum * r + 1.0 / 39916800.0;
  sum = sum * r + 1.0 / 3628800.0;
  sum = sum * r + 1.0 / 362880.0;
  sum = sum * r + 1.0 / 40320.0;
  sum = sum * r + 1.0 / 5040.0;
  sum = sum * r + 1.0 / 720.0;
  sum = sum * r + 1.0 / 120.0;
  sum = sum * r + 1.0 / 24.0;
  sum = sum * r + 1.0 / 6.0;
  sum = sum * r + 0.5;
  return r + r * r * sum;
}

/// 2^k for an integer-valued k within the range of normal exponents.
template <class Scalar>
Scalar power_of_two(Scalar k) {
  using F = Format<Scalar>;
  const auto bits = std::bit_cast<typename F::Bits>(k + F::kRounder);
  return std::bit_cast<Scalar>((bits << F::kMantissaBits) + F::kOne);
}

/// `value` within ±limit; NaN stays NaN (the comparisons are false for it).
template <class Scalar>
Scalar limited(Scalar value, Scalar limit) {
  value = value < -limit ? -limit : value;
  return value > limit ? limit : value;
}

template <class Scalar>
Scalar reduce_exp(Scalar x, Scalar& k) {
  using F = Format<Scalar>;
  k = (x * F::kLog2e + F::kRounder) - F::kRounder;
  return (x - k * F::kLn2High) - k * F::kLn2Low;
}

}  // namespace detail

/// e^x within 2 ulps, subnormal results and overflow to Inf included.
template <class Scalar>
Scalar exp(Scalar x) {
  using F = detail::Format<Scalar>;
  Scalar k;
  const Scalar r = detail::reduce_exp(detail::limited(x, F::kExpLimit), k);
  // Two factors, for 2^k itself may lie outside the format where the result does not.
  const Scalar half = (k * Scalar(0.5) + F::kRounder) - F::kRounder;
  return ((Scalar(1) + detail::expm1_series(r)) * detail::power_of_two(half)) *
         detail::power_of_two(k - half);
}

/// e^x − 1 for x ≤ 0, accurate to the last bits near 0 too; below −kExpLimit it is −1.
template <class Scalar>
Scalar expm1_of_negative(Scalar x) {
  // Beyond −64, e^x is lost beside 1 in either format and 2^k stays in range.
  x = x < Scalar(-64) ? Scalar(-64) : x;
  Scalar k;
  const Scalar r = detail::reduce_exp(x, k);
  const Scalar scale = detail::power_of_two(k);
  return scale * detail::expm1_series(r) + (scale - Scalar(1));
}

/// tanh x within 3 ulps; odd to the bit; NaN stays NaN.
template <class Scalar>
Scalar tanh(Scalar x) {
  const Scalar t = expm1_of_negative(Scalar(-2) * std::abs(x));
  return std::copysign(-t / (t + Scalar(2)), x);
}

/// 1/(1 + e^−x) within 3 ulps, for very negative x too.
template <class Scalar>
Scalar sigmoid(Scalar x) {
  const Scalar e = core::exp(-std::abs(x));
  const Scalar upper = Scalar(1) / (Scalar(1) + e);
  return x < Scalar(0) ? e * upper : upper;
}

/// Natural logarithm of a finite x > 0 within 2 ulps.
double log(double x);

/// ln(1 + x) of a finite x ≥ 0 within 3 ulps, near 0 too.
double log1p(double x);

/// x^n for n ≥ 0 by squaring.
double power(double x, std::int64_t n);

/// sin and cos within 2 ulps for |x| ≤ 1e5, beyond that with the error of the reduced argument.
double sin(double x);
double cos(double x);

}  // namespace isobath::core
