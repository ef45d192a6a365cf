// SPDX-License-Identifier: MIT
// Element by element, over values side by side. Each loop also tells whether all it met was finite,
// for nothing shows an overflow further on: tanh of Inf is 1.
#pragma once

#include "core/kernels.hpp"
#include "core/kernels/functions.hpp"
#include "core/kernels/lanes.hpp"

namespace isobath::core::kernel {

/// Collects whether values are finite, from their bits: the units that add and multiply are the
/// busy ones.
template <class Machine, class Scalar>
class Finiteness {
  using L = Lanes<Scalar, Machine>;

 public:
  void add(L value) { overruns_ = overruns_ | overrun(value, smallest_normal_); }
  /// Bit n: was anything in lane n not finite?
  unsigned lacking() const { return L::signs(overruns_); }
  bool all() const { return lacking() == 0; }

 private:
  static constexpr Scalar kSmallestNormal =
      sizeof(Scalar) == 4 ? static_cast<Scalar>(__FLT_MIN__) : static_cast<Scalar>(__DBL_MIN__);
  L smallest_normal_ = L::held(kSmallestNormal);
  typename L::Bits overruns_ = {};
};

/// Is g(z) finite for every finite z?
template <class Function>
inline constexpr bool kKeepsFinite = [] {
  if constexpr (requires { Function::kKeepsFinite; })
    return Function::kKeepsFinite;
  else
    return true;
}();

/// The last, incomplete register of some arrays: on the stack, filled up with zeros.
template <class Machine, class Scalar>
struct Rest {
  using L = Lanes<Scalar, Machine>;
  Scalar values[L::kWidth] = {};

  Rest(const Scalar* from, Index count) {
    for (Index i = 0; i < count; ++i) values[i] = from[i];
  }
  void give(Scalar* to, Index count) const {
    for (Index i = 0; i < count; ++i) to[i] = values[i];
  }
};

/// The function, with its constants held where it says how.
template <class Function, class L>
auto function_over_loop() {
  if constexpr (requires { Function::template held<L>(); })
    return Function::template held<L>();
  else
    return [](L z) { return Function::value(z); };
}

template <class Machine, class Function, class Scalar>
unsigned activate(const Scalar* z, Scalar* a, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  const auto value = function_over_loop<Function, L>();
  const auto piece = [&](const Scalar* from, Scalar* to) {
    const L in = L::load(from);
    const L out = value(in);
    finite.add(in);
    if constexpr (!kKeepsFinite<Function>) finite.add(out);
    out.store(to);
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) piece(z + i, a + i);
  if (i < count) {
    Rest<Machine, Scalar> rest(z + i, count - i);
    piece(rest.values, rest.values);
    rest.give(a + i, count - i);
  }
  return finite.lacking();
}

template <class Machine, class Function, class Scalar>
bool derive(const Scalar* z, const Scalar* a, const Scalar* d_a, Scalar* d_z, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  const auto piece = [&](const Scalar* zs, const Scalar* as, const Scalar* slopes, Scalar* to) {
    const L d = L::load(slopes);
    const L out = d * Function::derivative(L::load(zs), L::load(as));
    finite.add(out);  // where d is not, out is not either
    out.store(to);
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) piece(z + i, a + i, d_a + i, d_z + i);
  if (i < count) {
    const Index few = count - i;
    Rest<Machine, Scalar> zs(z + i, few), as(a + i, few), slopes(d_a + i, few);
    piece(zs.values, as.values, slopes.values, slopes.values);
    slopes.give(d_z + i, few);
  }
  return finite.all();
}

template <class Machine, class Scalar>
bool subtract(const Scalar* a, const Scalar* y, Scalar* out, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) {
    const L difference = L::load(a + i) - L::load(y + i);
    finite.add(difference);
    difference.store(out + i);
  }
  bool rest = true;
  for (; i < count; ++i) {
    out[i] = a[i] - y[i];
    rest = rest && out[i] - out[i] == Scalar(0);
  }
  return finite.all() && rest;
}

template <class Machine, class Scalar>
bool all_finite(const Scalar* values, Index count) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) finite.add(L::load(values + i));
  if (i < count) finite.add(L::load(Rest<Machine, Scalar>(values + i, count - i).values));
  return finite.all();
}

/// Lanes run along the examples; a column's classes are gone through three times.
template <class Machine, class Scalar>
unsigned softmax(const Batch<Scalar>& z, const Batch<Scalar>& a) {
  using L = Lanes<Scalar, Machine>;
  Finiteness<Machine, Scalar> finite;
  const auto columns = [&](const Scalar* from, Index from_stride, Scalar* to, Index to_stride) {
    L largest = L::load(from);
    for (Index k = 1; k < z.units; ++k) {
      const L value = L::load(from + k * from_stride);
      largest = select(value > largest, value, largest);
    }
    L total(Scalar(0));
    for (Index k = 0; k < z.units; ++k) {
      const L value = L::load(from + k * from_stride);
      finite.add(value);
      const L share = core::exp(value - largest);
      share.store(to + k * to_stride);
      total = total + share;
    }
    for (Index k = 0; k < z.units; ++k) {
      const L share = L::load(to + k * to_stride) / total;
      finite.add(share);
      share.store(to + k * to_stride);
    }
  };
  Index j = 0;
  for (; j + L::kWidth <= z.examples; j += L::kWidth)
    columns(z.data + j, z.stride, a.data + j, a.stride);
  // Fewer columns than lanes may have no pads to read into: they go through a column of registers.
  constexpr Index kStretch = 512;
  for (; j < z.examples; ++j) {
    Scalar column[kStretch * L::kWidth];
    for (Index k = 0; k < z.units; ++k) L(z.data[k * z.stride + j]).store(column + k * L::kWidth);
    columns(column, L::kWidth, column, L::kWidth);
    for (Index k = 0; k < z.units; ++k) a.data[k * a.stride + j] = column[k * L::kWidth];
  }
  return finite.lacking();
}

}  // namespace isobath::core::kernel
