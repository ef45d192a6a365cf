// SPDX-License-Identifier: MIT
// The three losses.
#include "core/loss.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/elementary.hpp"
#include "core/kernels/lanes.hpp"

namespace isobath::core {

namespace {

/// −ln of softmax's outputs, from a column of Z: −ln a_k = (max − z_k) + ln Σ_j e^(z_j − max). The
/// two parts stay apart, for a large maximum would swallow the second.
template <class Scalar>
class Surprise {
 public:
  Surprise(const ConstMatrixRef<Scalar>& z, Index column) : z_(z), column_(column) {
    Index place = 0;
    for (Index k = 1; k < z.rows(); ++k)
      if (z(k, column) > z(place, column)) place = k;
    largest_ = static_cast<double>(z(place, column));
    double others = 0.0;
    for (Index k = 0; k < z.rows(); ++k)
      if (k != place) others += core::exp(static_cast<double>(z(k, column)) - largest_);
    log_sum_ = core::log1p(others);
  }

  double of(Index k) const { return (largest_ - static_cast<double>(z_(k, column_))) + log_sum_; }

 private:
  const ConstMatrixRef<Scalar>& z_;
  Index column_;
  double largest_ = 0.0;
  double log_sum_ = 0.0;
};

template <class Scalar>
Index place_of_largest(ConstMatrixRef<Scalar> a, Index column) {
  Index place = 0;
  for (Index k = 0; k < a.rows(); ++k) {
    if (std::isnan(a(k, column))) return -1;
    if (a(k, column) > a(place, column)) place = k;
  }
  return place;
}

}  // namespace

/// Σ −y ln σ(z) − (1−y) ln(1−σ(z)) over logits and targets side by side, as
/// max(z, 0) − y·z + ln(1 + e^−|z|); as many at a time as a register holds.
template <class Scalar>
double cross_entropies(const Scalar* logits, const Scalar* targets, Index count) {
  using L = Lanes<double, Plain>;
  const L zero(0.0);
  double sum = 0.0;
  double losses[L::kWidth];
  const auto piece = [&](const Scalar* from, const Scalar* wanted, Index few) {
    const L z = L::widened(from);
    (select(z < zero, zero, z) - L::widened(wanted) * z +
     core::log1p_of_share(core::exp(-magnitude(z))))
        .store(losses);
    for (Index i = 0; i < few; ++i) sum += losses[i];
  };
  Index i = 0;
  for (; i + L::kWidth <= count; i += L::kWidth) piece(logits + i, targets + i, L::kWidth);
  if (i < count) {
    Scalar last_logits[L::kWidth] = {}, last_targets[L::kWidth] = {};
    std::copy(logits + i, logits + count, last_logits);
    std::copy(targets + i, targets + count, last_targets);
    piece(last_logits, last_targets, count - i);
  }
  return sum;
}

template <class Scalar>
double loss_sum(Loss loss, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                ConstMatrixRef<Scalar> y) {
  if (loss == Loss::binary_cross_entropy && y.rows() == 1)
    return cross_entropies(z.data(), y.data(), y.cols());
  double sum = 0.0;
  for (Index column = 0; column < y.cols(); ++column) {
    switch (loss) {
      case Loss::binary_cross_entropy:
        for (Index k = 0; k < y.rows(); ++k) {
          const double logit = static_cast<double>(z(k, column));
          // −y ln σ(z) − (1−y) ln(1−σ(z)) = max(z, 0) − y·z + ln(1 + e^−|z|)
          const double positive = logit < 0.0 ? 0.0 : logit;
          sum += positive - static_cast<double>(y(k, column)) * logit +
                 core::log1p(core::exp(-std::abs(logit)));
        }
        break;
      case Loss::categorical_cross_entropy: {
        const Surprise<Scalar> surprise(z, column);
        for (Index k = 0; k < y.rows(); ++k) {
          const double target = static_cast<double>(y(k, column));
          if (target != 0.0) sum += target * surprise.of(k);
        }
        break;
      }
      case Loss::squared_error:
        for (Index k = 0; k < y.rows(); ++k) {
          const double error =
              static_cast<double>(a(k, column)) - static_cast<double>(y(k, column));
          sum += 0.5 * error * error;
        }
        break;
    }
  }
  return sum;
}

template <class Scalar>
void output_gradient(Loss loss, ConstMatrixRef<Scalar> z, ConstMatrixRef<Scalar> a,
                     ConstMatrixRef<Scalar> y, MatrixRef<Scalar> d_a) {
  for (Index column = 0; column < y.cols(); ++column) {
    std::optional<Surprise<Scalar>> surprise;
    if (loss == Loss::categorical_cross_entropy) surprise.emplace(z, column);
    for (Index k = 0; k < y.rows(); ++k) {
      const Scalar target = y(k, column);
      const Scalar logit = z(k, column);
      switch (loss) {
        case Loss::binary_cross_entropy: {
          // A term with the factor 0 is left out, for its other factor may be infinite.
          Scalar slope = 0;
          if (target != Scalar(0)) slope -= target * (Scalar(1) + core::exp(-logit));
          if (target != Scalar(1)) slope += (Scalar(1) - target) * (Scalar(1) + core::exp(logit));
          d_a(k, column) = slope;
          break;
        }
        case Loss::categorical_cross_entropy:
          d_a(k, column) =
              target == Scalar(0)
                  ? Scalar(0)
                  : static_cast<Scalar>(-static_cast<double>(target) * core::exp(surprise->of(k)));
          break;
        case Loss::squared_error:
          d_a(k, column) = a(k, column) - target;
          break;
      }
    }
  }
}

template <class Scalar>
Index correct_count(ConstMatrixRef<Scalar> a, ConstMatrixRef<Scalar> y) {
  Index correct = 0;
  for (Index column = 0; column < y.cols(); ++column) {
    if (y.rows() == 1) {
      const Scalar output = a(0, column);
      if (std::isnan(output)) continue;
      correct += (output >= Scalar(0.5)) == (y(0, column) >= Scalar(0.5)) ? 1 : 0;
    } else {
      correct += place_of_largest<Scalar>(a, column) == place_of_largest<Scalar>(y, column) ? 1 : 0;
    }
  }
  return correct;
}

#define ISOBATH_INSTANTIATE(Scalar)                                                           \
  template double loss_sum<Scalar>(Loss, ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>,      \
                                   ConstMatrixRef<Scalar>);                                   \
  template void output_gradient<Scalar>(Loss, ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>, \
                                        ConstMatrixRef<Scalar>, MatrixRef<Scalar>);           \
  template Index correct_count<Scalar>(ConstMatrixRef<Scalar>, ConstMatrixRef<Scalar>);
ISOBATH_INSTANTIATE(float)
ISOBATH_INSTANTIATE(double)
#undef ISOBATH_INSTANTIATE

}  // namespace isobath::core
