// SPDX-License-Identifier: MIT
// The accumulator of scaled statistics.
#include "core/statistics.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "core/views.hpp"

namespace isobath::core {

namespace {

// Independent partial results, so that the loops vectorise without changing with the machine.
constexpr Index kLanes = 8;

/// Without its sign a number's bits are ordered as its magnitude, Inf above all that is finite and
/// NaN above Inf: one pass finds the largest and whether all are finite.
template <class Scalar>
double largest_magnitude(const Scalar* values, Index count) {
  using Bits = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
  constexpr Bits kNoSign = std::numeric_limits<Bits>::max();
  Bits largest[kLanes] = {};
  const auto magnitude = [values](Index i) { return std::bit_cast<Bits>(values[i]) & kNoSign; };
  Index i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (Index lane = 0; lane < kLanes; ++lane) {
      const Bits bits = magnitude(i + lane);
      largest[lane] = bits > largest[lane] ? bits : largest[lane];
    }
  for (; i < count; ++i) largest[0] = std::max(largest[0], magnitude(i));
  return static_cast<double>(std::bit_cast<Scalar>(*std::max_element(largest, largest + kLanes)));
}

/// Of x·scale: the mean, and the sum of squares of deviations from it.
struct Moments {
  double mean = 0.0;
  double squares = 0.0;
};

/// One pass, about the first value in place of the mean that is not known yet.
template <class Scalar>
Moments moments_of(const Scalar* values, Index count, double scale) {
  const double about = static_cast<double>(values[0]) * scale;
  double sums[kLanes] = {}, squares[kLanes] = {};
  Index i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (Index lane = 0; lane < kLanes; ++lane) {
      const double deviation = static_cast<double>(values[i + lane]) * scale - about;
      sums[lane] += deviation;
      squares[lane] += deviation * deviation;
    }
  double sum = 0.0, square = 0.0;
  for (; i < count; ++i) {
    const double deviation = static_cast<double>(values[i]) * scale - about;
    sum += deviation;
    square += deviation * deviation;
  }
  for (Index lane = 0; lane < kLanes; ++lane) {
    sum += sums[lane];
    square += squares[lane];
  }
  const double shift = sum / static_cast<double>(count);
  return {about + shift, std::max(0.0, square - sum * shift)};
}

}  // namespace

void Accumulator::rescale(double magnitude) {
  if (magnitude <= max_abs_ && scale_ != 0.0) return;
  max_abs_ = std::max(max_abs_, magnitude);
  if (max_abs_ == 0.0) return;
  int exponent = 0;
  std::frexp(max_abs_, &exponent);
  const double scale = std::ldexp(1.0, std::clamp(-exponent, -1022, 1023));
  if (scale_ != 0.0) {
    mean_ *= scale / scale_;
    squares_ *= (scale / scale_) * (scale / scale_);
  }
  scale_ = scale;
}

template <class Scalar>
void Accumulator::add(const Scalar* values, Index count) {
  if (count == 0) return;
  const double largest = largest_magnitude(values, count);
  if (!std::isfinite(largest)) {
    for (Index i = 0; i < count; ++i) {
      undefined_ = undefined_ || std::isnan(values[i]);
      infinite_ = infinite_ || std::isinf(values[i]);
    }
    return;
  }
  rescale(largest);
  const auto n = static_cast<double>(count);
  const auto [mean, squares] = moments_of(values, count, scale_);
  const double total = count_ + n;
  const double difference = mean - mean_;
  squares_ += squares + difference * difference * (count_ * n / total);
  mean_ += difference * (n / total);
  count_ = total;
}

template <class Scalar>
void Accumulator::add(ConstMatrixRef<Scalar> values) {
  for_each_stretch(values.rows(), values.cols(), values.outerStride(),
                   [&](Index at, Index count) { add(values.data() + at, count); });
}

Statistics Accumulator::result() const {
  constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  if (undefined_) return {kNaN, kNaN, kNaN, kNaN};
  if (infinite_) return {kNaN, kNaN, kInfinity, kInfinity};
  if (count_ == 0.0 || scale_ == 0.0) return {};
  const double variance = squares_ / count_;
  return {mean_ / scale_, std::sqrt(variance) / scale_,
          std::sqrt(mean_ * mean_ + variance) / scale_, max_abs_};
}

Magnitude Accumulator::magnitude() const {
  const Statistics all = result();
  return {all.rms, all.max_abs};
}

template void Accumulator::add<float>(const float*, Index);
template void Accumulator::add<double>(const double*, Index);
template void Accumulator::add<float>(ConstMatrixRef<float>);
template void Accumulator::add<double>(ConstMatrixRef<double>);

}  // namespace isobath::core
