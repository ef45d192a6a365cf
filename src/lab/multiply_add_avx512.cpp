// SPDX-License-Identifier: MIT
// The register loop for Avx512. Compiled with the flags for AVX-512 where there are such
// processors.
#include "lab/multiply_add_loop.hpp"

namespace isobath::lab {

float (*avx512_multiply_add_turn())() {
#if defined(__AVX512F__)
  return multiply_add_turn<core::Avx512>;
#else
  return nullptr;
#endif
}

}  // namespace isobath::lab
