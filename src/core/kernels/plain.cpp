// SPDX-License-Identifier: MIT
// The kernels for Plain.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Kernels<Scalar>* plain_table() {
  static constexpr Kernels<Scalar> kTable = make_table<Plain, Scalar>("plain");
  return &kTable;
}

template const Kernels<float>* plain_table();
template const Kernels<double>* plain_table();

}  // namespace isobath::core::kernel
