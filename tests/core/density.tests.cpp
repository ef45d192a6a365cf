// SPDX-License-Identifier: MIT
// Counting by leading bits against counting by comparison.
#include "core/density.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "core/random.hpp"

namespace core_density {

using namespace isobath::core;

namespace {

template <class Scalar>
Density density_of(const std::vector<Scalar>& values, Index stride = 1) {
  DensityCounter<Scalar> counter;
  Density density;
  counter.count(values.data(), static_cast<Index>(values.size()), 0, stride);
  counter.flush(density);
  return density;
}

/// How many values lie in a bin, by comparing each with the bin's edges.
template <class Scalar>
std::uint64_t within(const std::vector<Scalar>& values, int bin, double sign) {
  std::uint64_t found = 0;
  for (const Scalar value : values) {
    const double magnitude = sign * static_cast<double>(value);
    found += magnitude >= bin_edge(bin) && magnitude < bin_edge(bin + 1) ? 1U : 0U;
  }
  return found;
}

}  // namespace

TEMPLATE_TEST_CASE("A density counts what comparing counts", "[core][density]", float, double) {
  Random random(7, 1);
  std::vector<TestType> values;
  // Sizes from the smallest subnormal float to the largest float, of both signs.
  for (int i = 0; i < 5000; ++i)
    values.push_back(static_cast<TestType>(random.normal() * std::exp2(random.uniform(-150, 125))));
  const Density density = density_of(values);
  std::uint64_t sum = 0;
  for (int bin = -320; bin < 270; ++bin) {
    INFO("bin " << bin);
    REQUIRE(density.positive(bin) == within(values, bin, 1.0));
    REQUIRE(density.negative(bin) == within(values, bin, -1.0));
    sum += density.positive(bin) + density.negative(bin);
  }
  CHECK(sum + density.zeros() == values.size());
  CHECK(density.total() == values.size());
  CHECK(density.above() + density.below() == sum);
}

TEST_CASE("Edges of bins belong to the bin above them", "[core][density]") {
  const Density density = density_of<double>({1.0, 1.5, 2.0, -1.0, std::nextafter(1.5, 0.0)});
  CHECK(density.positive(0) == 2);
  CHECK(density.positive(1) == 1);
  CHECK(density.positive(2) == 1);
  CHECK(density.negative(0) == 1);
  CHECK(density.first_bin() == 0);
  CHECK(density.end_bin() == 3);
}

TEMPLATE_TEST_CASE("Zeros of either sign, NaN and infinities are counted apart", "[core][density]",
                   float, double) {
  using Limits = std::numeric_limits<TestType>;
  const Density density =
      density_of<TestType>({TestType(0), -TestType(0), Limits::quiet_NaN(), -Limits::quiet_NaN(),
                            Limits::infinity(), -Limits::infinity(), Limits::denorm_min(),
                            -Limits::denorm_min(), Limits::max(), -Limits::max()});
  CHECK(density.zeros() == 2);
  CHECK(density.nans() == 2);
  CHECK(density.infinities() == 2);
  CHECK(density.above() == 2);
  CHECK(density.below() == 2);
  CHECK(density.total() == 10);
  const int lowest = sizeof(TestType) == 4 ? -2 * 149 : kLowestBin;
  const int highest = sizeof(TestType) == 4 ? 2 * 127 + 1 : kEndBin - 1;
  CHECK(density.first_bin() == lowest);
  CHECK(density.end_bin() == highest + 1);
  CHECK((density.positive(lowest) == 1 && density.negative(lowest) == 1));
  CHECK((density.positive(highest) == 1 && density.negative(highest) == 1));
}

TEST_CASE("Nothing but zeros or NaN leaves every bin empty", "[core][density]") {
  const Density zeros = density_of<float>({0.0F, 0.0F});
  CHECK(zeros.zeros() == 2);
  CHECK(zeros.first_bin() == zeros.end_bin());
  CHECK(std::isnan(zeros.quantile(0.5)));
  const Density nans = density_of<float>({std::nanf("")});
  CHECK(nans.nans() == 1);
  CHECK(nans.total() == 1);
  CHECK(nans.first_bin() == nans.end_bin());
}

TEST_CASE("Pieces add up, a cleared density begins again", "[core][density]") {
  DensityCounter<float> counter;
  Density density;
  const std::vector<float> small{1e-30F, -1e-30F}, large{1e30F};
  counter.count(small.data(), 2);
  counter.flush(density);
  counter.count(large.data(), 1);
  counter.flush(density);
  CHECK(density.total() == 3);
  CHECK(bin_edge(density.first_bin()) <= 1e-30);
  CHECK(bin_edge(density.end_bin()) > 1e30);
  density.clear();
  CHECK(density.total() == 0);
  counter.count(large.data(), 1);
  counter.flush(density);
  CHECK(density.total() == 1);
  CHECK(bin_edge(density.first_bin()) > 5e29);
}

TEST_CASE("A stride takes every so many-th value across pieces", "[core][density]") {
  DensityCounter<float> counter;
  Density density;
  const std::vector<float> piece{1.0F, 2.0F, 4.0F, 8.0F};
  // 0 3 | 6 → the third value of the second piece, and so on.
  Index next = counter.count(piece.data(), 4, 0, 3);
  CHECK(next == 6);
  next = counter.count(piece.data(), 4, next - 4, 3);
  CHECK(next == 5);
  counter.flush(density);
  CHECK(density.total() == 3);
  CHECK((density.positive(0) == 1 && density.positive(6) == 1 && density.positive(4) == 1));
}

TEST_CASE("Quantiles of a density lie within their bin", "[core][density]") {
  std::vector<float> values;
  for (int i = 1; i <= 1000; ++i) values.push_back(static_cast<float>(i) * (i % 2 == 0 ? 1 : -1));
  const Density density = density_of(values);
  for (const double share : {0.05, 0.25, 0.5, 0.95})
    CHECK(density.quantile(share) == Catch::Approx(1000.0 * share).epsilon(0.03));
  CHECK(density.quantile(1.0) <= 1024.0);
}

}  // namespace core_density
