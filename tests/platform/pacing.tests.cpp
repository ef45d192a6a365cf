// SPDX-License-Identifier: MIT
#include "platform/pacing.hpp"

#include <catch2/catch_test_macros.hpp>

namespace platform_pacing {

using namespace isobath::platform;

TEST_CASE("frames go on for a moment after an input and then stop", "[files][pacing]") {
  Pacing pacing;
  pacing.note_input(1000.0);
  CHECK(pacing.settling(1000.0));
  CHECK(pacing.settling(1000.0 + kSettle_ms - 1.0));
  CHECK_FALSE(pacing.settling(1000.0 + kSettle_ms));
}

}  // namespace platform_pacing
