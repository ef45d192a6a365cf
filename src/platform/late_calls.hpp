// SPDX-License-Identifier: MIT
// Calls that are to be made some time later, each by itself.
#pragma once

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace isobath::platform {

class LateCalls {
 public:
  void add(double at_ms, std::function<void()> call) { calls_.push_back({at_ms, std::move(call)}); }
  bool empty() const { return calls_.empty(); }
  /// When the next one is due; only where there is one.
  double next_ms() const { return std::ranges::min(calls_, {}, &Call::at_ms).at_ms; }
  /// Makes those that are due; whether there were any. A call may add others.
  bool make(double now_ms) {
    std::vector<Call> due;
    for (auto call = calls_.begin(); call != calls_.end();) {
      if (call->at_ms <= now_ms) {
        due.push_back(std::move(*call));
        call = calls_.erase(call);
      } else {
        ++call;
      }
    }
    for (const Call& call : due) call.make();
    return !due.empty();
  }

 private:
  struct Call {
    double at_ms;
    std::function<void()> make;
  };
  std::vector<Call> calls_;
};

}  // namespace isobath::platform
