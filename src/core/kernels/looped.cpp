// SPDX-License-Identifier: MIT
// The kernels for Looped.
#include "core/kernels/table.hpp"

namespace isobath::core::kernel {

template <class Scalar>
const Tables<Scalar>* looped_tables() {
  static constexpr Tables<Scalar> kTables = make_tables<Looped, Scalar>("looped");
  return &kTables;
}

template const Tables<float>* looped_tables();
template const Tables<double>* looped_tables();

}  // namespace isobath::core::kernel
