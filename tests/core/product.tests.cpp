// SPDX-License-Identifier: MIT
// Every kernel against Eigen in double, over all the shapes that tiles and their edges can meet.
#include "core/product.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>

#include "core/random.hpp"

using namespace isobath::core;

namespace {

template <class Scalar>
Matrix<Scalar> random_matrix(Index rows, Index columns, Random& random) {
  Matrix<Scalar> matrix(rows, columns);
  for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(random.normal());
  return matrix;
}

template <class Scalar>
double gap(const Matrix<Scalar>& ours, const Matrix<double>& exact, Index terms) {
  const double unit = static_cast<double>(std::numeric_limits<Scalar>::epsilon());
  return (ours.template cast<double>() - exact).cwiseAbs().maxCoeff() /
         (unit * static_cast<double>(terms + 1));
}

}  // namespace

TEMPLATE_TEST_CASE("kernels agree with Eigen over every shape of tile and edge", "[core][product]",
                   float, double) {
  Random random(11);
  for (int trial = 0; trial < 300; ++trial) {
    const auto below = [&](std::uint32_t bound) { return static_cast<Index>(random.below(bound)); };
    const Index n = 1 + below(trial < 200 ? 12 : 70);
    const Index k = 1 + below(trial < 200 ? 12 : 70);
    const Index m = 1 + below(trial < 200 ? 40 : 130);
    const Index stride = m + below(5);
    CAPTURE(n, k, m, stride);
    const auto w = random_matrix<TestType>(n, k, random);
    const Vector<TestType> b = random_matrix<TestType>(n, 1, random);
    const auto a = random_matrix<TestType>(k, stride, random);
    const auto d_z = random_matrix<TestType>(n, stride, random);
    const Matrix<double> w_exact = w.template cast<double>();
    const Matrix<double> a_exact = a.leftCols(m).template cast<double>();
    const Matrix<double> d_z_exact = d_z.leftCols(m).template cast<double>();

    Matrix<TestType> z(n, stride);
    product_plus_bias<TestType>(w, a.leftCols(m), b, z.leftCols(m));
    Matrix<double> z_exact = w_exact * a_exact;
    z_exact.colwise() += b.template cast<double>();
    CHECK(gap<TestType>(z.leftCols(m), z_exact, k) < 8.0);

    Matrix<TestType> d_a(k, stride);
    transposed_product<TestType>(w, d_z.leftCols(m), d_a.leftCols(m));
    CHECK(gap<TestType>(d_a.leftCols(m), w_exact.transpose() * d_z_exact, n) < 8.0);

    Matrix<TestType> d_w(n, k);
    Vector<TestType> d_b(n);
    product_with_transpose<TestType>(d_z.leftCols(m), a.leftCols(m), false, d_w);
    column_sum<TestType>(d_z.leftCols(m), false, d_b);
    const Matrix<double> d_w_exact = d_z_exact * a_exact.transpose();
    CHECK(gap<TestType>(d_w, d_w_exact, m) < 8.0);
    CHECK(gap<TestType>(d_b, d_z_exact.rowwise().sum(), m) < 8.0);
    product_with_transpose<TestType>(d_z.leftCols(m), a.leftCols(m), true, d_w);
    CHECK(gap<TestType>(d_w, 2.0 * d_w_exact, m) < 16.0);
  }
}

TEST_CASE("the same column gives the same bits wherever it stands in the batch",
          "[core][product]") {
  Random random(12);
  const auto w = random_matrix<float>(5, 9, random);
  const Vector<float> b = random_matrix<float>(5, 1, random);
  const auto column = random_matrix<float>(9, 1, random);
  const Matrix<float> a = column.replicate(1, 39);
  Matrix<float> z(5, 39);
  product_plus_bias<float>(w, a, b, z);
  for (Index j = 1; j < 39; ++j) CHECK(z.col(j) == z.col(0));
}

TEST_CASE("a NaN or Inf reaches exactly the results it belongs to", "[core][product]") {
  const float bad =
      GENERATE(std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity());
  Matrix<float> w = Matrix<float>::Ones(4, 6);
  Matrix<float> a = Matrix<float>::Ones(6, 21);
  const Vector<float> b = Vector<float>::Zero(4);
  a(3, 18) = bad;
  Matrix<float> z(4, 21);
  product_plus_bias<float>(w, a, b, z);
  for (Index i = 0; i < 4; ++i)
    for (Index j = 0; j < 21; ++j) CHECK(std::isfinite(z(i, j)) == (j != 18));
  Matrix<float> d_w(4, 6);
  product_with_transpose<float>(z, Matrix<float>::Ones(6, 21), false, d_w);
  CHECK_FALSE(std::isfinite(d_w(0, 0)));
}
