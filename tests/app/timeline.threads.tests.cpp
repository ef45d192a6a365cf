// SPDX-License-Identifier: MIT
// The time machine while a thread trains: the same moments, and a long way back that nobody has to
// wait for. Meant to be run under the thread sanitizer too.
#include <catch2/catch_test_macros.hpp>

#include "app/threaded.hpp"

namespace app_timeline_threads {

using namespace isobath;
using namespace isobath::app;
using nlohmann::json;

namespace {

/// Layers that take a while.
constexpr const char* kSlow = "#layers=48tanh*15,1sigmoid&examples=100&split=1,0,0&batch=10";

}  // namespace

TEST_CASE("scrubbing while it plays shows the moments that were", "[app][timeline][threads]") {
  Session straight;
  straight.apply(OpenLink{"#optimizer=adam&batch=16&alpha=0.01"});
  Threaded session("#optimizer=adam&batch=16&alpha=0.01");
  session.apply(Play{});
  frames_until(session, [](const Snapshot& now) { return now.record.step > 300; });
  std::int64_t at = 0;
  for (const std::int64_t step : {17, 120, 250, 90, 3}) {
    session.apply(Seek{step, true});
    frames_until(session, [step](const Snapshot& now) {
      return now.record.step == step && !now.timeline.replaying;
    });
    CHECK_FALSE(session.playing());
    straight.apply(Seek{step});
    if (straight.record().step < step) straight.apply(Step{static_cast<int>(step - at)});
    at = straight.record().step;
    REQUIRE(at == step);
    CHECK(session.parameters() == straight.parameters());
    session.apply(Play{});
    frame(session);
  }
}

TEST_CASE("a long way back goes on beside the page and can be given up",
          "[app][timeline][threads]") {
  Threaded session(kSlow);
  session.apply(Step{60});
  const auto end = session.parameters();
  // The frames on the way would shorten it.
  session.apply(Seek{0});
  frames_until(session, [](const Snapshot& now) { return now.record.step == 0; });
  session.apply(Seek{60});
  session.apply(CancelSeek{});
  frames_until(session, [](const Snapshot& now) {
    return !now.timeline.replaying && (now.record.step == 0 || now.record.step == 60);
  });
  // What is asked for on the way is done on arrival.
  session.apply(Seek{59});
  session.apply(Step{1});
  session.apply(AddLayer{1});
  session.apply(Undo{});
  frames_until(session, [](const Snapshot& now) { return now.record.step == 60; });
  CHECK(session.parameters() == end);
}

TEST_CASE("back answers by name while it plays", "[app][timeline][threads]") {
  Threaded session(kSlow);
  ask(session, "play");
  frames_until(session, [](const Snapshot& now) { return now.record.step > 20; });
  ask(session, "pause");
  const std::int64_t step = ask(session, "record")["step"];
  const json then = ask(session, "parameters");
  ask(session, "step", json::array({7}));
  ask(session, "back", json::array({7}));
  CHECK(ask(session, "record")["step"] == step);
  CHECK(ask(session, "parameters") == then);
}

TEST_CASE("pinned, compared and undone while it plays", "[app][timeline][threads]") {
  Threaded session(kSlow);
  session.apply(Play{});
  session.apply(PinMoment{});
  session.apply(set_view<&View::difference>(true));
  frames_until(session, [](const Snapshot& now) { return now.largest_change > 0.0; });
  for (int i = 0; i < 20; ++i) {
    session.apply(SetField{"training.learning_rate", i % 2 == 0 ? "0.01" : "0.02", true});
    frame(session);
    if (i % 5 == 4) session.apply(Undo{});
    if (i % 7 == 6) session.apply(Back{2});
    if (i % 7 == 6) session.apply(Play{});
  }
  session.apply(ReleaseMoment{});
  frames_until(session, [](const Snapshot& now) { return now.record.step > 30 && !now.pinned; });
}

}  // namespace app_timeline_threads
