// SPDX-License-Identifier: MIT
// Activation functions g and their derivatives g′, over whole arrays: A = g(Z), dZ = dA ∗ g′(Z).
// NaN in gives NaN out; nothing is clamped.
#pragma once

#include "core/matrix.hpp"
#include "core/options.hpp"

namespace isobath::core {

/// a[i] = g(z[i]). Not for softmax, which looks at whole columns (see softmax_columns).
template <class Scalar>
void activate(Activation activation, const Scalar* z, Scalar* a, Index count);

/// d_z[i] = d_a[i]·g′(z[i]); a = g(z) saves computing it again. d_z may be d_a. Not for softmax.
template <class Scalar>
void multiply_by_derivative(Activation activation, const Scalar* z, const Scalar* a,
                            const Scalar* d_a, Scalar* d_z, Index count);

/// Softmax of every column of z [units, examples]: a_k = e^(z_k − max) / Σ e^(z_j − max).
template <class Scalar>
void softmax_columns(ConstMatrixRef<Scalar> z, MatrixRef<Scalar> a);

/// The name on screen, such as "leaky ReLU".
const char* shown_name(Activation activation);

/// The start that suits layers of it: He for those that are about 0 on one side, LeCun for SELU,
/// else Xavier (X. Glorot and Y. Bengio, 2010; K. He et al., 2015; G. Klambauer et al., 2017).
WeightScheme recommended_scheme(Activation activation);

/// g(z) and g′(z) of one value, for curves and theory. Softmax has none: NaN.
double activation_value(Activation activation, double z);
double activation_derivative(Activation activation, double z);

/// g″(z): 0 at the kinks of those that have one. Softmax has none: NaN.
double activation_curvature(Activation activation, double z);

/// Is an output a at a flat end of g? tanh: |a| > 0.97 (the mark of A. Karpathy's makemore, part
/// 3); sigmoid: the same place of its curve, |2a − 1| > 0.97; ELU and SELU: 0.97 of their lower
/// limit. Other functions have no flat end that counts as saturation.
bool is_saturated(Activation activation, double a);
bool has_saturation(Activation activation);

extern template void activate(Activation, const float*, float*, Index);
extern template void activate(Activation, const double*, double*, Index);
extern template void multiply_by_derivative(Activation, const float*, const float*, const float*,
                                            float*, Index);
extern template void multiply_by_derivative(Activation, const double*, const double*, const double*,
                                            double*, Index);

}  // namespace isobath::core
