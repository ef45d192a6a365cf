// SPDX-License-Identifier: MIT
// Which kernels there are, here and now.
#include "core/kernels.hpp"

#include "core/kernels/table.hpp"

namespace isobath::core {

namespace {

bool has_avx2() {
#if defined(__x86_64__) || defined(__i386__)
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
  return false;
#endif
}

}  // namespace

template <class Scalar>
const Kernels<Scalar>* kernels(KernelSet set) {
  switch (set) {
    case KernelSet::looped:
      return kernel::looped_table<Scalar>();
    case KernelSet::plain:
      return kernel::plain_table<Scalar>();
    case KernelSet::avx2:
      return has_avx2() ? kernel::avx2_table<Scalar>() : nullptr;
    case KernelSet::relaxed:
      return kernel::relaxed_table<Scalar>();
  }
  return nullptr;
}

template <class Scalar>
const Kernels<Scalar>& kernels(Arithmetic arithmetic) {
  static const Kernels<Scalar>& fast = [] -> const Kernels<Scalar>& {
    for (const KernelSet set : {KernelSet::avx2, KernelSet::relaxed})
      if (const auto* table = kernels<Scalar>(set)) return *table;
    return *kernel::plain_table<Scalar>();
  }();
  return arithmetic == Arithmetic::fast ? fast : *kernel::plain_table<Scalar>();
}

template const Kernels<float>* kernels<float>(KernelSet);
template const Kernels<double>* kernels<double>(KernelSet);
template const Kernels<float>& kernels<float>(Arithmetic);
template const Kernels<double>& kernels<double>(Arithmetic);

}  // namespace isobath::core
