// SPDX-License-Identifier: MIT
// A deliberate race, hidden from every run: the stage "threads" wants the sanitizer to see it.
#include <catch2/catch_test_macros.hpp>
#include <thread>

namespace runner_race_threads {

TEST_CASE("two threads count without asking each other", "[.][race]") {
  int count = 0;
  const auto add = [&count] {
    for (int i = 0; i < 1000; ++i) ++count;
  };
  std::thread other(add);
  add();
  other.join();
  CHECK(count > 0);
}

}  // namespace runner_race_threads
