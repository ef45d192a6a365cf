// SPDX-License-Identifier: MIT
// Every input of every width, against a count of its bits.
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <vector>

#include "data/dataset.hpp"
#include "data/sources.hpp"
#include "digest.hpp"

namespace data_parity {

using namespace isobath;
using namespace isobath::data;
using core::Index;

namespace {

Options parity(int bits, bool all_inputs = true, int examples = 500) {
  Options options;
  options.source = Source::parity;
  options.bits = bits;
  options.all_inputs = all_inputs;
  options.examples = examples;
  return options;
}

// The row's bits as a number, its first input being the highest.
unsigned to_number(const Table& table, Index row) {
  unsigned number = 0;
  for (Index j = 0; j < table.x.cols(); ++j) {
    REQUIRE((table.x(row, j) == 1.0 || table.x(row, j) == -1.0));
    number = 2 * number + (table.x(row, j) == 1.0 ? 1U : 0U);
  }
  return number;
}

}  // namespace

TEST_CASE("Parity of 2 to 14 bits lists every input once with its parity", "[data][parity]") {
  for (int bits = kMinBits; bits <= kMaxBits; ++bits) {
    const Table table = draw_parity(parity(bits));
    REQUIRE(table.x.rows() == Index{1} << bits);
    REQUIRE(table.x.cols() == bits);
    for (Index i = 0; i < table.x.rows(); ++i) {
      const unsigned number = to_number(table, i);
      REQUIRE(number == static_cast<unsigned>(i));
      REQUIRE(table.y(i, 0) == static_cast<double>(std::popcount(number) % 2));
    }
  }
}

TEST_CASE("Parity of two bits is XOR", "[data][parity]") {
  const Table table = draw_parity(parity(2));
  core::Matrix<double> x(4, 2);
  x << -1, -1, -1, 1, 1, -1, 1, 1;
  core::Matrix<double> y(4, 1);
  y << 0, 1, 1, 0;
  CHECK(table.x == x);
  CHECK(table.y == y);
  CHECK(table.names == std::vector<std::string>{"bit 1", "bit 2", "parity"});
}

TEST_CASE("Drawn parity rows are right, balanced and spread over all inputs", "[data][parity]") {
  const Table table = draw_parity(parity(4, false, 1600));
  REQUIRE(table.x.rows() == 1600);
  CHECK(table.y.sum() == 800.0);
  std::vector<int> counts(16);
  for (Index i = 0; i < table.x.rows(); ++i) {
    const unsigned number = to_number(table, i);
    CHECK(table.y(i, 0) == static_cast<double>(std::popcount(number) % 2));
    ++counts[number];
  }
  // 100 each are expected, σ is under 10.
  for (const int count : counts) CHECK((count > 55 && count < 145));
}

TEST_CASE("Noise leaves parity as it is", "[data][parity]") {
  Options options = parity(3);
  const Table table = draw_parity(options);
  options.noise = 1.0;
  CHECK(table == draw_parity(options));
}

TEST_CASE("Every machine draws these parity rows", "[data][parity]") {
  CHECK(digest(draw_parity(parity(6, false, 300)).x) == 0x33b600f517a547a5U);
}

}  // namespace data_parity
