// SPDX-License-Identifier: MIT
// Finding NaN and Inf: quickly that there are any, then where the first one stands.
#pragma once

#include <optional>

#include "core/matrix.hpp"
#include "core/record.hpp"

namespace isobath::core {

template <class Scalar>
bool all_finite(const Scalar* values, Index count);

/// Watches a pass over a network and keeps the earliest non-finite value: forward before backward,
/// Z[l] before A[l], then the first example, then the first unit.
class FiniteWatch {
 public:
  FiniteWatch(int depth) : depth_(depth) {}

  /// `first_example` is the place of the view's first column within the training part.
  template <class Scalar>
  void look(Quantity what, int layer, ConstMatrixRef<Scalar> values, Index first_example = 0);

  bool has_found() const { return found_.has_value(); }
  std::optional<Divergence> found() const { return found_; }
  void clear() { found_.reset(); }

 private:
  int order(Quantity what, int layer) const;

  int depth_;
  int found_order_ = 0;
  std::optional<Divergence> found_;
};

}  // namespace isobath::core
