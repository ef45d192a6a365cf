// SPDX-License-Identifier: MIT
// The activation functions and their derivatives from z and a = g(z), one struct a function, for
// one number and for lanes alike.
#pragma once

#include "core/elementary.hpp"

namespace isobath::core::functions {

template <class V>
using Element = typename detail::ElementOf<V>::Type;

/// A constant in the format of V.
template <class V>
V constant(double value) {
  return core::constant<V>(static_cast<Element<V>>(value));
}

/// work(value) for a function that there is only for one number at a time.
template <class V, class Work>
V each(V value, const Work& work) {
  if constexpr (requires { value.v; })
    return each_lane(value, work);
  else
    return work(value);
}

template <class V>
V positive_part(V z, V positive, V otherwise) {
  return select(z > constant<V>(0.0), positive, otherwise);
}

struct Linear {
  template <class V>
  static V value(V z) {
    return z;
  }
  template <class V>
  static V derivative(V, V) {
    return constant<V>(1.0);
  }
};

struct Sigmoid {
  template <class V>
  static V value(V z) {
    return core::sigmoid(z);
  }
  template <class V>
  static V derivative(V, V a) {
    return a * (constant<V>(1.0) - a);
  }
};

struct Tanh {
  template <class V>
  static V value(V z) {
    return core::tanh(z);
  }
  /// With its constants held in registers over a loop.
  template <class V>
  requires(sizeof(Element<V>) == sizeof(float)) static auto held() {
    return [terms = TanhTerms<V>([](const float& term) { return V::held(term); })](V z) {
      return core::tanh(z, terms);
    };
  }
  template <class V>
  static V derivative(V, V a) {
    return negative_multiply_add(a, a, constant<V>(1.0));
  }
};

// `z < 0 ? 0 : z` keeps NaN where `max(z, 0)` might swallow it.
struct Relu {
  template <class V>
  static V value(V z) {
    return select(z < constant<V>(0.0), constant<V>(0.0), z);
  }
  template <class V>
  static V derivative(V z, V) {
    return positive_part(z, constant<V>(1.0), constant<V>(0.0));
  }
};

struct LeakyRelu {
  template <class V>
  static V value(V z) {
    return select(z < constant<V>(0.0), constant<V>(0.01) * z, z);
  }
  template <class V>
  static V derivative(V z, V) {
    return positive_part(z, constant<V>(1.0), constant<V>(0.01));
  }
};

template <class V>
V expm1_below(V z) {  // e^z − 1 for z < 0, else 0
  return expm1_of_negative(positive_part(z, constant<V>(0.0), z));
}

struct Elu {  // D. Clevert et al., 2015, with their alpha = 1
  template <class V>
  static V value(V z) {
    return positive_part(z, z, expm1_below(z));
  }
  template <class V>
  static V derivative(V z, V a) {
    return positive_part(z, constant<V>(1.0), a + constant<V>(1.0));
  }
};

struct Selu {  // G. Klambauer et al., 2017: the fixed point at mean 0, variance 1
  static constexpr double kAlpha = 1.6732632423543772848170429916717;
  static constexpr double kLambda = 1.0507009873554804934193349852946;
  template <class V>
  static V value(V z) {
    return positive_part(z, constant<V>(kLambda) * z,
                         constant<V>(kLambda * kAlpha) * expm1_below(z));
  }
  template <class V>
  static V derivative(V z, V a) {
    return positive_part(z, constant<V>(kLambda), a + constant<V>(kLambda * kAlpha));
  }
};

struct Gelu {  // D. Hendrycks and K. Gimpel, 2016, in its exact form z·Φ(z)
  static constexpr double kRootHalf = 0.70710678118654752440;
  static constexpr double kDensity = 0.39894228040143267794;  // 1/√(2π)
  static float complement(float x) { return __builtin_erfcf(x); }
  static double complement(double x) { return __builtin_erfc(x); }
  template <class V>
  static V twice_phi(V z) {
    return each(-z * constant<V>(kRootHalf), [](auto x) { return complement(x); });
  }
  template <class V>
  static V value(V z) {
    return constant<V>(0.5) * z * twice_phi(z);
  }
  template <class V>
  static V derivative(V z, V) {
    return constant<V>(0.5) * twice_phi(z) +
           z * constant<V>(kDensity) * core::exp(constant<V>(-0.5) * z * z);
  }
};

struct Silu {
  template <class V>
  static V value(V z) {
    return z * core::sigmoid(z);
  }
  template <class V>
  static V derivative(V z, V) {
    const V s = core::sigmoid(z);
    return s * (constant<V>(1.0) + z * (constant<V>(1.0) - s));
  }
};

struct Softplus {
  template <class V>
  static V value(V z) {
    const V tail = each(core::exp(-magnitude(z)), [](auto e) {
      return static_cast<decltype(e)>(core::log1p(static_cast<double>(e)));
    });
    return positive_part(z, z + tail, tail);
  }
  template <class V>
  static V derivative(V z, V) {
    return core::sigmoid(z);
  }
};

struct Sin {
  template <class V>
  static V value(V z) {
    return each(z,
                [](auto x) { return static_cast<decltype(x)>(core::sin(static_cast<double>(x))); });
  }
  template <class V>
  static V derivative(V z, V) {
    return each(z,
                [](auto x) { return static_cast<decltype(x)>(core::cos(static_cast<double>(x))); });
  }
};

}  // namespace isobath::core::functions
