// SPDX-License-Identifier: MIT
// Register tiles of 2 rows × 4 vectors: eight accumulators, which fit the sixteen vector registers
// of x86-64 and the fifteen that V8 leaves to WebAssembly. One step of the inner dimension a loop,
// for unrolled loops spill (see docs/speed.md).
#include "core/product.hpp"

#include <cstring>

namespace isobath::core {

namespace {

/// Sixteen bytes of values side by side: what SSE2, NEON and WebAssembly SIMD all have.
template <class Scalar>
struct LanesOf {
  static constexpr Index kWidth = 16 / sizeof(Scalar);
  typedef Scalar Type __attribute__((vector_size(16)));

  static Type load(const Scalar* from) {
    Type lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
  }
  static void store(Scalar* to, Type lanes) { std::memcpy(to, &lanes, sizeof lanes); }
  static Type splat(Scalar value) { return value - Type{}; }
};

/// Rows × Vectors tile of z = Σ_p w(i, p)·a(p, j) + b: w's element (i, p) is w[i·row_step +
/// p·step].
template <class Scalar, int Rows, int Vectors>
void tile(const Scalar* w, Index row_step, Index step, Index inner, const Scalar* a, Index a_stride,
          const Scalar* start, Scalar* z, Index z_stride) {
  using Lanes = LanesOf<Scalar>;
  typename Lanes::Type sum[Rows][Vectors];
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) sum[r][v] = Lanes::splat(start ? start[r] : Scalar(0));
  for (Index p = 0; p < inner; ++p) {
    const Scalar* row = a + p * a_stride;
    typename Lanes::Type values[Vectors];
    for (int v = 0; v < Vectors; ++v) values[v] = Lanes::load(row + v * Lanes::kWidth);
    for (int r = 0; r < Rows; ++r) {
      const auto weight = Lanes::splat(w[r * row_step + p * step]);
      for (int v = 0; v < Vectors; ++v) sum[r][v] += weight * values[v];
    }
  }
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) Lanes::store(z + r * z_stride + v * Lanes::kWidth, sum[r][v]);
}

/// One row's remaining columns, fewer than a vector; the same order of summation.
template <class Scalar>
void single_columns(const Scalar* w, Index step, Index inner, const Scalar* a, Index a_stride,
                    Scalar start, Scalar* z, Index columns) {
  for (Index j = 0; j < columns; ++j) {
    Scalar sum = start;
    for (Index p = 0; p < inner; ++p) sum += w[p * step] * a[p * a_stride + j];
    z[j] = sum;
  }
}

/// z [rows, columns] = w·a + start, start one value a row or null.
template <class Scalar>
void multiply(const Scalar* w, Index row_step, Index step, Index rows, Index inner, const Scalar* a,
              Index a_stride, const Scalar* start, Scalar* z, Index z_stride, Index columns) {
  constexpr Index kWidth = LanesOf<Scalar>::kWidth;
  for (Index i = 0; i < rows;) {
    const Index tall = rows - i >= 2 ? 2 : 1;
    const Scalar* wi = w + i * row_step;
    const Scalar* si = start ? start + i : nullptr;
    Index j = 0;
    for (; j + 4 * kWidth <= columns; j += 4 * kWidth) {
      if (tall == 2)
        tile<Scalar, 2, 4>(wi, row_step, step, inner, a + j, a_stride, si, z + i * z_stride + j,
                           z_stride);
      else
        tile<Scalar, 1, 4>(wi, row_step, step, inner, a + j, a_stride, si, z + i * z_stride + j,
                           z_stride);
    }
    for (; j + kWidth <= columns; j += kWidth) {
      if (tall == 2)
        tile<Scalar, 2, 1>(wi, row_step, step, inner, a + j, a_stride, si, z + i * z_stride + j,
                           z_stride);
      else
        tile<Scalar, 1, 1>(wi, row_step, step, inner, a + j, a_stride, si, z + i * z_stride + j,
                           z_stride);
    }
    for (Index r = 0; r < tall; ++r)
      single_columns(wi + r * row_step, step, inner, a + j, a_stride, si ? si[r] : Scalar(0),
                     z + (i + r) * z_stride + j, columns - j);
    i += tall;
  }
}

/// Rows × Columns tile of dot products along contiguous rows.
template <class Scalar, int Rows, int Columns>
void dot_tile(const Scalar* x, Index x_stride, const Scalar* y, Index y_stride, Index length,
              bool accumulate, Scalar* out, Index out_stride) {
  using Lanes = LanesOf<Scalar>;
  typename Lanes::Type sum[Rows][Columns] = {};
  Index p = 0;
  for (; p + Lanes::kWidth <= length; p += Lanes::kWidth) {
    typename Lanes::Type left[Rows];
    for (int r = 0; r < Rows; ++r) left[r] = Lanes::load(x + r * x_stride + p);
    for (int c = 0; c < Columns; ++c) {
      const auto right = Lanes::load(y + c * y_stride + p);
      for (int r = 0; r < Rows; ++r) sum[r][c] += left[r] * right;
    }
  }
  for (int r = 0; r < Rows; ++r)
    for (int c = 0; c < Columns; ++c) {
      Scalar total = 0;
      for (Index lane = 0; lane < Lanes::kWidth; ++lane) total += sum[r][c][lane];
      for (Index q = p; q < length; ++q) total += x[r * x_stride + q] * y[c * y_stride + q];
      Scalar& target = out[r * out_stride + c];
      target = accumulate ? target + total : total;
    }
}

}  // namespace

template <class Scalar>
void product_plus_bias(const Matrix<Scalar>& w, ConstMatrixRef<Scalar> a, const Vector<Scalar>& b,
                       MatrixRef<Scalar> z) {
  multiply(w.data(), w.cols(), Index{1}, w.rows(), w.cols(), a.data(), a.outerStride(), b.data(),
           z.data(), z.outerStride(), z.cols());
}

template <class Scalar>
void transposed_product(const Matrix<Scalar>& w, ConstMatrixRef<Scalar> d_z,
                        MatrixRef<Scalar> d_a) {
  multiply(w.data(), Index{1}, w.cols(), w.cols(), w.rows(), d_z.data(), d_z.outerStride(),
           static_cast<const Scalar*>(nullptr), d_a.data(), d_a.outerStride(), d_a.cols());
}

template <class Scalar>
void product_with_transpose(ConstMatrixRef<Scalar> d_z, ConstMatrixRef<Scalar> a, bool accumulate,
                            Matrix<Scalar>& d_w) {
  const Index rows = d_z.rows();
  const Index columns = a.rows();
  const Index length = d_z.cols();
  const auto run = [&]<int Rows, int Columns>(Index i, Index j) {
    dot_tile<Scalar, Rows, Columns>(d_z.data() + i * d_z.outerStride(), d_z.outerStride(),
                                    a.data() + j * a.outerStride(), a.outerStride(), length,
                                    accumulate, d_w.data() + i * columns + j, columns);
  };
  for (Index i = 0; i < rows;) {
    const bool two = rows - i >= 2;
    Index j = 0;
    for (; j + 4 <= columns; j += 4)
      two ? run.template operator()<2, 4>(i, j) : run.template operator()<1, 4>(i, j);
    for (; j < columns; ++j)
      two ? run.template operator()<2, 1>(i, j) : run.template operator()<1, 1>(i, j);
    i += two ? 2 : 1;
  }
}

template <class Scalar>
void column_sum(ConstMatrixRef<Scalar> d_z, bool accumulate, Vector<Scalar>& d_b) {
  using Lanes = LanesOf<Scalar>;
  for (Index i = 0; i < d_z.rows(); ++i) {
    const Scalar* row = d_z.data() + i * d_z.outerStride();
    typename Lanes::Type sum{};
    Index j = 0;
    for (; j + Lanes::kWidth <= d_z.cols(); j += Lanes::kWidth) sum += Lanes::load(row + j);
    Scalar total = 0;
    for (Index lane = 0; lane < Lanes::kWidth; ++lane) total += sum[lane];
    for (; j < d_z.cols(); ++j) total += row[j];
    d_b(i) = accumulate ? d_b(i) + total : total;
  }
}

#define ISOBATH_INSTANTIATE(Scalar)                                                            \
  template void product_plus_bias<Scalar>(const Matrix<Scalar>&, ConstMatrixRef<Scalar>,       \
                                          const Vector<Scalar>&, MatrixRef<Scalar>);           \
  template void transposed_product<Scalar>(const Matrix<Scalar>&, ConstMatrixRef<Scalar>,      \
                                           MatrixRef<Scalar>);                                 \
  template void product_with_transpose<Scalar>(ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>, \
                                               bool, Matrix<Scalar>&);                         \
  template void column_sum<Scalar>(ConstMatrixRef<Scalar>, bool, Vector<Scalar>&);
ISOBATH_INSTANTIATE(float)
ISOBATH_INSTANTIATE(double)
#undef ISOBATH_INSTANTIATE

}  // namespace isobath::core
