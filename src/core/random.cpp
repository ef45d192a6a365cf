// SPDX-License-Identifier: MIT
// PCG-XSH-RR 64/32 and the distributions drawn from it.
#include "core/random.hpp"

#include <bit>
#include <cmath>

#include "core/elementary.hpp"

namespace isobath::core {

Random::Random(std::uint64_t seed, std::uint64_t stream) {
  state_.increment = (stream << 1U) | 1U;
  bits();
  state_.state += seed;
  bits();
}

std::uint32_t Random::bits() {
  const std::uint64_t old = state_.state;
  state_.state = old * 6364136223846793005ULL + state_.increment;
  const auto folded = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
  return std::rotr(folded, static_cast<int>(old >> 59U));
}

std::uint32_t Random::below(std::uint32_t bound) {
  // Values under 2^32 mod bound would make the small remainders likelier: draw again.
  for (;;) {
    const std::uint32_t draw = bits();
    // That many are fewer than `bound`, which spares most draws a division.
    if (draw >= bound || draw >= (0U - bound) % bound) return draw % bound;
  }
}

double Random::uniform() {
  const std::uint64_t high = bits() >> 5U;
  const std::uint64_t low = bits() >> 6U;
  return static_cast<double>((high << 26U) | low) * 0x1p-53;
}

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal() {
  if (state_.has_spare) {
    state_.has_spare = false;
    return state_.spare;
  }
  for (;;) {
    const double u = 2.0 * uniform() - 1.0;
    const double v = 2.0 * uniform() - 1.0;
    const double square = u * u + v * v;
    if (square >= 1.0 || square == 0.0) continue;
    const double factor = std::sqrt(-2.0 * core::log(square) / square);
    state_.spare = v * factor;
    state_.has_spare = true;
    return u * factor;
  }
}

}  // namespace isobath::core
