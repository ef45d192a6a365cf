// SPDX-License-Identifier: MIT
// What becomes of the gradients: penalties go in, and the optimizer takes its differences off the
// parameters.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/elementwise.hpp"
#include "core/kernels/lanes.hpp"
#include "core/kernels/rules.hpp"

namespace isobath::core::kernel {

template <class Machine, class Scalar>
bool finish(const GradientRule<Scalar>& rule, const Scalar* w, Scalar* g, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  const L zero(Scalar(0)), factor(rule.factor), l2(rule.l2), l1(rule.l1);
  // A penalty that is switched off must not turn an infinite weight into 0·Inf.
  const bool squares = rule.l2 != Scalar(0);
  const bool magnitudes = rule.l1 != Scalar(0);
  const auto piece = [&](const Scalar* weights, Scalar* slopes) {
    L gradient = L::load(slopes) * factor;
    if (squares) gradient = gradient + l2 * L::load(weights);
    if (magnitudes) {
      const L weight = L::load(weights);
      gradient = gradient + select(weight > zero, l1, select(weight < zero, -l1, zero));
    }
    finite.add(gradient);
    gradient.store(slopes);
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) piece(w + i, g + i);
  if (i < count) {
    const Index few = count - i;
    Rest<Machine, Scalar> weights(w + i, few), slopes(g + i, few);
    piece(weights.values, slopes.values);
    slopes.give(g + i, few);
  }
  return finite.all();
}

template <class Machine, class Scalar>
typename Kernels<Scalar>::Finite descend(Scalar factor, Scalar rate, Scalar* g, Scalar* w,
                                         Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite_g, finite_w;
  const L factors(factor), rates(rate);
  const auto piece = [&](Scalar* slopes, Scalar* weights) {
    const L gradient = L::load(slopes) * factors;
    const L weight = L::load(weights) - rates * gradient;
    finite_g.add(gradient);
    finite_w.add(weight);
    gradient.store(slopes);
    weight.store(weights);
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) piece(g + i, w + i);
  if (i < count) {
    const Index few = count - i;
    Rest<Machine, Scalar> slopes(g + i, few), weights(w + i, few);
    piece(slopes.values, weights.values);
    slopes.give(g + i, few);
    weights.give(w + i, few);
  }
  return {finite_g.all(), finite_w.all()};
}

template <class Machine, class Optimizer, class Scalar>
bool update(const UpdateRule<Scalar>& rule, const Scalar* g, Scalar* first, Scalar* second,
            Scalar* w, Scalar* difference, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  const UpdateRule<Scalar> held = rule;  // not to be read again after every store
  const L zero(Scalar(0));
  const auto piece = [&](const Scalar* slopes, Scalar* v_place, Scalar* s_place, Scalar* weights,
                         Scalar* taken) {
    const L gradient = L::load(slopes);
    L v = zero, s = zero;
    if constexpr (Optimizer::kFirst) {
      v = rules::first_moment(held, L::load(v_place), gradient);
      v.store(v_place);
    }
    if constexpr (Optimizer::kSecond) {
      s = rules::second_moment(held, L::load(s_place), gradient);
      s.store(s_place);
    }
    const L off = Optimizer::difference(held, gradient, v, s);
    const L weight = L::load(weights) - off;
    finite.add(weight);
    weight.store(weights);
    if (taken) off.store(taken);
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth)
    piece(g + i, Optimizer::kFirst ? first + i : nullptr, Optimizer::kSecond ? second + i : nullptr,
          w + i, difference ? difference + i : nullptr);
  if (i < count) {
    using R = Rest<Machine, Scalar>;
    const Index few = count - i;
    R slopes(g + i, few), weights(w + i, few), taken(g + i, few);
    R v = Optimizer::kFirst ? R(first + i, few) : R(g, 0);
    R s = Optimizer::kSecond ? R(second + i, few) : R(g, 0);
    piece(slopes.values, v.values, s.values, weights.values, taken.values);
    weights.give(w + i, few);
    if (Optimizer::kFirst) v.give(first + i, few);
    if (Optimizer::kSecond) s.give(second + i, few);
    if (difference) taken.give(difference + i, few);
  }
  return finite.all();
}

}  // namespace isobath::core::kernel
