// SPDX-License-Identifier: MIT
// The products for one to three examples, where a register of examples would be mostly empty: the
// lanes run along the units of the layer below instead, over rows of weights as they lie.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/lane_sums.hpp"
#include "core/kernels/lanes.hpp"

namespace isobath::core::kernel {

/// The most examples that go this way.
inline constexpr Index kNarrow = 3;
/// Units of the layer below at a time: their values are laid side by side on the stack.
inline constexpr Index kStretch = 512;

/// Calls work(example count as a type).
template <class Work>
void with_examples(Index examples, const Work& work) {
  if (examples == 1)
    work.template operator()<1>();
  else if (examples == 2)
    work.template operator()<2>();
  else
    work.template operator()<3>();
}

/// Units [from, from + count) of a batch, one example after the other, each `kStretch` long.
template <int Examples, class Scalar>
void gather(const Batch<Scalar>& a, Index from, Index count, Scalar* out) {
  for (int e = 0; e < Examples; ++e)
    for (Index k = 0; k < count; ++k) out[e * kStretch + k] = a.data[(from + k) * a.stride + e];
}

/// z[i, e] = Σ_k w[i, k]·a[k, e] + b[i].
template <class Machine, class Scalar>
void narrow_product(const Scalar* w, const Scalar* b, const Batch<Scalar>& a,
                    const Batch<Scalar>& z) {
  using L = Lanes<Scalar, Machine>;
  with_examples(z.examples, [&]<int Examples>() {
    Scalar columns[Examples * kStretch];
    for (Index from = 0; from < a.units; from += kStretch) {
      const Index count = a.units - from < kStretch ? a.units - from : kStretch;
      gather<Examples>(a, from, count, columns);
      const Index whole = count / L::kWidth * L::kWidth;
      for (Index i = 0; i < z.units; ++i) {
        const Scalar* row = w + i * a.units + from;
        L total[Examples];
        for (L& t : total) t = L(Scalar(0));
        for (Index k = 0; k < whole; k += L::kWidth) {
          const L weights = L::load(row + k);
          for (int e = 0; e < Examples; ++e)
            total[e] = multiply_add(weights, L::load(columns + e * kStretch + k), total[e]);
        }
        for (int e = 0; e < Examples; ++e) {
          Scalar rest = from == 0 ? b[i] : z.data[i * z.stride + e];
          for (Index k = whole; k < count; ++k) rest += row[k] * columns[e * kStretch + k];
          z.data[i * z.stride + e] = rest + sum(total[e]);
        }
      }
    }
  });
}

/// d_a[k, e] = Σ_i w[i, k]·d_z[i, e].
template <class Machine, class Scalar>
void narrow_transposed_product(const Scalar* w, const Batch<Scalar>& d_z,
                               const Batch<Scalar>& d_a) {
  using L = Lanes<Scalar, Machine>;
  with_examples(d_a.examples, [&]<int Examples>() {
    const auto strip = [&]<int Vectors>(Index k) {
      L total[Examples][Vectors];
      for (auto& row : total)
        for (L& t : row) t = L(Scalar(0));
      for (Index i = 0; i < d_z.units; ++i) {
        const Scalar* row = w + i * d_a.units + k;
        L slopes[Examples];
        for (int e = 0; e < Examples; ++e) slopes[e] = L(d_z.data[i * d_z.stride + e]);
        for (int v = 0; v < Vectors; ++v) {
          const L weights = L::load(row + v * L::kWidth);
          for (int e = 0; e < Examples; ++e)
            total[e][v] = multiply_add(weights, slopes[e], total[e][v]);
        }
      }
      for (int e = 0; e < Examples; ++e)
        for (int v = 0; v < Vectors; ++v)
          for (Index lane = 0; lane < L::kWidth; ++lane)
            d_a.data[(k + v * L::kWidth + lane) * d_a.stride + e] = total[e][v][lane];
    };
    constexpr int kVectors = Examples == 1 ? 8 : (Examples == 2 ? 4 : 2);
    Index k = 0;
    for (; k + kVectors * L::kWidth <= d_a.units; k += kVectors * L::kWidth)
      strip.template operator()<kVectors>(k);
    for (; k + L::kWidth <= d_a.units; k += L::kWidth) strip.template operator()<1>(k);
    for (; k < d_a.units; ++k)
      for (int e = 0; e < Examples; ++e) {
        Scalar total = 0;
        for (Index i = 0; i < d_z.units; ++i)
          total += w[i * d_a.units + k] * d_z.data[i * d_z.stride + e];
        d_a.data[k * d_a.stride + e] = total;
      }
  });
}

/// d_w[i, k] = Σ_e d_z[i, e]·a[k, e], d_b[i] = Σ_e d_z[i, e].
template <class Machine, class Scalar>
void narrow_gradients(const Batch<Scalar>& d_z, const Batch<Scalar>& a, bool accumulate,
                      Scalar* d_w, Scalar* d_b) {
  using L = Lanes<Scalar, Machine>;
  with_examples(d_z.examples, [&]<int Examples>() {
    Scalar columns[Examples * kStretch];
    for (Index from = 0; from < a.units; from += kStretch) {
      const Index count = a.units - from < kStretch ? a.units - from : kStretch;
      gather<Examples>(a, from, count, columns);
      const Index whole = count / L::kWidth * L::kWidth;
      for (Index i = 0; i < d_z.units; ++i) {
        Scalar* row = d_w + i * a.units + from;
        const Scalar* slope = d_z.data + i * d_z.stride;
        for (Index k = 0; k < whole; k += L::kWidth) {
          L total = accumulate ? L::load(row + k) : L(Scalar(0));
          for (int e = 0; e < Examples; ++e)
            total = multiply_add(L(slope[e]), L::load(columns + e * kStretch + k), total);
          total.store(row + k);
        }
        for (Index k = whole; k < count; ++k) {
          Scalar total = accumulate ? row[k] : Scalar(0);
          for (int e = 0; e < Examples; ++e) total += slope[e] * columns[e * kStretch + k];
          row[k] = total;
        }
      }
    }
    for (Index i = 0; i < d_z.units; ++i) {
      Scalar total = accumulate ? d_b[i] : Scalar(0);
      for (int e = 0; e < Examples; ++e) total += d_z.data[i * d_z.stride + e];
      d_b[i] = total;
    }
  });
}

}  // namespace isobath::core::kernel
