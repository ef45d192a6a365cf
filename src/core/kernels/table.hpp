// SPDX-License-Identifier: MIT
// A machine's table, from the templates of this folder.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/elementwise.hpp"
#include "core/kernels/group.hpp"
#include "core/kernels/product.hpp"
#include "core/kernels/statistics.hpp"
#include "core/kernels/update.hpp"

namespace isobath::core::kernel {

template <class Machine, class Function, class Scalar>
constexpr void put(Kernels<Scalar>& table, Activation activation) {
  const auto at = static_cast<std::size_t>(activation);
  table.activate[at] = activate<Machine, Function, Scalar>;
  table.derive[at] = derive<Machine, Function, Scalar>;
}

template <class Machine, class Scalar>
constexpr void put_group(Kernels<Scalar>& table) {
  table.has_group = true;
  auto& group = table.group;
  functions::for_each([&]<class Function>(Activation activation, Function) {
    group.backward[static_cast<std::size_t>(activation)] =
        group_backward<Machine, Function, Scalar>;
  });
  constexpr auto at = [](Optimizer optimizer) { return static_cast<std::size_t>(optimizer); };
  group.product = group_product<Machine, Scalar>;
  group.transposed_product = group_transposed_product<Machine, Scalar>;
  group.gradients = group_gradients<Machine, Scalar>;
  group.penalise = group_penalise<Machine, Scalar>;
  group.update[at(Optimizer::gradient_descent)] =
      group_update<Machine, rules::GradientDescent, Scalar>;
  group.update[at(Optimizer::momentum)] = group_update<Machine, rules::Momentum, Scalar>;
  group.update[at(Optimizer::nesterov)] = group_update<Machine, rules::Nesterov, Scalar>;
  group.update[at(Optimizer::rmsprop)] = group_update<Machine, rules::Rmsprop, Scalar>;
  group.update[at(Optimizer::adam)] = group_update<Machine, rules::Adam, Scalar>;
  group.spread = group_spread<Machine, Scalar>;
  group.squared_errors = group_squared_errors<Machine, Scalar>;
  group.non_finite = group_non_finite<Machine, Scalar>;
}

template <class Machine, class Scalar>
constexpr Kernels<Scalar> make_table(const char* name) {
  Kernels<Scalar> table{};
  table.name = name;
  table.lanes = Lanes<Scalar, Machine>::kWidth;
  table.product = product<Machine, Scalar>;
  table.transposed_product = transposed_product<Machine, Scalar>;
  table.gradients = gradients<Machine, Scalar>;
  functions::for_each([&]<class Function>(Activation activation, Function) {
    put<Machine, Function>(table, activation);
  });
  table.subtract = subtract<Machine, Scalar>;
  table.all_finite = all_finite<Machine, Scalar>;
  table.finish = finish<Machine, Scalar>;
  table.descend = descend<Machine, Scalar>;
  constexpr auto at = [](Optimizer optimizer) { return static_cast<std::size_t>(optimizer); };
  table.update[at(Optimizer::gradient_descent)] = update<Machine, rules::GradientDescent, Scalar>;
  table.update[at(Optimizer::momentum)] = update<Machine, rules::Momentum, Scalar>;
  table.update[at(Optimizer::nesterov)] = update<Machine, rules::Nesterov, Scalar>;
  table.update[at(Optimizer::rmsprop)] = update<Machine, rules::Rmsprop, Scalar>;
  table.update[at(Optimizer::adam)] = update<Machine, rules::Adam, Scalar>;
  table.softmax = softmax<Machine, Scalar>;
#if !defined(ISOBATH_WITHOUT_GROUP_KERNELS)
  put_group<Machine>(table);
#endif
  return table;
}

/// All kernels of a machine.
template <class Scalar>
struct Tables {
  Kernels<Scalar> step;
  StatisticKernels<Scalar> statistics;
};

template <class Machine, class Scalar>
constexpr Tables<Scalar> make_tables(const char* name) {
  return {make_table<Machine, Scalar>(name),
          {largest_magnitude<Machine, Scalar>, deviations<Machine, Scalar>,
           unit_sums<Machine, Scalar>}};
}

/// The tables of the machines that a build may lack; null there.
template <class Scalar>
const Tables<Scalar>* looped_tables();
template <class Scalar>
const Tables<Scalar>* plain_tables();
template <class Scalar>
const Tables<Scalar>* avx2_tables();
template <class Scalar>
const Tables<Scalar>* avx512_tables();
template <class Scalar>
const Tables<Scalar>* relaxed_tables();

}  // namespace isobath::core::kernel
