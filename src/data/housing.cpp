// SPDX-License-Identifier: MIT
// The course's houses: what a price depends on lies hidden behind what is known.
#include <algorithm>
#include <cmath>

#include "core/random.hpp"
#include "data/sources.hpp"

namespace isobath::data {
namespace {

struct House {
  double size = 0.0;      // m²
  double bedrooms = 0.0;  // a count
  double postcode = 0.0;  // 10100 … 10199
  double wealth = 0.0;    // 0 … 100
};

House draw_house(core::Random& random) {
  House house;
  house.size = random.uniform(35.0, 220.0);
  const double bedrooms = house.size / 35.0 + 0.7 * random.normal();
  house.bedrooms = std::clamp(std::floor(bedrooms + 0.5), 1.0, 6.0);
  house.postcode = 10100.0 + random.below(100);
  house.wealth = random.uniform(0.0, 100.0);
  return house;
}

double price(const House& house) {
  const double family = std::min(house.bedrooms + 1.0, house.size / 30.0);
  const double from_centre = (house.postcode - 10150.0) / 20.0;
  const double walkability = 1.0 / (1.0 + from_centre * from_centre);
  const double school = 0.3 * walkability + 0.7 * house.wealth / 100.0;
  return 0.5 + 0.45 * family + 1.5 * walkability + 2.0 * school + 0.25 * family * school;
}

}  // namespace

Table draw_housing(const Options& options) {
  core::Random place(options.seed, kPlaceStream);
  core::Random noise(options.seed, kNoiseStream);
  Table table;
  table.x.resize(options.examples, 4);
  table.y.resize(options.examples, 1);
  for (core::Index i = 0; i < table.x.rows(); ++i) {
    const House house = draw_house(place);
    table.x.row(i) << house.size, house.bedrooms, house.postcode, house.wealth;
    table.y(i, 0) = price(house) + options.noise * noise.normal();
  }
  table.names = {"size", "bedrooms", "postcode", "wealth", "price"};
  return table;
}

}  // namespace isobath::data
