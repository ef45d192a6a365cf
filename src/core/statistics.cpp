// SPDX-License-Identifier: MIT
// The accumulator of scaled statistics.
#include "core/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/statistic_kernels.hpp"
#include "core/views.hpp"

namespace isobath::core {

namespace {

/// Of x·scale: the mean, and the sum of squares of deviations from it.
struct Deviations {
  double mean = 0.0;
  double squares = 0.0;
};

/// One pass, about the first value in place of the mean that is not known yet.
template <class Scalar>
Deviations deviations_of(const Scalar* values, Index count, double scale) {
  const double about = static_cast<double>(values[0]) * scale;
  const auto [sum, squares] = statistic_kernels<Scalar>().deviations(values, count, scale, about);
  const double shift = sum / static_cast<double>(count);
  return {about + shift, std::max(0.0, squares - sum * shift)};
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
  const double largest =
      static_cast<double>(statistic_kernels<Scalar>().largest_magnitude(values, count));
  if (!std::isfinite(largest)) {
    for (Index i = 0; i < count; ++i) {
      undefined_ = undefined_ || std::isnan(values[i]);
      infinite_ = infinite_ || std::isinf(values[i]);
    }
    return;
  }
  rescale(largest);
  const auto n = static_cast<double>(count);
  const auto [mean, squares] = deviations_of(values, count, scale_);
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
