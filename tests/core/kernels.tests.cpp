// SPDX-License-Identifier: MIT
// Every kernel of every machine there is, against Eigen and scalar functions in double, over all
// the shapes that tiles, strips, pads and narrow batches can meet.
#include "core/kernels.hpp"

#include <algorithm>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "core/activation.hpp"
#include "core/matrix.hpp"
#include "core/random.hpp"

namespace core_kernels {

using namespace isobath::core;

namespace {

constexpr KernelSet kSets[] = {KernelSet::looped, KernelSet::plain, KernelSet::avx2,
                               KernelSet::avx512, KernelSet::relaxed};

template <class Scalar>
std::vector<const Kernels<Scalar>*> available() {
  std::vector<const Kernels<Scalar>*> tables;
  for (const KernelSet set : kSets)
    if (const auto* table = kernels<Scalar>(set)) tables.push_back(table);
  return tables;
}

template <class Scalar>
Matrix<Scalar> random_matrix(Index rows, Index columns, Random& random) {
  Matrix<Scalar> matrix(rows, columns);
  for (Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = static_cast<Scalar>(random.normal());
  return matrix;
}

/// A batch matrix with its pads, which hold NaN: no result may depend on them.
template <class Scalar>
struct Padded {
  Matrix<Scalar> values;  // [units, stride]
  Index examples;

  Padded(Index units, Index count, Index lanes, Index spare) : examples(count) {
    const Index stride = (count < 4 ? count : (count + lanes - 1) / lanes * lanes) + spare;
    values = Matrix<Scalar>::Constant(units, stride, std::numeric_limits<Scalar>::quiet_NaN());
  }
  void fill(Random& random) {
    values.leftCols(examples) = random_matrix<Scalar>(values.rows(), examples, random);
  }
  Matrix<double> exact() const { return values.leftCols(examples).template cast<double>(); }
  Batch<Scalar> batch() { return {values.data(), values.rows(), examples, values.cols()}; }
};

/// The largest error in units of a rounding of the sum of the terms' magnitudes.
template <class Scalar>
double gap(const Matrix<double>& ours, const Matrix<double>& exact, const Matrix<double>& sizes) {
  const double unit = static_cast<double>(std::numeric_limits<Scalar>::epsilon());
  return ((ours - exact).array() / (unit * (sizes.array() + 1e-30))).abs().maxCoeff();
}

struct Shape {
  Index n, k, m;
};

Shape draw_shape(Random& random, int trial) {
  const auto up_to = [&](std::uint32_t bound) {
    return 1 + static_cast<Index>(random.below(bound));
  };
  Shape shape{};
  shape.n = up_to(trial % 4 == 0 ? 200 : 14);
  shape.k = up_to(trial % 4 == 1 ? 200 : 14);
  if (trial % 9 == 2) shape = {96 + up_to(100), up_to(100), 0};
  if (trial % 9 == 5) shape = {15 + up_to(50), up_to(100), 0};
  shape.m = trial % 3 == 0 ? up_to(4) : up_to(trial % 5 == 0 ? 300 : 40);
  return shape;
}

}  // namespace

TEMPLATE_TEST_CASE("the products of every machine agree with Eigen in double", "[core][kernels]",
                   float, double) {
  Random random(11);
  for (const auto* table : available<TestType>()) {
    for (int trial = 0; trial < 240; ++trial) {
      const auto [n, k, m] = draw_shape(random, trial);
      CAPTURE(std::string(table->name), n, k, m);
      const auto spare = static_cast<Index>(random.below(3)) * table->lanes;
      const auto w = random_matrix<TestType>(n, k, random);
      const Vector<TestType> b = random_matrix<TestType>(n, 1, random);
      Padded<TestType> a(k, m, table->lanes, spare), z(n, m, table->lanes, spare);
      Padded<TestType> d_z(n, m, table->lanes, spare), d_a(k, m, table->lanes, spare);
      a.fill(random);
      d_z.fill(random);
      const Matrix<double> w_exact = w.template cast<double>();
      const Matrix<double> sizes = w_exact.cwiseAbs();

      table->product(w.data(), b.data(), a.batch(), z.batch());
      Matrix<double> exact = w_exact * a.exact();
      exact.colwise() += b.template cast<double>();
      Matrix<double> terms = sizes * a.exact().cwiseAbs();
      terms.colwise() += b.template cast<double>().cwiseAbs();
      REQUIRE(gap<TestType>(z.exact(), exact, terms) < 8.0);

      table->transposed_product(w.data(), d_z.batch(), d_a.batch());
      REQUIRE(gap<TestType>(d_a.exact(), w_exact.transpose() * d_z.exact(),
                            sizes.transpose() * d_z.exact().cwiseAbs()) < 8.0);

      Matrix<TestType> d_w(n, k);
      Vector<TestType> d_b(n);
      table->gradients(d_z.batch(), a.batch(), false, d_w.data(), d_b.data());
      const Matrix<double> d_w_exact = d_z.exact() * a.exact().transpose();
      const Matrix<double> d_w_terms = d_z.exact().cwiseAbs() * a.exact().cwiseAbs().transpose();
      REQUIRE(gap<TestType>(d_w.template cast<double>(), d_w_exact, d_w_terms) < 8.0);
      REQUIRE(gap<TestType>(d_b.template cast<double>(), d_z.exact().rowwise().sum(),
                            d_z.exact().cwiseAbs().rowwise().sum()) < 8.0);
      table->gradients(d_z.batch(), a.batch(), true, d_w.data(), d_b.data());
      REQUIRE(gap<TestType>(d_w.template cast<double>(), 2.0 * d_w_exact, d_w_terms) < 16.0);
      REQUIRE(gap<TestType>(d_b.template cast<double>(), 2.0 * d_z.exact().rowwise().sum(),
                            d_z.exact().cwiseAbs().rowwise().sum()) < 16.0);
    }
  }
}

TEMPLATE_TEST_CASE("NaN and Inf reach exactly the results they belong to", "[core][kernels]", float,
                   double) {
  Random random(12);
  using Limits = std::numeric_limits<TestType>;
  // As Eigen in double has it: for each result NaN, +Inf, −Inf or finite.
  const auto kind = [](double x) {
    return std::isfinite(x) ? 0 : std::isnan(x) ? 1 : x > 0 ? 2 : 3;
  };
  const auto same = [&](const Matrix<double>& ours, const Matrix<double>& exact) {
    for (Index i = 0; i < ours.size(); ++i)
      if (kind(ours.data()[i]) != kind(exact.data()[i])) return false;
    return true;
  };
  for (const auto* table : available<TestType>()) {
    for (int trial = 0; trial < 240; ++trial) {
      const auto [n, k, m] = draw_shape(random, trial);
      CAPTURE(std::string(table->name), n, k, m, trial);
      auto w = random_matrix<TestType>(n, k, random);
      const Vector<TestType> b = random_matrix<TestType>(n, 1, random);
      Padded<TestType> a(k, m, table->lanes, 0), z(n, m, table->lanes, 0);
      Padded<TestType> d_z(n, m, table->lanes, 0), d_a(k, m, table->lanes, 0);
      a.fill(random);
      d_z.fill(random);
      const TestType bad = trial % 3 == 0
                               ? Limits::quiet_NaN()
                               : (trial % 3 == 1 ? Limits::infinity() : -Limits::infinity());
      const auto spoil = [&](Matrix<TestType>& values, Index columns) {
        values(static_cast<Index>(random.below(static_cast<std::uint32_t>(values.rows()))),
               static_cast<Index>(random.below(static_cast<std::uint32_t>(columns)))) = bad;
      };
      if (trial % 2 == 0) spoil(w, k);
      if (trial % 4 != 0) spoil(a.values, m);
      if (trial % 5 < 2) spoil(d_z.values, m);
      const Matrix<double> w_exact = w.template cast<double>();

      // Coefficient by coefficient: Eigen's own blocks may multiply by its padding.
      table->product(w.data(), b.data(), a.batch(), z.batch());
      Matrix<double> exact = w_exact.lazyProduct(a.exact());
      exact.colwise() += b.template cast<double>();
      REQUIRE(same(z.exact(), exact));
      table->transposed_product(w.data(), d_z.batch(), d_a.batch());
      REQUIRE(same(d_a.exact(), w_exact.transpose().lazyProduct(d_z.exact())));
      Matrix<TestType> d_w(n, k);
      Vector<TestType> d_b(n);
      table->gradients(d_z.batch(), a.batch(), false, d_w.data(), d_b.data());
      REQUIRE(same(d_w.template cast<double>(), d_z.exact().lazyProduct(a.exact().transpose())));
      REQUIRE(same(d_b.template cast<double>(), d_z.exact().rowwise().sum()));
    }
  }
}

TEMPLATE_TEST_CASE("every lane of every machine gives what the scalar function gives",
                   "[core][kernels]", float, double) {
  Random random(13);
  using Limits = std::numeric_limits<TestType>;
  const double unit = static_cast<double>(Limits::epsilon());
  for (const auto* table : available<TestType>()) {
    for (int f = 0; f < kActivations - 1; ++f) {
      const auto activation = static_cast<Activation>(f);
      for (Index count = 1; count < 40; ++count) {
        CAPTURE(std::string(table->name), f, count);
        const Index room = count + 1;
        Matrix<TestType> z = random_matrix<TestType>(room, 1, random) * TestType(3);
        const Matrix<TestType> d_a = random_matrix<TestType>(room, 1, random);
        Matrix<TestType> a = z, d_z = z;
        const TestType after = z(count, 0);
        REQUIRE(table->activate[f](z.data(), a.data(), count) == 0);
        REQUIRE(table->derive[f](z.data(), a.data(), d_a.data(), d_z.data(), count));
        REQUIRE(a(count, 0) == after);
        REQUIRE(d_z(count, 0) == after);
        for (Index i = 0; i < count; ++i) {
          const double exact = activation_value(activation, static_cast<double>(z(i, 0)));
          REQUIRE(std::abs(static_cast<double>(a(i, 0)) - exact) <
                  8.0 * unit * (1.0 + std::abs(exact)));
          const double slope = activation_derivative(activation, static_cast<double>(z(i, 0)));
          REQUIRE(
              std::abs(static_cast<double>(d_z(i, 0)) - static_cast<double>(d_a(i, 0)) * slope) <
              32.0 * unit * (1.0 + std::abs(static_cast<double>(d_a(i, 0)))));
        }
      }
      for (const TestType bad : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity()}) {
        for (Index at = 0; at < 13; ++at) {
          Matrix<TestType> z = Matrix<TestType>::Constant(13, 1, TestType(0.5));
          z(at, 0) = bad;
          Matrix<TestType> a = z;
          CHECK(table->activate[f](z.data(), a.data(), 13) == 1U << (at % table->lanes));
          if (std::isnan(bad)) CHECK(std::isnan(a(at, 0)));
          TestType alone = 0;
          activate(activation, &bad, &alone, 1);
          CHECK((alone == a(at, 0) || (std::isnan(alone) && std::isnan(a(at, 0)))));
        }
      }
    }
  }
}

TEMPLATE_TEST_CASE("the looped and the plain kernels give the same bits", "[core][kernels]", float,
                   double) {
  Random random(14);
  const auto& looped = *kernels<TestType>(KernelSet::looped);
  const auto& plain = *kernels<TestType>(KernelSet::plain);
  REQUIRE(looped.lanes == plain.lanes);
  for (int trial = 0; trial < 120; ++trial) {
    const auto [n, k, m] = draw_shape(random, trial);
    CAPTURE(n, k, m);
    const auto w = random_matrix<TestType>(n, k, random);
    const Vector<TestType> b = random_matrix<TestType>(n, 1, random);
    Padded<TestType> a(k, m, plain.lanes, 0), z(n, m, plain.lanes, 0), other(n, m, plain.lanes, 0);
    a.fill(random);
    looped.product(w.data(), b.data(), a.batch(), z.batch());
    plain.product(w.data(), b.data(), a.batch(), other.batch());
    REQUIRE(z.exact() == other.exact());
    Matrix<TestType> d_w(n, k), d_w_other(n, k);
    Vector<TestType> d_b(n), d_b_other(n);
    looped.gradients(z.batch(), a.batch(), false, d_w.data(), d_b.data());
    plain.gradients(z.batch(), a.batch(), false, d_w_other.data(), d_b_other.data());
    REQUIRE(d_w == d_w_other);
    REQUIRE(d_b == d_b_other);
    for (int f = 0; f < kActivations - 1; ++f) {
      Matrix<TestType> by_loop = w, by_lanes = w;
      looped.activate[f](w.data(), by_loop.data(), w.size());
      plain.activate[f](w.data(), by_lanes.data(), w.size());
      REQUIRE(by_loop == by_lanes);
    }
  }
}

TEMPLATE_TEST_CASE("the same example gives the same bits wherever it stands in the batch",
                   "[core][kernels]", float, double) {
  Random random(15);
  for (const auto* table : available<TestType>()) {
    const auto w = random_matrix<TestType>(7, 9, random);
    const Vector<TestType> b = random_matrix<TestType>(7, 1, random);
    Padded<TestType> a(9, 39, table->lanes, 0), z(7, 39, table->lanes, 0);
    a.values.leftCols(39) = random_matrix<TestType>(9, 1, random).replicate(1, 39);
    table->product(w.data(), b.data(), a.batch(), z.batch());
    for (Index j = 1; j < 39; ++j) CHECK(z.values.col(j) == z.values.col(0));
  }
}

TEMPLATE_TEST_CASE("softmax's columns sum to 1 on every machine, in any number", "[core][kernels]",
                   float, double) {
  Random random(16);
  for (const auto* table : available<TestType>()) {
    for (Index m = 1; m < 40; ++m) {
      const Index classes = 2 + static_cast<Index>(random.below(12));
      CAPTURE(std::string(table->name), m, classes);
      Padded<TestType> z(classes, m, table->lanes, 0), a(classes, m, table->lanes, 0);
      z.fill(random);
      z.values(0, 0) = TestType(80);  // e^80 is near the end of float's range
      REQUIRE(table->softmax(z.batch(), a.batch()) == 0);
      for (Index j = 0; j < m; ++j) {
        const Eigen::ArrayXd column = z.exact().col(j).array();
        const Eigen::ArrayXd exact =
            (column - column.maxCoeff()).exp() / (column - column.maxCoeff()).exp().sum();
        CHECK((a.exact().col(j).array() - exact).abs().maxCoeff() <
              8.0 * static_cast<double>(std::numeric_limits<TestType>::epsilon()));
      }
      z.values(1, m - 1) = std::numeric_limits<TestType>::quiet_NaN();
      CHECK(table->softmax(z.batch(), a.batch()) != 0);
    }
  }
}

}  // namespace core_kernels
