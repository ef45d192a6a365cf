// SPDX-License-Identifier: MIT
// Which examples go where, and the transposition from rows to columns on the way there.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "data/options.hpp"

namespace isobath::data {

struct SplitCounts {
  core::Index train = 0, dev = 0, test = 0;
  bool operator==(const SplitCounts&) const = default;
};

/// Rows that the data have before they are split.
core::Index row_count(const Options& options);

/// Examples that are trained on: the training part, or what `train_examples` leaves of it.
core::Index train_count(const Options& options);

/// The counts of the parts; they add up to `examples`. Each is its share rounded down, and one more
/// for the largest remainders (Hamilton's method; of equal ones train comes before dev before
/// test). A part with the share 0 gets nothing.
SplitCounts count_split(const Split& split, core::Index examples);

/// 0 … examples − 1 as they are dealt to train, then dev, then test: shuffled by the seed, or in
/// order if all are for training.
std::vector<core::Index> order_examples(const Split& split, core::Index examples,
                                        std::uint32_t seed);

/// rows [examples, columns] → [columns, order], column j being row order[j].
core::Matrix<double> gather(const core::Matrix<double>& rows, std::span<const core::Index> order);

}  // namespace isobath::data
