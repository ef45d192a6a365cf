// SPDX-License-Identifier: MIT
// Houses against the documented formula of their price.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "data/sources.hpp"
#include "digest.hpp"

namespace data_housing {

using namespace isobath;
using namespace isobath::data;
using Catch::Matchers::WithinAbs;
using core::Index;

namespace {

Options houses(double noise) {
  Options options;
  options.source = Source::housing;
  options.examples = 2000;
  options.noise = noise;
  return options;
}

}  // namespace

TEST_CASE("Prices follow the documented formula", "[data][housing]") {
  const Table table = draw_housing(houses(0.0));
  REQUIRE(table.x.cols() == 4);
  CHECK(table.names == std::vector<std::string>{"size", "bedrooms", "postcode", "wealth", "price"});
  for (Index i = 0; i < table.x.rows(); ++i) {
    const double size = table.x(i, 0);
    const double bedrooms = table.x(i, 1);
    const double postcode = table.x(i, 2);
    const double wealth = table.x(i, 3);
    CHECK((size >= 35.0 && size < 220.0));
    CHECK((bedrooms >= 1.0 && bedrooms <= 6.0 && bedrooms == std::floor(bedrooms)));
    CHECK((postcode >= 10100.0 && postcode <= 10199.0 && postcode == std::floor(postcode)));
    CHECK((wealth >= 0.0 && wealth < 100.0));
    const double family = std::min(bedrooms + 1.0, size / 30.0);
    const double walkability = 1.0 / (1.0 + std::pow((postcode - 10150.0) / 20.0, 2));
    const double school = 0.3 * walkability + 0.7 * wealth / 100.0;
    const double price =
        0.5 + 0.45 * family + 1.5 * walkability + 2.0 * school + 0.25 * family * school;
    CHECK_THAT(table.y(i, 0), WithinAbs(price, 1e-12));
  }
}

TEST_CASE("The inputs of houses are badly scaled and their prices are not", "[data][housing]") {
  const Table table = draw_housing(houses(0.1));
  CHECK(table.x.col(2).mean() > 1000.0 * table.x.col(1).mean());
  CHECK((table.y.mean() > 2.0 && table.y.mean() < 6.0));
  CHECK(table.y.minCoeff() > 0.0);
  CHECK(table.y.maxCoeff() < 12.0);
}

TEST_CASE("Noise on houses is in their prices alone", "[data][housing]") {
  const Table exact = draw_housing(houses(0.0));
  const Table noisy = draw_housing(houses(0.5));
  CHECK(exact.x == noisy.x);
  CHECK_THAT(std::sqrt((noisy.y - exact.y).array().square().mean()), WithinAbs(0.5, 0.04));
}

TEST_CASE("Every machine builds these houses", "[data][housing]") {
  const Table table = draw_housing(houses(0.1));
  CHECK(digest(table.x) == 0xdc5d9d1afe75506cU);
  CHECK(digest(table.y) == 0x3dc17c00d1e72d0cU);
}

}  // namespace data_housing
