// SPDX-License-Identifier: MIT
// Statistics against closed forms, at the ends of the number formats too.
#include "core/statistics.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "core/finite.hpp"
#include "core/random.hpp"

namespace core_statistics {

using namespace isobath::core;
using Catch::Matchers::WithinRel;

namespace {

template <class Scalar>
Statistics of(const std::vector<Scalar>& values) {
  Accumulator accumulator;
  accumulator.add(values.data(), static_cast<Index>(values.size()));
  return accumulator.result();
}

}  // namespace

TEST_CASE("1, 2, 3, 4 have mean 5/2, variance 5/4 and mean square 15/2", "[core][statistics]") {
  const Statistics s = of<double>({1, -2, 3, 4});
  CHECK(s.mean == 1.5);
  CHECK_THAT(of<double>({1, 2, 3, 4}).std, WithinRel(std::sqrt(1.25), 1e-15));
  CHECK_THAT(s.rms, WithinRel(std::sqrt(7.5), 1e-15));
  CHECK(s.max_abs == 4.0);
}

TEST_CASE("the root mean square survives where squares do not", "[core][statistics]") {
  for (const double size : {1e-310, 1e-300, 1e-200, 1.0, 1e200, 1e300}) {
    CAPTURE(size);
    const Statistics s = of<double>({3 * size, 4 * size, -3 * size, -4 * size});
    CHECK_THAT(s.rms, WithinRel(std::sqrt(12.5) * size, 1e-12));
    CHECK_THAT(s.std, WithinRel(std::sqrt(12.5) * size, 1e-12));
    CHECK(std::abs(s.mean) <= 1e-15 * s.rms);
  }
  CHECK_THAT(of<float>({1e-44F, 1e-44F}).rms, WithinRel(static_cast<double>(1e-44F), 1e-12));
}

TEST_CASE("a small spread about a large mean is not lost", "[core][statistics]") {
  Accumulator accumulator;
  for (int piece = 0; piece < 10; ++piece) {
    const std::vector<double> values{1e8 - 1.0, 1e8 + 1.0};
    accumulator.add(values.data(), 2);
  }
  CHECK_THAT(accumulator.result().std, WithinRel(1.0, 1e-12));
}

TEST_CASE("pieces of very different sizes merge as if taken at once", "[core][statistics]") {
  Random random(4);
  std::vector<double> all;
  Accumulator pieces;
  for (int piece = 0; piece < 40; ++piece) {
    std::vector<double> values(1 + random.below(30));
    for (double& value : values) value = random.normal() * std::pow(10.0, piece % 7);
    pieces.add(values.data(), static_cast<Index>(values.size()));
    all.insert(all.end(), values.begin(), values.end());
  }
  const Statistics together = of(all);
  CHECK_THAT(pieces.result().mean, WithinRel(together.mean, 1e-12));
  CHECK_THAT(pieces.result().std, WithinRel(together.std, 1e-12));
}

TEST_CASE("nothing, zeros, Inf and NaN are told apart", "[core][statistics]") {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(of<double>({}).rms == 0.0);
  CHECK(of<double>({0.0, 0.0}).max_abs == 0.0);
  CHECK(of<double>({1.0, infinity}).max_abs == infinity);
  CHECK(std::isnan(of<double>({1.0, infinity}).mean));
  CHECK(std::isnan(of<double>({infinity, nan}).max_abs));
}

TEST_CASE("the watch finds the first non-finite value in the order of computing",
          "[core][finite]") {
  Matrix<float> fine = Matrix<float>::Ones(3, 20);
  Matrix<float> bad = fine;
  bad(2, 7) = std::numeric_limits<float>::infinity();
  bad(1, 9) = std::numeric_limits<float>::quiet_NaN();
  FiniteWatch watch(4);
  watch.look<float>(Quantity::z, 1, fine);
  CHECK_FALSE(watch.found());
  watch.look<float>(Quantity::d_z, 4, bad);
  watch.look<float>(Quantity::a, 3, bad, 100);
  watch.look<float>(Quantity::a, 4, bad);
  CHECK(watch.found() == Divergence{0, 3, Quantity::a, 2, 107});
  watch.look<float>(Quantity::a, 3, bad, 40);
  CHECK(watch.found()->example == 47);
}

}  // namespace core_statistics
