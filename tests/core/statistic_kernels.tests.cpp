// SPDX-License-Identifier: MIT
// What a look sums and counts, on every machine there is: the same bits, and within a rounding of
// what long double gives.
#include "core/statistic_kernels.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "core/activation.hpp"
#include "core/random.hpp"
#include "core/saturation.hpp"
#include "core/unit_tally.hpp"

namespace core_statistic_kernels {

using namespace isobath::core;

namespace {

template <class Scalar>
std::vector<const StatisticKernels<Scalar>*> available() {
  std::vector<const StatisticKernels<Scalar>*> all;
  for (const KernelSet set : {KernelSet::looped, KernelSet::plain, KernelSet::avx2,
                              KernelSet::avx512, KernelSet::relaxed})
    if (const auto* kernels = statistic_kernels<Scalar>(set)) all.push_back(kernels);
  return all;
}

/// Of sizes from a thousandth to a thousand.
template <class Scalar>
std::vector<Scalar> draw(Index count, Random& random) {
  std::vector<Scalar> values(static_cast<std::size_t>(count));
  for (Scalar& value : values)
    value = static_cast<Scalar>(random.normal() * std::pow(10.0, 6.0 * random.uniform() - 3.0));
  return values;
}

}  // namespace

TEMPLATE_TEST_CASE("every machine sums and counts the same", "[core][kernels][statistics]", float,
                   double) {
  Random random(31);
  const auto kernels = available<TestType>();
  REQUIRE(kernels.size() >= 2);
  for (Index count = 1; count < 140; ++count) {
    CAPTURE(count);
    const auto values = draw<TestType>(count, random), others = draw<TestType>(count, random);
    using Exact = long double;
    constexpr double kScale = 0.25;
    const double about = static_cast<double>(values[0]) * kScale;
    Exact sum = 0, squares = 0, sizes = 0, z_sum = 0;
    TestType largest = 0;
    for (const TestType value : values) {
      const Exact deviation =
          static_cast<Exact>(value) * static_cast<Exact>(kScale) - static_cast<Exact>(about);
      sum += deviation;
      sizes += std::abs(deviation);
      squares += deviation * deviation;
      z_sum += static_cast<Exact>(value);
      largest = std::max(largest, std::abs(value));
    }
    const auto expected = kernels[0]->deviations(values.data(), count, kScale, about);
    CHECK(std::abs(static_cast<double>(static_cast<Exact>(expected.sum) - sum)) <=
          1e-15 * static_cast<double>(sizes));
    CHECK(std::abs(static_cast<double>(static_cast<Exact>(expected.squares) - squares)) <=
          1e-14 * static_cast<double>(squares));
    const TestType low = TestType(-0.5), high = TestType(0.75);
    const auto units = kernels[0]->unit_sums(values.data(), others.data(), count, low, high);
    CHECK(std::abs(static_cast<double>(static_cast<Exact>(units.z) - z_sum)) <=
          1e-14 * (static_cast<double>(sizes) + std::abs(about) * static_cast<double>(count)) /
              kScale);
    Index saturated = 0;
    for (const TestType other : others) saturated += other < low || other > high ? 1 : 0;
    for (const auto* machine : kernels) {
      CHECK(machine->largest_magnitude(values.data(), count) == largest);
      const auto here = machine->deviations(values.data(), count, kScale, about);
      CHECK(here.sum == expected.sum);
      CHECK(here.squares == expected.squares);
      const auto there = machine->unit_sums(values.data(), others.data(), count, low, high);
      CHECK(there.z == units.z);
      CHECK(there.a == units.a);
      CHECK(there.saturated == saturated);
    }
  }
}

TEMPLATE_TEST_CASE("no NaN and no Inf is lost among the sizes", "[core][kernels][statistics]",
                   float, double) {
  using Limits = std::numeric_limits<TestType>;
  for (const auto* machine : available<TestType>())
    for (const TestType bad : {Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity()})
      for (Index count = 1; count < 40; ++count)
        for (Index at = 0; at < count; ++at) {
          std::vector<TestType> values(static_cast<std::size_t>(count), Limits::max());
          CHECK(machine->largest_magnitude(values.data(), count) == Limits::max());
          values[static_cast<std::size_t>(at)] = bad;
          CHECK(std::isnan(machine->largest_magnitude(values.data(), count)));
        }
}

TEMPLATE_TEST_CASE("a unit's flat examples are those that is_saturated names",
                   "[core][kernels][statistics]", float, double) {
  for (int f = 0; f < kActivations; ++f) {
    const auto activation = static_cast<Activation>(f);
    const FlatEnds ends = flat_ends(activation);
    std::vector<TestType> outputs{
        -2, TestType(-0.5), 0, TestType(0.5), 2, std::numeric_limits<TestType>::quiet_NaN()};
    for (const double end : {ends.low, ends.high}) {
      const auto near = static_cast<TestType>(end);
      outputs.push_back(near);
      if (!std::isfinite(end)) continue;
      for (const double direction : {-1.0, 1.0})
        outputs.push_back(std::nextafter(near, static_cast<TestType>(10.0 * direction)));
    }
    const auto count = static_cast<Index>(outputs.size());
    Matrix<TestType> a(1, count);
    Index expected = 0;
    for (Index i = 0; i < count; ++i) {
      a(0, i) = outputs[static_cast<std::size_t>(i)];
      expected += is_saturated(activation, static_cast<double>(a(0, i))) ? 1 : 0;
    }
    std::vector<UnitTally> tally(1);
    tally_units<TestType>(activation, a, a, tally);
    CAPTURE(f);
    CHECK(tally[0].saturated == expected);
    CHECK(has_saturation(activation) == (expected > 0 && std::isfinite(ends.low)));
  }
}

}  // namespace core_statistic_kernels
