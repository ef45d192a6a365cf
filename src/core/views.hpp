// SPDX-License-Identifier: MIT
// Element-wise work on views whose rows are contiguous but may lie apart.
#pragma once

#include "core/matrix.hpp"
#include "core/precision.hpp"

namespace isobath::core {

/// Calls work(offset, count) for every contiguous stretch of a rows × columns view whose rows are
/// `stride` apart: once for a dense view, else once a row.
template <class Work>
void for_each_stretch(Index rows, Index columns, Index stride, const Work& work) {
  if (stride == columns) {
    work(Index{0}, rows * columns);
  } else {
    for (Index row = 0; row < rows; ++row) work(row * stride, columns);
  }
}

/// Rounds a view to a number format.
template <class Scalar>
void round_view(Precision format, MatrixRef<Scalar> values) {
  if (!is_simulated(format)) return;
  for_each_stretch(values.rows(), values.cols(), values.outerStride(),
                   [&](Index at, Index count) { round_to(format, values.data() + at, count); });
}

}  // namespace isobath::core
