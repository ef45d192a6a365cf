// SPDX-License-Identifier: MIT
// The newest value from one thread to another, neither of which ever waits: the writer fills one
// slot, the reader looks at another, the third changes hands between them.
#pragma once

#include <array>
#include <atomic>

namespace isobath::app {

template <class Value>
class TripleBuffer {
 public:
  // The writer's side.
  /// The slot to fill; what stands in it is some older value.
  Value& draft() { return slots_[draft_]; }
  /// Hands the draft over, in place of one that was not taken yet.
  void publish() { draft_ = middle_.exchange(draft_ | kFresh, std::memory_order_acq_rel) & kSlot; }
  /// Has the reader still to take what was published last? For both sides.
  bool waiting() const { return (middle_.load(std::memory_order_relaxed) & kFresh) != 0; }

  // The reader's side.
  /// True if something was published since the last call; it stands in taken() then.
  bool take() {
    if ((middle_.load(std::memory_order_relaxed) & kFresh) == 0) return false;
    taken_ = middle_.exchange(taken_, std::memory_order_acq_rel) & kSlot;
    return true;
  }
  /// The reader's own, to be read, changed or swapped away.
  Value& taken() { return slots_[taken_]; }

 private:
  static constexpr unsigned kFresh = 4;
  static constexpr unsigned kSlot = 3;

  std::array<Value, 3> slots_{};
  unsigned draft_ = 0;  // the writer's
  std::atomic<unsigned> middle_{1};
  unsigned taken_ = 2;  // the reader's
};

}  // namespace isobath::app
