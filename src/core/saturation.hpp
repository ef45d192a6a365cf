// SPDX-License-Identifier: MIT
// Where an activation function's flat ends begin.
#pragma once

#include "core/options.hpp"

namespace isobath::core {

/// Outputs below `low` and above `high` are saturated: is_saturated() of activation.hpp.
struct FlatEnds {
  double low, high;  // −Inf and Inf where there is no such end
};
FlatEnds flat_ends(Activation activation);

}  // namespace isobath::core
