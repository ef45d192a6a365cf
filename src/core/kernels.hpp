// SPDX-License-Identifier: MIT
// The training step's inner loops, compiled for several machines and chosen at run time: a table of
// functions for each. Everything else of the core calls them through the table, which also keeps a
// browser's engine from running them in its slow first form for ever (docs/speed.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "core/options.hpp"

namespace isobath::core {

using Index = std::ptrdiff_t;

inline constexpr int kActivations = kCount<Activation>;
inline constexpr int kOptimizers = kCount<Optimizer>;

/// The constants of one update, in the precision it is computed in.
template <class Scalar>
struct UpdateRule {
  Scalar rate = 0, beta = 0, beta2 = 0, epsilon = 0;
  Scalar correction1 = 1, correction2 = 1;  // 1 − βᵗ, 1 − β₂ᵗ
};

/// How sums over a batch become gradients of J: g ← factor·g (+ l2·w) (+ l1·sign w).
template <class Scalar>
struct GradientRule {
  Scalar factor = 1;      // 1/m
  Scalar l2 = 0, l1 = 0;  // λ/m
};

/// A batch matrix [units, examples]: rows `stride` apart. Where there are four examples or more,
/// kernels read and write whole registers: the stride is at least `examples` rounded up to
/// Kernels::lanes, and what stands in the pads is any number.
template <class Scalar>
struct Batch {
  Scalar* data = nullptr;
  Index units = 0;
  Index examples = 0;
  Index stride = 0;
};

/// A batch of several networks of one shape, [units][examples][network]: as many networks as there
/// are numbers in a register.
template <class Scalar>
struct GroupBatch {
  Scalar* data = nullptr;
  Index units = 0;
  Index examples = 0;

  operator GroupBatch<const Scalar>() const requires(!std::is_const_v<Scalar>) {
    return {data, units, examples};
  }
};

/// The most numbers that a register holds.
inline constexpr int kMostLanes = 16;

/// UpdateRule and GradientRule of every network of a group.
template <class Scalar>
struct GroupRule {
  Scalar factor = 1;  // 1/m, the same for all
  Scalar l2[kMostLanes] = {}, l1[kMostLanes] = {};
  Scalar rate[kMostLanes] = {}, beta[kMostLanes] = {}, beta2[kMostLanes] = {};
  Scalar epsilon[kMostLanes] = {}, correction1[kMostLanes] = {}, correction2[kMostLanes] = {};
};

/// What differs where several networks are trained at once (core/network_group.hpp). Parameters are
/// [unit][input][network] and [unit][network], at least four examples stand in a batch, and each
/// network gets the bits that the kernels for one network give it.
template <class Scalar>
struct GroupKernels {
  void (*product)(const Scalar* w, const Scalar* b, GroupBatch<const Scalar> a,
                  GroupBatch<Scalar> z);
  void (*transposed_product)(const Scalar* w, GroupBatch<const Scalar> d_z, GroupBatch<Scalar> d_a);
  /// d_z = (wᵀ·above) ∗ g′(z), above d_z of the layer above and w its weights; z and a = g(z) like
  /// d_z. Null for softmax.
  void (*backward[kActivations])(const Scalar* w, GroupBatch<const Scalar> above, const Scalar* z,
                                 const Scalar* a, GroupBatch<Scalar> d_z);
  /// d_w = factor·d_z·aᵀ, d_b alike. Bit n: is anything of network n's d_b, and with it of its d_z,
  /// not finite?
  unsigned (*gradients)(GroupBatch<const Scalar> d_z, GroupBatch<const Scalar> a, Scalar factor,
                        Scalar* d_w, Scalar* d_b);
  /// g ← g (+ l2·w) (+ l1·sign w) over `count` weights of each network.
  void (*penalise)(const GroupRule<Scalar>& rule, const Scalar* w, Scalar* g, Index count);
  /// Bit n: has network n a parameter that is not finite now?
  unsigned (*update[kOptimizers])(const GroupRule<Scalar>& rule, const Scalar* g, Scalar* first,
                                  Scalar* second, Scalar* w, Index count);
  /// to[i] = from[order[i]], or from[i] without an order, for every network, over `count` values.
  void (*spread)(const Scalar* from, const std::uint32_t* order, Index count, Scalar* to);
  /// Of each network, Σ ½(a − y)² in double, one example after the other and its units in order, to
  /// `sums`; y like a.
  void (*squared_errors)(GroupBatch<const Scalar> a, const Scalar* y, double* sums);
  /// Bit n: has network n anything non-finite among its `count` values?
  unsigned (*non_finite)(const Scalar* values, Index count);
};

template <class Scalar>
struct Kernels {
  const char* name = "";
  Index lanes = 1;  // numbers in a register

  /// z = w·a + b, b broadcast over the examples. w [z.units, a.units], b [z.units].
  void (*product)(const Scalar* w, const Scalar* b, const Batch<Scalar>& a, const Batch<Scalar>& z);
  /// d_a = wᵀ·d_z. w [d_z.units, d_a.units].
  void (*transposed_product)(const Scalar* w, const Batch<Scalar>& d_z, const Batch<Scalar>& d_a);
  /// d_w = d_z·aᵀ, d_b = the sums of d_z's rows; added to what is there if `accumulate`.
  /// d_w [d_z.units, a.units], d_b [d_z.units].
  void (*gradients)(const Batch<Scalar>& d_z, const Batch<Scalar>& a, bool accumulate, Scalar* d_w,
                    Scalar* d_b);

  // Element by element over `count` values that lie side by side; true if all that was read and
  // written is finite.

  /// a = g(z). Null for softmax, which looks at whole columns. Not whether all is finite, but in
  /// which lanes something is not: bit n for values n, n + lanes, n + 2·lanes …
  unsigned (*activate[kActivations])(const Scalar* z, Scalar* a, Index count);
  /// d_z = d_a ∗ g′(z), g′ from z and a = g(z). Null for softmax.
  bool (*derive[kActivations])(const Scalar* z, const Scalar* a, const Scalar* d_a, Scalar* d_z,
                               Index count);
  /// out = a − y.
  bool (*subtract)(const Scalar* a, const Scalar* y, Scalar* out, Index count);
  bool (*all_finite)(const Scalar* values, Index count);
  /// By GradientRule.
  bool (*finish)(const GradientRule<Scalar>& rule, const Scalar* w, Scalar* g, Index count);
  /// w ← w − the optimizer's difference; the moments (null where the optimizer has none) are
  /// brought up to date. The difference is kept if there is a place for it.
  bool (*update[kOptimizers])(const UpdateRule<Scalar>& rule, const Scalar* g, Scalar* first,
                              Scalar* second, Scalar* w, Scalar* difference, Index count);

  /// finish without penalties and gradient descent's update in one go: g ← factor·g, w ← w −
  /// rate·g.
  struct Finite {
    bool g, w;
  };
  Finite (*descend)(Scalar factor, Scalar rate, Scalar* g, Scalar* w, Index count);

  /// a [classes, examples] = softmax of z's columns, their maxima taken off first; in which lanes
  /// something is not finite, as `activate`.
  unsigned (*softmax)(const Batch<Scalar>& z, const Batch<Scalar>& a);

  bool has_group = false;  // else `group` is empty
  GroupKernels<Scalar> group;
};

enum class KernelSet { looped, plain, avx2, avx512, relaxed };

/// One set's table, or null where this build or this processor has none such.
template <class Scalar>
const Kernels<Scalar>* kernels(KernelSet set);

/// The table that a network's arithmetic asks for: the fastest here, or Plain, which gives the same
/// bits everywhere.
template <class Scalar>
const Kernels<Scalar>& kernels(Arithmetic arithmetic);

}  // namespace isobath::core
