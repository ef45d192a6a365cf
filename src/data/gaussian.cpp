// SPDX-License-Identifier: MIT
// Noise upon noise: what a network makes of it is its own doing.
#include "core/random.hpp"
#include "data/sources.hpp"

namespace isobath::data {

Table draw_gaussian_noise(const Options& options) {
  core::Random place(options.seed, kPlaceStream);
  core::Random height(options.seed, kNoiseStream);
  Table table;
  table.x.resize(options.examples, options.dimensions);
  table.y.resize(options.examples, options.targets);
  for (core::Index i = 0; i < table.x.rows(); ++i) {
    for (core::Index j = 0; j < table.x.cols(); ++j) table.x(i, j) = place.normal();
    for (core::Index k = 0; k < table.y.cols(); ++k) table.y(i, k) = height.normal();
  }
  return table;
}

}  // namespace isobath::data
