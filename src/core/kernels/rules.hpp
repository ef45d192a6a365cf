// SPDX-License-Identifier: MIT
// The optimizers' rules, each written once as what it takes off a parameter, for one number and for
// lanes alike. g is the gradient, v the first and s the second moment.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/functions.hpp"

namespace isobath::core::rules {

template <class V, class Rule>
V first_moment(const Rule& rule, V v, V g) {
  const V beta(rule.beta);
  return beta * v + (functions::constant<V>(1.0) - beta) * g;
}

template <class V, class Rule>
V second_moment(const Rule& rule, V s, V g) {
  const V beta2(rule.beta2);
  return beta2 * s + (functions::constant<V>(1.0) - beta2) * g * g;
}

struct GradientDescent {
  static constexpr bool kFirst = false, kSecond = false;
  template <class V, class Rule>
  static V difference(const Rule& rule, V g, V, V) {
    return V(rule.rate) * g;
  }
};

struct Momentum {
  static constexpr bool kFirst = true, kSecond = false;
  template <class V, class Rule>
  static V difference(const Rule& rule, V, V v, V) {
    return V(rule.rate) * v;
  }
};

struct Nesterov {
  static constexpr bool kFirst = true, kSecond = false;
  template <class V, class Rule>
  static V difference(const Rule& rule, V g, V v, V) {
    return V(rule.rate) * first_moment(rule, v, g);
  }
};

struct Rmsprop {
  static constexpr bool kFirst = false, kSecond = true;
  template <class V, class Rule>
  static V difference(const Rule& rule, V g, V, V s) {
    return V(rule.rate) * g / (square_root(s) + V(rule.epsilon));
  }
};

struct Adam {
  static constexpr bool kFirst = true, kSecond = true;
  template <class V, class Rule>
  static V difference(const Rule& rule, V, V v, V s) {
    return V(rule.rate) * (v / V(rule.correction1)) /
           (square_root(s / V(rule.correction2)) + V(rule.epsilon));
  }
};

}  // namespace isobath::core::rules
