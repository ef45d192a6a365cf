// SPDX-License-Identifier: MIT
// How many updates are due at a wished speed.
#include "app/session/pace.hpp"

#include <catch2/catch_test_macros.hpp>

#include "app/session/session.hpp"
#include "app/session/watch_pace.hpp"

namespace app_pace {

using isobath::app::kFlatOut;
using isobath::app::Pace;

namespace {

/// Updates that are done from `from_ms` to `to_ms` if it is asked every `every_ms`.
std::int64_t done(Pace& pace, double speed, double from_ms, double to_ms, double every_ms) {
  std::int64_t sum = 0;
  for (double now_ms = from_ms; now_ms < to_ms; now_ms += every_ms) {
    const std::int64_t due = pace.due(speed, now_ms);
    pace.took(due);
    sum += due;
  }
  return sum;
}

}  // namespace

TEST_CASE("an update is due at once, and then at the wished speed", "[app][pace]") {
  Pace pace;
  pace.start(1000.0);
  CHECK(done(pace, 100.0, 1000.0, 3000.0, 10.0) == 200);
  pace.start(5000.0);
  CHECK(pace.due(0.5, 5000.0) == 1);
  pace.took(1);
  CHECK(pace.due(0.5, 6999.0) == 0);
  CHECK(pace.wait_ms(6999.0) == 1.0);
  CHECK(pace.due(0.5, 7000.0) == 1);
}

TEST_CASE("flat out there is no limit and nothing to wait for", "[app][pace]") {
  Pace pace;
  pace.start(0.0);
  CHECK(pace.due(kFlatOut, 0.0) == Pace::kUnlimited);
  pace.took(12345);
  CHECK(pace.wait_ms(0.0) == 0.0);
  CHECK(pace.due(kFlatOut, 1.0) == Pace::kUnlimited);
}

TEST_CASE("what a machine could not do is not caught up with", "[app][pace]") {
  Pace pace;
  pace.start(0.0);
  CHECK(pace.due(100.0, 10000.0) <= 11);
  CHECK(pace.due(0.5, 10000.0) == 1);
}

TEST_CASE("another speed does not wait out the pause of a slow one", "[app][pace]") {
  Pace pace;
  pace.start(0.0);
  pace.took(pace.due(0.5, 0.0));
  CHECK(pace.due(0.5, 100.0) == 0);
  CHECK(pace.due(50.0, 100.0) >= 1);
  CHECK(pace.due(kFlatOut, 101.0) == Pace::kUnlimited);
  pace.took(1000);
  const std::int64_t due = pace.due(10.0, 5000.0);
  CHECK(due >= 1);
  CHECK(due <= 2);
}

TEST_CASE("to be watched, a training begins slowly and every decade takes the same time",
          "[app][pace]") {
  using namespace isobath::app;
  CHECK(watch_speed(0) == 60.0);
  Pace pace;
  pace.start(0.0);
  std::int64_t steps = 0;
  double now_ms = 0.0;
  const auto until = [&](std::int64_t wanted) {
    const double begun_ms = now_ms;
    for (; steps < wanted; now_ms += 1000.0 / 60.0) {
      const std::int64_t due = pace.due(watch_speed(steps), now_ms);
      pace.took(due);
      steps += due;
    }
    return now_ms - begun_ms;
  };
  until(1000);
  const double third = until(10000);
  const double fourth = until(100000);
  CHECK(third > 1000.0);
  CHECK(third < 1700.0);
  CHECK(fourth > 0.85 * third);
  CHECK(fourth < 1.15 * third);
  Session session;
  session.apply(set_view<&View::speed>(kWatch));
  CHECK(session.view().speed == kWatch);
  session.apply(Play{});
  session.advance(10.0);
  CHECK(session.snapshot().record.step == 1);
}

}  // namespace app_pace
