// SPDX-License-Identifier: MIT
// Losses of one batch and their gradients at the output. All are computed from Z where that keeps
// them finite; per example, without the 1/m, which the caller puts in.
#pragma once

#include "core/network.hpp"

namespace isobath::core {

/// The sum over examples: binary Σ −[y ln ŷ + (1−y) ln(1−ŷ)], categorical Σ −Σ_k y_k ln ŷ_k,
/// squared ½Σ‖ŷ−y‖². z, a, y [outputs, examples]; summed in double.
template <class Scalar>
double loss_sum(Loss loss, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                ConstMatrixRef<Scalar> y);

/// ∂loss/∂A of every example (the course's dA[L], without the 1/m), all [outputs, examples]. From
/// Z: −y/a + (1−y)/(1−a) = −y(1 + e^−z) + (1−y)(1 + e^z), which does not become 0/0 where a rounds
/// to 1.
template <class Scalar>
void output_gradient(Loss loss, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                     ConstMatrixRef<Scalar> y, MatrixRef<Scalar> d_a);

/// How many examples are classified rightly: one output, ŷ ≥ ½ on the side of y; several, the
/// largest at the place of y's largest. A column with NaN is wrong.
template <class Scalar>
Index correct_count(ConstMatrixRef<Scalar> a, ConstMatrixRef<Scalar> y);

}  // namespace isobath::core
