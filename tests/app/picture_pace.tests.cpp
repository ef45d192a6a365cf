// SPDX-License-Identifier: MIT
// Fewer pictures where a screen is slow, and no fewer than a few a second.
#include "app/session/picture_pace.hpp"

#include <catch2/catch_test_macros.hpp>

namespace app_picture_pace {

using isobath::app::PicturePace;

namespace {

/// Pictures in two seconds of a screen that asks for a frame so often, and later after one is
/// drawn.
int pictures(double apart_ms, double drawing_ms) {
  PicturePace pace;
  int count = 0;
  for (double now_ms = 1000.0; now_ms < 4000.0; now_ms += apart_ms) {
    pace.asked(now_ms);
    if (!pace.due(now_ms)) continue;
    pace.drawn(now_ms);
    if (now_ms >= 2000.0) ++count;
    now_ms += drawing_ms;
  }
  return count;
}

}  // namespace

TEST_CASE("a study is drawn as often as the screen draws with ease", "[app][study]") {
  const int fast = pictures(16.7, 0.0), slow = pictures(16.7, 60.0),
            slowest = pictures(16.7, 500.0);
  CHECK(fast >= 24);
  CHECK(fast <= 33);
  CHECK(slow >= 6);
  CHECK(slow <= 11);
  CHECK(slowest >= 2);
  CHECK(slowest <= 4);
}

TEST_CASE("one slow frame is forgotten", "[app][study]") {
  PicturePace pace;
  double now_ms = 5000.0;
  pace.asked(now_ms);
  pace.drawn(now_ms);
  CHECK_FALSE(pace.due(now_ms + 250.0));
  for (int frame = 0; frame < 70; ++frame) pace.asked(now_ms += 16.7);
  pace.drawn(now_ms);
  CHECK_FALSE(pace.due(now_ms + 59.0));
  CHECK(pace.due(now_ms + 70.0));
}

}  // namespace app_picture_pace
