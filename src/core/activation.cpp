// SPDX-License-Identifier: MIT
// The activation functions outside of the training step.
#include "core/activation.hpp"

#include <cmath>
#include <limits>

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
