// SPDX-License-Identifier: MIT
// A thin wrapper over the machine's vector registers: as many numbers side by side as one holds.
// A kernel is written once over Lanes<Scalar, Machine> and compiled for each machine. Machines are
// part of the type, so that code for one processor is never linked in the place of another's; for
// the same reason nothing from Eigen or the standard library's templates may be used in here.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif
#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace isobath::core {

using Index = std::ptrdiff_t;

/// The scalar form: the same lanes, one after the other, and the same bits as Plain.
struct Looped {
  static constexpr int kBytes = 16;
};
/// Sixteen bytes, a·b + c rounded twice: what SSE2, NEON and WebAssembly SIMD have in common. Gives
/// the same bits on all of them.
struct Plain {
  static constexpr int kBytes = 16;
};
/// Thirty-two bytes, a·b + c rounded once.
struct Avx2 {
  static constexpr int kBytes = 32;
};
/// Sixty-four bytes, a·b + c rounded once.
struct Avx512 {
  static constexpr int kBytes = 64;
};
/// WebAssembly's relaxed SIMD: a·b + c rounded once or twice, as the processor likes.
struct Relaxed {
  static constexpr int kBytes = 16;
};

namespace detail {

template <int Bytes>
struct IntegerOf;
template <>
struct IntegerOf<4> {
  using Type = std::int32_t;
  using Unsigned = std::uint32_t;
};
template <>
struct IntegerOf<8> {
  using Type = std::int64_t;
  using Unsigned = std::uint64_t;
};

template <class Scalar, int Bytes>
struct VectorOf;
template <class Scalar>
struct VectorOf<Scalar, 16> {
  typedef Scalar Type __attribute__((vector_size(16)));
};
template <class Scalar>
struct VectorOf<Scalar, 32> {
  typedef Scalar Type __attribute__((vector_size(32)));
};
template <class Scalar>
struct VectorOf<Scalar, 64> {
  typedef Scalar Type __attribute__((vector_size(64)));
};

/// Bit n: is lane n's first bit set?
template <class Bits>
unsigned signs(Bits bits) {
  constexpr bool kSingle = sizeof bits[0] == 4;
#if defined(__AVX512F__)
  if constexpr (sizeof bits == 64) {
    const auto lanes = reinterpret_cast<__m512i>(bits);
    const auto zero = _mm512_setzero_si512();
    if constexpr (kSingle)
      return _mm512_cmplt_epi32_mask(lanes, zero);
    else
      return _mm512_cmplt_epi64_mask(lanes, zero);
  }
#endif
#if defined(__AVX2__) && defined(__FMA__)
  if constexpr (sizeof bits == 32)
    return static_cast<unsigned>(kSingle ? _mm256_movemask_ps(reinterpret_cast<__m256>(bits))
                                         : _mm256_movemask_pd(reinterpret_cast<__m256d>(bits)));
#endif
#if defined(__SSE2__)
  if constexpr (sizeof bits == 16)
    return static_cast<unsigned>(kSingle ? _mm_movemask_ps(reinterpret_cast<__m128>(bits))
                                         : _mm_movemask_pd(reinterpret_cast<__m128d>(bits)));
#elif defined(__wasm_simd128__)
  if constexpr (sizeof bits == 16)
    return kSingle ? wasm_i32x4_bitmask(reinterpret_cast<v128_t>(bits))
                   : wasm_i64x2_bitmask(reinterpret_cast<v128_t>(bits));
#endif
  unsigned all = 0;
  for (std::size_t lane = 0; lane < sizeof bits / sizeof bits[0]; ++lane)
    all |= static_cast<unsigned>(bits[lane] >> (8 * sizeof bits[0] - 1)) << lane;
  return all;
}

}  // namespace detail

template <class Scalar, class Machine>
struct Lanes {
  using Element = Scalar;
  using Integer = typename detail::IntegerOf<sizeof(Scalar)>::Type;
  static constexpr Index kWidth = Machine::kBytes / static_cast<Index>(sizeof(Scalar));
  using Vector = typename detail::VectorOf<Scalar, Machine::kBytes>::Type;
  using Mask =
      typename detail::VectorOf<Integer, Machine::kBytes>::Type;  // a lane's bits: all or none
  using Bits = typename detail::VectorOf<typename detail::IntegerOf<sizeof(Scalar)>::Unsigned,
                                         Machine::kBytes>::Type;

  Vector v;

  Lanes() = default;
  Lanes(Vector from) : v(from) {}
  explicit Lanes(Scalar value) : v(value - Vector{}) {}

  /// A number in static storage, in all lanes. In WebAssembly it comes from memory: a constant V8
  /// would build anew in every turn of a loop, from three instructions.
  static Lanes held(const Scalar& value) {
    const Scalar* from = &value;
#if defined(__wasm__)
    asm("" : "+r"(from));
#endif
    return Lanes(*from);
  }
  static Lanes load(const Scalar* from) {
    Lanes lanes;
    __builtin_memcpy(&lanes.v, from, sizeof lanes.v);
    return lanes;
  }
  /// Of kWidth numbers side by side, of half the size or of this one.
  static Lanes widened(const float* from) {
    typedef float Narrow __attribute__((vector_size(kWidth * sizeof(float))));
    Narrow narrow;
    __builtin_memcpy(&narrow, from, sizeof narrow);
    return __builtin_convertvector(narrow, Vector);
  }
  static Lanes widened(const double* from) { return load(from); }
  void store(Scalar* to) const { __builtin_memcpy(to, &v, sizeof v); }
  Scalar operator[](Index lane) const { return v[lane]; }
  void set(Index lane, Scalar value) { v[lane] = value; }

  friend Lanes operator+(Lanes a, Lanes b) { return a.v + b.v; }
  friend Lanes operator-(Lanes a, Lanes b) { return a.v - b.v; }
  friend Lanes operator*(Lanes a, Lanes b) { return a.v * b.v; }
  friend Lanes operator/(Lanes a, Lanes b) { return a.v / b.v; }
  friend Lanes operator-(Lanes a) { return -a.v; }
  friend Mask operator<(Lanes a, Lanes b) { return a.v < b.v; }
  friend Mask operator>(Lanes a, Lanes b) { return a.v > b.v; }

  friend Lanes select(Mask mask, Lanes yes, Lanes no) { return mask ? yes.v : no.v; }
  friend Lanes magnitude(Lanes a) {
    return reinterpret_cast<Vector>(reinterpret_cast<Mask>(a.v) & ~sign_bits());
  }
  /// `size` with the sign of `sign`.
  friend Lanes with_sign(Lanes size, Lanes sign) {
    return reinterpret_cast<Vector>((reinterpret_cast<Mask>(size.v) & ~sign_bits()) |
                                    (reinterpret_cast<Mask>(sign.v) & sign_bits()));
  }
  /// The bits that both have, and that either has.
  friend Lanes bits_of_both(Lanes a, Lanes b) {
    return reinterpret_cast<Vector>(reinterpret_cast<Bits>(a.v) & reinterpret_cast<Bits>(b.v));
  }
  friend Lanes bits_of_either(Lanes a, Lanes b) {
    return reinterpret_cast<Vector>(reinterpret_cast<Bits>(a.v) | reinterpret_cast<Bits>(b.v));
  }
  /// The sign bit of a lane is set where a's is not finite: an exponent of ones and one more, the
  /// bits of the smallest normal number, run over into the sign.
  friend Bits overrun(Lanes a, Lanes smallest_normal) {
    const auto bits = reinterpret_cast<Bits>(a.v);
    return (bits + reinterpret_cast<Bits>(smallest_normal.v)) ^ bits;
  }
  /// 2^k where `shifted` is k plus the number whose last bits are then k's (see elementary.hpp).
  friend Lanes exponent_bits(Lanes shifted, int mantissa_bits, Lanes one) {
    return reinterpret_cast<Vector>((reinterpret_cast<Mask>(shifted.v) << mantissa_bits) +
                                    reinterpret_cast<Mask>(one.v));
  }
  /// Bit n: is lane n's sign bit set?
  static unsigned signs(Bits bits) { return detail::signs(bits); }
  /// The first `count` lanes.
  static Mask first(Index count) {
    Mask mask;
    __builtin_memcpy(&mask, kSliding.integers + (kWidth - count), sizeof mask);
    return mask;
  }
  /// The lanes of the mask; the others become 0, whatever they hold.
  Lanes only(Mask mask) const { return reinterpret_cast<Vector>(reinterpret_cast<Mask>(v) & mask); }

 private:
  /// Ones and then zeros: any number of lanes set is a stretch of it.
  struct Sliding {
    Integer integers[2 * kWidth] = {};
    constexpr Sliding() {
      for (Index lane = 0; lane < kWidth; ++lane) integers[lane] = -1;
    }
  };
  static constexpr Sliding kSliding{};

  static Mask sign_bits() { return reinterpret_cast<Mask>(Lanes(Scalar(-0.0)).v); }
};

/// One after the other; nothing for a compiler's vectors to hold on to.
template <class Scalar>
struct Lanes<Scalar, Looped> {
  using Element = Scalar;
  static constexpr Index kWidth = Looped::kBytes / static_cast<Index>(sizeof(Scalar));
  struct Mask {
    bool lane[kWidth];

    friend Mask operator|(Mask a, Mask b) {
      return each<Mask>([&](Index i) { return a.lane[i] || b.lane[i]; });
    }
  };
  using Bits = Mask;

  Scalar v[kWidth];

  Lanes() = default;
  explicit Lanes(Scalar value) {
    for (Scalar& lane : v) lane = value;
  }
  static Lanes held(const Scalar& value) { return Lanes(value); }

  static Lanes load(const Scalar* from) {
    Lanes lanes;
    __builtin_memcpy(lanes.v, from, sizeof lanes.v);
    return lanes;
  }
  template <class Other>
  static Lanes widened(const Other* from) {
    return each<Lanes>([&](Index i) { return static_cast<Scalar>(from[i]); });
  }
  void store(Scalar* to) const { __builtin_memcpy(to, v, sizeof v); }
  Scalar operator[](Index lane) const { return v[lane]; }
  void set(Index lane, Scalar value) { v[lane] = value; }

  template <class Result, class Work>
  static Result each(const Work& work) {
    Result result;
    for (Index lane = 0; lane < kWidth; ++lane) {
      if constexpr (requires { result.lane; })
        result.lane[lane] = work(lane);
      else
        result.v[lane] = work(lane);
    }
    return result;
  }
  friend Lanes operator+(Lanes a, Lanes b) {
    return each<Lanes>([&](Index i) { return a.v[i] + b.v[i]; });
  }
  friend Lanes operator-(Lanes a, Lanes b) {
    return each<Lanes>([&](Index i) { return a.v[i] - b.v[i]; });
  }
  friend Lanes operator*(Lanes a, Lanes b) {
    return each<Lanes>([&](Index i) { return a.v[i] * b.v[i]; });
  }
  friend Lanes operator/(Lanes a, Lanes b) {
    return each<Lanes>([&](Index i) { return a.v[i] / b.v[i]; });
  }
  friend Lanes operator-(Lanes a) {
    return each<Lanes>([&](Index i) { return -a.v[i]; });
  }
  friend Mask operator<(Lanes a, Lanes b) {
    return each<Mask>([&](Index i) { return a.v[i] < b.v[i]; });
  }
  friend Mask operator>(Lanes a, Lanes b) {
    return each<Mask>([&](Index i) { return a.v[i] > b.v[i]; });
  }
  friend Lanes select(Mask mask, Lanes yes, Lanes no) {
    return each<Lanes>([&](Index i) { return mask.lane[i] ? yes.v[i] : no.v[i]; });
  }
  friend Lanes magnitude(Lanes a) {
    return each<Lanes>([&](Index i) { return magnitude(a.v[i]); });
  }
  friend Lanes with_sign(Lanes size, Lanes sign) {
    return each<Lanes>([&](Index i) { return with_sign(size.v[i], sign.v[i]); });
  }
  friend Lanes exponent_bits(Lanes shifted, int mantissa_bits, Lanes one) {
    return each<Lanes>(
        [&](Index i) { return exponent_bits(shifted.v[i], mantissa_bits, one.v[i]); });
  }
  friend Lanes bits_of_both(Lanes a, Lanes b) {
    return each<Lanes>([&](Index i) { return bits_of_both(a.v[i], b.v[i]); });
  }
  friend Lanes bits_of_either(Lanes a, Lanes b) {
    return each<Lanes>([&](Index i) { return bits_of_either(a.v[i], b.v[i]); });
  }
  friend Mask overrun(Lanes a, Lanes) {
    return each<Mask>([&](Index i) { return !(a.v[i] - a.v[i] == Scalar(0)); });
  }
  static unsigned signs(Mask mask) {
    unsigned all = 0;
    for (Index lane = 0; lane < kWidth; ++lane)
      all |= (mask.lane[lane] ? 1U : 0U) << static_cast<unsigned>(lane);
    return all;
  }
  static Mask first(Index count) {
    return each<Mask>([&](Index i) { return i < count; });
  }
  Lanes only(Mask mask) const {
    return each<Lanes>([&](Index i) { return mask.lane[i] ? v[i] : Scalar(0); });
  }
};

/// a·b + c, rounded as the machine does.
template <class Scalar, class Machine>
Lanes<Scalar, Machine> multiply_add(Lanes<Scalar, Machine> a, Lanes<Scalar, Machine> b,
                                    Lanes<Scalar, Machine> c) {
#if defined(__AVX2__) && defined(__FMA__)
  if constexpr (__is_same(Machine, Avx2)) {
    if constexpr (sizeof(Scalar) == 4)
      return Lanes<Scalar, Machine>(_mm256_fmadd_ps(a.v, b.v, c.v));
    else
      return Lanes<Scalar, Machine>(_mm256_fmadd_pd(a.v, b.v, c.v));
  }
#endif
#if defined(__AVX512F__)
  if constexpr (__is_same(Machine, Avx512)) {
    if constexpr (sizeof(Scalar) == 4)
      return Lanes<Scalar, Machine>(_mm512_fmadd_ps(a.v, b.v, c.v));
    else
      return Lanes<Scalar, Machine>(_mm512_fmadd_pd(a.v, b.v, c.v));
  }
#endif
#if defined(__wasm_relaxed_simd__)
  if constexpr (__is_same(Machine, Relaxed)) {
    using Vector = typename Lanes<Scalar, Machine>::Vector;
    const auto bits = [](Vector v) { return reinterpret_cast<v128_t>(v); };
    if constexpr (sizeof(Scalar) == 4)
      return reinterpret_cast<Vector>(wasm_f32x4_relaxed_madd(bits(a.v), bits(b.v), bits(c.v)));
    else
      return reinterpret_cast<Vector>(wasm_f64x2_relaxed_madd(bits(a.v), bits(b.v), bits(c.v)));
  }
#endif
  return a * b + c;
}

/// c − a·b, rounded as the machine does.
template <class Scalar, class Machine>
Lanes<Scalar, Machine> negative_multiply_add(Lanes<Scalar, Machine> a, Lanes<Scalar, Machine> b,
                                             Lanes<Scalar, Machine> c) {
#if defined(__wasm_relaxed_simd__)
  if constexpr (__is_same(Machine, Relaxed)) {
    using Vector = typename Lanes<Scalar, Machine>::Vector;
    const auto bits = [](Vector v) { return reinterpret_cast<v128_t>(v); };
    if constexpr (sizeof(Scalar) == 4)
      return reinterpret_cast<Vector>(wasm_f32x4_relaxed_nmadd(bits(a.v), bits(b.v), bits(c.v)));
    else
      return reinterpret_cast<Vector>(wasm_f64x2_relaxed_nmadd(bits(a.v), bits(b.v), bits(c.v)));
  }
#endif
  return multiply_add(-a, b, c);
}

/// b where it is less (greater, if not `Lesser`) than a, else a: a NaN in `a` stays. One
/// instruction on x86, where the second operand is what comes out if one is NaN, and in
/// WebAssembly.
template <bool Lesser, class Scalar, class Machine>
Lanes<Scalar, Machine> extremum(Lanes<Scalar, Machine> a, Lanes<Scalar, Machine> b) {
  using L = Lanes<Scalar, Machine>;
#if defined(__AVX2__) && defined(__FMA__)
  if constexpr (__is_same(Machine, Avx2)) {
    if constexpr (sizeof(Scalar) == 4)
      return L(Lesser ? _mm256_min_ps(b.v, a.v) : _mm256_max_ps(b.v, a.v));
    else
      return L(Lesser ? _mm256_min_pd(b.v, a.v) : _mm256_max_pd(b.v, a.v));
  }
#endif
#if defined(__AVX512F__)
  if constexpr (__is_same(Machine, Avx512)) {
    if constexpr (sizeof(Scalar) == 4)
      return L(Lesser ? _mm512_maskz_min_ps(0xFFFF, b.v, a.v)
                      : _mm512_maskz_max_ps(0xFFFF, b.v, a.v));
    else
      return L(Lesser ? _mm512_maskz_min_pd(0xFF, b.v, a.v) : _mm512_maskz_max_pd(0xFF, b.v, a.v));
  }
#endif
  if constexpr (!__is_same(Machine, Looped) && Machine::kBytes == 16) {
#if defined(__SSE2__)
    if constexpr (sizeof(Scalar) == 4)
      return L(Lesser ? _mm_min_ps(b.v, a.v) : _mm_max_ps(b.v, a.v));
    else
      return L(Lesser ? _mm_min_pd(b.v, a.v) : _mm_max_pd(b.v, a.v));
#elif defined(__wasm_simd128__)
    using Vector = typename L::Vector;
    const auto x = reinterpret_cast<v128_t>(a.v), y = reinterpret_cast<v128_t>(b.v);
    if constexpr (sizeof(Scalar) == 4)
      return reinterpret_cast<Vector>(Lesser ? wasm_f32x4_pmin(x, y) : wasm_f32x4_pmax(x, y));
    else
      return reinterpret_cast<Vector>(Lesser ? wasm_f64x2_pmin(x, y) : wasm_f64x2_pmax(x, y));
#endif
  }
  return select(Lesser ? b < a : b > a, b, a);
}

template <class Scalar, class Machine>
Lanes<Scalar, Machine> lesser(Lanes<Scalar, Machine> a, Lanes<Scalar, Machine> b) {
  return extremum<true>(a, b);
}
template <class Scalar, class Machine>
Lanes<Scalar, Machine> greater(Lanes<Scalar, Machine> a, Lanes<Scalar, Machine> b) {
  return extremum<false>(a, b);
}

/// a/b for b ≥ 1, rounded as a division is or, where dividing so wide a register takes as long as
/// thirty multiply-adds, by an estimate of 14 bits and one of Newton's steps, to half an ulp and
/// 2⁻²⁷.
template <class Scalar, class Machine>
Lanes<Scalar, Machine> quotient(Lanes<Scalar, Machine> a, Lanes<Scalar, Machine> b) {
#if defined(__AVX512F__)
  if constexpr (__is_same(Machine, Avx512) && sizeof(Scalar) == 4) {
    const auto inverse = _mm512_maskz_rcp14_ps(0xFFFF, b.v);
    const auto first = _mm512_mul_ps(a.v, inverse);
    return Lanes<Scalar, Machine>(
        _mm512_fmadd_ps(_mm512_fnmadd_ps(first, b.v, a.v), inverse, first));
  }
#endif
  return a / b;
}

template <class Scalar, class Machine>
Lanes<Scalar, Machine> square_root(Lanes<Scalar, Machine> a) {
  using L = Lanes<Scalar, Machine>;
#if defined(__AVX2__) && defined(__FMA__)
  if constexpr (__is_same(Machine, Avx2)) {
    if constexpr (sizeof(Scalar) == 4)
      return L(_mm256_sqrt_ps(a.v));
    else
      return L(_mm256_sqrt_pd(a.v));
  }
#endif
#if defined(__AVX512F__)
  if constexpr (__is_same(Machine, Avx512)) {
    if constexpr (sizeof(Scalar) == 4)
      return L(_mm512_maskz_sqrt_ps(0xFFFF, a.v));
    else
      return L(_mm512_maskz_sqrt_pd(0xFF, a.v));
  }
#endif
  if constexpr (!__is_same(Machine, Looped) && Machine::kBytes == 16) {
#if defined(__SSE2__)
    if constexpr (sizeof(Scalar) == 4)
      return L(_mm_sqrt_ps(a.v));
    else
      return L(_mm_sqrt_pd(a.v));
#elif defined(__wasm_simd128__)
    using Vector = typename L::Vector;
    const auto bits = reinterpret_cast<v128_t>(a.v);
    if constexpr (sizeof(Scalar) == 4)
      return reinterpret_cast<Vector>(wasm_f32x4_sqrt(bits));
    else
      return reinterpret_cast<Vector>(wasm_f64x2_sqrt(bits));
#endif
  }
  for (Index lane = 0; lane < L::kWidth; ++lane) {
    if constexpr (sizeof(Scalar) == 4)
      a.set(lane, __builtin_sqrtf(a[lane]));
    else
      a.set(lane, __builtin_sqrt(a[lane]));
  }
  return a;
}

/// work(value) of each lane: for the few functions that have no form over lanes.
template <class Scalar, class Machine, class Work>
Lanes<Scalar, Machine> each_lane(Lanes<Scalar, Machine> a, const Work& work) {
  for (Index lane = 0; lane < Lanes<Scalar, Machine>::kWidth; ++lane) a.set(lane, work(a[lane]));
  return a;
}

}  // namespace isobath::core
