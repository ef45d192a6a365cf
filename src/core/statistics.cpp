// SPDX-License-Identifier: MIT
// The accumulator of scaled statistics.
#include "core/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/finite.hpp"
#include "core/views.hpp"

namespace isobath::core {

namespace {

// Independent partial results, so that the loops vectorise without changing with the machine.
constexpr Index kLanes = 8;

template <class Scalar>
double largest_magnitude(const Scalar* values, Index count) {
  Scalar largest[kLanes] = {};
  Index i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (Index lane = 0; lane < kLanes; ++lane) {
      const Scalar magnitude = std::abs(values[i + lane]);
      largest[lane] = magnitude > largest[lane] ? magnitude : largest[lane];
    }
  for (; i < count; ++i) largest[0] = std::max(largest[0], std::abs(values[i]));
  return static_cast<double>(*std::max_element(largest, largest + kLanes));
}

template <class Scalar, class Term>
double sum_of(const Scalar* values, Index count, const Term& term) {
  double sums[kLanes] = {};
  Index i = 0;
  for (; i + kLanes <= count; i += kLanes)
    for (Index lane = 0; lane < kLanes; ++lane)
      sums[lane] += term(static_cast<double>(values[i + lane]));
  double total = 0.0;
  for (; i < count; ++i) total += term(static_cast<double>(values[i]));
  for (const double sum : sums) total += sum;
  return total;
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
  if (!all_finite(values, count)) {
    for (Index i = 0; i < count; ++i) {
      undefined_ = undefined_ || std::isnan(values[i]);
      infinite_ = infinite_ || std::isinf(values[i]);
    }
    return;
  }
  rescale(largest_magnitude(values, count));
  const double scale = scale_;
  const auto n = static_cast<double>(count);
  const double mean = sum_of(values, count, [=](double x) { return x * scale; }) / n;
  const double squares = sum_of(values, count, [=](double x) {
    const double deviation = x * scale - mean;
    return deviation * deviation;
  });
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
