// SPDX-License-Identifier: MIT
// The three matrix products. Weights enter one number at a time, broadcast to a register, and meet
// whole registers of examples: nothing is packed or transposed. A tile of the result stays in
// registers while the inner dimension goes by, one step a loop: WebAssembly engines spill what is
// unrolled further. Tiles are as large as the machine's registers hold.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/lane_sums.hpp"
#include "core/kernels/lanes.hpp"
#include "core/kernels/narrow.hpp"
#include "core/kernels/transpose.hpp"

// For small layers a call costs more than what is done in it.
#define ISOBATH_INLINE [[gnu::always_inline]] inline

namespace isobath::core::kernel {

/// Sixteen registers of x86 and the fifteen that V8 leaves of them: 2 × 4 accumulators, four
/// registers of examples, two weights. With 32 bytes a register and multiply-add from memory, 6 × 2
/// accumulators read less. AVX-512 has thirty-two registers, room for 6 × 4.
template <class Machine>
struct Tile {
  static constexpr int kRows = 2, kVectors = 4;        // of z and dA
  static constexpr int kDotRows = 2, kDotColumns = 4;  // of dW
};
template <>
struct Tile<Avx2> {
  static constexpr int kRows = 6, kVectors = 2;
  static constexpr int kDotRows = 3, kDotColumns = 4;
};
template <>
struct Tile<Avx512> {
  static constexpr int kRows = 6, kVectors = 4;
  static constexpr int kDotRows = 4, kDotColumns = 4;
};

/// Where the left factor's element (row, inner) stands: at row·row_step + inner·step.
template <class Scalar>
struct Left {
  const Scalar* data;
  Index row_step, step;
};

/// z [Rows, Vectors registers] = left·a + start (one number a row, or null for 0).
template <class Machine, int Rows, int Vectors, class Scalar>
ISOBATH_INLINE void product_tile(Left<Scalar> left, Index inner, const Scalar* a, Index a_stride,
                                 const Scalar* start, Scalar* z, Index z_stride) {
  using L = Lanes<Scalar, Machine>;
  L total[Rows][Vectors];
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) total[r][v] = L(start ? start[r] : Scalar(0));
  const Scalar* weight[Rows];
  for (int r = 0; r < Rows; ++r) weight[r] = left.data + r * left.row_step;
  for (Index p = 0; p < inner; ++p) {
    L values[Vectors];
    for (int v = 0; v < Vectors; ++v) values[v] = L::load(a + v * L::kWidth);
    a += a_stride;
    for (int r = 0; r < Rows; ++r) {
      const L w(*weight[r]);
      weight[r] += left.step;
      for (int v = 0; v < Vectors; ++v) total[r][v] = multiply_add(w, values[v], total[r][v]);
    }
  }
  for (int r = 0; r < Rows; ++r)
    for (int v = 0; v < Vectors; ++v) total[r][v].store(z + r * z_stride + v * L::kWidth);
}

/// `rows` rows below `Rows`, in tiles of ever fewer rows.
template <class Machine, int Rows, int Vectors, class Scalar>
ISOBATH_INLINE void product_rows(Left<Scalar> left, Index rows, Index inner, const Scalar* a,
                                 Index a_stride, const Scalar* start, Scalar* z, Index z_stride) {
  for (; rows >= Rows; rows -= Rows) {
    product_tile<Machine, Rows, Vectors>(left, inner, a, a_stride, start, z, z_stride);
    left.data += Rows * left.row_step;
    if (start) start += Rows;
    z += Rows * z_stride;
  }
  if constexpr (Rows > 1) {
    constexpr int kFewer = Rows > 4 ? 4 : Rows / 2;
    if (rows > 0)
      product_rows<Machine, kFewer, Vectors>(left, rows, inner, a, a_stride, start, z, z_stride);
  }
}

/// All columns: strips as wide as a tile, so that a strip of `a` stays in the nearest cache while
/// the weights stream by.
template <class Machine, int Vectors, class Scalar>
ISOBATH_INLINE void product_strips(Left<Scalar> left, Index rows, Index inner, const Scalar* a,
                                   Index a_stride, const Scalar* start, Scalar* z, Index z_stride,
                                   Index columns) {
  constexpr Index kStrip = Vectors * Lanes<Scalar, Machine>::kWidth;
  for (; columns > kStrip - Lanes<Scalar, Machine>::kWidth; columns -= kStrip) {
    product_rows<Machine, Tile<Machine>::kRows, Vectors>(left, rows, inner, a, a_stride, start, z,
                                                         z_stride);
    a += kStrip;
    z += kStrip;
  }
  if constexpr (Vectors > 1) {
    if (columns > 0)
      product_strips<Machine, Vectors - 1>(left, rows, inner, a, a_stride, start, z, z_stride,
                                           columns);
  }
}

template <class Machine, class Scalar>
void product(const Scalar* w, const Scalar* b, const Batch<Scalar>& a, const Batch<Scalar>& z) {
  if (z.examples <= kNarrow) return narrow_product<Machine>(w, b, a, z);
  product_strips<Machine, Tile<Machine>::kVectors>(Left<Scalar>{w, a.units, 1}, z.units, a.units,
                                                   a.data, a.stride, b, z.data, z.stride,
                                                   z.examples);
}

template <class Machine, class Scalar>
void transposed_product(const Scalar* w, const Batch<Scalar>& d_z, const Batch<Scalar>& d_a) {
  if (d_a.examples <= kNarrow) return narrow_transposed_product<Machine>(w, d_z, d_a);
  product_strips<Machine, Tile<Machine>::kVectors>(
      Left<Scalar>{w, 1, d_a.units}, d_a.units, d_z.units, d_z.data, d_z.stride,
      static_cast<const Scalar*>(nullptr), d_a.data, d_a.stride, d_a.examples);
}

/// Where a batch's rows end: whole registers, and which lanes of the last one count.
template <class Machine, class Scalar>
struct Extent {
  using L = Lanes<Scalar, Machine>;
  Index whole, examples;
  typename L::Mask rest;

  explicit Extent(Index count)
      : whole(count / L::kWidth * L::kWidth), examples(count), rest(L::first(count - whole)) {}
};

/// The sums of the lanes of Count registers to `out`, or added to what is there.
template <class Machine, int Count, class Scalar>
ISOBATH_INLINE void give_sums(const Lanes<Scalar, Machine> (&of)[Count], bool accumulate,
                              Scalar* out) {
  if constexpr (Count == 4) {
    if (!accumulate) return sums(of, out);
    Scalar more[Count];
    sums(of, more);
    for (int i = 0; i < Count; ++i) out[i] += more[i];
  } else {
    for (int i = 0; i < Count; ++i) {
      const Scalar more = sum(of[i]);
      out[i] = accumulate ? out[i] + more : more;
    }
  }
}

/// Rows × Columns of d_z·aᵀ: dot products along the examples. Lanes beyond the last example are
/// set to 0 on both sides, so that nothing in a pad can reach the sums.
template <class Machine, int Rows, int Columns, class Scalar>
ISOBATH_INLINE void dot_tile(const Scalar* x, Index x_stride, const Scalar* y, Index y_stride,
                             const Extent<Machine, Scalar>& extent, bool accumulate, Scalar* out,
                             Index out_stride) {
  using L = Lanes<Scalar, Machine>;
  L total[Rows][Columns];
  for (int r = 0; r < Rows; ++r)
    for (int c = 0; c < Columns; ++c) total[r][c] = L(Scalar(0));
  Index p = 0;
  for (; p < extent.whole; p += L::kWidth) {
    L left[Rows];
    for (int r = 0; r < Rows; ++r) left[r] = L::load(x + r * x_stride + p);
    for (int c = 0; c < Columns; ++c) {
      const L right = L::load(y + c * y_stride + p);
      for (int r = 0; r < Rows; ++r) total[r][c] = multiply_add(left[r], right, total[r][c]);
    }
  }
  if (p < extent.examples) {
    L left[Rows];
    for (int r = 0; r < Rows; ++r) left[r] = L::load(x + r * x_stride + p).only(extent.rest);
    for (int c = 0; c < Columns; ++c) {
      const L right = L::load(y + c * y_stride + p).only(extent.rest);
      for (int r = 0; r < Rows; ++r) total[r][c] = multiply_add(left[r], right, total[r][c]);
    }
  }
  for (int r = 0; r < Rows; ++r) give_sums(total[r], accumulate, out + r * out_stride);
}

template <class Machine, int Rows, class Scalar>
ISOBATH_INLINE void dot_columns(const Scalar* x, Index x_stride, const Batch<Scalar>& a, Index from,
                                const Extent<Machine, Scalar>& extent, bool accumulate,
                                Scalar* out) {
  constexpr int kColumns = Tile<Machine>::kDotColumns;
  Index j = from;
  for (; j + kColumns <= a.units; j += kColumns)
    dot_tile<Machine, Rows, kColumns>(x, x_stride, a.data + j * a.stride, a.stride, extent,
                                      accumulate, out + j, a.units);
  for (; j + 2 <= a.units; j += 2)
    dot_tile<Machine, Rows, 2>(x, x_stride, a.data + j * a.stride, a.stride, extent, accumulate,
                               out + j, a.units);
  for (; j < a.units; ++j)
    dot_tile<Machine, Rows, 1>(x, x_stride, a.data + j * a.stride, a.stride, extent, accumulate,
                               out + j, a.units);
}

/// The sums of Rows rows of d_z.
template <class Machine, int Rows, class Scalar>
ISOBATH_INLINE void row_sums(const Scalar* x, Index stride, const Extent<Machine, Scalar>& extent,
                             bool accumulate, Scalar* out) {
  using L = Lanes<Scalar, Machine>;
  L total[Rows];
  for (L& row : total) row = L(Scalar(0));
  Index p = 0;
  for (; p < extent.whole; p += L::kWidth)
    for (int r = 0; r < Rows; ++r) total[r] = total[r] + L::load(x + r * stride + p);
  if (p < extent.examples)
    for (int r = 0; r < Rows; ++r)
      total[r] = total[r] + L::load(x + r * stride + p).only(extent.rest);
  give_sums(total, accumulate, out);
}

/// Turning A's rows into columns pays where sums over lanes are what costs: where registers are
/// wide and a batch is few of them.
template <class Machine>
struct Panels {
  static constexpr Index kLeastUnits = 0;  // of the layer; 0: never
};
template <>
struct Panels<Avx2> {
  static constexpr Index kLeastUnits = 96;
};
template <>
struct Panels<Avx512> {
  static constexpr Index kLeastUnits = 16;
};
/// The most examples of a panel.
inline constexpr Index kPanelExamples = 256;

/// How many of d_w's columns are summed in panels, one example after the other; the others are dot
/// products.
template <class Machine, class Scalar>
Index panel_columns(Index units, Index units_below, Index examples) {
  if constexpr (Panels<Machine>::kLeastUnits == 0 || sizeof(Scalar) != 4) return 0;
  constexpr Index kWidth = Lanes<Scalar, Machine>::kWidth;
  const bool worth = units >= Panels<Machine>::kLeastUnits && examples <= kPanelExamples;
  return worth ? units_below / kWidth * kWidth : 0;
}

/// d_w = d_z·aᵀ by the tiles of the products, which need no sums over lanes in the end: as many
/// rows of `a` as Vectors registers hold are laid side by side, [examples][rows], on the stack.
/// Columns `from` to `end`, a whole number of registers.
template <class Machine, int Vectors, class Scalar>
void gradient_panels(const Batch<Scalar>& d_z, const Batch<Scalar>& a, Index from, Index end,
                     Scalar* d_w) {
  constexpr Index kPanel = Vectors * Lanes<Scalar, Machine>::kWidth;
  alignas(64) Scalar panel[kPanelExamples * kPanel];
  Index j = from;
  for (; j + kPanel <= end; j += kPanel) {
    for (Index row = 0; row < kPanel; row += kBlock)
      for (Index m = 0; m < d_z.examples; m += kBlock)
        transpose_block<Machine>(a.data + (j + row) * a.stride + m, a.stride,
                                 panel + m * kPanel + row, kPanel);
    product_rows<Machine, Tile<Machine>::kRows, Vectors>(
        Left<Scalar>{d_z.data, d_z.stride, 1}, d_z.units, d_z.examples, panel, kPanel,
        static_cast<const Scalar*>(nullptr), d_w + j, a.units);
  }
  if constexpr (Vectors > 1) gradient_panels<Machine, Vectors - 1>(d_z, a, j, end, d_w);
}

template <class Machine, class Scalar>
void gradients(const Batch<Scalar>& d_z, const Batch<Scalar>& a, bool accumulate, Scalar* d_w,
               Scalar* d_b) {
  if (d_z.examples <= kNarrow) return narrow_gradients<Machine>(d_z, a, accumulate, d_w, d_b);
  const Extent<Machine, Scalar> extent(d_z.examples);
  const Index done =
      accumulate ? 0 : panel_columns<Machine, Scalar>(d_z.units, a.units, d_z.examples);
  if constexpr (Panels<Machine>::kLeastUnits > 0 && sizeof(Scalar) == 4)
    gradient_panels<Machine, 2>(d_z, a, 0, done, d_w);
  constexpr int kRows = Tile<Machine>::kDotRows;
  Index i = 0;
  for (; i + kRows <= d_z.units; i += kRows)
    dot_columns<Machine, kRows>(d_z.data + i * d_z.stride, d_z.stride, a, done, extent, accumulate,
                                d_w + i * a.units);
  for (; i < d_z.units; ++i)
    dot_columns<Machine, 1>(d_z.data + i * d_z.stride, d_z.stride, a, done, extent, accumulate,
                            d_w + i * a.units);
  Index row = 0;
  for (; row + 4 <= d_z.units; row += 4)
    row_sums<Machine, 4>(d_z.data + row * d_z.stride, d_z.stride, extent, accumulate, d_b + row);
  for (; row < d_z.units; ++row)
    row_sums<Machine, 1>(d_z.data + row * d_z.stride, d_z.stride, extent, accumulate, d_b + row);
}

}  // namespace isobath::core::kernel

#undef ISOBATH_INLINE
