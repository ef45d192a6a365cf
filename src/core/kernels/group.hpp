// SPDX-License-Identifier: MIT
// The training step of several networks of one shape at once: a register holds the same number of
// every network. Buffers are [unit][example][network], so that nothing is broadcast, padded or
// summed across a register. Every sum is taken in the order in which product.hpp takes it for one
// network, so that a network trained in a group gets the same bits as alone.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/elementwise.hpp"
#include "core/kernels/lanes.hpp"
#include "core/kernels/product.hpp"
#include "core/kernels/rules.hpp"

namespace isobath::core::kernel {

/// Rows × Columns tile (of units and of examples) of z = Σ_p w(i, p)·a(p, e) + start: the element
/// (i, p) of w is the register w + i·row_step + p·step, steps in registers.
template <class Machine, int Rows, int Columns, class Scalar>
[[gnu::always_inline]] inline void group_tile(const Scalar* w, Index row_step, Index step,
                                              Index inner, const Scalar* a, Index a_stride,
                                              const Scalar* start, Scalar* z, Index z_stride) {
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

/// Rows rows of the same for a sum of Inner terms, so few that all weights stay in registers along
/// the examples: give(r, offset of the example in a row, sum). Two examples a turn, which share the
/// places that are computed for them.
template <class Machine, int Rows, int Inner, class Scalar, class Give>
[[gnu::always_inline]] inline void group_stream(const Scalar* w, Index row_step, Index step,
                                                const Scalar* a, Index examples,
                                                const Scalar* start, const Give& give) {
  using L = Lanes<Scalar, Machine>;
  constexpr Index kWidth = L::kWidth;
  L weights[Rows][Inner], first[Rows];
  const Scalar* below[Inner];
  for (int p = 0; p < Inner; ++p) below[p] = a + p * examples * kWidth;
  for (int r = 0; r < Rows; ++r) {
    first[r] = start ? L::load(start + r * kWidth) : L(Scalar(0));
    for (int p = 0; p < Inner; ++p) weights[r][p] = L::load(w + (r * row_step + p * step) * kWidth);
  }
  const auto example = [&](Index at) {
    L values[Inner];
    for (int p = 0; p < Inner; ++p) values[p] = L::load(below[p] + at);
    for (int r = 0; r < Rows; ++r) {
      L total = first[r];
      for (int p = 0; p < Inner; ++p) total = multiply_add(weights[r][p], values[p], total);
      give(r, at, total);
    }
  };
  const Index end = examples * kWidth;
  Index at = 0;
  for (; at + 2 * kWidth <= end; at += 2 * kWidth) {
    example(at);
    example(at + kWidth);
  }
  if (at < end) example(at);
}

template <class Machine, int Inner, class Scalar>
void group_short(const Scalar* w, Index row_step, Index step, Index rows, const Scalar* a,
                 const Scalar* start, Scalar* z, Index examples) {
  using L = Lanes<Scalar, Machine>;
  const Index row = examples * L::kWidth;
  const auto of_rows = [&]<int Rows>(Index i) {
    Scalar* to[Rows];
    for (int r = 0; r < Rows; ++r) to[r] = z + (i + r) * row;
    group_stream<Machine, Rows, Inner>(w + i * row_step * L::kWidth, row_step, step, a, examples,
                                       start ? start + i * L::kWidth : nullptr,
                                       [&](int r, Index at, L sum) { sum.store(to[r] + at); });
  };
  Index i = 0;
  for (; i + 2 <= rows; i += 2) of_rows.template operator()<2>(i);
  if (i < rows) of_rows.template operator()<1>(i);
}

template <class Machine, class Scalar>
void group_multiply(const Scalar* w, Index row_step, Index step, Index rows, Index inner,
                    const Scalar* a, const Scalar* start, Scalar* z, Index examples) {
  constexpr Index kWidth = Lanes<Scalar, Machine>::kWidth;
  if (inner == 1) return group_short<Machine, 1>(w, row_step, step, rows, a, start, z, examples);
  if (inner == 2) return group_short<Machine, 2>(w, row_step, step, rows, a, start, z, examples);
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

/// d_z = d_a ∗ g′(z), where d_a is the transposed product of w and d_z of the layer above. Nothing
/// is watched here: what is not finite makes a sum of d_z that is not finite either.
template <class Machine, class Function, class Scalar>
void group_backward(const Scalar* w, GroupBatch<const Scalar> above, const Scalar* z,
                    const Scalar* a, GroupBatch<Scalar> d_z) {
  using L = Lanes<Scalar, Machine>;
  const Index row = d_z.examples * L::kWidth;
  if (above.units == 1) {
    const auto of_rows = [&]<int Rows>(Index i) {
      const Scalar *zs[Rows], *as[Rows];
      Scalar* to[Rows];
      for (int r = 0; r < Rows; ++r) {
        zs[r] = z + (i + r) * row;
        as[r] = a + (i + r) * row;
        to[r] = d_z.data + (i + r) * row;
      }
      group_stream<Machine, Rows, 1>(
          w + i * L::kWidth, Index{1}, d_z.units, above.data, d_z.examples,
          static_cast<const Scalar*>(nullptr), [&](int r, Index at, L d_a) {
            (d_a * Function::derivative(L::load(zs[r] + at), L::load(as[r] + at)))
                .store(to[r] + at);
          });
    };
    Index i = 0;
    for (; i + 2 <= d_z.units; i += 2) of_rows.template operator()<2>(i);
    if (i < d_z.units) of_rows.template operator()<1>(i);
  } else {
    group_transposed_product<Machine>(w, above, d_z);
    for (Index at = 0; at < d_z.units * row; at += L::kWidth)
      (L::load(d_z.data + at) * Function::derivative(L::load(z + at), L::load(a + at)))
          .store(d_z.data + at);
  }
}

/// Rows of two batches, whose dot products are wanted.
template <class Scalar>
struct GroupRows {
  const Scalar* x;
  const Scalar* y;
  Index examples;
};

/// product.hpp keeps example e in lane e mod kWidth of a register and folds the register's halves
/// onto each other. Here each of its lanes is a register: total gets the sum of the lanes Phase,
/// Phase + Half, Phase + 2·Half …, folded likewise, two of them at a time. Of one row of x with
/// Columns rows of y, and, if `Alone`, of the row itself.
template <class Machine, int Columns, bool Alone, Index Phase, Index Half, class Scalar>
[[gnu::always_inline]] inline void group_dots(const GroupRows<Scalar>& rows,
                                              Lanes<Scalar, Machine> (&total)[Columns + Alone]) {
  using L = Lanes<Scalar, Machine>;
  constexpr Index kWidth = L::kWidth;
  constexpr Index kPhases = kWidth < 4 ? 2 : 4;  // in one go
  if constexpr (kPhases * Half < kWidth) {
    L other[Columns + Alone];
    group_dots<Machine, Columns, Alone, Phase, 2 * Half>(rows, total);
    group_dots<Machine, Columns, Alone, Phase + Half, 2 * Half>(rows, other);
    for (int c = 0; c < Columns + Alone; ++c) total[c] = total[c] + other[c];
  } else {
    L sums[kPhases][Columns + Alone];
    for (auto& of_phase : sums)
      for (L& one : of_phase) one = L(Scalar(0));
    // Pointers that move along, for an engine's compiler does not make them of indices.
    const Scalar* x = rows.x + Phase * kWidth;
    const Scalar* y = rows.y + Phase * kWidth;
    const auto add = [&](Index phase, bool there) {
      // The empty lanes of a last register add 0·0, which turns −0 into 0.
      const Index after = phase * Half * kWidth;
      const L left = there ? L::load(x + after) : L(Scalar(0));
      for (int c = 0; c < Columns; ++c) {
        const L right = there ? L::load(y + c * rows.examples * kWidth + after) : L(Scalar(0));
        sums[phase][c] = multiply_add(left, right, sums[phase][c]);
      }
      if constexpr (Alone) sums[phase][Columns] = sums[phase][Columns] + left;
    };
    Index e = 0;
    for (; e + kWidth <= rows.examples; e += kWidth) {
      for (Index phase = 0; phase < kPhases; ++phase) add(phase, true);
      x += kWidth * kWidth;
      y += kWidth * kWidth;
    }
    if (e < rows.examples)
      for (Index phase = 0; phase < kPhases; ++phase)
        add(phase, e + Phase + phase * Half < rows.examples);
    for (int c = 0; c < Columns + Alone; ++c) {
      if constexpr (kPhases == 4)
        total[c] = (sums[0][c] + sums[2][c]) + (sums[1][c] + sums[3][c]);
      else
        total[c] = sums[0][c] + sums[1][c];
    }
  }
}

/// Columns columns of one row of d_w = factor·(d_z·aᵀ), and d_b of the row, if wanted.
template <class Machine, int Columns, bool Alone, class Scalar>
[[gnu::always_inline]] inline void group_columns(const GroupRows<Scalar>& rows,
                                                 Lanes<Scalar, Machine> factor, Scalar* d_w,
                                                 Scalar* d_b) {
  using L = Lanes<Scalar, Machine>;
  L total[Columns + Alone];
  group_dots<Machine, Columns, Alone, 0, 1, Scalar>(rows, total);
  for (int c = 0; c < Columns; ++c) (total[c] * factor).store(d_w + c * L::kWidth);
  if constexpr (Alone) (total[Columns] * factor).store(d_b);
}

/// Columns columns of one row of d_w as panels sum them: one example after the other.
template <class Machine, int Columns, class Scalar>
[[gnu::always_inline]] inline void group_panel(const GroupRows<Scalar>& rows,
                                               Lanes<Scalar, Machine> factor, Scalar* d_w) {
  using L = Lanes<Scalar, Machine>;
  L total[Columns];
  for (L& column : total) column = L(Scalar(0));
  for (Index e = 0; e < rows.examples; ++e) {
    const L left = L::load(rows.x + e * L::kWidth);
    for (int c = 0; c < Columns; ++c)
      total[c] =
          multiply_add(left, L::load(rows.y + (c * rows.examples + e) * L::kWidth), total[c]);
  }
  for (int c = 0; c < Columns; ++c) (total[c] * factor).store(d_w + c * L::kWidth);
}

/// Bit n: is anything of network n's d_b not finite? d_z is finite if d_b is.
template <class Machine, class Scalar>
unsigned group_gradients(GroupBatch<const Scalar> d_z, GroupBatch<const Scalar> a, Scalar factor,
                         Scalar* d_w, Scalar* d_b) {
  using L = Lanes<Scalar, Machine>;
  constexpr Index kWidth = L::kWidth;
  constexpr int kPanelStep = kWidth < 8 ? 4 : 8;
  const Index panels = panel_columns<Machine, Scalar>(d_z.units, a.units, a.examples);
  const L factors(factor);
  Finiteness<Machine, Scalar> finite;
  for (Index i = 0; i < d_z.units; ++i) {
    const auto rows = [&](Index column) -> GroupRows<Scalar> {
      return {d_z.data + i * d_z.examples * kWidth, a.data + column * a.examples * kWidth,
              a.examples};
    };
    Scalar* const to = d_w + i * a.units * kWidth;
    Scalar* const sums = d_b + i * kWidth;
    Index column = 0;
    if constexpr (Panels<Machine>::kLeastUnits > 0) {
      for (; column < panels; column += kPanelStep)
        group_panel<Machine, kPanelStep>(rows(column), factors, to + column * kWidth);
      if (column == a.units) group_columns<Machine, 0, true>(rows(0), factors, to, sums);
    }
    if ((a.units - column) % 2 == 1) {
      group_columns<Machine, 1, true>(rows(column), factors, to + column * kWidth, sums);
      ++column;
    } else if (column < a.units) {
      group_columns<Machine, 2, true>(rows(column), factors, to + column * kWidth, sums);
      column += 2;
    }
    for (; column < a.units; column += 2)
      group_columns<Machine, 2, false>(rows(column), factors, to + column * kWidth, sums);
    finite.add(L::load(sums));
  }
  return finite.lacking();
}

/// The constants of every network's update, a register each.
template <class L>
struct GroupRuleLanes {
  L rate, beta, beta2, epsilon, correction1, correction2;
};

template <class Machine, class Scalar>
void group_penalise(const GroupRule<Scalar>& rule, const Scalar* w, Scalar* g, Index count) {
  using L = Lanes<Scalar, Machine>;
  const L zero(Scalar(0));
  const L l2 = L::load(rule.l2), l1 = L::load(rule.l1);
  for (Index i = 0; i < count * L::kWidth; i += L::kWidth) {
    // A penalty that is switched off must not turn an infinite weight into 0·Inf.
    const L weight = L::load(w + i);
    L gradient = L::load(g + i);
    gradient = select(l2 > zero, gradient + l2 * weight, gradient);
    const L magnitudes = select(weight > zero, l1, select(weight < zero, -l1, zero));
    gradient = select(l1 > zero, gradient + magnitudes, gradient);
    gradient.store(g + i);
  }
}

template <class Machine, class Optimizer, class Scalar>
unsigned group_update(const GroupRule<Scalar>& rule, const Scalar* g, Scalar* first, Scalar* second,
                      Scalar* w, Index count) {
  using L = Lanes<Scalar, Machine>;
  const GroupRuleLanes<L> held{L::load(rule.rate),        L::load(rule.beta),
                               L::load(rule.beta2),       L::load(rule.epsilon),
                               L::load(rule.correction1), L::load(rule.correction2)};
  const L zero(Scalar(0));
  Finiteness<Machine, Scalar> finite;
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
    finite.add(weight);
    weight.store(w + i);
  }
  return finite.lacking();
}

template <class Machine, class Scalar>
void group_spread(const Scalar* from, const std::uint32_t* order, Index count, Scalar* to) {
  using L = Lanes<Scalar, Machine>;
  for (Index i = 0; i < count; ++i)
    L(from[order ? static_cast<Index>(order[i]) : i]).store(to + i * L::kWidth);
}

/// Σ ½(a − y)² of each network, summed as core::loss_sum does.
template <class Machine, class Scalar>
void group_squared_errors(GroupBatch<const Scalar> a, const Scalar* y, double* sums) {
  using Double = Lanes<double, Machine>;
  constexpr Index kWidth = Lanes<Scalar, Machine>::kWidth;
  constexpr Index kParts = kWidth / Double::kWidth;
  const Double half(0.5);
  Double total[kParts];
  for (Double& part : total) part = Double(0.0);
  for (Index e = 0; e < a.examples; ++e)
    for (Index k = 0; k < a.units; ++k)
      for (Index part = 0; part < kParts; ++part) {
        const Index at = (k * a.examples + e) * kWidth + part * Double::kWidth;
        const Double error = Double::widened(a.data + at) - Double::widened(y + at);
        total[part] = total[part] + (half * error) * error;
      }
  for (Index part = 0; part < kParts; ++part) total[part].store(sums + part * Double::kWidth);
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
