// SPDX-License-Identifier: MIT
// One point of the cost's curve.
#pragma once

#include <cstdint>

namespace isobath::app {

struct CostSample {
  std::int64_t step = 0;
  double cost = 0.0;      // J over the training part
  double dev_loss = 0.0;  // NaN without dev examples
};

}  // namespace isobath::app
