// SPDX-License-Identifier: MIT
// When a training is to stop by itself, and the sentence that says why it did.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/record.hpp"

namespace isobath::app {

struct Breakpoints {
  bool cost_rises = false;             // J after an update is above J before it
  bool layer_dies = false;             // a layer in which no unit has g′ ≠ 0 on any example
  bool non_finite = true;              // the first NaN or Inf anywhere
  std::optional<std::int64_t> step{};  // once so many updates are done
  bool operator==(const Breakpoints&) const = default;

  /// Must a record be taken after every update to tell?
  bool want_records() const { return cost_rises || layer_dies; }
};

/// Why to stop between two moments one update apart, in one sentence; nothing if there is no
/// reason. What was so before is no reason again.
std::optional<std::string> reason_to_stop(const Breakpoints& breakpoints,
                                          const core::Record& before, const core::Record& now);

}  // namespace isobath::app
