// SPDX-License-Identifier: MIT
// The three matrix products of a training step, in kernels of our own: no allocation, no packing,
// and one order of summation whatever the machine, so that the same document gives the same bits.
#pragma once

#include "core/matrix.hpp"

namespace isobath::core {

/// z = w·a + b, broadcast over the columns. w [n, k], a [k, m], b [n], z [n, m].
template <class Scalar>
void product_plus_bias(const Matrix<Scalar>& w, ConstMatrixRef<Scalar> a, const Vector<Scalar>& b,
                       MatrixRef<Scalar> z);

/// d_a = wᵀ·d_z. w [n, k], d_z [n, m], d_a [k, m].
template <class Scalar>
void transposed_product(const Matrix<Scalar>& w, ConstMatrixRef<Scalar> d_z, MatrixRef<Scalar> d_a);

/// d_w = d_z·aᵀ (+ d_w if `accumulate`). d_z [n, m], a [k, m], d_w [n, k].
template <class Scalar>
void product_with_transpose(ConstMatrixRef<Scalar> d_z, ConstMatrixRef<Scalar> a, bool accumulate,
                            Matrix<Scalar>& d_w);

/// d_b = the sum of d_z's columns (+ d_b if `accumulate`). d_z [n, m], d_b [n].
template <class Scalar>
void column_sum(ConstMatrixRef<Scalar> d_z, bool accumulate, Vector<Scalar>& d_b);

}  // namespace isobath::core
