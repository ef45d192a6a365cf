// SPDX-License-Identifier: MIT
// All ways give the same product, whatever the shape; what is said of their time fits together.
#include "lab/product_race.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

namespace lab_product_race {

using namespace isobath::lab;
using Catch::Matchers::WithinRel;

TEST_CASE("every way computes the same product", "[lab][product_race]") {
  for (const auto& [units, inputs, examples] : {std::array<isobath::core::Index, 3>{1, 1, 1},
                                                {1, 7, 3},
                                                {5, 3, 2},
                                                {64, 64, 129},
                                                {3, 200, 5}}) {
    CAPTURE(units, inputs, examples);
    CHECK(race_products(units, inputs, examples, 3.0).largest_difference < 1e-5);
  }
}

TEST_CASE("times, operations and ratios of a race agree", "[lab][product_race]") {
  const ProductRace race = race_products(16, 8, 32, 12.0);
  REQUIRE(race.times.size() == 4);
  for (const ProductTime& time : race.times) {
    CHECK(time.microseconds > 0.0);
    CHECK_THAT(time.gflops * 1e3 * time.microseconds, WithinRel(2.0 * 16 * 8 * 32, 1e-9));
    CHECK_THAT(time.ratio * time.microseconds, WithinRel(race.times[0].microseconds, 1e-9));
  }
}

}  // namespace lab_product_race
