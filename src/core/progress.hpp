// SPDX-License-Identifier: MIT
// Where a training stands besides its parameters. Shuffles and dropout masks are functions of the
// seed and these counters alone, so nothing else is needed to go on exactly.
#pragma once

#include <cstdint>

#include "core/parameters.hpp"

namespace isobath::core {

struct Progress {
  std::int64_t step = 0;              // updates taken
  std::int64_t epoch = 0;             // whole passes over the training part finished
  std::int64_t position = 0;          // examples of the current epoch already used
  std::int64_t moment_updates = 0;    // updates that the moments have seen, for Adam's correction
  Parameters<double> first_moments;   // v: momentum, Nesterov, Adam; else empty
  Parameters<double> second_moments;  // s: RMSprop, Adam; else empty
  bool operator==(const Progress&) const = default;
};

}  // namespace isobath::core
