// SPDX-License-Identifier: MIT
// How the values of a matrix are distributed over sizes and signs: exact counts in half octaves, on
// a signed logarithmic axis that reaches from the smallest to the largest double.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <span>
#include <vector>

#include "core/matrix.hpp"
#include "core/record.hpp"

namespace isobath::core {

/// A bin holds the magnitudes from bin_edge(bin) up to bin_edge(bin + 1): [2^k, 1.5·2^k) is bin
/// 2k, [1.5·2^k, 2^(k+1)) is bin 2k + 1, about a sixth of a decade. Subnormal doubles, below
/// 2^-1022, share the two lowest bins.
inline constexpr int kLowestBin = -2 * 1023;
inline constexpr int kEndBin = 2 * 1024;  // one beyond the highest

inline double bin_edge(int bin) { return std::ldexp((bin & 1) != 0 ? 1.5 : 1.0, bin >> 1); }

class Density {
 public:
  std::uint64_t negative(int bin) const { return at(bin, 0); }
  std::uint64_t positive(int bin) const { return at(bin, 1); }
  /// The bins that hold anything lie in [first_bin, end_bin); both 0 where there are none.
  int first_bin() const { return first_; }
  int end_bin() const { return end_; }
  /// Of those bins, [bin − first_bin][negative, positive].
  std::span<const std::uint32_t> counts() const {
    if (first_ == end_) return {};
    return {counts_.data() + offset(first_), 2 * static_cast<std::size_t>(end_ - first_)};
  }
  std::uint64_t zeros() const { return zeros_; }
  std::uint64_t nans() const { return nans_; }
  std::uint64_t infinities() const { return infinities_; }
  /// Of all values that were counted, zeros, NaN and Inf among them.
  std::uint64_t total() const { return total_; }
  /// Of finite values above and below 0.
  std::uint64_t above() const { return above_; }
  std::uint64_t below() const { return total_ - zeros_ - nans_ - infinities_ - above_; }

  /// The magnitude below which `share` of the finite values that are not 0 lie, between the edges
  /// of its bin in proportion; NaN where there are none.
  double quantile(double share) const;

  void clear();

 private:
  template <class Scalar>
  friend class DensityCounter;

  std::uint64_t at(int bin, std::size_t sign) const {
    return bin < first_ || bin >= end_ ? 0 : counts_[offset(bin) + sign];
  }
  std::size_t offset(int bin) const { return 2 * static_cast<std::size_t>(bin - window_); }
  void make_room(int first, int end);

  // [bin − window_][negative, positive]; grows with the bins that were ever used.
  std::vector<std::uint32_t> counts_;
  int window_ = 0;
  int first_ = 0, end_ = 0;
  std::uint64_t zeros_ = 0, nans_ = 0, infinities_ = 0, above_ = 0, total_ = 0;
};

/// Counts by the leading bits of a number (sign, exponent, first bit of the mantissa), without a
/// logarithm, and adds what it counted to a Density.
template <class Scalar>
class DensityCounter {
 public:
  DensityCounter() : counts_(kKeys, 0) {}

  /// Every `stride`-th of the values, from `first` on. Returns where the next one would be, beyond
  /// the end.
  Index count(const Scalar* values, Index size, Index first = 0, Index stride = 1);
  /// What was counted goes into `density`, and the counter is empty again.
  void flush(Density& density);

 private:
  static constexpr std::uint32_t kMagnitudes = 4096;  // 11 bits of exponent, 1 of mantissa
  static constexpr std::uint32_t kKeys = 2 * kMagnitudes;

  std::vector<std::uint32_t> counts_;  // [key]
  std::uint32_t lowest_ = kMagnitudes, highest_ = 0;
  std::uint64_t positive_zeros_ = 0, negative_zeros_ = 0, nans_ = 0;
};

/// One quantity of a whole network: layer l at [l − 1].
struct Densities {
  Quantity quantity = Quantity::a;
  std::vector<Density> layers;
};

/// Every so many-th value is counted where a layer has `values` of them and about `most` are
/// enough (0: all of them). Odd, so that rows of an even length do not give the same columns.
Index sampling_stride(Index values, Index most);

extern template class DensityCounter<float>;
extern template class DensityCounter<double>;

}  // namespace isobath::core
