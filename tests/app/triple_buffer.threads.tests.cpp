// SPDX-License-Identifier: MIT
// The buffer between two threads: nothing torn, nothing old, the last one never lost.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <thread>

#include "app/session/triple_buffer.hpp"

namespace app_triple_buffer_threads {

using isobath::app::TripleBuffer;

namespace {

/// Torn, it would hold different numbers.
struct Wide {
  std::array<int, 64> numbers{};
  void fill(int number) { numbers.fill(number); }
  bool whole() const {
    for (const int number : numbers)
      if (number != numbers[0]) return false;
    return true;
  }
};

}  // namespace

TEST_CASE("nothing is taken before something is published", "[app][triple_buffer][threads]") {
  TripleBuffer<int> buffer;
  CHECK_FALSE(buffer.take());
  buffer.draft() = 1;
  CHECK_FALSE(buffer.take());
  buffer.publish();
  CHECK(buffer.waiting());
  CHECK(buffer.take());
  CHECK_FALSE(buffer.waiting());
  CHECK(buffer.taken() == 1);
  CHECK_FALSE(buffer.take());
  CHECK(buffer.taken() == 1);
}

TEST_CASE("of several values the newest is taken", "[app][triple_buffer][threads]") {
  TripleBuffer<int> buffer;
  for (int value = 1; value <= 5; ++value) {
    buffer.draft() = value;
    buffer.publish();
  }
  CHECK(buffer.take());
  CHECK(buffer.taken() == 5);
  CHECK_FALSE(buffer.take());
}

TEST_CASE("two threads see whole values in order, and the last one",
          "[app][triple_buffer][threads]") {
  constexpr int kLast = 20000;
  TripleBuffer<Wide> buffer;
  std::thread writer([&buffer] {
    for (int number = 1; number <= kLast; ++number) {
      buffer.draft().fill(number);
      buffer.publish();
    }
  });
  int seen = 0;
  bool whole = true;
  bool in_order = true;
  while (seen < kLast) {
    if (!buffer.take()) continue;
    const Wide& value = buffer.taken();
    whole = whole && value.whole();
    in_order = in_order && value.numbers[0] > seen;
    seen = value.numbers[0];
    buffer.taken().fill(-1);  // the reader's own
  }
  writer.join();
  CHECK(whole);
  CHECK(in_order);
  CHECK_FALSE(buffer.take());
}

}  // namespace app_triple_buffer_threads
