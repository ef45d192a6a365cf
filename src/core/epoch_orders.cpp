// SPDX-License-Identifier: MIT
// Shuffles, and a ring of those made last.
#include "core/epoch_orders.hpp"

#include <algorithm>
#include <numeric>

#include "core/kernels.hpp"
#include "core/random.hpp"

namespace isobath::core {

namespace {

/// Numbers and orders that are kept, if they are no fewer than a group needs.
constexpr std::size_t kMostKeptNumbers = std::size_t{1} << 16U;
constexpr std::size_t kMostKeptOrders = 256;

}  // namespace

void order_epoch(const TrainingOptions& options, std::int64_t epoch,
                 std::span<std::uint32_t> order) {
  std::iota(order.begin(), order.end(), 0U);
  if (!options.shuffle) return;
  Random random(options.seed, static_cast<std::uint64_t>(epoch));
  random.shuffle(order);
}

void EpochOrders::reserve(Index examples) {
  const auto count = static_cast<std::size_t>(examples);
  if (count == examples_) return;
  most_ = std::clamp(kMostKeptNumbers / count, std::size_t{kMostLanes}, kMostKeptOrders);
  slots_.clear();
  slots_.reserve(most_);
  numbers_.resize(most_ * count);
  examples_ = count;
  last_ = 0;
}

std::span<const std::uint32_t> EpochOrders::of(const TrainingOptions& options, std::int64_t epoch) {
  const auto fits = [&](const Slot& slot) {
    return slot.epoch == epoch && slot.seed == options.seed && slot.shuffle == options.shuffle;
  };
  // Trainings ask for one epoch after the other, whose orders lie side by side.
  std::size_t i = 0;
  while (i < slots_.size() && !fits(slots_[(last_ + i) % slots_.size()])) ++i;
  const bool found = i < slots_.size();
  if (found)
    last_ = (last_ + i) % slots_.size();
  else if (slots_.size() < most_)
    last_ = slots_.size();
  else
    last_ = static_cast<std::size_t>(std::ranges::min_element(slots_, {}, &Slot::asked) -
                                     slots_.begin());
  const std::span order = std::span(numbers_).subspan(last_ * examples_, examples_);
  if (last_ == slots_.size()) slots_.emplace_back();
  if (!found) order_epoch(options, epoch, order);
  slots_[last_] = {options.seed, options.shuffle, epoch, ++questions_};
  return order;
}

}  // namespace isobath::core
