// SPDX-License-Identifier: MIT
// The time machine: a moment that is gone back to is bit for bit what it was, whatever was done on
// the way, and frames stay within their memory.
#include "app/run/timeline.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <map>

#include "app/session/session.hpp"
#include "document/json.hpp"
#include "document/record_json.hpp"

namespace app_timeline {

using namespace isobath;
using namespace isobath::app;

namespace {

/// What a moment was: every bit of its parameters, and its record.
struct Was {
  core::Parameters<double> parameters;
  std::string record;
  core::TrainingOptions options;
};

Was now_of(Session& session) {
  return {session.parameters(), document::to_json(session.record()), session.document().training};
}

bool same_bits(const core::Parameters<double>& a, const core::Parameters<double>& b) {
  return a.count() == b.count() &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.count()) * sizeof(double)) == 0;
}

void check_same(Session& session, const Was& was) {
  CHECK(same_bits(session.parameters(), was.parameters));
  CHECK(document::to_json(session.record()) == was.record);
  CHECK(session.document().training == was.options);
}

/// Steps one by one and writes down what each moment is.
void walk(Session& session, std::map<std::int64_t, Was>& moments, int steps) {
  for (int i = 0; i <= steps; ++i) {
    moments[session.record().step] = now_of(session);
    if (i < steps) session.apply(Step{1});
  }
}

void check_everywhere(Session& session, const std::map<std::int64_t, Was>& moments) {
  const auto last = moments.rbegin()->first;
  for (const std::int64_t step : {last, last - 1, last / 2, last / 2 + 3, last - 7, std::int64_t{1},
                                  std::int64_t{0}, last / 3, last}) {
    CAPTURE(step);
    session.apply(Seek{step});
    REQUIRE(session.record().step == step);
    check_same(session, moments.at(step));
  }
}

struct FakeStanding : Run::Standing {
  FakeStanding(std::int64_t at, std::size_t size) { step = at, bytes = size; }
};

Run::Kept frame(std::int64_t step, std::size_t bytes = 100) {
  return std::make_shared<FakeStanding>(step, bytes);
}

}  // namespace

TEST_CASE("every moment comes back bit for bit", "[app][timeline]") {
  for (const char* link :
       {"#", "#optimizer=momentum&batch=16", "#optimizer=nesterov&batch=7&shuffle=false",
        "#optimizer=rmsprop&batch=32&alpha=0.01", "#optimizer=adam&batch=10&dropout=0.3&alpha=0.01",
        "#precision=half&batch=20&optimizer=adam", "#precision=bfloat16&l1=0.01&l2=0.1",
        "#precision=double&optimizer=adam&clip_norm=0.5&batch=64",
        "#layers=8relu*20,1linear&loss=squared_error&weights=he_normal&scale=4&alpha=10",
        "#source=spiral&layers=8tanh,8tanh,1sigmoid&batch=3&arithmetic=reproducible"}) {
    CAPTURE(link);
    Session session;
    session.apply(OpenLink{link});
    REQUIRE(session.snapshot().message == "");
    std::map<std::int64_t, Was> moments;
    walk(session, moments, 60);
    check_everywhere(session, moments);
  }
}

TEST_CASE("moments before a change of hyperparameters have the old ones", "[app][timeline]") {
  Session session;
  session.apply(OpenLink{"#optimizer=momentum&batch=16"});
  std::map<std::int64_t, Was> moments;
  walk(session, moments, 20);
  session.apply(SetField{"training.learning_rate", "0.3"});
  walk(session, moments, 15);
  session.apply(SetField{"training.optimizer", "adam"});
  session.apply(SetField{"training.optimizer", "momentum"});  // which drops the moments
  session.apply(SetField{"training.batch", "50"});
  walk(session, moments, 15);
  session.apply(SetField{"training.optimizer", "rmsprop"});
  session.apply(SetField{"training.dropout", "0.2"});
  walk(session, moments, 10);
  REQUIRE(session.record().step == 60);
  check_everywhere(session, moments);
  // Step by step through all of it, forwards and backwards.
  session.apply(Seek{0});
  for (std::int64_t step = 1; step <= 60; ++step) {
    session.apply(Step{1});
    check_same(session, moments.at(step));
  }
  for (std::int64_t step = 59; step >= 0; --step) {
    session.apply(Back{1});
    check_same(session, moments.at(step));
  }
}

TEST_CASE("playing on from an earlier moment repeats what was", "[app][timeline]") {
  Session session;
  session.apply(OpenLink{"#optimizer=adam&batch=16&alpha=0.01"});
  session.apply(Step{300});
  session.apply(SetField{"training.learning_rate", "0.05"});
  session.apply(Step{200});
  const Was end = now_of(session);
  session.apply(Seek{120});
  CHECK(session.document().training.learning_rate == 0.01);
  CHECK(session.snapshot().timeline.last == 500);
  CHECK(session.snapshot().timeline.now == 120);
  session.apply(set_view<&View::speed>(1000.0));
  session.apply(Play{});
  while (session.snapshot().record.step < 400) session.advance(1.0);
  CHECK(session.document().training.learning_rate == 0.05);
  session.apply(Pause{});
  session.apply(Seek{500});
  check_same(session, end);
}

TEST_CASE("an edit in the past forgets the future and goes another way", "[app][timeline]") {
  Session session;
  session.apply(OpenLink{"#batch=16"});
  session.apply(Step{100});
  const Was once = now_of(session);
  session.apply(Seek{40});
  session.apply(SetField{"training.learning_rate", "0.2"});
  CHECK(session.snapshot().timeline.last == 40);
  CHECK(session.snapshot().costs.back().step == 40);
  session.apply(Seek{90});
  CHECK(session.record().step == 40);
  session.apply(Step{60});
  CHECK_FALSE(same_bits(session.parameters(), once.parameters));
  // The same document from the start, told to change at the same step, comes to the same place.
  const Was fork = now_of(session);
  Session other;
  other.apply(OpenLink{"#batch=16"});
  other.apply(Step{40});
  other.apply(SetField{"training.learning_rate", "0.2"});
  other.apply(Step{60});
  CHECK(same_bits(other.parameters(), fork.parameters));
}

TEST_CASE("parameters set by hand are part of the past", "[app][timeline]") {
  Session session;
  session.apply(OpenLink{"#optimizer=adam&batch=16&alpha=0.01"});
  std::map<std::int64_t, Was> moments;
  walk(session, moments, 12);
  session.apply(SetWeight{1, 0, 1, 0.75, true});
  session.apply(SetWeight{1, 0, 1, 1.25, false});
  walk(session, moments, 10);
  session.apply(SetBias{2, 0, -0.5, false});
  walk(session, moments, 20);
  check_everywhere(session, moments);
  session.apply(Seek{0});
  for (std::int64_t step = 1; step <= 42; ++step) {
    session.apply(Step{1});
    check_same(session, moments.at(step));
  }
}

TEST_CASE("going back stops at the start, and forwards at the newest", "[app][timeline]") {
  Session session;
  session.apply(Back{3});
  CHECK(session.record().step == 0);
  session.apply(Step{5});
  session.apply(Back{1'000'000'000});
  CHECK(session.record().step == 0);
  session.apply(Seek{77});
  CHECK(session.record().step == 5);
  session.apply(Seek{-4});
  CHECK(session.record().step == 0);
  session.apply(Step{9});
  session.apply(OpenText{"saved.json", document::to_json(session.saved())});
  session.apply(Step{6});
  session.apply(Back{100});
  CHECK(session.record().step == 9);  // a saved training has no past
}

TEST_CASE("a network too large to go back with says so", "[app][timeline][slow]") {
  Session session;
  session.apply(OpenLink{"#layers=512relu*100,1sigmoid&examples=4&weights=he_normal"});
  session.apply(Step{1});
  session.apply(Back{1});
  CHECK(session.record().step == 1);
  CHECK(session.snapshot().message_is_error);
}

TEST_CASE("a divergence that is gone back behind is told once more", "[app][timeline]") {
  Session session;
  session.apply(
      OpenLink{"#layers=8relu*20,1linear&loss=squared_error&weights=he_normal&scale=4&alpha=10"});
  const auto diverge = [&session] {
    session.apply(Play{});
    for (int i = 0; i < 2000 && session.playing(); ++i) session.advance(1.0);
    CHECK_FALSE(session.playing());
    return session.record().diverged;
  };
  const auto first = diverge();
  REQUIRE(first);
  session.apply(Seek{0});
  CHECK_FALSE(session.record().diverged);
  session.apply(DismissMessage{});
  CHECK(diverge() == first);
  CHECK_FALSE(session.snapshot().message.empty());
}

TEST_CASE("frames stay within their memory, dense near now", "[app][timeline]") {
  Timeline timeline(10'000);
  timeline.begin(0, {});
  for (std::int64_t step = 0; step <= 100'000; step += 10) {
    timeline.keep(frame(step));
    timeline.reach(step);
    REQUIRE(timeline.bytes() <= 10'000);
  }
  CHECK(timeline.frames() == 100);
  CHECK(timeline.first() == 0);
  CHECK(timeline.before(100'000)->step == 100'000);
  std::int64_t widest = 0;
  std::int64_t last_gap = 0;
  for (std::int64_t step = 100'000; step > 0;) {
    const std::int64_t before = timeline.before(step - 1)->step;
    widest = std::max(widest, step - before);
    if (step == 100'000) last_gap = step - before;
    step = before;
  }
  CHECK(widest < 8'000);
  CHECK(last_gap < 1'000);
  CHECK_FALSE(timeline.affords(4'000));
}

TEST_CASE("frames that no replay leads to are kept as long as there is room", "[app][timeline]") {
  Timeline timeline(1'000);
  timeline.begin(0, {});
  timeline.keep(frame(0));
  timeline.reach(5);
  timeline.edit(frame(5));
  for (std::int64_t step = 6; step < 200; ++step) {
    timeline.reach(step);
    timeline.keep(frame(step));
  }
  CHECK(timeline.before(5)->step == 5);
  CHECK(timeline.next_event(0) == 5);
  for (std::int64_t step = 200; step < 220; ++step) {
    timeline.reach(step);
    timeline.edit(frame(step));
  }
  CHECK(timeline.bytes() <= 1'000);
  CHECK(timeline.first() > 5);
}

}  // namespace app_timeline
