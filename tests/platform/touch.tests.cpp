// SPDX-License-Identifier: MIT
// What fingers on the screen mean: taps, drags, pinches and long presses.
#include "platform/touch.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>

namespace platform_touch {

using namespace isobath::platform;

namespace {

using Kind = Touch::Event::Kind;
using Phase = Touch::Phase;

/// The events in short: "point press release …".
std::string story(Touch& touch) {
  std::string told;
  for (const Touch::Event& event : touch.take()) {
    constexpr const char* kNames[] = {"point", "press", "release", "wheel", "leave"};
    if (!told.empty()) told += ' ';
    told += kNames[static_cast<std::size_t>(event.kind)];
  }
  return told;
}

}  // namespace

TEST_CASE("A tap is a click where the finger was lifted", "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::pressed, 7, 100.0F, 50.0F, 0.0);
  CHECK(touch.waiting());
  CHECK(story(touch) == "point");
  touch.tick(200.0);
  touch.finger(Phase::moved, 7, 103.0F, 52.0F, 200.0);
  CHECK(story(touch).empty());
  touch.finger(Phase::released, 7, 103.0F, 52.0F, 220.0);
  CHECK(story(touch) == "press release leave");
  CHECK(!touch.waiting());
}

TEST_CASE("A tap stays a click where a single frame takes longer than a long press",
          "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::pressed, 7, 100.0F, 50.0F, 0.0);
  touch.take();
  touch.tick(2.0 * kLongPress_ms);
  touch.finger(Phase::released, 7, 100.0F, 50.0F, 3.0 * kLongPress_ms);
  CHECK(story(touch) == "press release leave");
}

TEST_CASE("A drag begins where the finger came down", "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::pressed, 1, 100.0F, 50.0F, 0.0);
  touch.take();
  touch.finger(Phase::moved, 1, 120.0F, 50.0F, 16.0);
  const auto events = touch.take();
  REQUIRE(events.size() == 2);
  CHECK(events[0].kind == Kind::press);
  CHECK(events[0].x == 100.0F);
  CHECK(events[1].kind == Kind::point);
  CHECK(events[1].x == 120.0F);
  touch.tick(5000.0);
  touch.finger(Phase::released, 1, 130.0F, 50.0F, 5000.0);
  CHECK(story(touch) == "release leave");
}

TEST_CASE("A finger that rests points without pressing, and what it shows stays",
          "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::pressed, 1, 100.0F, 50.0F, 0.0);
  for (int frame = 0; frame < kLeastTicks; ++frame) touch.tick(kLongPress_ms - 1.0);
  CHECK(!touch.pointing());
  touch.tick(kLongPress_ms);
  CHECK(touch.pointing());
  touch.finger(Phase::moved, 1, 160.0F, 50.0F, 600.0);
  touch.finger(Phase::released, 1, 160.0F, 50.0F, 700.0);
  CHECK(story(touch) == "point point");
}

TEST_CASE("Two fingers turn the wheel between them and press nothing", "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::pressed, 1, 100.0F, 50.0F, 0.0);
  touch.finger(Phase::pressed, 2, 200.0F, 50.0F, 10.0);
  touch.take();
  touch.finger(Phase::moved, 1, 50.0F, 50.0F, 20.0);
  touch.finger(Phase::moved, 2, 250.0F, 50.0F, 30.0);
  const auto events = touch.take();
  REQUIRE(events.size() == 2);
  CHECK(events[0].wheel + events[1].wheel == Catch::Approx(kWheelPerDoubling));
  CHECK(events[1].x == 150.0F);
  touch.finger(Phase::released, 1, 50.0F, 50.0F, 40.0);
  CHECK(story(touch) == "leave");
  // The finger that is left does nothing until it is lifted as well.
  touch.finger(Phase::moved, 2, 300.0F, 90.0F, 50.0);
  touch.finger(Phase::released, 2, 300.0F, 90.0F, 60.0);
  CHECK(story(touch).empty());
  touch.finger(Phase::pressed, 3, 10.0F, 10.0F, 70.0);
  touch.finger(Phase::released, 3, 10.0F, 10.0F, 80.0);
  CHECK(story(touch) == "point press release leave");
}

TEST_CASE("A second finger ends a drag", "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::pressed, 1, 0.0F, 0.0F, 0.0);
  touch.finger(Phase::moved, 1, 30.0F, 0.0F, 10.0);
  touch.finger(Phase::pressed, 2, 90.0F, 0.0F, 20.0);
  CHECK(story(touch) == "point press point release");
}

TEST_CASE("A finger nobody knows is not listened to", "[platform][touch]") {
  Touch touch;
  touch.finger(Phase::moved, 4, 1.0F, 1.0F, 0.0);
  touch.finger(Phase::released, 4, 1.0F, 1.0F, 0.0);
  CHECK(story(touch).empty());
}

}  // namespace platform_touch
