// SPDX-License-Identifier: MIT
// The kernels for Avx512. Compiled with the flags for AVX-512 (F, DQ, VL, BW) where there are such
// processors; no table elsewhere.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Kernels<Scalar>* avx512_table() {
#if defined(__AVX512F__)
  static constexpr Kernels<Scalar> kTable = make_table<Avx512, Scalar>("avx512");
  return &kTable;
#else
  return nullptr;
#endif
}

template const Kernels<float>* avx512_table();
template const Kernels<double>* avx512_table();

}  // namespace isobath::core::kernel
