// SPDX-License-Identifier: MIT
// The order of the examples in an epoch. It is a function of the training's seed and the epoch, so
// that trainings of one seed, as those of a sweep mostly are, need not shuffle one by one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/options.hpp"

namespace isobath::core {

/// Writes the order of all examples, [order.size()], in an epoch of a training.
void order_epoch(const TrainingOptions& options, std::int64_t epoch,
                 std::span<std::uint32_t> order);

/// Orders that were made lately.
class EpochOrders {
 public:
  /// Makes room for orders of so many examples: kMostLanes of them at least. Those of another
  /// number of examples are forgotten.
  void reserve(Index examples);

  /// The order of an epoch, [examples] as reserved; it stands until kMostLanes others have been
  /// asked for. Allocates nothing.
  std::span<const std::uint32_t> of(const TrainingOptions& options, std::int64_t epoch);

 private:
  struct Slot {
    std::uint32_t seed = 0;
    bool shuffle = false;
    std::int64_t epoch = 0;
    std::uint64_t asked = 0;  // when: the how many-th question
  };

  std::size_t examples_ = 0;
  std::size_t most_ = 0;                // slots
  std::vector<Slot> slots_;             // those in use
  std::vector<std::uint32_t> numbers_;  // [slot][example]
  std::size_t last_ = 0;                // slot that was given last
  std::uint64_t questions_ = 0;
};

}  // namespace isobath::core
