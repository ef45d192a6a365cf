// SPDX-License-Identifier: MIT
// The search for non-finite values.
#include "core/finite.hpp"

#include <cmath>

#include "core/kernels.hpp"
#include "core/views.hpp"

namespace isobath::core {

std::string_view symbol(Quantity quantity) {
  switch (quantity) {
    case Quantity::z:
      return "Z";
    case Quantity::a:
      return "A";
    case Quantity::d_z:
      return "dZ";
    case Quantity::d_a:
      return "dA";
    case Quantity::d_w:
      return "dW";
    case Quantity::d_b:
      return "db";
    case Quantity::w:
      return "W";
    case Quantity::b:
      return "b";
    case Quantity::update_ratio:
      return "ΔW/W";
  }
  return "";
}

template <class Scalar>
bool all_finite(const Scalar* values, Index count) {
  return kernels<Scalar>(Arithmetic::reproducible).all_finite(values, count);
}

int FiniteWatch::order(Quantity what, int layer) const {
  const int back = depth_ - layer;
  switch (what) {
    case Quantity::z:
      return 2 * layer;
    case Quantity::a:
      return 2 * layer + 1;
    case Quantity::d_a:
      return 2 * depth_ + 2 + 4 * back;
    case Quantity::d_z:
      return 2 * depth_ + 3 + 4 * back;
    case Quantity::d_w:
      return 2 * depth_ + 4 + 4 * back;
    case Quantity::d_b:
      return 2 * depth_ + 5 + 4 * back;
    case Quantity::w:
      return 6 * depth_ + 6 + 2 * layer;
    case Quantity::b:
      return 6 * depth_ + 7 + 2 * layer;
    case Quantity::update_ratio:
      break;
  }
  return 0;
}

template <class Scalar>
void FiniteWatch::look(Quantity what, int layer, ConstMatrixRef<Scalar> values,
                       Index first_example) {
  bool finite = true;
  for_each_stretch(values.rows(), values.cols(), values.outerStride(), [&](Index at, Index count) {
    finite = finite && all_finite(values.data() + at, count);
  });
  if (finite) return;
  const int place = order(what, layer);
  if (found_ &&
      (found_order_ < place || (found_order_ == place && found_->example <= first_example)))
    return;
  for (Index column = 0; column < values.cols(); ++column)
    for (Index row = 0; row < values.rows(); ++row)
      if (!std::isfinite(values(row, column))) {
        found_ = Divergence{0, layer, what, row, first_example + column};
        found_order_ = place;
        return;
      }
}

template bool all_finite<float>(const float*, Index);
template bool all_finite<double>(const double*, Index);
template void FiniteWatch::look<float>(Quantity, int, ConstMatrixRef<float>, Index);
template void FiniteWatch::look<double>(Quantity, int, ConstMatrixRef<double>, Index);

}  // namespace isobath::core
