// SPDX-License-Identifier: MIT
// Counts, order and gathering of the examples of the parts.
#include "data/split.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/random.hpp"
#include "data/sources.hpp"

namespace isobath::data {

using core::Index;

Index row_count(const Options& options) {
  if (options.source == Source::table) return options.table->x.rows();
  if (options.source == Source::parity && options.all_inputs) return Index{1} << options.bits;
  return options.examples;
}

Index train_count(const Options& options) {
  const Index train = count_split(options.split, row_count(options)).train;
  return options.train_examples > 0 ? std::min(train, Index{options.train_examples}) : train;
}

SplitCounts count_split(const Split& split, Index examples) {
  const std::array<double, 3> shares{split.train, split.dev, split.test};
  std::array<Index, 3> counts{};
  std::array<double, 3> remainders{};
  Index left = examples;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const double exact = shares[i] * static_cast<double>(examples);
    // A share like 0.29 of 100 comes out a hair under 29, one like 0.07 a hair above 7.
    const double nearest = std::floor(exact + 0.5);
    const double whole = std::abs(exact - nearest) <= 1e-6 ? nearest : std::floor(exact);
    counts[i] = std::min(static_cast<Index>(whole), left);
    remainders[i] = exact - whole;
    left -= counts[i];
  }
  for (; left > 0; --left) {
    const auto largest = std::ranges::max_element(remainders);
    const auto i = static_cast<std::size_t>(largest - remainders.begin());
    ++counts[i];
    *largest -= 1.0;
  }
  return {counts[0], counts[1], counts[2]};
}

std::vector<Index> order_examples(const Split& split, Index examples, std::uint32_t seed) {
  std::vector<Index> order(static_cast<std::size_t>(examples));
  std::iota(order.begin(), order.end(), Index{0});
  if (split.dev == 0.0 && split.test == 0.0) return order;
  core::Random random(seed, kOrderStream);
  random.shuffle(std::span<Index>(order));
  return order;
}

core::Matrix<double> gather(const core::Matrix<double>& rows, std::span<const Index> order) {
  // In tiles, so that neither the reading nor the writing leaves the cache at every value.
  constexpr Index kTile = 64;
  const auto examples = static_cast<Index>(order.size());
  core::Matrix<double> columns(rows.cols(), examples);
  for (Index first = 0; first < examples; first += kTile)
    for (Index top = 0; top < rows.cols(); top += kTile)
      for (Index j = first; j < std::min(first + kTile, examples); ++j) {
        const Index row = order[static_cast<std::size_t>(j)];
        for (Index i = top; i < std::min(top + kTile, rows.cols()); ++i)
          columns(i, j) = rows(row, i);
      }
  return columns;
}

}  // namespace isobath::data
