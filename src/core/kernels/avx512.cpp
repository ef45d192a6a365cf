// SPDX-License-Identifier: MIT
// The kernels for Avx512. Compiled with the flags for AVX-512 (F, DQ, VL, BW) where there are such
// processors; no table elsewhere.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Tables<Scalar>* avx512_tables() {
#if defined(__AVX512F__)
  static constexpr Tables<Scalar> kTables = make_tables<Avx512, Scalar>("avx512");
  return &kTables;
#else
  return nullptr;
#endif
}

template const Tables<float>* avx512_tables();
template const Tables<double>* avx512_tables();

}  // namespace isobath::core::kernel
