// SPDX-License-Identifier: MIT
// Runs that have ended: which are kept, how they are named, and that they come back bit for bit.
#include "app/run/runs.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "app/session/session.hpp"

namespace app_runs {

using namespace isobath;
using namespace isobath::app;

namespace {

void set(Session& session, const char* field, const char* value, bool dragging = false) {
  session.apply(SetField{field, value, dragging});
}

const std::vector<EndedRun>& runs_of(Session& session) { return session.snapshot().runs; }

}  // namespace

TEST_CASE("a run that has trained is kept when another one begins", "[app][runs]") {
  Session session;
  session.apply(Step{30});
  const core::Record record = session.record();
  session.apply(Reset{});
  REQUIRE(runs_of(session).size() == 1);
  const EndedRun& run = runs_of(session).front();
  CHECK(run.last.step == 30);
  CHECK(run.last.cost == record.cost);
  CHECK(run.costs.back().cost == record.cost);
  CHECK(run.start.step == 0);
  CHECK(run.document == session.document());
  CHECK(run.standing != nullptr);
}

TEST_CASE("a run that has not trained is not kept, nor one that only goes on otherwise",
          "[app][runs]") {
  Session session;
  session.apply(NewStart{});
  session.apply(AddLayer{1});
  CHECK(runs_of(session).empty());
  session.apply(Step{25});
  set(session, "training.learning_rate", "0.3");
  CHECK(runs_of(session).empty());
  session.apply(OpenDocument{});
  CHECK(runs_of(session).size() == 1);
}

TEST_CASE("a gesture keeps the run it began with and none of those on its way", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  for (const char* scale : {"1.1", "1.2", "1.3"}) {
    set(session, "initialization.scale", scale, true);
    session.apply(Step{2});
  }
  set(session, "initialization.scale", "1.4", false);
  REQUIRE(runs_of(session).size() == 1);
  CHECK(runs_of(session)[0].document.initialization.scale == 1.0);
}

TEST_CASE("a run is kept however the gesture before it ended", "[app][runs]") {
  const char* const fields[] = {"training.learning_rate", "initialization.scale"};
  for (const char* field : fields) {
    for (const bool released : {false, true}) {
      Session session;
      set(session, field, "0.5", true);
      if (released) set(session, field, "0.5", false);
      session.apply(Step{25});
      session.apply(Reset{});
      CHECK(runs_of(session).size() == 1);
      set(session, field, "0.7", true);
      if (released) set(session, field, "0.7", false);
      session.apply(Step{25});
      session.apply(AddLayer{1});
      CHECK(runs_of(session).size() == 2);
    }
  }
  // Trained while it plays, without any action in between but the release.
  Session session;
  set(session, "initialization.scale", "0.5", true);
  session.apply(Play{});
  set(session, "initialization.scale", "0.6", true);
  set(session, "initialization.scale", "0.6", false);
  while (session.snapshot().record.step < 20) session.advance(5.0);
  set(session, "initialization.scale", "0.8", true);
  CHECK(runs_of(session).size() == 1);
  session.advance(5.0);
  set(session, "initialization.scale", "0.9", true);
  CHECK(runs_of(session).size() == 1);
}

TEST_CASE("a run of fewer than 20 updates is not kept", "[app][runs]") {
  Session session;
  session.apply(Step{19});
  session.apply(NewStart{});
  CHECK(runs_of(session).empty());
  session.apply(Step{20});
  session.apply(NewStart{});
  CHECK(runs_of(session).size() == 1);
}

TEST_CASE("runs of other data are hidden until they are asked for", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  set(session, "data.source", "xor");
  REQUIRE(runs_of(session).size() == 1);
  CHECK_FALSE(runs_of(session)[0].shown);
  session.apply(ShowRun{runs_of(session)[0].id, true});
  set(session, "training.learning_rate", "0.3");
  CHECK(runs_of(session)[0].shown);
  session.apply(Step{25});
  set(session, "data.source", "circle");
  REQUIRE(runs_of(session).size() == 2);
  CHECK(runs_of(session)[0].shown);
  CHECK_FALSE(runs_of(session)[1].shown);
}

TEST_CASE("runs with other inputs or another scaling of the same examples stay on the plot",
          "[app][runs]") {
  Session session;
  session.apply(Step{25});
  set(session, "data.inputs", "x1,x2,x1^2");
  session.apply(Step{25});
  set(session, "data.scaling", "standardize");
  REQUIRE(runs_of(session).size() == 2);
  CHECK(runs_of(session)[0].shown);
  CHECK(runs_of(session)[1].shown);
  set(session, "data.noise", "0.3");
  CHECK_FALSE(runs_of(session)[0].shown);
}

TEST_CASE("the same training once more takes the place of its shorter self", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  session.apply(Reset{});
  session.apply(Step{30});
  session.apply(Reset{});
  REQUIRE(runs_of(session).size() == 1);
  CHECK(runs_of(session)[0].last.step == 30);
  session.apply(Step{25});
  session.apply(NewStart{});
  CHECK(runs_of(session).size() == 2);  // what is shorter is no better news, but it is another
}

TEST_CASE("runs are named by what differs", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  session.apply(Reset{});
  CHECK(runs_of(session)[0].name == "the same");
  CHECK(session.snapshot().run_name.empty());
  set(session, "training.learning_rate", "0.3");
  CHECK(runs_of(session)[0].name == "α 0.1");
  CHECK(session.snapshot().run_name == "α 0.3");
  set(session, "network.layers", "8relu*3,1sigmoid");
  session.apply(Step{25});
  set(session, "initialization.weights", "he_normal");
  REQUIRE(runs_of(session).size() == 2);
  CHECK(runs_of(session)[0].name == "4 tanh · xavier · α 0.1");
  CHECK(runs_of(session)[1].name == "3 × 8 relu · xavier · α 0.3");
  CHECK(session.snapshot().run_name == "3 × 8 relu · he · α 0.3");
}

TEST_CASE("small numbers are named in powers of ten", "[app][runs]") {
  Session session;
  set(session, "training.learning_rate", "1e-5");
  session.apply(Step{25});
  session.apply(Reset{});
  set(session, "training.learning_rate", "2e-5");
  REQUIRE(runs_of(session).size() == 1);
  CHECK(session.snapshot().run_name == "α 2·10⁻⁵");
  set(session, "training.learning_rate", "1.25e-5");
  CHECK(session.snapshot().run_name == "α 1.25·10⁻⁵");
}

TEST_CASE("every document has as many traits", "[app][runs]") {
  document::Document deep;
  deep.layers.insert(deep.layers.begin(), 9, deep.layers.front());
  deep.layers[3].scale = 2.0;
  deep.data.source = data::Source::images;
  deep.training.batch = 32;
  CHECK(traits(deep).size() == traits({}).size());
}

TEST_CASE("a kept run comes back where it stood and goes on as if it had not stopped",
          "[app][runs]") {
  Session whole;
  set(whole, "optimizer", "adam");
  set(whole, "batch", "32");
  whole.apply(Step{60});
  Session session;
  set(session, "optimizer", "adam");
  set(session, "batch", "32");
  session.apply(Step{40});
  const auto stood = session.parameters();
  session.apply(AddLayer{1});
  session.apply(Step{23});
  REQUIRE(runs_of(session).size() == 1);
  const int id = runs_of(session)[0].id;
  const std::size_t samples = runs_of(session)[0].costs.size();
  session.apply(RestoreRun{id});
  CHECK(session.document().layers.size() == 2);
  CHECK(session.record().step == 40);
  CHECK(session.parameters() == stood);
  CHECK(session.snapshot().costs.size() >= samples);
  CHECK(session.snapshot().start.step == 0);
  REQUIRE(runs_of(session).size() == 1);  // the other one now
  CHECK(runs_of(session)[0].document.layers.size() == 3);
  session.apply(Step{20});
  CHECK(session.parameters() == whole.parameters());
  session.apply(Reset{});
  CHECK(session.record().step == 0);  // the document's start, not the restored moment
}

TEST_CASE("runs are hidden, deleted and cleared, and the oldest makes room", "[app][runs]") {
  Session session;
  for (int i = 0; i < 25; ++i) {
    session.apply(Step{20});
    session.apply(NewStart{});
  }
  REQUIRE(runs_of(session).size() == kMaxRuns);
  CHECK(runs_of(session).front().id == 6);
  for (const EndedRun& run : runs_of(session)) CHECK(run.colour < static_cast<int>(kMaxRuns));
  session.apply(ShowRun{7, false});
  CHECK_FALSE(runs_of(session)[1].shown);
  session.apply(DeleteRun{6});
  CHECK(runs_of(session).size() == kMaxRuns - 1);
  CHECK(runs_of(session).front().id == 7);
  session.apply(RestoreRun{6});  // there is none any more: nothing happens
  CHECK(runs_of(session).size() == kMaxRuns - 1);
  session.apply(ClearRuns{});
  CHECK(runs_of(session).empty());
}

TEST_CASE("restoring a run is an edit that can be undone", "[app][runs]") {
  Session session;
  session.apply(Step{40});
  session.apply(AddLayer{1});
  session.apply(Step{23});
  const auto stood = session.parameters();
  session.apply(RestoreRun{runs_of(session)[0].id});
  REQUIRE(session.record().step == 40);
  session.apply(Undo{});
  CHECK(session.document().layers.size() == 3);
  CHECK(session.parameters() == stood);
  REQUIRE(runs_of(session).size() == 1);
  CHECK(runs_of(session)[0].document.layers.size() == 2);
  session.apply(Redo{});
  CHECK(session.record().step == 40);
  CHECK(session.document().layers.size() == 2);
}

TEST_CASE("a run that comes back by undo does not stand in the list too", "[app][runs]") {
  Session session;
  session.apply(Step{30});
  session.apply(Reset{});
  REQUIRE(runs_of(session).size() == 1);
  session.apply(Undo{});
  CHECK(session.record().step == 30);
  CHECK(runs_of(session).empty());
}

TEST_CASE("a pinned run stays however many follow it", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  session.apply(NewStart{});
  const int first = runs_of(session).front().id;
  session.apply(PinRun{first, true});
  for (std::size_t i = 0; i < kMaxRuns + 3; ++i) {
    session.apply(Step{20});
    session.apply(NewStart{});
  }
  const auto& runs = runs_of(session);
  CHECK(runs.size() == kMaxRuns);
  CHECK((runs.front().id == first && runs.front().pinned));
  CHECK(runs[1].id == first + 5);
  session.apply(ClearRuns{});
  REQUIRE(runs_of(session).size() == 1);
  CHECK(runs_of(session).front().id == first);
  session.apply(PinRun{first, false});
  session.apply(ClearRuns{});
  CHECK(runs_of(session).empty());
}

TEST_CASE("where all runs of a full list are pinned, it is said that the next is not kept",
          "[app][runs]") {
  Session session;
  for (std::size_t i = 0; i < kMaxRuns; ++i) {
    session.apply(Step{20});
    session.apply(NewStart{});
    session.apply(PinRun{runs_of(session).back().id, true});
  }
  CHECK(session.snapshot().notice == "");
  session.apply(Step{20});
  const int last = runs_of(session).back().id;
  session.apply(NewStart{});
  CHECK(runs_of(session).size() == kMaxRuns);
  CHECK(runs_of(session).back().id == last);
  CHECK(session.snapshot().notice == "20 runs are pinned: this one was not kept.");
}

TEST_CASE("a pinned run that goes on is pinned again", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  session.apply(NewStart{});
  session.apply(PinRun{runs_of(session)[0].id, true});
  session.apply(RestoreRun{runs_of(session)[0].id});
  CHECK(runs_of(session).empty());
  session.apply(Step{5});
  session.apply(NewStart{});
  REQUIRE(runs_of(session).size() == 1);
  CHECK(runs_of(session)[0].pinned);
  CHECK(runs_of(session)[0].last.step == 30);
}

TEST_CASE("a pinned run that comes back by undoing is pinned again", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  session.apply(NewStart{});
  session.apply(PinRun{runs_of(session)[0].id, true});
  session.apply(Undo{});
  CHECK(runs_of(session).empty());
  session.apply(NewStart{});
  REQUIRE(runs_of(session).size() == 1);
  CHECK(runs_of(session)[0].pinned);
}

TEST_CASE("a pin is of one run, kept or not", "[app][runs]") {
  Session session;
  session.apply(Step{25});
  session.apply(NewStart{});
  session.apply(PinRun{runs_of(session)[0].id, true});
  session.apply(RestoreRun{runs_of(session)[0].id});
  session.apply(Reset{});  // keeps it
  REQUIRE(runs_of(session).size() == 1);
  session.apply(RestoreRun{runs_of(session)[0].id});
  session.apply(Back{});
  session.apply(OpenLink{"#source=xor"});
  const auto pinned = std::ranges::count_if(runs_of(session), &EndedRun::pinned);
  session.apply(Step{25});
  session.apply(NewStart{});
  CHECK(std::ranges::count_if(runs_of(session), &EndedRun::pinned) == pinned);
}

}  // namespace app_runs
