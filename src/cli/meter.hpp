// SPDX-License-Identifier: MIT
// How far a command is, for those who wait for it.
#pragma once

#include <chrono>
#include <string>

namespace isobath::cli {

/// Writes to standard error how far it is: on a terminal in place, four times a second; in a log a
/// line every half minute.
class Meter {
 public:
  /// `command` begins a log's lines.
  explicit Meter(const char* command);

  /// Is it time to show something? Cheap.
  bool due(bool last = false) const;
  /// `done` says how much there is of what ("3 of 12 cells"); share: 0 … 1 of the work.
  void show(const std::string& done, double share, bool last = false);

 private:
  using Clock = std::chrono::steady_clock;
  const char* command_;
  const bool terminal_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
};

}  // namespace isobath::cli
