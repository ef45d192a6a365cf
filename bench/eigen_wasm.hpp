// SPDX-License-Identifier: MIT
// Included before everything else where Eigen alone is measured in WebAssembly: Emscripten's SSE
// headers turn Eigen's SSE code into WebAssembly SIMD (four times as fast as scalar code), once
// Eigen takes the compiler for a new enough GCC instead of reaching for x86 assembly; and relaxed
// multiply-adds stand in for fused ones.
#pragma once

#include <Eigen/src/Core/util/Macros.h>
#undef EIGEN_COMP_GNUC
#define EIGEN_COMP_GNUC 120

#if defined(__wasm_relaxed_simd__)
#include <immintrin.h>
#include <wasm_simd128.h>
inline __m128 _mm_fmadd_ps(__m128 a, __m128 b, __m128 c) {
  return reinterpret_cast<__m128>(wasm_f32x4_relaxed_madd(
      reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b), reinterpret_cast<v128_t>(c)));
}
inline __m128d _mm_fmadd_pd(__m128d a, __m128d b, __m128d c) {
  return reinterpret_cast<__m128d>(wasm_f64x2_relaxed_madd(
      reinterpret_cast<v128_t>(a), reinterpret_cast<v128_t>(b), reinterpret_cast<v128_t>(c)));
}
#define EIGEN_VECTORIZE_FMA
#endif
