// SPDX-License-Identifier: MIT
// Counts, orders and gathering.
#include "data/split.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "core/random.hpp"

namespace data_split {

using namespace isobath;
using namespace isobath::data;
using core::Index;

TEST_CASE("Whole shares are counted exactly", "[data][split]") {
  CHECK(count_split({0.5, 0.25, 0.25}, 500) == SplitCounts{250, 125, 125});
  CHECK(count_split({0.29, 0.57, 0.14}, 100) == SplitCounts{29, 57, 14});
  CHECK(count_split({0.7, 0.2, 0.1}, 10) == SplitCounts{7, 2, 1});
  CHECK(count_split({0.07, 0.0, 0.93}, 100) == SplitCounts{7, 0, 93});
  CHECK(count_split({1.0, 0.0, 0.0}, 100'000) == SplitCounts{100'000, 0, 0});
}

TEST_CASE("What rounding leaves goes to the largest remainders", "[data][split]") {
  CHECK(count_split({0.5, 0.25, 0.25}, 1) == SplitCounts{1, 0, 0});
  CHECK(count_split({0.5, 0.25, 0.25}, 2) == SplitCounts{1, 1, 0});
  CHECK(count_split({0.5, 0.25, 0.25}, 3) == SplitCounts{1, 1, 1});
  CHECK(count_split({0.6, 0.2, 0.2}, 16) == SplitCounts{10, 3, 3});
  CHECK(count_split({0.5, 0.5, 0.0}, 3) == SplitCounts{2, 1, 0});
  CHECK(count_split({0.2, 0.4, 0.4}, 1) == SplitCounts{0, 1, 0});
  CHECK(count_split({1.0 / 3, 1.0 / 3, 1.0 / 3}, 10) == SplitCounts{4, 3, 3});
}

TEST_CASE("Counts add up for any shares, and a share of 0 gets nothing", "[data][split]") {
  core::Random random(3);
  for (int i = 0; i < 2000; ++i) {
    const double a = random.uniform();
    const double b = random.uniform();
    const auto examples = static_cast<Index>(1 + random.below(100'000));
    const Split split{std::min(a, b), std::max(a, b) - std::min(a, b), 1.0 - std::max(a, b)};
    const SplitCounts counts = count_split(split, examples);
    REQUIRE(counts.train + counts.dev + counts.test == examples);
    REQUIRE(std::abs(static_cast<double>(counts.train) -
                     split.train * static_cast<double>(examples)) < 1.0);
    const SplitCounts none = count_split({a, 0.0, 1.0 - a}, examples);
    REQUIRE(none.dev == 0);
    REQUIRE(none.train + none.test == examples);
  }
}

TEST_CASE("Sums that miss 1 by rounding still deal out every example", "[data][split]") {
  CHECK(count_split({1.0 - 1e-9, 0.0, 0.0}, 100'000) == SplitCounts{100'000, 0, 0});
  CHECK(count_split({0.1 + 0.2, 0.3, 0.4}, 10) == SplitCounts{3, 3, 4});
}

TEST_CASE("All for training keeps the order; anything else shuffles every example",
          "[data][split]") {
  const std::vector<Index> kept = order_examples({1.0, 0.0, 0.0}, 100, 1);
  for (Index i = 0; i < 100; ++i) CHECK(kept[static_cast<std::size_t>(i)] == i);

  std::vector<Index> shuffled = order_examples({0.5, 0.25, 0.25}, 100, 1);
  CHECK(shuffled != kept);
  CHECK(shuffled == order_examples({0.8, 0.1, 0.1}, 100, 1));
  CHECK(shuffled != order_examples({0.5, 0.25, 0.25}, 100, 2));
  std::ranges::sort(shuffled);
  CHECK(shuffled == kept);
}

TEST_CASE("Every machine shuffles ten examples like this", "[data][split]") {
  CHECK(order_examples({0.5, 0.5, 0.0}, 10, 1) == std::vector<Index>{8, 2, 5, 7, 6, 3, 1, 4, 9, 0});
  CHECK(order_examples({0.5, 0.5, 0.0}, 10, 4'294'967'295U) ==
        std::vector<Index>{0, 2, 1, 7, 4, 6, 9, 3, 5, 8});
}

TEST_CASE("Gathering turns chosen rows into columns", "[data][split]") {
  core::Matrix<double> rows(150, 130);
  for (Index i = 0; i < rows.rows(); ++i)
    for (Index j = 0; j < rows.cols(); ++j) rows(i, j) = static_cast<double>(1000 * i + j);
  const std::vector<Index> order = order_examples({0.5, 0.5, 0.0}, 150, 9);
  const core::Matrix<double> columns = gather(rows, order);
  REQUIRE(columns.rows() == 130);
  REQUIRE(columns.cols() == 150);
  for (Index j = 0; j < 150; ++j)
    REQUIRE(columns.col(j) == rows.row(order[static_cast<std::size_t>(j)]).transpose());
  CHECK(gather(rows, {}).rows() == 130);
  CHECK(gather(rows, {}).cols() == 0);
}

}  // namespace data_split
