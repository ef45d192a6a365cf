// SPDX-License-Identifier: MIT
// The kernels for Relaxed. Compiled with the flag for relaxed SIMD for that one build of the page;
// no table elsewhere.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Tables<Scalar>* relaxed_tables() {
#if defined(__wasm_relaxed_simd__)
  static constexpr Tables<Scalar> kTables = make_tables<Relaxed, Scalar>("relaxed");
  return &kTables;
#else
  return nullptr;
#endif
}

template const Tables<float>* relaxed_tables();
template const Tables<double>* relaxed_tables();

}  // namespace isobath::core::kernel
