// SPDX-License-Identifier: MIT
// The matrix types of the whole project. Rows are units, columns are examples; a row is contiguous,
// so that one unit's values over the batch lie side by side and every kernel walks memory forwards.
#pragma once

#include <Eigen/Core>
#include <cstdint>

namespace isobath::core {

using Index = Eigen::Index;

template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// A view of the first columns of a matrix, or of a whole one; never owns memory.
template <class Scalar>
using MatrixRef = Eigen::Ref<Matrix<Scalar>, 0, Eigen::OuterStride<>>;
template <class Scalar>
using ConstMatrixRef = Eigen::Ref<const Matrix<Scalar>, 0, Eigen::OuterStride<>>;

}  // namespace isobath::core
