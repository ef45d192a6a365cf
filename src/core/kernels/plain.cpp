// SPDX-License-Identifier: MIT
// The kernels for Plain.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Tables<Scalar>* plain_tables() {
  static constexpr Tables<Scalar> kTables = make_tables<Plain, Scalar>("plain");
  return &kTables;
}

template const Tables<float>* plain_tables();
template const Tables<double>* plain_tables();

}  // namespace isobath::core::kernel
