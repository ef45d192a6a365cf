// SPDX-License-Identifier: MIT
// Points of the plane: two classes, or a height over every point.
#include <array>
#include <cmath>
#include <numbers>

#include "core/elementary.hpp"
#include "core/random.hpp"
#include "data/sources.hpp"

namespace isobath::data {
namespace {

using core::Random;

struct Point {
  double x1 = 0.0;
  double x2 = 0.0;
};

Point polar(double radius, double angle) {
  return {radius * core::cos(angle), radius * core::sin(angle)};
}

double draw_angle(Random& random) { return 2.0 * std::numbers::pi * random.uniform(); }

// Evenly spread over the area between two radii.
Point draw_ring(Random& random, double inner, double outer) {
  const double radius = std::sqrt(random.uniform(inner * inner, outer * outer));
  return polar(radius, draw_angle(random));
}

Point draw_circle(Random& random, int label) {
  return label == 1 ? draw_ring(random, 0.0, 2.5) : draw_ring(random, 3.5, 5.0);
}

Point draw_xor(Random& random, int label) {
  const double x1 = random.uniform(0.3, 5.0);
  const double x2 = random.uniform(0.3, 5.0);
  const double sign = random.below(2) == 0 ? -1.0 : 1.0;
  return {sign * x1, label == 1 ? -sign * x2 : sign * x2};
}

Point draw_gaussian(Random& random, int label) {
  const double centre = label == 1 ? 2.0 : -2.0;
  const double x1 = centre + 0.6 * random.normal();
  const double x2 = centre + 0.6 * random.normal();
  return {x1, x2};
}

Point draw_spiral(Random& random, int label) {
  // The arms would meet in the middle: the innermost twentieth is left out.
  const double way = random.uniform(0.05, 1.0);
  return polar(5.0 * way, std::numbers::pi * (3.5 * way + label));
}

Point draw_moon(Random& random, int label) {
  const Point unit = polar(1.0, std::numbers::pi * random.uniform());
  // The second moon is the first one turned by half a turn; (0.5, 0.25) is the middle of both.
  const Point moon = label == 1 ? Point{1.0 - unit.x1, 0.5 - unit.x2} : unit;
  return {3.2 * (moon.x1 - 0.5), 3.2 * (moon.x2 - 0.25)};
}

Point draw_square(Random& random, int label) {
  const auto row = static_cast<int>(random.below(4));
  const auto pair = static_cast<int>(random.below(2));
  const int column = 2 * pair + (row + label) % 2;
  const double x1 = -5.0 + 2.5 * (column + random.uniform());
  const double x2 = -5.0 + 2.5 * (row + random.uniform());
  return {x1, x2};
}

Point draw_point(Source source, Random& random, int label) {
  switch (source) {
    case Source::xor_quadrants:
      return draw_xor(random, label);
    case Source::gaussians:
      return draw_gaussian(random, label);
    case Source::spiral:
      return draw_spiral(random, label);
    case Source::moons:
      return draw_moon(random, label);
    case Source::checkerboard:
      return draw_square(random, label);
    default:
      return draw_circle(random, label);
  }
}

void draw_classes(const Options& options, Table& table) {
  Random place(options.seed, kPlaceStream);
  Random noise(options.seed, kNoiseStream);
  const double spread = 1.5 * options.noise;
  for (core::Index i = 0; i < table.x.rows(); ++i) {
    const int label = static_cast<int>(i % 2);
    const Point point = draw_point(options.source, place, label);
    table.x(i, 0) = point.x1 + spread * noise.normal();
    table.x(i, 1) = point.x2 + spread * noise.normal();
    table.y(i, 0) = label;
  }
  table.names = {"x1", "x2", "class"};
}

void draw_heights(const Options& options, Table& table) {
  Random place(options.seed, kPlaceStream);
  Random noise(options.seed, kNoiseStream);
  for (core::Index i = 0; i < table.x.rows(); ++i) {
    const double x1 = place.uniform(-6.0, 6.0);
    const double x2 = place.uniform(-6.0, 6.0);
    const double height =
        options.source == Source::plane ? (x1 + x2) / 10.0 : core::sin(x1) * core::cos(x2);
    table.x(i, 0) = x1;
    table.x(i, 1) = x2;
    table.y(i, 0) = height + 0.5 * options.noise * noise.normal();
  }
  table.names = {"x1", "x2", "y"};
}

}  // namespace

Table draw_planar(const Options& options) {
  Table table;
  table.x.resize(options.examples, 2);
  table.y.resize(options.examples, 1);
  const bool regression = options.source == Source::plane || options.source == Source::waves;
  if (regression)
    draw_heights(options, table);
  else
    draw_classes(options, table);
  return table;
}

}  // namespace isobath::data
