// SPDX-License-Identifier: MIT
// The kernels for Avx2. Compiled with the flags for AVX2 and FMA where there are such processors;
// no table elsewhere.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Kernels<Scalar>* avx2_table() {
#if defined(__AVX2__) && defined(__FMA__)
  static constexpr Kernels<Scalar> kTable = make_table<Avx2, Scalar>("avx2");
  return &kTable;
#else
  return nullptr;
#endif
}

template const Kernels<float>* avx2_table();
template const Kernels<double>* avx2_table();

}  // namespace isobath::core::kernel
