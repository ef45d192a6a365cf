// SPDX-License-Identifier: MIT
// The register loop of this build and this processor.
#include "lab/multiply_add.hpp"

#include "core/kernels/processor.hpp"
#include "lab/multiply_add_loop.hpp"

namespace isobath::lab {

namespace {

struct Loop {
  std::string_view instructions;
  std::int64_t lanes;
  float (*turn)();
};

Loop choose() {
  const auto avx512 = avx512_multiply_add_turn();
  if (avx512 != nullptr && core::has_avx512()) return {"AVX-512 fma", 16, avx512};
  const auto avx2 = avx2_multiply_add_turn();
  if (avx2 != nullptr && core::has_avx2()) return {"AVX2 fma", 8, avx2};
#if defined(__wasm_relaxed_simd__)
  return {"relaxed_madd", 4, multiply_add_turn<core::Relaxed>};
#elif defined(__wasm_simd128__)
  return {"f32x4 mul, add", 4, multiply_add_turn<core::Plain>};
#else
  return {"four lanes mul, add", 4, multiply_add_turn<core::Plain>};
#endif
}

const Loop& loop() {
  static const Loop chosen = choose();
  return chosen;
}

}  // namespace

std::string_view multiply_add_instructions() { return loop().instructions; }

std::int64_t multiply_add_operations() { return 2 * kTurnSteps * kTurnAccumulators * loop().lanes; }

void multiply_add_loop(std::int64_t turns) {
  // Through a pointer that is read anew: a function with one caller would be inlined and, entered
  // but once, stay in the slow code of a browser's first compiler.
  float (*volatile turn)() = loop().turn;
  volatile float sink = 0.0F;
  for (std::int64_t i = 0; i < turns; ++i) sink = turn();
  static_cast<void>(sink);
}

}  // namespace isobath::lab
