// SPDX-License-Identifier: MIT
// Which kernels there are, here and now.
#include "core/kernels.hpp"

#include "core/kernels/processor.hpp"
#include "core/kernels/table.hpp"

namespace isobath::core {

namespace {

/// Names the tables it may return one by one, so that a program which never asks for the looped
/// kernels is linked without them: a twentieth of the page's code.
template <class Scalar>
const Kernels<Scalar>& fastest() {
  const Kernels<Scalar>* table = has_avx512() ? kernel::avx512_table<Scalar>() : nullptr;
  if (!table && has_avx2()) table = kernel::avx2_table<Scalar>();
  if (!table) table = kernel::relaxed_table<Scalar>();
  return table ? *table : *kernel::plain_table<Scalar>();
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
    case KernelSet::avx512:
      return has_avx512() ? kernel::avx512_table<Scalar>() : nullptr;
    case KernelSet::relaxed:
      return kernel::relaxed_table<Scalar>();
  }
  return nullptr;
}

template <class Scalar>
const Kernels<Scalar>& kernels(Arithmetic arithmetic) {
  if (arithmetic == Arithmetic::reproducible) return *kernel::plain_table<Scalar>();
  static const Kernels<Scalar>& fast = fastest<Scalar>();
  return fast;
}

template const Kernels<float>* kernels<float>(KernelSet);
template const Kernels<double>* kernels<double>(KernelSet);
template const Kernels<float>& kernels<float>(Arithmetic);
template const Kernels<double>& kernels<double>(Arithmetic);

}  // namespace isobath::core
