// SPDX-License-Identifier: MIT
// The register loop: 12 accumulators and two constants, which 15 registers (what browsers' engines
// leave of 16) just hold; enough to hide the latency of a fused multiply-add.
#include "lab/multiply_add.hpp"

#include <array>
#include <cstddef>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace isobath::lab {

namespace {

constexpr std::size_t kAccumulators = 12;
constexpr std::int64_t kInner = 1024;  // multiply-adds of each accumulator in one turn
// x ← x·m + c settles at 1: neither overflow nor subnormal numbers.
constexpr float kFactor = 0.5F;
constexpr float kTerm = 0.5F;

struct Loop {
  std::string_view instructions;
  std::int64_t lanes;
  float (*turn)();  // the sum of the accumulators, so that they are needed
};

using Four = float __attribute__((vector_size(16)));

// Written out: an array of accumulators is not kept in registers by every compiler.
#define ISOBATH_TWELVE(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7) DO(8) DO(9) DO(10) DO(11)

Four madd(Four x, Four m, Four c) {
#if defined(__wasm_relaxed_simd__)
  return reinterpret_cast<Four>(wasm_f32x4_relaxed_madd(
      reinterpret_cast<v128_t>(x), reinterpret_cast<v128_t>(m), reinterpret_cast<v128_t>(c)));
#else
  return x * m + c;
#endif
}

float turn_of_four() {
  const Four m = {kFactor, kFactor, kFactor, kFactor};
  const Four c = {kTerm, kTerm, kTerm, kTerm};
#define ISOBATH_DECLARE(i) Four x##i = {float(i), 1.0F, 2.0F, 3.0F};
#define ISOBATH_STEP(i) x##i = madd(x##i, m, c);
#define ISOBATH_ADD(i) sum += x##i;
  ISOBATH_TWELVE(ISOBATH_DECLARE)
  for (std::int64_t k = 0; k < kInner; ++k) {
    ISOBATH_TWELVE(ISOBATH_STEP)
  }
  Four sum = {};
  ISOBATH_TWELVE(ISOBATH_ADD)
#undef ISOBATH_STEP
#undef ISOBATH_DECLARE
  return sum[0] + sum[1] + sum[2] + sum[3];
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) float turn_of_eight() {
  const __m256 m = _mm256_set1_ps(kFactor);
  const __m256 c = _mm256_set1_ps(kTerm);
#define ISOBATH_DECLARE(i) __m256 x##i = _mm256_set1_ps(float(i));
#define ISOBATH_STEP(i) x##i = _mm256_fmadd_ps(x##i, m, c);
  ISOBATH_TWELVE(ISOBATH_DECLARE)
  for (std::int64_t k = 0; k < kInner; ++k) {
    ISOBATH_TWELVE(ISOBATH_STEP)
  }
  __m256 sum = _mm256_setzero_ps();
  ISOBATH_TWELVE(ISOBATH_ADD)
#undef ISOBATH_STEP
#undef ISOBATH_DECLARE
  return _mm256_cvtss_f32(sum);
}
#endif
#undef ISOBATH_ADD
#undef ISOBATH_TWELVE

Loop choose() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    return {"AVX2 fma", 8, turn_of_eight};
  return {"SSE2 mul, add", 4, turn_of_four};
#elif defined(__wasm_relaxed_simd__)
  return {"relaxed_madd", 4, turn_of_four};
#elif defined(__wasm_simd128__)
  return {"f32x4 mul, add", 4, turn_of_four};
#else
  return {"four lanes mul, add", 4, turn_of_four};
#endif
}

const Loop& loop() {
  static const Loop chosen = choose();
  return chosen;
}

}  // namespace

std::string_view multiply_add_instructions() { return loop().instructions; }

std::int64_t multiply_add_operations() {
  return 2 * kInner * static_cast<std::int64_t>(kAccumulators) * loop().lanes;
}

void multiply_add_loop(std::int64_t turns) {
  // Through a pointer that is read anew: a function with one caller would be inlined and, entered
  // but once, stay in the slow code of a browser's first compiler.
  float (*volatile turn)() = loop().turn;
  volatile float sink = 0.0F;
  for (std::int64_t i = 0; i < turns; ++i) sink = turn();
  static_cast<void>(sink);
}

}  // namespace isobath::lab
