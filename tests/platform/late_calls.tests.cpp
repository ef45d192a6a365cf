// SPDX-License-Identifier: MIT
// A notice that is to go must not put off what is to be saved, nor the other way round.
#include "platform/late_calls.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace platform_late_calls {

using isobath::platform::LateCalls;

TEST_CASE("Every late call is made once, when it is due, whatever else is waiting",
          "[platform][late_calls]") {
  std::string made;
  LateCalls calls;
  CHECK_FALSE(calls.make(0.0));
  calls.add(1000.0, [&] { made += "save "; });
  calls.add(12000.0, [&] { made += "notice "; });
  CHECK(calls.next_ms() == 1000.0);
  CHECK_FALSE(calls.make(999.0));
  CHECK(calls.make(1000.0));
  CHECK(made == "save ");
  CHECK(calls.next_ms() == 12000.0);
  CHECK(calls.make(20000.0));
  CHECK(made == "save notice ");
  CHECK(calls.empty());
}

TEST_CASE("A late call may ask for another one", "[platform][late_calls]") {
  int made = 0;
  LateCalls calls;
  calls.add(1.0, [&] {
    ++made;
    calls.add(2.0, [&] { ++made; });
  });
  CHECK(calls.make(5.0));
  CHECK(made == 1);
  CHECK(calls.make(5.0));
  CHECK(made == 2);
}

}  // namespace platform_late_calls
