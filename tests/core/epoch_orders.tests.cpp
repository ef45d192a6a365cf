// SPDX-License-Identifier: MIT
// Orders that are kept are those that would be made.
#include "core/epoch_orders.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "allocations.hpp"
#include "core/kernels.hpp"
#include "core/random.hpp"

namespace core_epoch_orders {

using namespace isobath;
using namespace isobath::core;

namespace {

std::vector<std::uint32_t> made(const TrainingOptions& options, std::int64_t epoch,
                                std::size_t examples) {
  std::vector<std::uint32_t> order(examples);
  order_epoch(options, epoch, order);
  return order;
}

}  // namespace

TEST_CASE("an order is a permutation of the examples", "[core]") {
  TrainingOptions options;
  auto order = made(options, 3, 100);
  CHECK_FALSE(std::ranges::is_sorted(order));
  CHECK(order != made(options, 4, 100));
  std::ranges::sort(order);
  for (std::uint32_t i = 0; i < 100; ++i) CHECK(order[i] == i);
  options.shuffle = false;
  CHECK(made(options, 3, 100) == order);
}

TEST_CASE("kept orders are those of their seed and epoch, however many are asked for", "[core]") {
  // 30 000 examples leave room for the fewest orders.
  for (const Index examples : {5, 250, 30'000, 250}) {
    CAPTURE(examples);
    EpochOrders orders;
    orders.reserve(examples);
    std::int64_t allocated = 0;
    bool same = true;
    for (int round = 0; round < 2; ++round)
      for (std::int64_t epoch = 0; epoch < 12; ++epoch)
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
          TrainingOptions options;
          options.seed = seed;
          options.shuffle = epoch % 5 != 4;
          const std::int64_t before = tests::allocations();
          const auto kept = orders.of(options, epoch);
          allocated += tests::allocations() - before;
          same = same && std::ranges::equal(kept, made(options, epoch, kept.size()));
        }
    CHECK(same);
    CHECK(allocated == 0);
  }
}

TEST_CASE("an order stands while the rest of a group asks for theirs", "[core]") {
  EpochOrders orders;
  orders.reserve(30'000);
  std::vector<std::span<const std::uint32_t>> held;
  TrainingOptions options;
  for (const std::int64_t epoch : {0, 1, 2}) {
    held.clear();
    for (std::uint32_t member = 0; member < kMostLanes; ++member) {
      // Some have been asked for in the epoch before, long ago.
      options.seed = member % 3 == 0 ? 1000 + member : member;
      held.push_back(orders.of(options, member % 3 == 0 ? 0 : epoch));
    }
    for (std::uint32_t member = 0; member < kMostLanes; ++member) {
      CAPTURE(epoch, member);
      options.seed = member % 3 == 0 ? 1000 + member : member;
      CHECK(std::ranges::equal(held[member],
                               made(options, member % 3 == 0 ? 0 : epoch, held[member].size())));
    }
  }
}

TEST_CASE("another number of examples has orders of its own", "[core]") {
  EpochOrders orders;
  const TrainingOptions options;
  for (const Index examples : {40, 20, 60}) {
    orders.reserve(examples);
    orders.reserve(examples);
    const auto kept = orders.of(options, 1);
    CHECK(std::ranges::equal(kept, made(options, 1, static_cast<std::size_t>(examples))));
  }
}

TEST_CASE("an integer below a bound is drawn as by the textbook", "[core]") {
  // As PCG's author has it: draws under 2^32 mod bound are thrown away.
  for (const std::uint32_t bound : {1U, 3U, 250U, 0x80000001U, 0xFFFFFFFFU}) {
    CAPTURE(bound);
    Random ours(7), bits(7);
    for (int i = 0; i < 2000; ++i) {
      std::uint32_t draw = bits.bits();
      while (draw < (0U - bound) % bound) draw = bits.bits();
      REQUIRE(ours.below(bound) == draw % bound);
    }
  }
}

}  // namespace core_epoch_orders
