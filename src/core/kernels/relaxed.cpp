// SPDX-License-Identifier: MIT
// The kernels for Relaxed. Compiled with the flag for relaxed SIMD for that one build of the page;
// no table elsewhere.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Kernels<Scalar>* relaxed_table() {
#if defined(__wasm_relaxed_simd__)
  static constexpr Kernels<Scalar> kTable = make_table<Relaxed, Scalar>("relaxed");
  return &kTable;
#else
  return nullptr;
#endif
}

template const Kernels<float>* relaxed_table();
template const Kernels<double>* relaxed_table();

}  // namespace isobath::core::kernel
