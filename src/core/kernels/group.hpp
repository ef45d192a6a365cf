// SPDX-License-Identifier: MIT
// The training step of several networks of one shape at once: a register holds the same number of
// every network. Buffers are [unit][example][network], so that nothing is broadcast, padded or
// summed across a register. Every sum is taken in the order in which product.hpp takes it for one
// network, so that a network trained in a group gets the same bits as alone.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/lanes.hpp"
#include "core/kernels/rules.hpp"

namespace isobath::core::kernel {

/// Rows × Columns tile (of units and of examples) of z = Σ_p w(i, p)·a(p, e) + start: the element
/// (i, p) of w is the register w + i·row_step + p·step, steps in registers.
template <class Machine, int Rows, int Columns, class Scalar>
void group_tile(const Scalar* w, Index row_step, Index step, Index inner, const Scalar* a,
                Index a_stride, const Scalar* start, Scalar* z, Index z_stride) {
  using L = Lanes<Scalar, Machine>;
  constexpr Index kWidth = L::kWidth;
  L total[Rows][Columns];
  for (int r = 0; r < Rows; ++r) {
    const L first = start ? L::load(start + r * kWidth) : L(Scalar(0));
    for (int c = 0; c < Columns; ++c) total[r][c] = first;
  }
  for (Index p = 0; p < inner; ++p) {
    L values[Columns];
    for (int c = 0; c < Columns; ++c) values[c] = L::load(a + (p * a_stride + c) * kWidth);
    for (int r = 0; r < Rows; ++r) {
      const L weight = L::load(w + (r * row_step + p * step) * kWidth);
      for (int c = 0; c < Columns; ++c) total[r][c] = multiply_add(weight, values[c], total[r][c]);
    }
  }
  for (int r = 0; r < Rows; ++r)
    for (int c = 0; c < Columns; ++c) total[r][c].store(z + (r * z_stride + c) * kWidth);
}

template <class Machine, int Columns, class Scalar>
void group_rows(const Scalar* w, Index row_step, Index step, Index rows, Index inner,
                const Scalar* a, Index a_stride, const Scalar* start, Scalar* z, Index z_stride) {
  constexpr Index kWidth = Lanes<Scalar, Machine>::kWidth;
  Index i = 0;
  const auto row = [&](const Scalar* of) { return of ? of + i * kWidth : nullptr; };
  for (; i + 2 <= rows; i += 2)
    group_tile<Machine, 2, Columns>(w + i * row_step * kWidth, row_step, step, inner, a, a_stride,
                                    row(start), z + i * z_stride * kWidth, z_stride);
  if (i < rows)
    group_tile<Machine, 1, Columns>(w + i * row_step * kWidth, row_step, step, inner, a, a_stride,
                                    row(start), z + i * z_stride * kWidth, z_stride);
}

template <class Machine, class Scalar>
void group_multiply(const Scalar* w, Index row_step, Index step, Index rows, Index inner,
                    const Scalar* a, const Scalar* start, Scalar* z, Index examples) {
  constexpr Index kWidth = Lanes<Scalar, Machine>::kWidth;
  Index e = 0;
  // A single row of four sums would wait for each of them.
  if (rows == 1)
    for (; e + 8 <= examples; e += 8)
      group_tile<Machine, 1, 8>(w, row_step, step, inner, a + e * kWidth, examples, start,
                                z + e * kWidth, examples);
  for (; e + 4 <= examples; e += 4)
    group_rows<Machine, 4>(w, row_step, step, rows, inner, a + e * kWidth, examples, start,
                           z + e * kWidth, examples);
  for (; e < examples; ++e)
    group_rows<Machine, 1>(w, row_step, step, rows, inner, a + e * kWidth, examples, start,
                           z + e * kWidth, examples);
}

template <class Machine, class Scalar>
void group_product(const Scalar* w, const Scalar* b, GroupBatch<const Scalar> a,
                   GroupBatch<Scalar> z) {
  group_multiply<Machine>(w, a.units, Index{1}, z.units, a.units, a.data, b, z.data, z.examples);
}

template <class Machine, class Scalar>
void group_transposed_product(const Scalar* w, GroupBatch<const Scalar> d_z,
                              GroupBatch<Scalar> d_a) {
  group_multiply<Machine>(w, Index{1}, d_a.units, d_a.units, d_z.units, d_z.data,
                          static_cast<const Scalar*>(nullptr), d_a.data, d_a.examples);
}

/// What product.hpp keeps in the lanes of one register, example e in lane e mod kWidth, folded as
/// sum() folds it.
template <Index Half, class L>
L fold(L (&part)[L::kWidth]) {
  // Recursion, not a loop: an index that is known keeps the parts in registers.
  if constexpr (Half > 0) {
    for (Index lane = 0; lane < Half; ++lane) part[lane] = part[lane] + part[lane + Half];
    return fold<Half / 2>(part);
  }
  return part[0];
}

/// The numbers of example `e` + `lane`; beyond the last one 0: the empty lanes of a last register
/// take part in the sums, which turns −0 into 0.
template <class L, class Scalar>
L example_or_zero(const Scalar* row, Index e, Index lane, Index examples) {
  return e + lane < examples ? L::load(row + (e + lane) * L::kWidth) : L(Scalar(0));
}

/// out(c) = Σ_e x(e)·y_c(e) for `rows` rows y of a batch, Columns at a time; how many were done.
template <class Machine, int Columns, class Scalar>
Index group_dots(const Scalar* x, const Scalar* y, Index rows, Index examples, Scalar* out) {
  using L = Lanes<Scalar, Machine>;
  constexpr Index kWidth = L::kWidth;
  const Index whole = examples / kWidth * kWidth;
  Index done = 0;
  for (; done + Columns <= rows; done += Columns) {
    L total[Columns][kWidth];
    for (int c = 0; c < Columns; ++c)
      for (Index lane = 0; lane < kWidth; ++lane) total[c][lane] = L(Scalar(0));
    for (Index e = 0; e < whole; e += kWidth)
      for (Index lane = 0; lane < kWidth; ++lane) {
        const L left = L::load(x + (e + lane) * kWidth);
        for (int c = 0; c < Columns; ++c)
          total[c][lane] =
              multiply_add(left, L::load(y + (c * examples + e + lane) * kWidth), total[c][lane]);
      }
    if (whole < examples)
      for (Index lane = 0; lane < kWidth; ++lane) {
        const L left = example_or_zero<L>(x, whole, lane, examples);
        for (int c = 0; c < Columns; ++c)
          total[c][lane] = multiply_add(
              left, example_or_zero<L>(y + c * examples * kWidth, whole, lane, examples),
              total[c][lane]);
      }
    for (int c = 0; c < Columns; ++c) fold<kWidth / 2>(total[c]).store(out + c * kWidth);
    y += Columns * examples * kWidth;
    out += Columns * kWidth;
  }
  return done;
}

template <class Machine, class Scalar>
void group_gradients(GroupBatch<const Scalar> d_z, GroupBatch<const Scalar> a, Scalar* d_w,
                     Scalar* d_b) {
  using L = Lanes<Scalar, Machine>;
  constexpr Index kWidth = L::kWidth;
  constexpr int kColumns = kWidth >= 8 ? 1 : static_cast<int>(8 / kWidth);
  const Index examples = d_z.examples;
  const Index whole = examples / kWidth * kWidth;
  for (Index i = 0; i < d_z.units; ++i) {
    const Scalar* x = d_z.data + i * examples * kWidth;
    Scalar* out = d_w + i * a.units * kWidth;
    const Index done = group_dots<Machine, kColumns>(x, a.data, a.units, examples, out);
    group_dots<Machine, 1>(x, a.data + done * examples * kWidth, a.units - done, examples,
                           out + done * kWidth);
    L total[kWidth];
    for (L& t : total) t = L(Scalar(0));
    for (Index e = 0; e < whole; e += kWidth)
      for (Index lane = 0; lane < kWidth; ++lane)
        total[lane] = total[lane] + L::load(x + (e + lane) * kWidth);
    if (whole < examples)
      for (Index lane = 0; lane < kWidth; ++lane)
        total[lane] = total[lane] + example_or_zero<L>(x, whole, lane, examples);
    fold<kWidth / 2>(total).store(d_b + i * kWidth);
  }
}

/// The constants of every network's update, a register each.
template <class L>
struct GroupRuleLanes {
  L rate, beta, beta2, epsilon, correction1, correction2;
};

template <class Machine, class Scalar>
bool group_finish(const GroupRule<Scalar>& rule, const Scalar* w, Scalar* g, Index count) {
  using L = Lanes<Scalar, Machine>;
  const L zero(Scalar(0)), factor(rule.factor);
  const L l2 = L::load(rule.l2), l1 = L::load(rule.l1);
  L zeros = zero;
  const bool penalised = w && sum(l2 + l1) != Scalar(0);
  for (Index i = 0; i < count * L::kWidth; i += L::kWidth) {
    L gradient = L::load(g + i) * factor;
    if (penalised) {
      // A penalty that is switched off must not turn an infinite weight into 0·Inf.
      const L weight = L::load(w + i);
      gradient = select(l2 > zero, gradient + l2 * weight, gradient);
      const L magnitudes = select(weight > zero, l1, select(weight < zero, -l1, zero));
      gradient = select(l1 > zero, gradient + magnitudes, gradient);
    }
    zeros = multiply_add(gradient, zero, zeros);
    gradient.store(g + i);
  }
  return sum(zeros) == Scalar(0);
}

template <class Machine, class Optimizer, class Scalar>
bool group_update(const GroupRule<Scalar>& rule, const Scalar* g, Scalar* first, Scalar* second,
                  Scalar* w, Index count) {
  using L = Lanes<Scalar, Machine>;
  const GroupRuleLanes<L> held{L::load(rule.rate),        L::load(rule.beta),
                               L::load(rule.beta2),       L::load(rule.epsilon),
                               L::load(rule.correction1), L::load(rule.correction2)};
  const L zero(Scalar(0));
  L zeros = zero;
  for (Index i = 0; i < count * L::kWidth; i += L::kWidth) {
    const L gradient = L::load(g + i);
    L v = zero, s = zero;
    if constexpr (Optimizer::kFirst) {
      v = rules::first_moment(held, L::load(first + i), gradient);
      v.store(first + i);
    }
    if constexpr (Optimizer::kSecond) {
      s = rules::second_moment(held, L::load(second + i), gradient);
      s.store(second + i);
    }
    const L weight = L::load(w + i) - Optimizer::difference(held, gradient, v, s);
    zeros = multiply_add(weight, zero, zeros);
    weight.store(w + i);
  }
  return sum(zeros) == Scalar(0);
}

/// Bit n: has network n anything non-finite?
template <class Machine, class Scalar>
unsigned group_non_finite(const Scalar* values, Index count) {
  using L = Lanes<Scalar, Machine>;
  const L zero(Scalar(0));
  L zeros = zero;
  for (Index i = 0; i < count; ++i)
    zeros = multiply_add(L::load(values + i * L::kWidth), zero, zeros);
  unsigned bits = 0;
  for (Index lane = 0; lane < L::kWidth; ++lane)
    bits |= (zeros[lane] == Scalar(0) ? 0U : 1U) << static_cast<unsigned>(lane);
  return bits;
}

}  // namespace isobath::core::kernel
