// SPDX-License-Identifier: MIT
// Every reason to stop fires in a real training where it should, and only there.
#include "app/run/breakpoints.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "app/run/run.hpp"
#include "app/session/session.hpp"

namespace app_breakpoints {

using namespace isobath;
using namespace isobath::app;

namespace {

/// Trains until there is a reason; the step and the sentence.
std::pair<std::int64_t, std::string> train(const document::Document& document,
                                           const Breakpoints& breakpoints, int at_most) {
  auto run = Run::begin(document);
  REQUIRE(run);
  core::Record before = (*run)->record();
  for (int step = 0; step < at_most; ++step) {
    (*run)->step(false);
    const core::Record now = (*run)->record();
    if (const auto reason = reason_to_stop(breakpoints, before, now)) return {now.step, *reason};
    before = now;
  }
  return {-1, ""};
}

constexpr Breakpoints kNone{
    .cost_rises = false, .layer_dies = false, .non_finite = false, .step = {}};

}  // namespace

TEST_CASE("a training that learns stops for nothing", "[app][breakpoints]") {
  Breakpoints all;
  all.cost_rises = all.layer_dies = true;
  CHECK(train({}, all, 50).first == -1);
}

TEST_CASE("it stops before the step that was asked for", "[app][breakpoints]") {
  Breakpoints breakpoints = kNone;
  breakpoints.step = 7;
  CHECK(train({}, breakpoints, 50) ==
        std::pair<std::int64_t, std::string>{7, "Stopped at step 7: as asked."});
}

TEST_CASE("it stops where J rises", "[app][breakpoints]") {
  document::Document document;
  document.training.learning_rate = 30.0;
  Breakpoints breakpoints = kNone;
  breakpoints.cost_rises = true;
  const auto [step, sentence] = train(document, breakpoints, 50);
  CHECK(step > 0);
  CHECK(sentence.find("J rose from ") != std::string::npos);
  CHECK(train(document, kNone, 50).first == -1);
}

TEST_CASE("it stops where a layer dies", "[app][breakpoints]") {
  document::Document document;
  for (auto& layer : document.layers)
    if (&layer != &document.layers.back()) layer.activation = core::Activation::relu;
  document.initialization.weights = core::WeightScheme::he_normal;
  // One huge step sends every hidden unit to where ReLU is flat.
  document.training.learning_rate = 1e4;
  Breakpoints breakpoints = kNone;
  breakpoints.layer_dies = true;
  const auto [step, sentence] = train(document, breakpoints, 50);
  CHECK(step > 0);
  CHECK(sentence.find(" has died: ") != std::string::npos);
}

TEST_CASE("it stops at the first non-finite value, once", "[app][breakpoints]") {
  document::Document document;
  document.data.source = data::Source::waves;
  document.layers.back().activation = core::Activation::linear;
  for (auto& layer : document.layers) layer.activation = core::Activation::linear;
  document.loss = core::Loss::squared_error;
  document.training.learning_rate = 1e6;
  const auto [step, sentence] = train(document, Breakpoints{}, 200);
  CHECK(step > 0);
  CHECK(sentence.find("the first non-finite value is in ") != std::string::npos);
  auto run = Run::begin(document);
  REQUIRE(run);
  for (int i = 0; i < step + 1; ++i) (*run)->step(false);
  const core::Record diverged = (*run)->record();
  CHECK_FALSE(reason_to_stop(Breakpoints{}, diverged, diverged));
}

namespace {

/// Plays in slices until it stops by itself; what the user reads then.
std::string play(Session& session) {
  session.apply(Play{});
  for (int i = 0; i < 5000 && session.playing(); ++i) session.advance(1.0);
  REQUIRE_FALSE(session.playing());
  return session.snapshot().message;
}

}  // namespace

TEST_CASE("playing stops at the step asked for, and goes on when it is asked to",
          "[app][breakpoints]") {
  Session session;
  session.apply(set_view<&View::breakpoints>({.step = 137}));
  CHECK(play(session) == "Stopped at step 137: as asked.");
  CHECK(session.record().step == 137);
  CHECK_FALSE(session.snapshot().message_is_error);
  session.apply(set_view<&View::breakpoints>({.step = 150}));
  CHECK(play(session) == "Stopped at step 150: as asked.");
  // The same moment as without a breakpoint.
  const core::Record stopped = session.record();
  Session steps;
  steps.apply(Step{150});
  CHECK(steps.record().cost == stopped.cost);
  session.apply(Play{});
  session.advance(1.0);
  CHECK(session.record().step > 150);
  CHECK(session.playing());
}

TEST_CASE("playing stops at the very update that raised J", "[app][breakpoints]") {
  Session session;
  session.apply(SetField{"training.learning_rate", "30"});
  session.apply(set_view<&View::breakpoints>({.cost_rises = true}));
  const std::string sentence = play(session);
  const core::Record after = session.record();
  CHECK(sentence.find("Stopped at step " + std::to_string(after.step) + ": J rose from ") == 0);
  session.apply(Back{1});
  CHECK(session.record().cost < after.cost);
}

TEST_CASE("who does not ask for a stop at NaN trains on", "[app][breakpoints]") {
  document::Document document;
  document.data.source = data::Source::waves;
  for (auto& layer : document.layers) layer.activation = core::Activation::linear;
  document.loss = core::Loss::squared_error;
  document.training.learning_rate = 1e6;
  Session session;
  REQUIRE(session.open(document));
  const std::string sentence = play(session);
  CHECK(sentence.find("Stopped") == std::string::npos);
  CHECK_FALSE(sentence.empty());
  const std::int64_t step = session.record().step;
  Session other;
  REQUIRE(other.open(document));
  other.apply(set_view<&View::breakpoints>({.non_finite = false, .step = step + 20}));
  CHECK(play(other).find(std::to_string(step + 20) + ": as asked.") != std::string::npos);
}

}  // namespace app_breakpoints
