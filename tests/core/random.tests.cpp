// SPDX-License-Identifier: MIT
// The generator against its published vectors, its distributions against their laws.
#include "core/random.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace core_random {

using Catch::Matchers::WithinAbs;
using isobath::core::Random;

TEST_CASE("the generator gives the numbers of the PCG reference program",
          "[core][random][published]") {
  // pcg32 with seed 42 and stream 54: the first round of pcg-c-basic's pcg32-demo.
  Random random(42, 54);
  for (const std::uint32_t expected :
       {0xa15c02b7U, 0x7b47f409U, 0xba1d3330U, 0x83d2f293U, 0xbfa4784bU, 0xcbed606eU})
    CHECK(random.bits() == expected);
}

TEST_CASE("streams of one seed and seeds of one stream differ", "[core][random]") {
  Random a(1, 0);
  Random b(1, 1);
  Random c(2, 0);
  const auto first = a.bits();
  CHECK(first != b.bits());
  CHECK(first != c.bits());
}

TEST_CASE("uniform draws are the same bits on every machine", "[core][random]") {
  Random random(7);
  const double first = random.uniform();
  Random again(7);
  const std::uint64_t high = again.bits() >> 5U;
  const std::uint64_t low = again.bits() >> 6U;
  CHECK(first == static_cast<double>(high * 67108864U + low) / 9007199254740992.0);
  for (int i = 0; i < 1000; ++i) {
    const double u = random.uniform();
    CHECK((u >= 0.0 && u < 1.0));
  }
}

TEST_CASE("integers below a bound are equally likely and never reach it", "[core][random]") {
  Random random(3);
  std::array<int, 7> counts{};
  constexpr int kDraws = 70000;
  for (int i = 0; i < kDraws; ++i) ++counts.at(random.below(7));
  double chi_square = 0.0;
  for (const int count : counts) chi_square += std::pow(count - 1e4, 2) / 1e4;
  CHECK(chi_square < 22.46);  // 99.9 % point with 6 degrees of freedom
}

TEST_CASE("normal draws have the moments of N(0, 1)", "[core][random]") {
  Random random(5);
  constexpr int kDraws = 200000;
  double sum = 0.0, squares = 0.0, fourth = 0.0;
  for (int i = 0; i < kDraws; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
  }
  CHECK_THAT(sum / kDraws, WithinAbs(0.0, 0.01));
  CHECK_THAT(squares / kDraws, WithinAbs(1.0, 0.015));
  CHECK_THAT(fourth / kDraws, WithinAbs(3.0, 0.12));
}

TEST_CASE("a shuffle is a permutation, the same for the same seed", "[core][random]") {
  const auto shuffled = [](std::uint64_t seed) {
    std::vector<int> values(20);
    std::iota(values.begin(), values.end(), 0);
    Random(seed).shuffle(std::span(values));
    return values;
  };
  const auto a = shuffled(1);
  CHECK(a == shuffled(1));
  CHECK(a != shuffled(2));
  auto sorted = a;
  std::sort(sorted.begin(), sorted.end());
  for (int i = 0; i < 20; ++i) CHECK(sorted[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("a generator put back goes on with the same draws", "[core][random]") {
  Random random(9);
  random.normal();  // leaves a spare
  const auto state = random.state();
  const double next = random.normal();
  const double after = random.normal();
  random.restore(state);
  CHECK(random.normal() == next);
  CHECK(random.normal() == after);
}

}  // namespace core_random
