// SPDX-License-Identifier: MIT
// exp, expm1, log, powers, sin and cos of our own, from + − × ÷ alone. Library versions differ
// between machines in the last bits; these give the same bits everywhere, and their loops
// vectorise. Method: W. J. Cody and W. Waite, Software Manual for the Elementary Functions (1980):
// reduce the argument with a constant split in two, sum the Taylor series, put the exponent back.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace isobath::core {

// What the functions below ask of a number beside + − × ÷, for one number; kernels/lanes.hpp has
// the same for many side by side.
inline float multiply_add(float a, float b, float c) { return a * b + c; }
inline double multiply_add(double a, double b, double c) { return a * b + c; }
/// c − a·b.
inline float negative_multiply_add(float a, float b, float c) { return c - a * b; }
inline double negative_multiply_add(double a, double b, double c) { return c - a * b; }
inline float select(bool condition, float yes, float no) { return condition ? yes : no; }
inline double select(bool condition, double yes, double no) { return condition ? yes : no; }
/// The lesser and the greater of two; a NaN in `a` stays.
inline float lesser(float a, float b) { return b < a ? b : a; }
inline double lesser(double a, double b) { return b < a ? b : a; }
inline float greater(float a, float b) { return a < b ? b : a; }
inline double greater(double a, double b) { return a < b ? b : a; }
inline float magnitude(float x) { return __builtin_fabsf(x); }
inline double magnitude(double x) { return __builtin_fabs(x); }
/// The bits that both have, and that either has.
inline float bits_of_both(float a, float b) {
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(a) & std::bit_cast<std::uint32_t>(b));
}
inline float bits_of_either(float a, float b) {
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(a) | std::bit_cast<std::uint32_t>(b));
}
inline float with_sign(float size, float sign) { return __builtin_copysignf(size, sign); }
inline double with_sign(double size, double sign) { return __builtin_copysign(size, sign); }
/// a/b for b ≥ 1.
inline float quotient(float a, float b) { return a / b; }
inline double quotient(double a, double b) { return a / b; }
inline float square_root(float x) { return __builtin_sqrtf(x); }
inline double square_root(double x) { return __builtin_sqrt(x); }
inline float exponent_bits(float shifted, int mantissa_bits, float one) {
  return std::bit_cast<float>((std::bit_cast<std::uint32_t>(shifted) << mantissa_bits) +
                              std::bit_cast<std::uint32_t>(one));
}
inline double exponent_bits(double shifted, int mantissa_bits, double one) {
  return std::bit_cast<double>((std::bit_cast<std::uint64_t>(shifted) << mantissa_bits) +
                               std::bit_cast<std::uint64_t>(one));
}

namespace detail {

template <class Value>
struct ElementOf {
  using Type = typename Value::Element;
};
template <>
struct ElementOf<float> {
  using Type = float;
};
template <>
struct ElementOf<double> {
  using Type = double;
};

template <class Scalar>
struct Format;

template <>
struct Format<float> {
  static constexpr int kMantissaBits = 23;
  static constexpr float kRounder =
      12582912.0F;  // 1.5·2^23: adding it leaves an integer in the low bits
  static constexpr float kLog2e = 1.44269504F;
  static constexpr float kLn2High = 0.693359375F;  // 9 bits, so that k·kLn2High is exact
  static constexpr float kLn2Low = -2.12194440e-4F;
  static constexpr float kExpLimit = 160.0F;  // beyond, exp is 0 or Inf in any case
  static constexpr float kLeast = -kExpLimit;
  static constexpr float kZero = 0.0F, kHalf = 0.5F, kOne = 1.0F;
  /// 1/n! from the highest power of expm1's series down to 1/2!.
  static constexpr float kSeries[] = {1.0F / 5040, 1.0F / 720, 1.0F / 120,
                                      1.0F / 24,   1.0F / 6,   0.5F};
};

template <>
struct Format<double> {
  static constexpr int kMantissaBits = 52;
  static constexpr double kRounder = 6755399441055744.0;  // 1.5·2^52
  static constexpr double kLog2e = 1.4426950408889634;
  static constexpr double kLn2High = 6.93147180369123816490e-01;  // 32 bits
  static constexpr double kLn2Low = 1.90821492927058770002e-10;
  static constexpr double kExpLimit = 1400.0;
  static constexpr double kLeast = -kExpLimit;
  static constexpr double kZero = 0.0, kHalf = 0.5, kOne = 1.0;
  static constexpr double kSeries[] = {1.0 / 6227020800.0, 1.0 / 479001600.0, 1.0 / 39916800.0,
                                       1.0 / 3628800.0,    1.0 / 362880.0,    1.0 / 40320.0,
                                       1.0 / 5040.0,       1.0 / 720.0,       1.0 / 120.0,
                                       1.0 / 24.0,         1.0 / 6.0,         0.5};
};

template <class Value>
using FormatOf = Format<typename ElementOf<Value>::Type>;

}  // namespace detail

/// A number that stays the same, in the format of Value and in all of its lanes.
template <class Value>
Value constant(typename detail::ElementOf<Value>::Type value) {
  return Value(value);
}

/// The same of a number in static storage, which lanes take from there.
template <class Value>
Value stored(const typename detail::ElementOf<Value>::Type& value) {
  if constexpr (requires { Value::held(value); })
    return Value::held(value);
  else
    return Value(value);
}

namespace detail {

/// expm1(r) for |r| ≤ ln 2 / 2 by its Taylor series; the terms left out are under half an ulp.
template <class Value>
Value expm1_series(Value r) {
  using F = FormatOf<Value>;
  constexpr int kTerms = static_cast<int>(sizeof F::kSeries / sizeof F::kSeries[0]);
  static_assert(kTerms % 2 == 0);
  // In pairs, so that half as many of the sums wait for each other.
  const auto pair = [r](int term) {
    return multiply_add(stored<Value>(F::kSeries[term]), r, stored<Value>(F::kSeries[term + 1]));
  };
  const Value square = r * r;
  Value total = pair(0);
  for (int term = 2; term < kTerms; term += 2) total = multiply_add(total, square, pair(term));
  return multiply_add(square, total, r);
}

/// 2^k for an integer-valued k within the range of normal exponents.
template <class Value>
Value power_of_two(Value k) {
  using F = FormatOf<Value>;
  return exponent_bits(k + stored<Value>(F::kRounder), F::kMantissaBits, stored<Value>(F::kOne));
}

/// `value` within ±limit; NaN stays NaN.
template <class Value>
Value limited(Value value, typename ElementOf<Value>::Type limit) {
  return lesser(greater(value, constant<Value>(-limit)), constant<Value>(limit));
}

template <class Value>
Value reduce_exp(Value x, Value& k) {
  using F = FormatOf<Value>;
  k = multiply_add(x, stored<Value>(F::kLog2e), stored<Value>(F::kRounder)) -
      stored<Value>(F::kRounder);
  return negative_multiply_add(k, stored<Value>(F::kLn2Low),
                               negative_multiply_add(k, stored<Value>(F::kLn2High), x));
}

/// e^x for x within ±kExpLimit, or NaN.
template <class Value>
Value limited_exp(Value x) {
  using F = FormatOf<Value>;
  Value k;
  const Value r = reduce_exp(x, k);
  // Two factors, for 2^k itself may lie outside the format where the result does not.
  const Value half =
      (k * stored<Value>(F::kHalf) + stored<Value>(F::kRounder)) - stored<Value>(F::kRounder);
  return ((stored<Value>(F::kOne) + expm1_series(r)) * power_of_two(half)) * power_of_two(k - half);
}

}  // namespace detail

/// e^x within 2 ulps, subnormal results and overflow to Inf included. Value: float, double or
/// Lanes of them, as in all that follows.
template <class Value>
Value exp(Value x) {
  return detail::limited_exp(detail::limited(x, detail::FormatOf<Value>::kExpLimit));
}

/// e^x − 1 for x ≤ 0, accurate to the last bits near 0 too; below −64 it is −1.
template <class Value>
Value expm1_of_negative(Value x) {
  // Beyond −64, e^x is lost beside 1 in either format and 2^k stays in range.
  x = greater(x, constant<Value>(-64));
  Value k;
  const Value r = detail::reduce_exp(x, k);
  const Value scale = detail::power_of_two(k);
  return multiply_add(scale, detail::expm1_series(r), scale - constant<Value>(1));
}

namespace detail {

// tanh x = x·P(x²)/Q(x²) for |x| ≤ 8.6, P(0) = Q(0) = 1: the rational function of these degrees
// with the least relative error, 2.8e-7 (half an ulp is 6e-8), found by weighted least squares in
// 113-bit arithmetic (C. L. Lawson's iteration); a degree more in P costs a tenth of the time. At
// the limit it is above 1, so that what is cut off there becomes 1. From the highest power down.
inline constexpr float kTanhLimit = 8.2F;
inline constexpr float kNegativeZero = -0.0F;
inline constexpr float kTanhP[] = {1.08689092236738506e-05F, 2.89919253506546598e-03F,
                                   1.28775559645213700e-01F, 1.0F};
inline constexpr float kTanhQ[] = {2.28114457674769941e-07F, 2.31339640651109096e-04F,
                                   2.36038277274230740e-02F, 4.62107515994916396e-01F, 1.0F};

}  // namespace detail

/// The constants of float's tanh, to be taken before a loop.
template <class Value>
struct TanhTerms {
  Value limit, one, negative_zero, p[3], q[4];

  /// `from`: gives a number in all lanes of Value.
  template <class Splat>
  explicit TanhTerms(const Splat& from)
      : limit(from(detail::kTanhLimit)),
        one(from(detail::kTanhP[3])),
        negative_zero(from(detail::kNegativeZero)) {
    for (int term = 0; term < 3; ++term) p[term] = from(detail::kTanhP[term]);
    for (int term = 0; term < 4; ++term) q[term] = from(detail::kTanhQ[term]);
  }
};

/// tanh x of float within 9 ulps (7 below |x| = 1); odd to the bit; NaN stays NaN; never beyond ±1.
template <class Value>
Value tanh(Value x, const TanhTerms<Value>& terms) {
  const Value size = lesser(magnitude(x), terms.limit);
  const Value square = size * size;
  Value p = terms.p[0];
  Value q = terms.q[0];
  for (int term = 1; term < 3; ++term) {
    p = multiply_add(p, square, terms.p[term]);
    q = multiply_add(q, square, terms.q[term]);
  }
  p = multiply_add(p, square, terms.one);
  q = multiply_add(q, square, terms.q[3]);
  q = multiply_add(q, square, terms.one);
  return bits_of_either(lesser(quotient(size * p, q), terms.one),
                        bits_of_both(x, terms.negative_zero));
}

/// tanh x: float's as above, double's within 3 ulps.
template <class Value>
Value tanh(Value x) {
  if constexpr (sizeof(typename detail::ElementOf<Value>::Type) == sizeof(float)) {
    return tanh(x, TanhTerms<Value>([](const float& term) { return Value(term); }));
  } else {
    const Value t = expm1_of_negative(constant<Value>(-2.0) * magnitude(x));
    return with_sign(-t / (t + constant<Value>(2.0)), x);
  }
}

/// 1/(1 + e^−x) within 3 ulps, for very negative x too.
template <class Value>
Value sigmoid(Value x) {
  using F = detail::FormatOf<Value>;
  const Value one = stored<Value>(F::kOne);
  const Value e = detail::limited_exp(greater(-magnitude(x), stored<Value>(F::kLeast)));
  return quotient(select(x < stored<Value>(F::kZero), e, one), one + e);
}

/// Natural logarithm of a finite x > 0 within 2 ulps.
double log(double x);

/// ln(1 + x) of a finite x ≥ 0 within 3 ulps, near 0 too.
double log1p(double x);

namespace detail {

/// 1/n of artanh's series, from the highest power down to 1/3: the terms left out are under 1e-17.
inline constexpr double kArtanhSeries[] = {1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17,
                                           1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9,
                                           1.0 / 7,  1.0 / 5,  1.0 / 3};
inline constexpr double kRootHalf = 0.70710678118654752, kTwo = 2.0;

/// log(m·2^k) for m around 1, √½ ≤ m < √2.
template <class Value>
Value reduced_log(Value m, Value k) {
  using F = Format<double>;
  const Value one = stored<Value>(F::kOne), two = stored<Value>(kTwo);
  const Value f = (m - one) / (m + one);  // log m = 2 artanh f, |f| < 0.172
  const Value f2 = f * f;
  Value sum = stored<Value>(F::kZero);
  for (const double& term : kArtanhSeries) sum = (sum + stored<Value>(term)) * f2;
  return k * stored<Value>(F::kLn2High) +
         ((two * f * sum + k * stored<Value>(F::kLn2Low)) + two * f);
}

}  // namespace detail

/// log1p(x) to the bit for 0 ≤ x ≤ 1, also of many numbers side by side. Value: double or Lanes of
/// them; NaN stays NaN.
template <class Value>
Value log1p_of_share(Value x) {
  using F = detail::Format<double>;
  const Value one = stored<Value>(F::kOne);
  const Value u = one + x, half = u * stored<Value>(F::kHalf);
  const auto small = half < stored<Value>(detail::kRootHalf);
  const Value log_u =
      detail::reduced_log(select(small, u, half), select(small, stored<Value>(F::kZero), one));
  return select(u > one, log_u * (x / (u - one)), x);
}

/// x^n for n ≥ 0 by squaring.
double power(double x, std::int64_t n);

/// sin and cos within 2 ulps for |x| ≤ 1e5, beyond that with the error of the reduced argument.
double sin(double x);
double cos(double x);

}  // namespace isobath::core
