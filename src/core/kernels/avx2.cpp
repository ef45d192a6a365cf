// SPDX-License-Identifier: MIT
// The kernels for Avx2. Compiled with the flags for AVX2 and FMA where there are such processors;
// no table elsewhere.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Tables<Scalar>* avx2_tables() {
#if defined(__AVX2__) && defined(__FMA__)
  static constexpr Tables<Scalar> kTables = make_tables<Avx2, Scalar>("avx2");
  return &kTables;
#else
  return nullptr;
#endif
}

template const Tables<float>* avx2_tables();
template const Tables<double>* avx2_tables();

}  // namespace isobath::core::kernel
