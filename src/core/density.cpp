// SPDX-License-Identifier: MIT
// Counting by leading bits.
#include "core/density.hpp"

#include <algorithm>

namespace isobath::core {

namespace {

constexpr int kKeyShift = 51;  // what is left of a double: sign, exponent, one bit of the mantissa
constexpr std::uint32_t kInfinityKey = 2 * 2047;  // exponent all ones
constexpr int kRoom = 32;                         // bins by which a window grows

}  // namespace

Index sampling_stride(Index values, Index most) {
  return most == 0 || values <= most ? 1 : values / most | 1;
}

void Density::clear() {
  std::fill(counts_.begin(), counts_.end(), 0U);
  first_ = end_ = 0;
  zeros_ = nans_ = infinities_ = above_ = total_ = 0;
}

void Density::make_room(int first, int end) {
  const int size = static_cast<int>(counts_.size() / 2);
  if (size == 0) window_ = first - kRoom / 2;
  const int missing_below = std::max(0, window_ - first);
  const int missing_above = std::max(0, end - (window_ + size));
  if (missing_below > 0) {
    const int more = missing_below + kRoom;
    counts_.insert(counts_.begin(), 2 * static_cast<std::size_t>(more), 0U);
    window_ -= more;
  }
  if (missing_above > 0)
    counts_.resize(counts_.size() + 2 * static_cast<std::size_t>(missing_above + kRoom), 0U);
  const bool none = first_ == end_;
  first_ = none ? first : std::min(first_, first);
  end_ = none ? end : std::max(end_, end);
}

double Density::quantile(double share) const {
  const std::uint64_t finite = above() + below();
  if (finite == 0) return std::nan("");
  const double wanted = std::clamp(share, 0.0, 1.0) * static_cast<double>(finite);
  double below = 0.0;
  const auto all = counts();
  for (std::size_t i = 0; i < all.size(); i += 2) {
    const auto here = static_cast<double>(all[i]) + static_cast<double>(all[i + 1]);
    if (here > 0.0 && below + here >= wanted) {
      const int bin = first_ + static_cast<int>(i / 2);
      return bin_edge(bin) + (wanted - below) / here * (bin_edge(bin + 1) - bin_edge(bin));
    }
    below += here;
  }
  return bin_edge(end_);
}

template <class Scalar>
Index DensityCounter<Scalar>::count(const Scalar* values, Index size, Index first, Index stride) {
  std::uint32_t* const counts = counts_.data();
  std::uint32_t lowest = lowest_, highest = highest_;
  std::uint64_t zeros = 0, negative_zeros = 0, nans = 0;
  Index i = first;
  for (; i < size; i += stride) {
    const auto value = static_cast<double>(values[i]);
    const auto key = static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(value) >> kKeyShift);
    const std::uint32_t magnitude = key & (kMagnitudes - 1);
    ++counts[key];
    lowest = std::min(lowest, magnitude);
    highest = std::max(highest, magnitude);
    const std::uint32_t zero = value == 0.0 ? 1U : 0U;
    zeros += zero;
    negative_zeros += zero & (key / kMagnitudes);
    nans += value != value ? 1U : 0U;
  }
  lowest_ = lowest;
  highest_ = highest;
  positive_zeros_ += zeros - negative_zeros;
  negative_zeros_ += negative_zeros;
  nans_ += nans;
  return i;
}

template <class Scalar>
void DensityCounter<Scalar>::flush(Density& density) {
  if (lowest_ > highest_) return;
  std::uint32_t* const positive = counts_.data();
  std::uint32_t* const negative = positive + kMagnitudes;
  // Zeros have the key of the smallest values.
  positive[0] -= static_cast<std::uint32_t>(positive_zeros_);
  negative[0] -= static_cast<std::uint32_t>(negative_zeros_);
  density.zeros_ += positive_zeros_ + negative_zeros_;
  density.total_ += positive_zeros_ + negative_zeros_;

  const auto is_empty = [&](std::uint32_t key) { return positive[key] + negative[key] == 0; };
  std::uint32_t from = lowest_, end = std::min(highest_ + 1, kInfinityKey);
  while (from < end && is_empty(from)) ++from;
  while (from < end && is_empty(end - 1)) --end;
  if (from < end)
    density.make_room(static_cast<int>(from) + kLowestBin, static_cast<int>(end) + kLowestBin);
  for (; from < end; ++from) {
    const std::size_t at = density.offset(static_cast<int>(from) + kLowestBin);
    density.counts_[at] += negative[from];
    density.counts_[at + 1] += positive[from];
    density.above_ += positive[from];
    density.total_ += positive[from] + negative[from];
    positive[from] = negative[from] = 0;
  }
  for (std::uint32_t key = std::max(lowest_, kInfinityKey); key <= highest_; ++key) {
    density.infinities_ += positive[key] + negative[key];
    density.total_ += positive[key] + negative[key];
    positive[key] = negative[key] = 0;
  }
  density.nans_ += nans_;
  density.infinities_ -= nans_;
  lowest_ = kMagnitudes;
  highest_ = 0;
  positive_zeros_ = negative_zeros_ = nans_ = 0;
}

template class DensityCounter<float>;
template class DensityCounter<double>;

}  // namespace isobath::core
