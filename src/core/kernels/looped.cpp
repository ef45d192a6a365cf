// SPDX-License-Identifier: MIT
// The kernels for Looped.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Kernels<Scalar>* looped_table() {
  static constexpr Kernels<Scalar> kTable = make_table<Looped, Scalar>("looped");
  return &kTable;
}

template const Kernels<float>* looped_table();
template const Kernels<double>* looped_table();

}  // namespace isobath::core::kernel
