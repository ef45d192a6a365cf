// SPDX-License-Identifier: MIT
// Small pictures: bars to tell by their direction, coloured shapes to tell by their form.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "core/elementary.hpp"
#include "core/random.hpp"
#include "data/dataset.hpp"
#include "data/sources.hpp"

namespace isobath::data {
namespace {

using core::Index;
using core::Random;

// A picture's coordinates: the side is 1, the middle is (0, 0), v grows downwards.
struct Position {
  double u = 0.0;
  double v = 0.0;
};

Position pixel_centre(int row, int column, int side) {
  return {(column + 0.5) / side - 0.5, (row + 0.5) / side - 0.5};
}

// How much of a pixel lies inside an edge that is `depth` sides away from its centre.
double coverage(double depth, int side) { return std::clamp(depth * side + 0.5, 0.0, 1.0); }

struct Shape {
  Position centre;
  double radius = 0.0;
};

// How far inside the shape of this class a position lies; negative outside.
double shape_depth(int label, const Shape& shape, const Position& at) {
  const double u = std::abs(at.u - shape.centre.u);
  const double v = std::abs(at.v - shape.centre.v);
  const double distance = std::sqrt(u * u + v * v);
  switch (label) {
    case 0:  // a ring, from half its radius outwards
      return std::min(shape.radius - distance, distance - 0.5 * shape.radius);
    case 1:  // a disc
      return shape.radius - distance;
    case 2:  // a square
      return 0.85 * shape.radius - std::max(u, v);
    default:  // a cross with arms of a third of its width
      return std::min(shape.radius - std::max(u, v), shape.radius / 3.0 - std::min(u, v));
  }
}

struct Canvas {
  core::Matrix<double>& x;  // [examples, pixels]
  Index example = 0;
  int side = 0;
};

void draw_bar(const Canvas& canvas, int label, int classes, Random& random) {
  const double angle = std::numbers::pi * label / classes;
  const double along_u = core::cos(angle);
  const double along_v = -core::sin(angle);
  const double offset_u = random.uniform(-0.2, 0.2);
  const double offset_v = random.uniform(-0.2, 0.2);
  const double half_length = 0.35;
  const double half_width = std::max(0.08, 0.5 / canvas.side);
  for (int row = 0; row < canvas.side; ++row) {
    for (int column = 0; column < canvas.side; ++column) {
      const Position at = pixel_centre(row, column, canvas.side);
      const double u = at.u - offset_u;
      const double v = at.v - offset_v;
      const double along = std::abs(u * along_u + v * along_v);
      const double across = std::abs(u * along_v - v * along_u);
      const double depth = std::min(half_length - along, half_width - across);
      canvas.x(canvas.example, pixel_input(canvas.side, 0, row, column)) =
          0.1 + 0.8 * coverage(depth, canvas.side);
    }
  }
}

using Colour = std::array<double, 3>;

Colour draw_colour(Random& random) {
  Colour colour{};
  for (double& channel : colour) channel = random.uniform(0.1, 0.9);
  return colour;
}

// A ground that can be told from the shape: in one channel at least they are 0.3 apart.
Colour draw_ground(Random& random, const Colour& shape) {
  for (;;) {
    const Colour ground = draw_colour(random);
    double contrast = 0.0;
    for (std::size_t i = 0; i < ground.size(); ++i)
      contrast = std::max(contrast, std::abs(ground[i] - shape[i]));
    if (contrast >= 0.3) return ground;
  }
}

void draw_shape(const Canvas& canvas, int label, Random& random) {
  Shape shape;
  shape.radius = random.uniform(0.25, 0.4);
  const double room = 0.5 - shape.radius;
  shape.centre.u = random.uniform(-room, room);
  shape.centre.v = random.uniform(-room, room);
  const Colour colour = draw_colour(random);
  const Colour ground = draw_ground(random, colour);
  for (int row = 0; row < canvas.side; ++row) {
    for (int column = 0; column < canvas.side; ++column) {
      const double depth = shape_depth(label, shape, pixel_centre(row, column, canvas.side));
      const double share = coverage(depth, canvas.side);
      for (int channel = 0; channel < 3; ++channel) {
        const auto c = static_cast<std::size_t>(channel);
        canvas.x(canvas.example, pixel_input(canvas.side, channel, row, column)) =
            ground[c] + share * (colour[c] - ground[c]);
      }
    }
  }
}

double to_pixel_value(double value) {
  return std::floor(std::clamp(value, 0.0, 1.0) * 255.0 + 0.5) / 255.0;
}

std::vector<std::string> image_names(int side, int channels, int classes) {
  static constexpr std::array<const char*, 3> kColours{" red", " green", " blue"};
  std::vector<std::string> names;
  for (int channel = 0; channel < channels; ++channel)
    for (int row = 1; row <= side; ++row)
      for (int column = 1; column <= side; ++column)
        names.push_back("row " + std::to_string(row) + " column " + std::to_string(column) +
                        (channels == 1 ? "" : kColours[static_cast<std::size_t>(channel)]));
  if (channels == 1) {
    if (classes == 2) {
      names.emplace_back("standing");
      return names;
    }
    for (int k = 0; k < classes; ++k) names.push_back(std::to_string(k * 180 / classes) + "°");
    return names;
  }
  static constexpr std::array<const char*, kMaxClasses> kShapes{"ring", "disc", "square", "cross"};
  for (int k = classes == 2 ? 1 : 0; k < classes; ++k)
    names.emplace_back(kShapes[static_cast<std::size_t>(k)]);
  return names;
}

}  // namespace

Table draw_images(const Options& options) {
  const bool bars = options.channels == 1;
  const bool binary = options.classes == 2;
  Table table;
  table.x.resize(options.examples, Index{options.side} * options.side * options.channels);
  table.y = core::Matrix<double>::Zero(options.examples, binary ? 1 : options.classes);
  Random place(options.seed, kPlaceStream);
  Random noise(options.seed, kNoiseStream);
  for (Index i = 0; i < table.x.rows(); ++i) {
    const int label = static_cast<int>(i % options.classes);
    const Canvas canvas{table.x, i, options.side};
    if (bars)
      draw_bar(canvas, label, options.classes, place);
    else
      draw_shape(canvas, label, place);
    for (Index pixel = 0; pixel < table.x.cols(); ++pixel) {
      const double value = table.x(i, pixel) + 0.5 * options.noise * noise.normal();
      table.x(i, pixel) = to_pixel_value(value);
    }
    if (binary)
      table.y(i, 0) = label;
    else
      table.y(i, label) = 1.0;
  }
  table.names = image_names(options.side, options.channels, options.classes);
  return table;
}

}  // namespace isobath::data
