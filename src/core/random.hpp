// SPDX-License-Identifier: MIT
// The project's own generator and distributions, so that a seed means the same numbers on every
// machine, compiler and standard library. PCG-XSH-RR 64/32 (M. O'Neill, 2014, pcg-random.org).
#pragma once

#include <cstdint>
#include <span>
#include <utility>

namespace isobath::core {

class Random {
 public:
  /// Streams of one seed are independent sequences.
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

  /// 32 random bits.
  std::uint32_t bits();

  /// An integer in [0, bound), every one equally likely; bound > 0.
  std::uint32_t below(std::uint32_t bound);

  /// A double in [0, 1) with 53 random bits.
  double uniform();

  /// A double in [low, high).
  double uniform(double low, double high);

  /// From N(0, 1): the polar method of G. Marsaglia (1964), which needs only log and sqrt, so that
  /// the same bits come out everywhere.
  double normal();

  /// Fisher-Yates.
  template <class T>
  void shuffle(std::span<T> values) {
    for (std::size_t i = values.size(); i > 1; --i)
      std::swap(values[i - 1], values[below(static_cast<std::uint32_t>(i))]);
  }

  /// All there is to know of the generator, to go on from here later.
  struct State {
    std::uint64_t state = 0;
    std::uint64_t increment = 1;
    double spare = 0.0;
    bool has_spare = false;
    bool operator==(const State&) const = default;
  };
  State state() const { return state_; }
  void restore(const State& state) { state_ = state; }

 private:
  State state_;
};

}  // namespace isobath::core
