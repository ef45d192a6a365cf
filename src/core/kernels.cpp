// SPDX-License-Identifier: MIT
// Which kernels there are, here and now.
#include "core/kernels.hpp"

#include "core/kernels/processor.hpp"
#include "core/kernels/table.hpp"
#include "core/statistic_kernels.hpp"

namespace isobath::core {

namespace {

template <class Scalar>
const kernel::Tables<Scalar>* tables(KernelSet set) {
  switch (set) {
    case KernelSet::looped:
      return kernel::looped_tables<Scalar>();
    case KernelSet::plain:
      return kernel::plain_tables<Scalar>();
    case KernelSet::avx2:
      return has_avx2() ? kernel::avx2_tables<Scalar>() : nullptr;
    case KernelSet::avx512:
      return has_avx512() ? kernel::avx512_tables<Scalar>() : nullptr;
    case KernelSet::relaxed:
      return kernel::relaxed_tables<Scalar>();
  }
  return nullptr;
}

template <class Scalar>
const kernel::Tables<Scalar>& fastest() {
  static const kernel::Tables<Scalar>& found = []() -> const kernel::Tables<Scalar>& {
    for (const KernelSet set : {KernelSet::avx512, KernelSet::avx2, KernelSet::relaxed})
      if (const auto* all = tables<Scalar>(set)) return *all;
    return *kernel::plain_tables<Scalar>();
  }();
  return found;
}

}  // namespace

template <class Scalar>
const Kernels<Scalar>* kernels(KernelSet set) {
  const auto* all = tables<Scalar>(set);
  return all ? &all->step : nullptr;
}

template <class Scalar>
const Kernels<Scalar>& kernels(Arithmetic arithmetic) {
  return arithmetic == Arithmetic::reproducible ? kernel::plain_tables<Scalar>()->step
                                                : fastest<Scalar>().step;
}

template <class Scalar>
const StatisticKernels<Scalar>* statistic_kernels(KernelSet set) {
  const auto* all = tables<Scalar>(set);
  return all ? &all->statistics : nullptr;
}

template <class Scalar>
const StatisticKernels<Scalar>& statistic_kernels() {
  return fastest<Scalar>().statistics;
}

template const Kernels<float>* kernels<float>(KernelSet);
template const Kernels<double>* kernels<double>(KernelSet);
template const Kernels<float>& kernels<float>(Arithmetic);
template const Kernels<double>& kernels<double>(Arithmetic);
template const StatisticKernels<float>* statistic_kernels<float>(KernelSet);
template const StatisticKernels<double>* statistic_kernels<double>(KernelSet);
template const StatisticKernels<float>& statistic_kernels<float>();
template const StatisticKernels<double>& statistic_kernels<double>();

}  // namespace isobath::core
