// SPDX-License-Identifier: MIT
// The register loop for Avx2. Compiled with the flags for AVX2 and FMA where there are such
// processors.
#include "lab/multiply_add_loop.hpp"

namespace isobath::lab {

float (*avx2_multiply_add_turn())() {
#if defined(__AVX2__) && defined(__FMA__)
  return multiply_add_turn<core::Avx2>;
#else
  return nullptr;
#endif
}

}  // namespace isobath::lab
