// SPDX-License-Identifier: MIT
// The activation functions and their derivatives from z and a = g(z), one struct a function, for
// one number and for lanes alike; with their names in documents and on screen, and the start that
// suits layers of them.
#pragma once

#include "core/elementary.hpp"
#include "core/options.hpp"

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
  static constexpr const char *kName = "linear", *kShown = "linear";
  static constexpr auto kScheme = WeightScheme::xavier_normal;
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
  static constexpr const char *kName = "sigmoid", *kShown = "sigmoid";
  static constexpr auto kScheme = WeightScheme::xavier_normal;
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
  static constexpr const char *kName = "tanh", *kShown = "tanh";
  static constexpr auto kScheme = WeightScheme::xavier_normal;
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
  static constexpr const char *kName = "relu", *kShown = "ReLU";
  static constexpr auto kScheme = WeightScheme::he_normal;
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
  static constexpr const char *kName = "leaky_relu", *kShown = "leaky ReLU";
  static constexpr auto kScheme = WeightScheme::he_normal;
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
  static constexpr const char *kName = "elu", *kShown = "ELU";
  static constexpr auto kScheme = WeightScheme::he_normal;
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
  static constexpr const char *kName = "selu", *kShown = "SELU";
  static constexpr auto kScheme = WeightScheme::lecun_normal;
  static constexpr bool kKeepsFinite = false;  // it multiplies by more than 1
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
  static constexpr const char *kName = "gelu", *kShown = "GELU";
  static constexpr auto kScheme = WeightScheme::he_normal;
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
  static constexpr const char *kName = "silu", *kShown = "SiLU";
  static constexpr auto kScheme = WeightScheme::he_normal;
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
  static constexpr const char *kName = "softplus", *kShown = "softplus";
  static constexpr auto kScheme = WeightScheme::he_normal;
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
  static constexpr const char *kName = "sin", *kShown = "sin";
  static constexpr auto kScheme = WeightScheme::xavier_normal;
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

struct Mish {  // D. Misra, 2019: z·tanh(ln(1 + e^z))
  static constexpr const char *kName = "mish", *kShown = "Mish";
  static constexpr auto kScheme = WeightScheme::he_normal;
  /// tanh(ln(1 + e^z)) = top/bottom, and 1 − its square = 4·rest²/bottom², all from e^−|z|, so that
  /// nothing overflows.
  template <class V>
  struct Parts {
    V e, top, bottom, rest;
    explicit Parts(V z) : e(core::exp(-magnitude(z))) {
      const V one = constant<V>(1.0), two = constant<V>(2.0), square = e * e;
      top = positive_part(z, one + two * e, square + two * e);
      bottom = top + positive_part(z, two * square, two);
      rest = positive_part(z, e * (one + e), one + e);
    }
  };
  template <class V>
  static V value(V z) {
    const Parts<V> parts(z);
    return z * (parts.top / parts.bottom);
  }
  template <class V>
  static V derivative(V z, V) {
    const Parts<V> parts(z);
    const V rise = constant<V>(2.0) * (parts.rest / parts.bottom);
    return parts.top / parts.bottom + z * core::sigmoid(z) * rise * rise;
  }
};

/// Calls visit(activation, function) for each of them, in the order of the enumeration.
template <class Visit>
constexpr void for_each(const Visit& visit) {
  visit(Activation::linear, Linear{});
  visit(Activation::sigmoid, Sigmoid{});
  visit(Activation::tanh, Tanh{});
  visit(Activation::relu, Relu{});
  visit(Activation::leaky_relu, LeakyRelu{});
  visit(Activation::elu, Elu{});
  visit(Activation::selu, Selu{});
  visit(Activation::gelu, Gelu{});
  visit(Activation::silu, Silu{});
  visit(Activation::softplus, Softplus{});
  visit(Activation::sin, Sin{});
  visit(Activation::mish, Mish{});
}
static_assert(
    [] {
      int next = 0;
      bool in_order = true;
      for_each([&](Activation activation, auto) {
        in_order = in_order && static_cast<int>(activation) == next++;
      });
      return in_order && next == kCount<Activation> - 1;  // softmax is none of them
    }(),
    "every activation but softmax has its function, in the order of the enumeration");

}  // namespace isobath::core::functions
