// SPDX-License-Identifier: MIT
// What the processor that the program runs on has of the instructions that some files are compiled
// for (cmake/kernels.cmake).
#pragma once

namespace isobath::core {

inline bool has_avx2() {
#if defined(__x86_64__) || defined(__i386__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

/// The parts that all processors with AVX-512 but the very first ones have.
inline bool has_avx512() {
#if defined(__x86_64__) || defined(__i386__)
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
         __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw");
#else
  return false;
#endif
}

}  // namespace isobath::core
