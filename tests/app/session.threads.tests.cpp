// SPDX-License-Identifier: MIT
// The session with its training on a thread: the same numbers, and everything can be done while it
// runs flat out. Meant to be run under the thread sanitizer too.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "app/threaded.hpp"

namespace app_session_threads {

using namespace isobath;
using namespace isobath::app;
using nlohmann::json;

namespace {

// Layers that take a while.
constexpr const char* kSlow = "#layers=48tanh*15,1sigmoid&examples=100&split=1,0,0";

std::vector<Event> events_of(Session& session) {
  std::vector<Event> events;
  session.take_events(events);
  return events;
}

void play_past(Session& session, std::int64_t step) {
  session.apply(Play{});
  frames_until(session, [step](const Snapshot& now) { return now.record.step > step; });
}

/// Panels index one by the other.
bool fits_together(const Snapshot& snapshot) {
  const std::size_t layers = snapshot.document->layers.size();
  bool fits = snapshot.record.layers.size() == layers && snapshot.links.size() == layers &&
              snapshot.start.layers.size() == layers &&
              snapshot.unit_maps.shown_units.size() == layers + 1;
  const auto side = static_cast<std::size_t>(snapshot.unit_maps.side_cells);
  fits = fits && snapshot.unit_maps.values.size() ==
                     static_cast<std::size_t>(snapshot.unit_maps.tiles) * side * side;
  if (snapshot.dataset->plane)
    fits = fits && snapshot.output_map.values.size() ==
                       static_cast<std::size_t>(snapshot.output_map.side_cells) *
                           static_cast<std::size_t>(snapshot.output_map.side_cells);
  else
    fits = fits && snapshot.outputs.cols() == snapshot.dataset->train.x.cols();
  return fits;
}

}  // namespace

TEST_CASE("a thread and slices come to the same parameters", "[app][session][threads]") {
  for (const char* link : {"#batch=16", "#optimizer=adam&batch=7&dropout=0.2&layers=5relu,1sigmoid",
                           "#precision=half", "#precision=double&source=spiral"}) {
    CAPTURE(link);
    Threaded threaded(link);
    play_past(threaded, 200);
    threaded.apply(Pause{});
    const core::Record record = threaded.record();
    const auto wanted = threaded.parameters();

    Session slices;
    slices.apply(OpenLink{link});
    slices.apply(Play{});
    while (slices.record().step < 100) slices.advance(0.01);
    REQUIRE(record.step > slices.record().step);
    slices.apply(Step{static_cast<int>(record.step - slices.record().step)});
    CHECK(slices.parameters() == wanted);
    CHECK(slices.record().cost == record.cost);
  }
}

TEST_CASE("a pause leaves the moment it shows", "[app][session][threads]") {
  Threaded session;
  play_past(session, 50);
  session.apply(Pause{});
  CHECK_FALSE(session.playing());
  CHECK_FALSE(session.snapshot().playing);
  frames_until(session, [&](const Snapshot&) { return !session.dirty(); });
  const Snapshot& now = session.snapshot();
  const core::Record record = session.record();
  CHECK(now.record.step == record.step);
  CHECK(now.record.cost == record.cost);
  CHECK(now.costs.back().step == record.step);
  CHECK(now.start.step == 0);
  CHECK(now.costs.front().step == 0);
  for (int i = 0; i < 5; ++i) frame(session);
  CHECK(session.record().step == record.step);
}

TEST_CASE("whatever is done while it runs flat out, what is shown fits together",
          "[app][session][threads]") {
  Threaded session;
  session.apply(Play{});
  const Action actions[] = {
      SetField{"training.learning_rate", "0.05"},
      AddLayer{1},
      HoverUnit{{1, 0}, true},
      SetField{"initialization.scale", "1.5", true},
      SetField{"initialization.scale", "1.6", false},
      SetUnits{1, 9},
      Play{},
      RemoveLayer{2},
      HoverUnit{{}, false},
      SetField{"data.source", "gaussians"},
      set_view<&View::speed>(300.0),
      StepEpoch{},
      Play{},
      SetField{"training.learning_rate", "fast"},
      DismissMessage{},
      PinUnit{{1, 1}, true},
      Reset{},
      Play{},
      set_view<&View::speed>(kFlatOut),
      NewStart{},
      OpenText{"mine.csv", "a,b,c,kind\n1,2,3,x\n2,1,3,y\n3,5,1,x\n4,4,2,y\n"},
      Play{},
      Pause{},
      Play{},
      OpenLink{"#source=housing&layers=4tanh,1linear&loss=squared_error"},
      Play{}};
  for (int round = 0; round < 2; ++round)
    for (const Action& action : actions) {
      CAPTURE(round, action.index());
      session.apply(action);
      for (int i = 0; i < 4; ++i) CHECK(fits_together(frame(session)));
    }
}

TEST_CASE("what is asked for during a long update comes after it, in order",
          "[app][session][threads]") {
  Threaded session(kSlow, 0.0);
  bool queued = false;
  for (int i = 0; i < 100 && !queued; ++i) {
    play_past(session, session.snapshot().record.step);
    session.apply(SetField{"training.learning_rate", "0.01", true});
    queued = session.queued();
  }
  REQUIRE(queued);
  session.apply(SetField{"training.learning_rate", "0.02", true});
  session.apply(SetField{"training.learning_rate", "0.03", false});
  session.apply(AddLayer{1});
  CHECK(fits_together(frame(session)));
  frames_until(session, [&](const Snapshot&) { return !session.queued(); });
  CHECK(session.document().training.learning_rate == 0.03);
  CHECK(session.document().layers.size() == 17);
  CHECK(fits_together(session.snapshot()));
  session.apply(Play{});
  session.apply(Pause{});
  CHECK_FALSE(session.playing());
}

TEST_CASE("a long look is the thread's, and an edit does not wait for it",
          "[app][session][threads]") {
  Threaded session(kSlow);
  session.snapshot();
  session.apply(Step{1});
  frames_until(session, [&](const Snapshot&) { return !session.dirty(); });
  CHECK(session.snapshot().record.step == 1);
  CHECK(session.snapshot().record.cost == session.record().cost);
}

TEST_CASE("a thread that diverges pauses once and says where", "[app][session][threads]") {
  Threaded session(
      "#layers=8relu*20,1linear&loss=squared_error&weights=he_normal&scale=4&alpha=10");
  events_of(session);
  session.apply(Play{});
  frames_until(session, [&](const Snapshot& now) { return !now.playing && !session.dirty(); });
  CHECK(session.snapshot().message.starts_with("Diverged at step"));
  CHECK(session.snapshot().record.diverged);
  const auto events = events_of(session);
  CHECK(std::ranges::count(events, Event::Kind::diverged, &Event::kind) == 1);
  const std::int64_t step = session.record().step;
  session.apply(Play{});
  frames_until(session, [step](const Snapshot& now) { return now.record.step > step; });
  CHECK(session.playing());
}

TEST_CASE("remote calls mean the same while a thread trains", "[app][remote][threads]") {
  for (const char* link : {"#", kSlow}) {
    CAPTURE(link);
    Threaded session("#", 0.0);
    CHECK(ask(session, "open", json::array({link})).is_null());
    CHECK(ask(session, "play").is_null());
    frames_until(session, [](const Snapshot& now) { return now.record.step > 0; });
    const std::int64_t before = ask(session, "record")["step"];
    CHECK(session.playing());
    CHECK(ask(session, "step", json::array({2})).is_null());
    CHECK_FALSE(session.playing());
    const std::int64_t after = ask(session, "record")["step"];
    CHECK(after >= before + 2);
    CHECK(ask(session, "record")["step"] == after);
    ask(session, "play");
    ask(session, "pause");
    const json parameters = ask(session, "parameters");
    frame(session);
    CHECK(ask(session, "parameters") == parameters);
    ask(session, "play");
    CHECK(ask(session, "open", json::array({R"({"isobath": 1, "title": "t"})"})).is_null());
    CHECK(ask(session, "document")["title"] == "t");
    CHECK(ask(session, "record")["step"] == 0);
    CHECK_FALSE(session.playing());
    CHECK(ask(session, "build")["threads"] == true);
  }
}

TEST_CASE("a session may end while its thread trains", "[app][session][threads]") {
  for (int i = 0; i < 20; ++i) {
    Threaded session;
    session.apply(Play{});
    for (int frames = 0; frames < i % 4; ++frames) frame(session);
  }
}

TEST_CASE("A breakpoint stops the thread at its very step", "[app][threads]") {
  Threaded session(kSlow);
  session.apply(set_view<&View::breakpoints>({.step = 7}));
  session.apply(Play{});
  frames_until(session, [](const Snapshot& now) { return !now.playing && now.record.step > 0; });
  CHECK(session.snapshot().message == "Stopped at step 7: as asked.");
  CHECK(session.record().step == 7);
}

}  // namespace app_session_threads
