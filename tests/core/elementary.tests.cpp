// SPDX-License-Identifier: MIT
// Our exp, tanh and the others against the library's long double, in units of the last place.
#include "core/elementary.hpp"

#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <limits>

#include "core/double_double.hpp"
#include "core/kernels/lanes.hpp"
#include "core/random.hpp"

namespace core_elementary {

using namespace isobath::core;

namespace {

/// The error of `value` in ulps of `exact`, in the format of `value`.
template <class Scalar>
double ulps(Scalar value, double exact) {
  const auto rounded = static_cast<Scalar>(exact);
  if (value == rounded) return 0.0;
  const Scalar next = std::nextafter(std::abs(rounded), std::numeric_limits<Scalar>::infinity());
  const double ulp = static_cast<double>(next) - static_cast<double>(std::abs(rounded));
  return std::abs(static_cast<double>(value) - exact) / ulp;
}

template <class Scalar>
double worst_ulps(double low, double high, const std::function<Scalar(Scalar)>& ours,
                  const std::function<double(double)>& exact) {
  Random random(1);
  double worst = 0.0;
  for (int i = 0; i < 20000; ++i) {
    const auto x = static_cast<Scalar>(random.uniform(low, high));
    worst = std::max(worst, ulps<Scalar>(ours(x), exact(static_cast<double>(x))));
  }
  return worst;
}

}  // namespace

TEST_CASE("exp, tanh and sigmoid stay within 3 ulps in float", "[core][elementary]") {
  const auto exp_of = [](double x) { return std::exp(x); };
  CHECK(worst_ulps<float>(
            -87, 88, [](float x) { return isobath::core::exp(x); }, exp_of) < 2.0);
  // float's tanh is a rational function: a little less exact where it saturates.
  for (const auto& [range, ulps] : {std::pair{1e-6, 1.0}, {0.1, 4.0}, {1.0, 7.0}, {12.0, 9.0}})
    CHECK(worst_ulps<float>(
              -range, range, [](float x) { return isobath::core::tanh(x); },
              [](double x) { return std::tanh(x); }) < ulps);
  CHECK(worst_ulps<float>(
            -80, 80, [](float x) { return isobath::core::sigmoid(x); },
            [](double x) { return 1.0 / (1.0 + std::exp(-x)); }) < 3.0);
}

TEST_CASE("exp, tanh, sigmoid, log, sin and cos stay within 4 ulps in double",
          "[core][elementary]") {
  // The library's own error, under an ulp, is in these numbers too.
  CHECK(worst_ulps<double>(
            -700, 700, [](double x) { return isobath::core::exp(x); },
            [](double x) { return std::exp(x); }) < 3.0);
  for (const double range : {1e-12, 0.1, 1.0, 25.0})
    CHECK(worst_ulps<double>(
              -range, range, [](double x) { return isobath::core::tanh(x); },
              [](double x) { return std::tanh(x); }) < 4.0);
  CHECK(worst_ulps<double>(
            -600, 600, [](double x) { return isobath::core::sigmoid(x); },
            [](double x) { return 1.0 / (1.0 + std::exp(-x)); }) < 4.0);
  CHECK(worst_ulps<double>(
            1e-9, 3.0, [](double x) { return isobath::core::log(x); },
            [](double x) { return std::log(x); }) < 3.0);
  CHECK(worst_ulps<double>(
            -20, 20, [](double x) { return isobath::core::sin(x); },
            [](double x) { return std::sin(x); }) < 3.0);
  CHECK(worst_ulps<double>(
            -20, 20, [](double x) { return isobath::core::cos(x); },
            [](double x) { return std::cos(x); }) < 3.0);
}

TEMPLATE_TEST_CASE("the ends of the formats are kept: Inf, 0, subnormals and NaN",
                   "[core][elementary]", float, double) {
  using Limits = std::numeric_limits<TestType>;
  const TestType infinity = Limits::infinity();
  const TestType nan = Limits::quiet_NaN();
  CHECK(isobath::core::exp(infinity) == infinity);
  CHECK(isobath::core::exp(-infinity) == TestType(0));
  CHECK(isobath::core::exp(TestType(0)) == TestType(1));
  const TestType small = std::log(Limits::denorm_min()) * TestType(0.99);
  CHECK(isobath::core::exp(small) > TestType(0));
  CHECK(isobath::core::exp(small) < Limits::min());
  CHECK(isobath::core::tanh(infinity) == TestType(1));
  CHECK(isobath::core::tanh(-infinity) == TestType(-1));
  CHECK(isobath::core::tanh(Limits::denorm_min()) == Limits::denorm_min());
  CHECK(std::signbit(isobath::core::tanh(TestType(-0.0))));
  CHECK(isobath::core::sigmoid(infinity) == TestType(1));
  CHECK(isobath::core::sigmoid(-infinity) == TestType(0));
  CHECK(isobath::core::sigmoid(TestType(0)) == TestType(0.5));
  CHECK(std::isnan(isobath::core::exp(nan)));
  CHECK(std::isnan(isobath::core::tanh(nan)));
  CHECK(std::isnan(isobath::core::sigmoid(nan)));
}

TEST_CASE("double-double functions satisfy their identities to 29 digits",
          "[core][double_double]") {
  Random random(2);
  const auto small = [](DoubleDouble x) { return std::abs(static_cast<double>(x)); };
  for (int i = 0; i < 200; ++i) {
    const DoubleDouble x = random.uniform(-5.0, 5.0);
    const DoubleDouble y = random.uniform(-5.0, 5.0);
    CHECK(small((x / y) * y - x) < 1e-29);
    CHECK(small(exp(x) * exp(-x) - DoubleDouble(1.0)) < 1e-29);
    CHECK(small(log1p(expm1(x)) - x) < 1e-27);
    CHECK(small(exp(x + y) / (exp(x) * exp(y)) - DoubleDouble(1.0)) < 1e-28);
    const DoubleDouble half_pi{1.570796326794896558, 6.123233995736766036e-17};
    CHECK(small(sin(x) * sin(x) + sin(x + half_pi) * sin(x + half_pi) - DoubleDouble(1.0)) < 1e-28);
    CHECK(small(erf(x) + erf(-x)) == 0.0);
    CHECK(std::abs(static_cast<double>(erf(x)) - std::erf(x.high)) < 1e-15);
  }
}

TEST_CASE("ln(1 + x) and integer powers stay within a few ulps", "[core][elementary]") {
  for (const double high : {1e-18, 1e-9, 1e-3, 1.0, 500.0})
    CHECK(worst_ulps<double>(
              0, high, [](double x) { return isobath::core::log1p(x); },
              [](double x) { return std::log1p(x); }) < 4.0);
  CHECK(isobath::core::log1p(0.0) == 0.0);
  CHECK(std::isnan(isobath::core::log1p(std::nan(""))));
  // The form for many numbers at once has the same bits, and so have lanes of it.
  using Pair = Lanes<double, Plain>;
  Random random(3);
  for (int i = 0; i < 20'000; ++i) {
    const double x = i < 40 ? std::ldexp(1.0, -2 * i) : std::pow(random.uniform(), 1 + i % 9);
    const double exact = isobath::core::log1p(x);
    REQUIRE(log1p_of_share(x) == exact);
    REQUIRE(log1p_of_share(Pair(x))[1] == exact);
  }
  CHECK(log1p_of_share(0.0) == 0.0);
  CHECK(std::isnan(log1p_of_share(Pair(std::nan("")))[0]));
  CHECK(power(0.9, 0) == 1.0);
  CHECK(power(0.5, 1000) == std::ldexp(1.0, -1000));
  CHECK(power(0.0, 3) == 0.0);
  for (const std::int64_t n : {1, 2, 7, 100, 12345}) {
    const double exact = std::pow(0.999, static_cast<double>(n));
    CHECK(std::abs(power(0.999, n) / exact - 1.0) < 1e-15 * static_cast<double>(n));
  }
}

}  // namespace core_elementary
