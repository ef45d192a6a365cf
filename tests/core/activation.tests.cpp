// SPDX-License-Identifier: MIT
// Every g against its formula, every g′ against differences of g, and what happens at the edges.
#include "core/activation.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <vector>

namespace core_activation {

using namespace isobath::core;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSeluAlpha = 1.6732632423543772;
constexpr double kSeluLambda = 1.0507009873554805;

/// Every activation but softmax, which is not of one number.
Activation any_activation() {
  return static_cast<Activation>(GENERATE(range(0, static_cast<int>(Activation::softmax))));
}

/// The formulas as the literature gives them, with the library's functions.
double formula(Activation activation, double z) {
  switch (activation) {
    case Activation::linear:
      return z;
    case Activation::sigmoid:
      return 1.0 / (1.0 + std::exp(-z));
    case Activation::tanh:
      return std::tanh(z);
    case Activation::relu:
      return z > 0.0 ? z : 0.0;
    case Activation::leaky_relu:
      return z > 0.0 ? z : 0.01 * z;
    case Activation::elu:
      return z > 0.0 ? z : std::expm1(z);
    case Activation::selu:
      return kSeluLambda * (z > 0.0 ? z : kSeluAlpha * std::expm1(z));
    case Activation::gelu:
      return 0.5 * z * (1.0 + std::erf(z / std::sqrt(2.0)));
    case Activation::silu:
      return z / (1.0 + std::exp(-z));
    case Activation::softplus:
      return std::log1p(std::exp(z));
    case Activation::sin:
      return std::sin(z);
    case Activation::mish:
      return z * std::tanh(std::log1p(std::exp(z)));
    case Activation::softmax:
      break;
  }
  return std::nan("");
}

bool has_kink(Activation activation) {
  return activation == Activation::relu || activation == Activation::leaky_relu ||
         activation == Activation::selu;
}

template <class Scalar>
Scalar value(Activation activation, Scalar z) {
  Scalar a = 0;
  activate(activation, &z, &a, 1);
  return a;
}

template <class Scalar>
Scalar slope(Activation activation, Scalar z) {
  const Scalar a = value(activation, z);
  const Scalar one = 1;
  Scalar d_z = 0;
  multiply_by_derivative(activation, &z, &a, &one, &d_z, 1);
  return d_z;
}

}  // namespace

TEST_CASE("every activation follows its formula", "[core][activation]") {
  const Activation activation = any_activation();
  CAPTURE(name(activation));
  for (double z = -12.0; z <= 12.0; z += 0.0625) {
    CAPTURE(z);
    const double expected = formula(activation, z);
    CHECK_THAT(activation_value(activation, z),
               WithinRel(expected, 2e-15) || WithinAbs(expected, 2e-15));
    CHECK_THAT(static_cast<double>(value(activation, static_cast<float>(z))),
               WithinRel(expected, 1e-6) || WithinAbs(expected, 1e-7));
  }
}

TEST_CASE("every derivative is the slope of its function", "[core][activation]") {
  const Activation activation = any_activation();
  CAPTURE(name(activation));
  const double h = 1e-5;
  for (double z = -8.0; z <= 8.0; z += 0.0390625) {
    if (has_kink(activation) && std::abs(z) < 2.0 * h) continue;
    CAPTURE(z);
    const double numerical = (formula(activation, z + h) - formula(activation, z - h)) / (2.0 * h);
    CHECK_THAT(activation_derivative(activation, z), WithinAbs(numerical, 1e-9));
    CHECK_THAT(static_cast<double>(slope(activation, static_cast<float>(z))),
               WithinAbs(numerical, 1e-6));
  }
}

TEST_CASE("the test of slopes refuses a wrong derivative", "[core][activation]") {
  // tanh′ of a network that takes the sigmoid's a(1 − a): not within the tolerance above.
  const double a = std::tanh(0.5);
  CHECK_THAT(a * (1.0 - a), !WithinAbs(1.0 - a * a, 1e-9));
}

TEST_CASE("at a kink the derivative is that of the left", "[core][activation]") {
  CHECK(activation_derivative(Activation::relu, 0.0) == 0.0);
  CHECK(activation_derivative(Activation::relu, -0.0) == 0.0);
  CHECK(activation_derivative(Activation::leaky_relu, 0.0) == 0.01);
  CHECK(activation_derivative(Activation::elu, 0.0) == 1.0);
  CHECK_THAT(activation_derivative(Activation::selu, 0.0),
             WithinRel(kSeluLambda * kSeluAlpha, 1e-15));
  CHECK(activation_derivative(Activation::relu, 5e-324) == 1.0);
}

TEMPLATE_TEST_CASE("NaN comes out where NaN went in", "[core][activation]", float, double) {
  const Activation activation = any_activation();
  CAPTURE(name(activation));
  CHECK(std::isnan(value(activation, std::numeric_limits<TestType>::quiet_NaN())));
}

TEMPLATE_TEST_CASE("infinities go to the function's limits", "[core][activation]", float, double) {
  constexpr TestType infinity = std::numeric_limits<TestType>::infinity();
  const auto up = [&](Activation activation) {
    return static_cast<double>(value(activation, infinity));
  };
  const auto down = [&](Activation activation) {
    return static_cast<double>(value(activation, -infinity));
  };
  for (const Activation activation : {Activation::linear, Activation::relu, Activation::leaky_relu,
                                      Activation::elu, Activation::selu, Activation::gelu,
                                      Activation::silu, Activation::softplus, Activation::mish}) {
    CAPTURE(name(activation));
    CHECK(up(activation) == kInfinity);
  }
  CHECK(up(Activation::sigmoid) == 1.0);
  CHECK(down(Activation::sigmoid) == 0.0);
  CHECK(up(Activation::tanh) == 1.0);
  CHECK(down(Activation::tanh) == -1.0);
  CHECK(down(Activation::linear) == -kInfinity);
  CHECK(down(Activation::relu) == 0.0);
  CHECK(down(Activation::leaky_relu) == -kInfinity);
  CHECK(down(Activation::elu) == -1.0);
  CHECK_THAT(down(Activation::selu), WithinRel(-kSeluLambda * kSeluAlpha, 1e-7));
  CHECK(down(Activation::softplus) == 0.0);
  // The sine of infinity does not exist, and nothing pretends that it does.
  CHECK(std::isnan(up(Activation::sin)));
  CHECK(std::isnan(down(Activation::sin)));
}

TEMPLATE_TEST_CASE("large finite values stay finite where the function does", "[core][activation]",
                   float, double) {
  const Activation activation = any_activation();
  CAPTURE(name(activation));
  for (const double magnitude : {30.0, 100.0, 1e4, 1e30}) {
    const auto z = static_cast<TestType>(magnitude);
    CAPTURE(z);
    CHECK(std::isfinite(value(activation, z)));
    CHECK(std::isfinite(value(activation, -z)));
    CHECK(std::isfinite(slope(activation, z)));
    CHECK(std::isfinite(slope(activation, -z)));
  }
}

TEST_CASE("far below zero the tails keep their digits", "[core][activation]") {
  CHECK_THAT(activation_value(Activation::sigmoid, -100.0), WithinRel(std::exp(-100.0), 1e-14));
  CHECK_THAT(activation_value(Activation::softplus, -100.0), WithinRel(std::exp(-100.0), 1e-14));
  CHECK_THAT(activation_value(Activation::silu, -100.0),
             WithinRel(-100.0 * std::exp(-100.0), 1e-14));
  CHECK_THAT(activation_value(Activation::gelu, -10.0),
             WithinRel(-5.0 * std::erfc(10.0 / std::sqrt(2.0)), 2e-14));
  CHECK_THAT(activation_value(Activation::elu, -1e-20), WithinRel(-1e-20, 1e-15));
}

TEST_CASE("SELU keeps mean 0 and variance 1", "[core][activation]") {
  // G. Klambauer et al. (2017): over z ~ N(0, 1) the outputs have the moments of the inputs.
  double mean = 0.0;
  double square = 0.0;
  const double step = 1.0 / 512.0;
  for (double z = -12.0; z <= 12.0; z += step) {
    const double weight = step * std::exp(-0.5 * z * z) / std::sqrt(2.0 * std::acos(-1.0));
    const double a = activation_value(Activation::selu, z);
    mean += weight * a;
    square += weight * a * a;
  }
  CHECK_THAT(mean, WithinAbs(0.0, 1e-6));
  CHECK_THAT(square, WithinAbs(1.0, 1e-6));
}

TEMPLATE_TEST_CASE("softmax columns add up to one, however large their values",
                   "[core][activation]", float, double) {
  Matrix<TestType> z(3, 4);  // [units, examples]
  z << 1, 1000, -1000, 0, 2, 999, -1001, 0, 3, 0, static_cast<TestType>(-1e30), 0;
  Matrix<TestType> a(3, 4);
  softmax_columns<TestType>(z, a);
  for (Index column = 0; column < 4; ++column)
    CHECK_THAT(static_cast<double>(a.col(column).sum()), WithinAbs(1.0, 1e-6));
  CHECK_THAT(static_cast<double>(a(0, 0)),
             WithinRel(std::exp(-2.0) / (std::exp(-2.0) + std::exp(-1.0) + 1.0), 1e-6));
  CHECK_THAT(static_cast<double>(a(0, 1)), WithinRel(1.0 / (1.0 + std::exp(-1.0)), 1e-6));
  CHECK(a(2, 2) == TestType(0));
  CHECK_THAT(static_cast<double>(a(1, 3)), WithinRel(1.0 / 3.0, 1e-6));
  z(1, 0) = std::numeric_limits<TestType>::quiet_NaN();
  softmax_columns<TestType>(z, a);
  CHECK(std::isnan(a(0, 0)));
  CHECK_FALSE(std::isnan(a(0, 1)));
}

TEST_CASE("softmax has no curve of its own", "[core][activation]") {
  CHECK(std::isnan(activation_value(Activation::softmax, 0.0)));
  CHECK(std::isnan(activation_derivative(Activation::softmax, 0.0)));
}

TEST_CASE("saturation begins at 0.97 of the flat end", "[core][activation]") {
  CHECK(is_saturated(Activation::tanh, -0.9701));
  CHECK_FALSE(is_saturated(Activation::tanh, 0.9699));
  CHECK(is_saturated(Activation::sigmoid, 0.9851));
  CHECK(is_saturated(Activation::sigmoid, 0.0149));
  CHECK_FALSE(is_saturated(Activation::sigmoid, 0.5));
  CHECK(is_saturated(Activation::elu, -0.98));
  CHECK_FALSE(is_saturated(Activation::elu, 5.0));
  CHECK(is_saturated(Activation::selu, -1.74));
  CHECK_FALSE(is_saturated(Activation::selu, -1.0));
  CHECK_FALSE(is_saturated(Activation::relu, 0.0));
  for (int i = 0; i <= static_cast<int>(Activation::softmax); ++i) {
    const auto activation = static_cast<Activation>(i);
    CAPTURE(name(activation));
    if (!has_saturation(activation)) CHECK_FALSE(is_saturated(activation, -1.0));
  }
}

}  // namespace core_activation
