// SPDX-License-Identifier: MIT
// One struct a function: its value and its derivative from z and a. The loops are written once.
#include "core/activation.hpp"

#include <cmath>
#include <limits>

#include "core/elementary.hpp"

namespace isobath::core {

namespace {

struct Linear {
  template <class S>
  static S value(S z) {
    return z;
  }
  template <class S>
  static S derivative(S, S) {
    return S(1);
  }
};

struct Sigmoid {
  template <class S>
  static S value(S z) {
    return core::sigmoid(z);
  }
  template <class S>
  static S derivative(S, S a) {
    return a * (S(1) - a);
  }
};

struct Tanh {
  template <class S>
  static S value(S z) {
    return core::tanh(z);
  }
  template <class S>
  static S derivative(S, S a) {
    return S(1) - a * a;
  }
};

// `z < 0 ? 0 : z` keeps NaN where `max(z, 0)` might swallow it.
struct Relu {
  template <class S>
  static S value(S z) {
    return z < S(0) ? S(0) : z;
  }
  template <class S>
  static S derivative(S z, S) {
    return z > S(0) ? S(1) : S(0);
  }
};

struct LeakyRelu {
  template <class S>
  static S value(S z) {
    return z < S(0) ? S(0.01) * z : z;
  }
  template <class S>
  static S derivative(S z, S) {
    return z > S(0) ? S(1) : S(0.01);
  }
};

template <class S>
S expm1_below(S z) {  // e^z − 1 for z < 0, else 0
  return expm1_of_negative(z > S(0) ? S(0) : z);
}

struct Elu {  // D. Clevert et al., 2015, with their alpha = 1
  template <class S>
  static S value(S z) {
    const S below = expm1_below(z);
    return z > S(0) ? z : below;
  }
  template <class S>
  static S derivative(S z, S a) {
    return z > S(0) ? S(1) : a + S(1);
  }
};

struct Selu {  // G. Klambauer et al., 2017: the fixed point at mean 0, variance 1
  static constexpr double kAlpha = 1.6732632423543772848170429916717;
  static constexpr double kLambda = 1.0507009873554804934193349852946;
  template <class S>
  static S value(S z) {
    const S below = S(kLambda * kAlpha) * expm1_below(z);
    return z > S(0) ? S(kLambda) * z : below;
  }
  template <class S>
  static S derivative(S z, S a) {
    return z > S(0) ? S(kLambda) : a + S(kLambda * kAlpha);
  }
};

struct Gelu {  // D. Hendrycks and K. Gimpel, 2016, in its exact form z·Φ(z)
  static constexpr double kRootHalf = 0.70710678118654752440;
  static constexpr double kDensity = 0.39894228040143267794;  // 1/√(2π)
  template <class S>
  static S value(S z) {
    return S(0.5) * z * std::erfc(-z * S(kRootHalf));
  }
  template <class S>
  static S derivative(S z, S) {
    return S(0.5) * std::erfc(-z * S(kRootHalf)) + z * S(kDensity) * core::exp(S(-0.5) * z * z);
  }
};

struct Silu {
  template <class S>
  static S value(S z) {
    return z * core::sigmoid(z);
  }
  template <class S>
  static S derivative(S z, S) {
    const S s = core::sigmoid(z);
    return s * (S(1) + z * (S(1) - s));
  }
};

struct Softplus {
  template <class S>
  static S value(S z) {
    const S tail = static_cast<S>(core::log1p(static_cast<double>(core::exp(-std::abs(z)))));
    return z > S(0) ? z + tail : tail;
  }
  template <class S>
  static S derivative(S z, S) {
    return core::sigmoid(z);
  }
};

struct Sin {
  template <class S>
  static S value(S z) {
    return static_cast<S>(core::sin(static_cast<double>(z)));
  }
  template <class S>
  static S derivative(S z, S) {
    return static_cast<S>(core::cos(static_cast<double>(z)));
  }
};

/// Calls `work` with the function's struct.
template <class Work>
void with(Activation activation, const Work& work) {
  switch (activation) {
    case Activation::linear:
      return work(Linear{});
    case Activation::sigmoid:
      return work(Sigmoid{});
    case Activation::tanh:
      return work(Tanh{});
    case Activation::relu:
      return work(Relu{});
    case Activation::leaky_relu:
      return work(LeakyRelu{});
    case Activation::elu:
      return work(Elu{});
    case Activation::selu:
      return work(Selu{});
    case Activation::gelu:
      return work(Gelu{});
    case Activation::silu:
      return work(Silu{});
    case Activation::softplus:
      return work(Softplus{});
    case Activation::sin:
      return work(Sin{});
    case Activation::softmax:
      return;
  }
}

}  // namespace

template <class Scalar>
void activate(Activation activation, const Scalar* z, Scalar* a, Index count) {
  with(activation, [&]<class Function>(Function) {
    for (Index i = 0; i < count; ++i) a[i] = Function::value(z[i]);
  });
}

template <class Scalar>
void multiply_by_derivative(Activation activation, const Scalar* z, const Scalar* a,
                            const Scalar* d_a, Scalar* d_z, Index count) {
  with(activation, [&]<class Function>(Function) {
    for (Index i = 0; i < count; ++i) d_z[i] = d_a[i] * Function::derivative(z[i], a[i]);
  });
}

template <class Scalar>
void softmax_columns(ConstMatrixRef<Scalar> z, MatrixRef<Scalar> a) {
  for (Index column = 0; column < z.cols(); ++column) {
    Scalar largest = z(0, column);
    for (Index k = 1; k < z.rows(); ++k) largest = z(k, column) > largest ? z(k, column) : largest;
    Scalar sum = 0;
    for (Index k = 0; k < z.rows(); ++k) {
      a(k, column) = core::exp(z(k, column) - largest);
      sum += a(k, column);
    }
    for (Index k = 0; k < z.rows(); ++k) a(k, column) /= sum;
  }
}

double activation_value(Activation activation, double z) {
  double a = std::numeric_limits<double>::quiet_NaN();
  with(activation, [&]<class Function>(Function) { a = Function::value(z); });
  return a;
}

double activation_derivative(Activation activation, double z) {
  double slope = std::numeric_limits<double>::quiet_NaN();
  with(activation,
       [&]<class Function>(Function) { slope = Function::derivative(z, Function::value(z)); });
  return slope;
}

bool has_saturation(Activation activation) {
  return activation == Activation::tanh || activation == Activation::sigmoid ||
         activation == Activation::elu || activation == Activation::selu;
}

bool is_saturated(Activation activation, double a) {
  constexpr double kMark = 0.97;
  switch (activation) {
    case Activation::tanh:
      return std::abs(a) > kMark;
    case Activation::sigmoid:
      return std::abs(2.0 * a - 1.0) > kMark;
    case Activation::elu:
      return a < -kMark;
    case Activation::selu:
      return a < -kMark * Selu::kLambda * Selu::kAlpha;
    default:
      return false;
  }
}

template void activate(Activation, const float*, float*, Index);
template void activate(Activation, const double*, double*, Index);
template void multiply_by_derivative(Activation, const float*, const float*, const float*, float*,
                                     Index);
template void multiply_by_derivative(Activation, const double*, const double*, const double*,
                                     double*, Index);
template void softmax_columns<float>(ConstMatrixRef<float>, MatrixRef<float>);
template void softmax_columns<double>(ConstMatrixRef<double>, MatrixRef<double>);

}  // namespace isobath::core
