// SPDX-License-Identifier: MIT
// The stepper in the session: a lens that changes nothing until its last line is done.
#include <catch2/catch_test_macros.hpp>

#include "app/session/session.hpp"
#include "app/stepper/stepping.hpp"
#include "document/link.hpp"

namespace app_session_stepper {

using namespace isobath;
using namespace isobath::app;

namespace {

constexpr const char* kCourse =
    "#source=gaussians&inputs=x1,x2,x1*x2&layers=5tanh,5tanh,3tanh,1sigmoid";

void open(Session& session, const char* link) {
  auto document = document::from_link(link);
  REQUIRE(document);
  REQUIRE(session.open(*document));
}

const Stepping& stepping(Session& session) {
  const Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.stepping);
  return *snapshot.stepping;
}

}  // namespace

TEST_CASE("there is a stepper while it is shown and nothing plays", "[app][stepper]") {
  Session session;
  open(session, kCourse);
  CHECK_FALSE(session.snapshot().stepping);
  session.apply(set_view<&View::stepping>(true));
  CHECK(stepping(session).view.formula == "A[0] = X");
  session.apply(Play{});
  CHECK_FALSE(session.snapshot().stepping);
  session.apply(Pause{});
  CHECK(session.snapshot().stepping);
  session.apply(set_view<&View::stepping>(false));
  CHECK_FALSE(session.snapshot().stepping);
}

TEST_CASE("lines are gone over without moving the run, the last one makes the update",
          "[app][stepper]") {
  Session stepped, ordinary;
  for (Session* session : {&stepped, &ordinary}) open(*session, kCourse);
  stepped.apply(set_view<&View::stepping>(true));
  const auto start = stepped.parameters();
  const std::size_t lines = stepping(stepped).stepper.lines().size();
  for (std::size_t line = 1; line < lines; ++line) {
    stepped.apply(StepLines{});
    CHECK(stepping(stepped).stepper.done() == line);
  }
  CHECK(stepped.parameters() == start);
  stepped.apply(StepLines{});
  ordinary.apply(Step{});
  CHECK(stepped.snapshot().record.step == 1);
  CHECK(stepped.parameters() == ordinary.parameters());
  CHECK(stepping(stepped).stepper.done() == 0);
  CHECK(stepping(stepped).stepper.dissection().step == 1);
}

TEST_CASE("back over the beginning of an update leads into the one before", "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(set_view<&View::stepping>(true));
  const auto start = session.parameters();
  session.apply(StepLines{Stride::update});
  CHECK(session.snapshot().record.step == 1);
  session.apply(StepLines{Stride::line, true});
  CHECK(session.snapshot().record.step == 0);
  CHECK(session.parameters() == start);
  const Stepping& last = stepping(session);
  CHECK(last.stepper.done() == last.stepper.lines().size() - 1);
  CHECK(last.view.formula == "b[4] := b[4] − α·db[4]");
  session.apply(StepLines{Stride::update, true});
  CHECK(stepping(session).stepper.done() == 0);
  session.apply(StepLines{Stride::line, true});
  CHECK(session.snapshot().record.step == 0);
}

TEST_CASE("an edit gives the stepper another update", "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(set_view<&View::stepping>(true));
  session.apply(StepLines{Stride::pass});
  session.apply(SetField{"training.optimizer", "momentum", false});
  CHECK(stepping(session).stepper.done() == 0);
  bool has_moment = false;
  for (const std::string& formula : stepping(session).formulas)
    has_moment = has_moment || formula.starts_with("v_dW[1] = ");
  CHECK(has_moment);
}

TEST_CASE("a large network's stepper keeps a bounded number of examples", "[app][stepper]") {
  core::Network network;
  network.inputs = 784;
  for (int l = 0; l < 200; ++l) network.layers.push_back({512, core::Activation::relu, {}, {}, {}});
  CHECK(examples_to_keep(network) >= 1);
  CHECK(examples_to_keep(network) * 5 * 200 * 512 <= 4'000'000);
  network.layers.resize(2);
  CHECK(examples_to_keep(network) == 256);
}

TEST_CASE("lines go by themselves, from update to update, until they are stopped",
          "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(set_view<&View::stepping>(true));
  session.apply(set_view<&View::line_pace>(1e9));
  CHECK(session.view().line_pace == kFastestPace);
  CHECK_FALSE(session.advance(1.0));
  session.apply(PlayLines{});
  CHECK(session.lines_playing());
  CHECK(session.dirty());
  // The first is due at once.
  CHECK(session.advance(1.0));
  CHECK(stepping(session).stepper.done() == 1);
  CHECK(session.snapshot().lines_playing);
  CHECK(session.dirty());
  CHECK_FALSE(session.has_news());
  session.apply(GoToLine{1000});
  CHECK_FALSE(session.lines_playing());
  const std::size_t last = stepping(session).stepper.lines().size() - 1;
  CHECK(stepping(session).stepper.done() == last);
  session.apply(PlayLines{});
  while (session.snapshot().record.step == 0) session.advance(1.0);
  CHECK(session.lines_playing());
  CHECK(stepping(session).stepper.done() == 0);
  session.apply(PlayLines{false});
  CHECK_FALSE(session.lines_playing());
  session.snapshot();
  CHECK_FALSE(session.dirty());
}

TEST_CASE("lines that go by themselves end at breakpoints; those moved by hand do not",
          "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(set_view<&View::stepping>(true));
  session.apply(set_view<&View::line_pace>(1e9));
  session.apply(set_view<&View::breakpoints>({.step = 2}));
  session.apply(PlayLines{});
  while (session.lines_playing()) session.advance(1.0);
  CHECK(session.snapshot().record.step == 2);
  CHECK(session.snapshot().message.find("as asked") != std::string::npos);
  session.apply(DismissMessage{});
  session.apply(set_view<&View::breakpoints>({.step = 3}));
  session.apply(StepLines{Stride::update});
  session.apply(StepLines{Stride::update});
  CHECK(session.snapshot().message.empty());
  CHECK(session.snapshot().record.step >= 3);
}

TEST_CASE("any move, an edit, a hidden stepper or training stops the lines", "[app][stepper]") {
  const std::vector<Action> stops{StepLines{},
                                  StepLines{Stride::pass, true},
                                  GoToLine{3},
                                  Play{},
                                  Pause{},
                                  Step{},
                                  Back{},
                                  Reset{},
                                  SetField{"training.optimizer", "adam", false},
                                  SetField{"data.noise", "0.3", false},
                                  set_view<&View::stepping>(false)};
  for (const Action& action : stops) {
    CAPTURE(action.index());
    Session session;
    open(session, kCourse);
    session.apply(set_view<&View::stepping>(true));
    session.apply(PlayLines{});
    session.apply(action);
    session.advance(1.0);
    CHECK_FALSE(session.lines_playing());
    // What only changes the look of things does not.
    session.apply(Pause{});
    session.apply(set_view<&View::stepping>(true));
    session.apply(PlayLines{});
    session.apply(set_view<&View::columns>(Columns::mean));
    session.apply(set_view<&View::example>(3));
    session.apply(set_view<&View::theme>(ThemeChoice::light));
    session.advance(1.0);
    CHECK(session.lines_playing());
  }
}

TEST_CASE("without the stepper there are no lines to play", "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(PlayLines{});
  CHECK_FALSE(session.lines_playing());
  CHECK_FALSE(session.advance(1.0));
}

TEST_CASE("lines that go by themselves stop where training diverges", "[app][stepper]") {
  Session session;
  open(session,
       "#layers=4relu,1linear&loss=squared_error&source=plane&learning_rate=1000&precision=half");
  session.apply(set_view<&View::stepping>(true));
  for (int update = 0; update < 3 && session.snapshot().message.empty(); ++update) {
    session.apply(GoToLine{1000});
    session.apply(PlayLines{});
    const auto before = session.snapshot().record.step;
    while (session.snapshot().record.step == before) session.advance(1.0);
  }
  CHECK(session.snapshot().message.starts_with("Diverged"));
  CHECK_FALSE(session.lines_playing());
}

TEST_CASE("what is looked at of the columns is kept from line to line", "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(set_view<&View::stepping>(true));
  session.apply(StepLines{});
  session.apply(set_view<&View::columns>(Columns::example));
  session.apply(set_view<&View::example>(7));
  CHECK(stepping(session).view.result.name == "z[1]");
  CHECK(stepping(session).example() == 7);
  session.apply(StepLines{});
  CHECK(stepping(session).view.result.name == "a[1]");
  // The set has 500 examples, of which half are trained with.
  session.apply(set_view<&View::example>(400));
  CHECK(stepping(session).example() == 0);
  CHECK(stepping(session).told ==
        "Example 401 is not among the columns of this batch; its first is shown.");
  session.apply(set_view<&View::columns>(Columns::mean));
  CHECK(stepping(session).view.result.name == "mean A[1]");
  CHECK(stepping(session).view.result.values.cols() == 1);
  session.apply(set_view<&View::columns>(Columns::batch));
  CHECK(stepping(session).view.result.values.cols() > 1);
}

TEST_CASE("a shape is tried of one line, and forgotten at the next", "[app][stepper]") {
  Session session;
  open(session, kCourse);
  session.apply(set_view<&View::stepping>(true));
  session.apply(StepLines{});
  CHECK_FALSE(stepping(session).verdict);
  session.apply(TryShape{0, "(3, 5)"});
  REQUIRE(stepping(session).verdict);
  CHECK(stepping(session).verdict->kind == ShapeVerdict::Kind::broken);
  session.apply(TryShape{0, "(5, 3)"});
  CHECK(stepping(session).verdict->kind == ShapeVerdict::Kind::right);
  session.apply(StepLines{});
  CHECK_FALSE(stepping(session).verdict);
}

TEST_CASE("the same start again begins the update's lines anew", "[app][stepper]") {
  Session session;
  session.apply(set_view<&View::stepping>(true));
  session.apply(Step{1});
  session.snapshot();
  session.apply(StepLines{Stride::line, false});
  REQUIRE(session.snapshot().stepping->stepper.done() == 1);
  session.apply(Reset{});
  session.apply(Step{1});
  CHECK(session.snapshot().stepping->stepper.done() == 0);
}

}  // namespace app_session_stepper
