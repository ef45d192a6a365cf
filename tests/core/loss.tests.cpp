// SPDX-License-Identifier: MIT
// Losses against their closed forms, at the start and at the ends of the number line.
#include "core/loss.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "core/activation.hpp"
#include "core/elementary.hpp"
#include "core/random.hpp"

namespace core_loss {

using namespace isobath::core;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

/// One column of Z, its output, and what the losses say of it.
template <class Scalar>
struct Example {
  Matrix<Scalar> z, a, y;  // [outputs, 1]

  Example(Loss loss, std::initializer_list<double> logits, std::initializer_list<double> targets)
      : z(static_cast<Index>(logits.size()), 1), a(z.rows(), 1), y(z.rows(), 1) {
    Index k = 0;
    for (const double value : logits) z(k++, 0) = static_cast<Scalar>(value);
    k = 0;
    for (const double value : targets) y(k++, 0) = static_cast<Scalar>(value);
    if (loss == Loss::categorical_cross_entropy)
      softmax_columns<Scalar>(z, a);
    else
      activate(loss == Loss::binary_cross_entropy ? Activation::sigmoid : Activation::linear,
               z.data(), a.data(), z.size());
    sum = loss_sum<Scalar>(loss, z, a, y);
    d_a = Matrix<Scalar>(z.rows(), 1);
    output_gradient<Scalar>(loss, z, a, y, d_a);
  }

  double sum = 0.0;
  Matrix<Scalar> d_a;
};

}  // namespace

TEMPLATE_TEST_CASE("binary cross-entropy is finite where its logarithms are not", "[core][loss]",
                   float, double) {
  for (const double z : {1e4, 1e6, 1e30}) {
    CAPTURE(z);
    // A confident wrong answer costs |z|, a confident right one nothing.
    CHECK_THAT((Example<TestType>(Loss::binary_cross_entropy, {z}, {0.0}).sum), WithinRel(z, 1e-6));
    CHECK_THAT((Example<TestType>(Loss::binary_cross_entropy, {-z}, {1.0}).sum),
               WithinRel(z, 1e-6));
    CHECK((Example<TestType>(Loss::binary_cross_entropy, {z}, {1.0}).sum) == 0.0);
    CHECK((Example<TestType>(Loss::binary_cross_entropy, {-z}, {0.0}).sum) == 0.0);
    CHECK_THAT((Example<TestType>(Loss::binary_cross_entropy, {z}, {0.25}).sum),
               WithinRel(0.75 * z, 1e-6));
  }
}

TEMPLATE_TEST_CASE("categorical cross-entropy is finite where its logarithms are not",
                   "[core][loss]", float, double) {
  for (const double z : {1e4, 1e6, 1e30}) {
    CAPTURE(z);
    CHECK_THAT(
        (Example<TestType>(Loss::categorical_cross_entropy, {z, 0.0, 0.0}, {0.0, 1.0, 0.0}).sum),
        WithinRel(z, 1e-6));
    CHECK((Example<TestType>(Loss::categorical_cross_entropy, {z, 0.0, -z}, {1.0, 0.0, 0.0}).sum) ==
          0.0);
    CHECK_THAT(
        (Example<TestType>(Loss::categorical_cross_entropy, {-z, -z, -z}, {0.0, 1.0, 0.0}).sum),
        WithinRel(std::log(3.0), 1e-6));
  }
}

TEST_CASE("at logits of zero the loss is ln K", "[core][loss]") {
  CHECK_THAT((Example<double>(Loss::binary_cross_entropy, {0.0}, {1.0}).sum),
             WithinRel(std::log(2.0), 1e-15));
  CHECK_THAT((Example<double>(Loss::categorical_cross_entropy, {0.0, 0.0}, {0.0, 1.0}).sum),
             WithinRel(std::log(2.0), 1e-15));
  CHECK_THAT((Example<double>(Loss::categorical_cross_entropy, {0.0, 0.0, 0.0, 0.0, 0.0},
                              {0.0, 0.0, 1.0, 0.0, 0.0})
                  .sum),
             WithinRel(std::log(5.0), 1e-15));
}

TEST_CASE("losses follow their formulas where those can be computed", "[core][loss]") {
  for (double z = -20.0; z <= 20.0; z += 0.37)
    for (const double y : {0.0, 0.3, 1.0}) {
      CAPTURE(z, y);
      // −ln ŷ = ln(1 + e^−z), −ln(1 − ŷ) = ln(1 + e^z)
      const double expected = y * std::log1p(std::exp(-z)) + (1.0 - y) * std::log1p(std::exp(z));
      CHECK_THAT((Example<double>(Loss::binary_cross_entropy, {z}, {y}).sum),
                 WithinRel(expected, 1e-14) || WithinAbs(expected, 4e-15));
      CHECK_THAT((Example<double>(Loss::squared_error, {z}, {y}).sum),
                 WithinRel(0.5 * (z - y) * (z - y), 1e-15));
      // Two classes by softmax are one by sigmoid of the difference.
      const double binary = Example<double>(Loss::binary_cross_entropy, {z - 1.0}, {y}).sum;
      CHECK_THAT((Example<double>(Loss::categorical_cross_entropy, {z, 1.0}, {y, 1.0 - y}).sum),
                 WithinAbs(binary, 1e-14));
    }
  // However small, the loss of a right answer keeps its digits.
  CHECK_THAT((Example<double>(Loss::categorical_cross_entropy, {100.0, 0.0}, {1.0, 0.0}).sum),
             WithinRel(std::exp(-100.0), 1e-13));
  const Example<double> squares(Loss::squared_error, {1.0, -2.0, 0.5}, {0.0, 1.0, 0.5});
  CHECK_THAT(squares.sum, WithinRel(0.5 * (1.0 + 9.0), 1e-15));
}

TEST_CASE("the gradient at the output is the slope of the loss in A", "[core][loss]") {
  for (double z = -6.0; z <= 6.0; z += 0.41)
    for (const double y : {0.0, 0.3, 1.0}) {
      CAPTURE(z, y);
      const double a = 1.0 / (1.0 + std::exp(-z));
      CHECK_THAT((Example<double>(Loss::binary_cross_entropy, {z}, {y}).d_a(0, 0)),
                 WithinRel(-y / a + (1.0 - y) / (1.0 - a), 1e-11));
      CHECK_THAT((Example<double>(Loss::squared_error, {z}, {y}).d_a(0, 0)),
                 WithinAbs(z - y, 1e-15));
    }
  const Example<double> classes(Loss::categorical_cross_entropy, {1.0, 2.0, -1.0},
                                {0.0, 0.75, 0.25});
  CHECK(classes.d_a(0, 0) == 0.0);
  CHECK_THAT(classes.d_a(1, 0), WithinRel(-0.75 / classes.a(1, 0), 1e-13));
  CHECK_THAT(classes.d_a(2, 0), WithinRel(-0.25 / classes.a(2, 0), 1e-13));
}

TEST_CASE("a right and certain answer has no gradient instead of 0/0", "[core][loss]") {
  CHECK((Example<double>(Loss::binary_cross_entropy, {1e4}, {1.0}).d_a(0, 0)) == -1.0);
  CHECK((Example<double>(Loss::binary_cross_entropy, {-1e4}, {0.0}).d_a(0, 0)) == 1.0);
  CHECK((Example<float>(Loss::binary_cross_entropy, {1e4}, {0.0}).d_a(0, 0)) ==
        std::numeric_limits<float>::infinity());
}

TEST_CASE("what is not a number is not hidden by a loss", "[core][loss]") {
  const double nan = std::nan("");
  CHECK(std::isnan(Example<double>(Loss::binary_cross_entropy, {nan}, {1.0}).sum));
  CHECK(std::isnan(Example<double>(Loss::squared_error, {nan}, {1.0}).sum));
  CHECK(std::isnan(Example<double>(Loss::categorical_cross_entropy, {0.0, nan}, {1.0, 0.0}).sum));
}

TEST_CASE("losses are sums over the examples", "[core][loss]") {
  Matrix<double> z(1, 3), a(1, 3), y(1, 3);
  z << -1.0, 0.5, 2.0;
  y << 0.0, 1.0, 1.0;
  activate(Activation::sigmoid, z.data(), a.data(), 3);
  double expected = 0.0;
  for (Index i = 0; i < 3; ++i)
    expected += Example<double>(Loss::binary_cross_entropy, {z(0, i)}, {y(0, i)}).sum;
  CHECK_THAT(loss_sum<double>(Loss::binary_cross_entropy, z, a, y), WithinRel(expected, 1e-15));
}

TEST_CASE("an answer is right on the side of its label", "[core][loss]") {
  Matrix<double> a(1, 4), y(1, 4);
  a << 0.5, 0.49, 0.9, std::nan("");
  y << 1, 1, 0, 1;
  CHECK(correct_count<double>(a, y) == 1);
  Matrix<double> many(3, 3), labels(3, 3);
  many << 0.2, 0.5, 0.1, 0.7, 0.3, std::nan(""), 0.1, 0.2, 0.8;
  labels << 0, 0, 0, 1, 1, 0, 0, 0, 1;
  CHECK(correct_count<double>(many, labels) == 1);
}

TEMPLATE_TEST_CASE("the cross-entropy of many outputs is the sum of those of one", "[core][loss]",
                   float, double) {
  Random random(8);
  for (Index count = 1; count < 20; ++count) {
    Matrix<TestType> z(1, count), y(1, count);
    for (Index i = 0; i < count; ++i) {
      z(0, i) = static_cast<TestType>(40.0 * random.normal());
      y(0, i) = static_cast<TestType>(random.uniform());
    }
    const Matrix<TestType> a = z;
    double wanted = 0.0;
    for (Index i = 0; i < count; ++i) {
      const auto logit = static_cast<double>(z(0, i));
      wanted += (logit < 0.0 ? 0.0 : logit) - static_cast<double>(y(0, i)) * logit +
                isobath::core::log1p(isobath::core::exp(-std::abs(logit)));
    }
    CHECK(loss_sum<TestType>(Loss::binary_cross_entropy, z, a, y) == wanted);
    z(0, count - 1) = std::numeric_limits<TestType>::quiet_NaN();
    CHECK(std::isnan(loss_sum<TestType>(Loss::binary_cross_entropy, z, a, y)));
  }
}

}  // namespace core_loss
