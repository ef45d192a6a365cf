// SPDX-License-Identifier: MIT
// The stepper beside a thread: lines go by themselves while nothing else trains, and a training
// that plays has the run to itself.
#include <catch2/catch_test_macros.hpp>

#include "app/stepper/stepping.hpp"
#include "app/threaded.hpp"

namespace app_session_stepper_threads {

using namespace isobath;
using namespace isobath::app;

TEST_CASE("lines go by themselves beside a thread, and make its update",
          "[app][stepper][threads]") {
  Threaded threaded;
  Session ordinary;
  ordinary.apply(OpenLink{"#"});
  ordinary.apply(Step{});
  threaded.apply(set_view<&View::stepping>(true));
  threaded.apply(set_view<&View::line_pace>(kFastestPace));
  threaded.snapshot();
  threaded.apply(GoToLine{1000});
  threaded.apply(PlayLines{});
  frames_until(threaded, [](const Snapshot& now) { return now.record.step == 1; });
  threaded.apply(PlayLines{false});
  CHECK(threaded.parameters() == ordinary.parameters());
}

TEST_CASE("a training that plays on its thread stops the lines", "[app][stepper][threads]") {
  Threaded threaded;
  threaded.apply(set_view<&View::stepping>(true));
  threaded.apply(PlayLines{});
  threaded.apply(Play{});
  frames_until(threaded, [](const Snapshot& now) { return now.record.step > 5; });
  CHECK_FALSE(threaded.lines_playing());
  CHECK_FALSE(threaded.snapshot().stepping);
  threaded.apply(Pause{});
  frames_until(threaded, [](const Snapshot& now) { return now.stepping != nullptr; });
  CHECK_FALSE(threaded.lines_playing());
}

}  // namespace app_session_stepper_threads
