// SPDX-License-Identifier: MIT
// The stepper in the session: a lens that changes nothing until its last line is done.
#include <catch2/catch_test_macros.hpp>

#include "app/session.hpp"
#include "app/stepping.hpp"
#include "document/link.hpp"

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
  session.apply(ShowStepper{true});
  CHECK(stepping(session).view.formula == "A[0] = X");
  session.apply(Play{});
  CHECK_FALSE(session.snapshot().stepping);
  session.apply(Pause{});
  CHECK(session.snapshot().stepping);
  session.apply(ShowStepper{false});
  CHECK_FALSE(session.snapshot().stepping);
}

TEST_CASE("lines are gone over without moving the run, the last one makes the update",
          "[app][stepper]") {
  Session stepped, ordinary;
  for (Session* session : {&stepped, &ordinary}) open(*session, kCourse);
  stepped.apply(ShowStepper{true});
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
  session.apply(ShowStepper{true});
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
  session.apply(ShowStepper{true});
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
