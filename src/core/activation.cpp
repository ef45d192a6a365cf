// SPDX-License-Identifier: MIT
// The activation functions outside of the training step.
#include "core/activation.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include "core/elementary.hpp"
#include "core/kernels.hpp"
#include "core/kernels/functions.hpp"
#include "core/saturation.hpp"

namespace isobath::core {

namespace {

/// Calls `work` with the function's struct; for softmax, which has none, not at all.
template <class Work>
void with(Activation activation, const Work& work) {
  functions::for_each([&](Activation each, auto function) {
    if (each == activation) work(function);
  });
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
  a = z;
  const Batch<Scalar> columns{a.data(), a.rows(), a.cols(), a.outerStride()};
  kernels<Scalar>(Arithmetic::reproducible).softmax(columns, columns);
}

const char* shown_name(Activation activation) {
  const char* name = "softmax";
  with(activation, [&]<class Function>(Function) { name = Function::kShown; });
  return name;
}

WeightScheme recommended_scheme(Activation activation) {
  WeightScheme scheme = WeightScheme::xavier_normal;
  with(activation, [&]<class Function>(Function) { scheme = Function::kScheme; });
  return scheme;
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

double activation_curvature(Activation activation, double z) {
  // Of e^−z nothing is left before it overflows.
  const double sigmoid = activation_value(Activation::sigmoid, z);
  switch (activation) {
    case Activation::linear:
    case Activation::relu:
    case Activation::leaky_relu:
      return 0.0 * z;
    case Activation::sigmoid:
      return sigmoid * (1.0 - sigmoid) * (1.0 - 2.0 * sigmoid);
    case Activation::tanh: {
      const double a = activation_value(activation, z);
      return -2.0 * a * (1.0 - a * a);
    }
    case Activation::elu:
      return z > 0.0 ? 0.0 : core::exp(z);
    case Activation::selu:
      return z > 0.0 ? 0.0 : functions::Selu::kLambda * functions::Selu::kAlpha * core::exp(z);
    case Activation::gelu:  // Φ + zφ, once more: φ·(2 − z²)
      return (2.0 - z * z) * core::exp(-0.5 * z * z) / std::sqrt(2.0 * std::numbers::pi);
    case Activation::silu:
      return sigmoid * (1.0 - sigmoid) * (2.0 + z * (1.0 - 2.0 * sigmoid));
    case Activation::softplus:
      return sigmoid * (1.0 - sigmoid);
    case Activation::sin:
      return -activation_value(activation, z);
    case Activation::mish: {
      // z·tanh(s(z)), s the softplus, s′ the sigmoid.
      const double t =
          activation_value(Activation::tanh, activation_value(Activation::softplus, z));
      return (1.0 - t * t) * sigmoid * (2.0 + z * (1.0 - sigmoid) - 2.0 * z * t * sigmoid);
    }
    case Activation::softmax:
      break;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

bool has_saturation(Activation activation) {
  return activation == Activation::tanh || activation == Activation::sigmoid ||
         activation == Activation::elu || activation == Activation::selu;
}

bool is_saturated(Activation activation, double a) {
  const FlatEnds ends = flat_ends(activation);
  return a < ends.low || a > ends.high;
}

FlatEnds flat_ends(Activation activation) {
  constexpr double kMark = 0.97;
  constexpr double kNone = std::numeric_limits<double>::infinity();
  switch (activation) {
    case Activation::tanh:
      return {-kMark, kMark};
    case Activation::sigmoid:  // |2a − 1| > the mark
      return {0.5 * (1.0 - kMark), 0.5 * (1.0 + kMark)};
    case Activation::elu:
      return {-kMark, kNone};
    case Activation::selu:
      return {-kMark * functions::Selu::kLambda * functions::Selu::kAlpha, kNone};
    default:
      return {-kNone, kNone};
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
