// SPDX-License-Identifier: MIT
// Number formats that the machine does not compute in: a float rounded to the nearest half (IEEE
// 754 binary16) or bfloat16 value, ties to even, overflow to infinity, subnormals kept, NaN kept.
#pragma once

#include "core/matrix.hpp"
#include "core/options.hpp"

namespace isobath::core {

/// Is the format rounded to, rather than computed in?
inline bool is_simulated(Precision format) {
  return format == Precision::half || format == Precision::bfloat16;
}

float round_to_half(float value);
float round_to_bfloat16(float value);

/// Rounds every value of `values` to `format`; `single` and `twofold` leave them as they are.
void round_to(Precision format, float* values, Index count);
void round_to(Precision format, double* values, Index count);

}  // namespace isobath::core
