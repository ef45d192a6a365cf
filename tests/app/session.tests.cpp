// SPDX-License-Identifier: MIT
// The session as its users know it: edits, training, what is shown, what stays when something
// fails.
#include "app/session/session.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "app/run/history.hpp"
#include "document/json.hpp"
#include "document/link.hpp"

namespace app_session {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<Event> events_of(Session& session) {
  std::vector<Event> events;
  session.take_events(events);
  return events;
}

bool same_bits(const core::Parameters<double>& a, const core::Parameters<double>& b) {
  return a == b;
}

}  // namespace

TEST_CASE("the default document opens and learns at once", "[app][session]") {
  Session session;
  const Snapshot& start = session.snapshot();
  REQUIRE(start.document != nullptr);
  REQUIRE(start.dataset != nullptr);
  CHECK(start.record.step == 0);
  CHECK(start.parameter_count == 17);
  const double before = start.record.cost;
  session.apply(Step{300});
  CHECK(session.record().step == 300);
  CHECK(session.record().cost < 0.7 * before);
  CHECK(session.record().train.accuracy > 0.8);
}

TEST_CASE("reset brings the same start back, a new start another", "[app][session]") {
  Session session;
  const auto start = session.parameters();
  session.apply(Step{50});
  CHECK_FALSE(same_bits(session.parameters(), start));
  session.apply(Reset{});
  CHECK(same_bits(session.parameters(), start));
  CHECK(session.record().step == 0);
  session.apply(NewStart{});
  CHECK_FALSE(same_bits(session.parameters(), start));
  CHECK(session.document().initialization.seed == 2);
}

TEST_CASE("the scale dial multiplies the start and leaves the draws", "[app][session]") {
  Session session;
  const auto start = session.parameters();
  session.apply(Step{5});
  session.apply(SetField{"initialization.scale", "2", true});
  const auto doubled = session.parameters();
  CHECK(session.record().step == 0);
  CHECK(doubled[0].weights.isApprox(2.0 * start[0].weights, 1e-7));
  session.apply(SetField{"initialization.scale", "1", false});
  CHECK(same_bits(session.parameters(), start));
}

TEST_CASE("hyperparameters change the running training without a new start", "[app][session]") {
  Session session;
  session.apply(Step{10});
  session.apply(SetField{"training.learning_rate", "0.3"});
  CHECK(session.record().step == 10);
  session.apply(SetField{"training.batch", "16"});
  session.apply(SetField{"training.l2", "0.01"});
  session.apply(Step{1});
  CHECK(session.record().step == 11);
  CHECK(session.document().training.batch == 16);
}

TEST_CASE("layers and units come and go", "[app][session]") {
  Session session;
  session.apply(AddLayer{1});
  CHECK(session.document().layers.size() == 3);
  CHECK(session.snapshot().record.layers.size() == 3);
  session.apply(SetUnits{2, 7});
  session.apply(SetActivation{2, core::Activation::relu});
  const Snapshot& snapshot = session.snapshot();
  CHECK(snapshot.units(2) == 7);
  CHECK(snapshot.links[1].weights.rows() == 7);
  session.apply(RemoveLayer{1});
  session.apply(RemoveLayer{1});
  CHECK(session.document().layers.size() == 1);  // logistic regression
  session.apply(Step{10});
  CHECK(std::isfinite(session.record().cost));
  session.apply(AddLayer{0});
  CHECK(session.document().layers.size() == 2);
}

TEST_CASE("a wrong edit says why and leaves everything as it was", "[app][session]") {
  Session session;
  session.apply(Step{20});
  const auto parameters = session.parameters();
  const auto document = session.document();
  const Action bad[] = {SetField{"training.learning_rate", "fast"},
                        SetField{"training.learning_rat", "0.1"},
                        SetUnits{1, 0},
                        SetUnits{9, 3},
                        RemoveLayer{2},
                        SetUnits{2, 3},
                        SetActivation{2, core::Activation::tanh},
                        OpenText{"broken.json", "{\"isobath\": 1, \"loss\": 7}"},
                        OpenText{"broken.csv", "a,b\n1,2\n1\n"},
                        OpenLink{"#layers=0tanh"}};
  for (const Action& action : bad) {
    events_of(session);
    session.apply(action);
    CAPTURE(action.index(), session.snapshot().message);
    CHECK_FALSE(session.snapshot().message.empty());
    CHECK(session.snapshot().message_is_error);
    CHECK(session.document() == document);
    CHECK(same_bits(session.parameters(), parameters));
    const auto events = events_of(session);
    REQUIRE(events.size() == 1);
    CHECK(events[0].kind == Event::Kind::error);
  }
  session.apply(DismissMessage{});
  CHECK(session.snapshot().message.empty());
}

TEST_CASE("a source or loss that is chosen brings the output that fits", "[app][session]") {
  Session session;
  session.apply(SetField{"data.source", "waves"});
  CHECK(session.document().loss == core::Loss::squared_error);
  CHECK(session.document().layers.back().activation == core::Activation::linear);
  session.apply(SetField{"data.source", "spiral"});
  CHECK(session.document().loss == core::Loss::binary_cross_entropy);
  CHECK(session.document().layers.back().activation == core::Activation::sigmoid);
  session.apply(SetField{"loss", "squared_error"});
  CHECK(session.document().loss == core::Loss::squared_error);
  CHECK(session.snapshot().message.empty());
}

TEST_CASE("a dropped table becomes the data, its output fitted", "[app][session]") {
  Session session;
  session.apply(OpenText{"flowers.csv",
                         "size,weight,kind\n1,2,rose\n2,1,tulip\n3,5,lily\n1,1,rose\n4,4,lily\n"
                         "2,2,tulip\n5,1,rose\n3,3,tulip\n"});
  CHECK(session.snapshot().message.empty());
  CHECK(session.document().layers.back().units == 3);
  CHECK(session.document().layers.back().activation == core::Activation::softmax);
  const Snapshot& snapshot = session.snapshot();
  CHECK(snapshot.dataset->plane.has_value());
  CHECK(snapshot.output_map.classes.size() == snapshot.output_map.values.size());
  session.apply(Step{20});
  CHECK(std::isfinite(session.record().cost));
}

TEST_CASE("a brush in hand is put down where another document opens", "[app][session]") {
  Session session;
  session.apply(set_view<&View::brush>(1));
  session.apply(DrawPoint{0.5, 0.5, 1.0, false});
  CHECK(session.snapshot().view.brush == 1);  // the data are the user's own, and drawn on
  SECTION("a table") { session.apply(OpenText{"mine.csv", "a,b\n1,0\n2,1\n3,0\n4,1\n"}); }
  SECTION("a link") { session.apply(OpenLink{"#source=xor"}); }
  CHECK(session.snapshot().message.empty());
  CHECK_FALSE(session.snapshot().view.brush);
  session.apply(set_view<&View::brush>(1));
  REQUIRE(session.open(document::Document{}));
  CHECK_FALSE(session.snapshot().view.brush);
}

TEST_CASE("a saved training goes on as if it had not stopped", "[app][session]") {
  for (const char* link : {"#batch=16", "#optimizer=adam&batch=7&dropout=0.2", "#precision=half"}) {
    CAPTURE(link);
    Session straight;
    straight.apply(OpenLink{link});
    straight.apply(Step{33});
    const std::string text = document::to_json(straight.saved());
    straight.apply(Step{20});
    Session resumed;
    resumed.apply(OpenText{"saved.json", text});
    REQUIRE(resumed.snapshot().message == "");
    CHECK(resumed.record().step == 33);
    resumed.apply(Step{20});
    CHECK(same_bits(resumed.parameters(), straight.parameters()));
  }
}

TEST_CASE("hyperparameters change a loaded training without taking it back", "[app][session]") {
  Session session;
  session.apply(Step{10});
  const std::string text = document::to_json(session.saved());
  session.apply(OpenText{"saved.json", text});
  session.apply(Step{5});
  session.apply(SetField{"training.learning_rate", "0.3"});
  CHECK(session.record().step == 15);
}

TEST_CASE("opening the document that is open begins it anew", "[app][session]") {
  Session session;
  session.apply(Step{10});
  session.apply(OpenLink{"#"});
  CHECK(session.record().step == 0);
  session.apply(Step{10});
  REQUIRE(session.open(session.document()));
  CHECK(session.record().step == 0);
}

TEST_CASE("divergence is told once, with its place, and pauses", "[app][session]") {
  Session session;
  session.apply(
      OpenLink{"#layers=8relu*20,1linear&loss=squared_error&weights=he_normal&scale=4&alpha=10"});
  REQUIRE(session.snapshot().message == "");
  events_of(session);
  session.apply(Play{});
  for (int i = 0; i < 200 && session.playing(); ++i) session.advance(1.0);
  CHECK_FALSE(session.playing());
  CHECK_THAT(session.snapshot().message, ContainsSubstring("Diverged at step"));
  const auto events = events_of(session);
  CHECK(std::count_if(events.begin(), events.end(),
                      [](const Event& event) { return event.kind == Event::Kind::diverged; }) == 1);
  REQUIRE(session.record().diverged);
  const auto first = *session.record().diverged;
  session.apply(Step{3});
  CHECK(session.record().diverged == first);
}

TEST_CASE("nothing is dirty when nothing changed", "[app][session]") {
  Session session;
  session.snapshot();
  CHECK_FALSE(session.dirty());
  session.apply(HoverLayer{1});
  CHECK(session.dirty());
  session.snapshot();
  CHECK_FALSE(session.dirty());
  CHECK_FALSE(session.advance(1.0));
}

TEST_CASE("however fast it trains, J's curve has the geometric steps of its beginning",
          "[app][session][history]") {
  Session session;
  SECTION("flat out") {
    session.apply(Play{});
    while (session.snapshot().record.step < 20000) session.advance(10.0);
    session.apply(Pause{});
  }
  SECTION("by steps") { session.apply(Step{20000}); }
  const std::vector<CostSample> costs = session.snapshot().costs;
  const auto has = [](const std::vector<CostSample>& samples, std::int64_t step) {
    return std::ranges::find(samples, step, &CostSample::step) != samples.end();
  };
  for (const std::int64_t step : {0, 1, 2, 3, 5, 8, 13, 21, 34, 4181, 10946}) {
    CHECK(has(costs, step));
    CHECK(has(thinned(costs, 320), step));
  }
  CHECK(thinned(costs, 4).size() <= 4);
}

TEST_CASE("playing trains in slices and measures its speed", "[app][session]") {
  Session session;
  session.apply(Play{});
  CHECK(session.playing());
  CHECK(session.advance(2.0));
  CHECK(session.record().step > 0);
  session.apply(Pause{});
  CHECK_FALSE(session.advance(2.0));
}

TEST_CASE("an epoch is as many updates as it has batches", "[app][session]") {
  Session session;
  session.apply(SetField{"training.batch", "100"});
  session.apply(StepEpoch{});
  CHECK(session.record().step == 3);  // 250 training examples
  CHECK(session.record().epoch == 1);
}

TEST_CASE("maps cover the units that are shown and follow the focus", "[app][session]") {
  Session session;
  session.apply(OpenLink{"#layers=6tanh,3relu,1sigmoid"});
  const Snapshot& snapshot = session.snapshot();
  CHECK(snapshot.unit_maps.tiles == 2 + 6 + 3 + 1);
  const auto cells = static_cast<std::size_t>(snapshot.unit_maps.side_cells) *
                     static_cast<std::size_t>(snapshot.unit_maps.side_cells);
  CHECK(snapshot.unit_maps.values.size() == 12 * cells);
  // Inputs are their own maps: x1 grows to the right, x2 upwards.
  CHECK(snapshot.unit_maps.values[0] < snapshot.unit_maps.values[cells - 1]);
  CHECK(snapshot.unit_maps.values[cells] > snapshot.unit_maps.values[2 * cells - 1]);
  CHECK(snapshot.output_map.range == 0.5F);
  const auto version = snapshot.output_map.version;
  session.apply(HoverUnit{{1, 2}, true});
  CHECK(session.snapshot().output_map.version != version);
  CHECK(session.snapshot().output_map.range != 0.5F);
}

TEST_CASE("the largest network there may be opens and is shown in part", "[app][session][slow]") {
  Session session;
  session.apply(OpenLink{"#layers=256relu*199,1sigmoid&examples=8&weights=he_normal"});
  REQUIRE(session.snapshot().message == "");
  CHECK(session.snapshot().unit_maps.tiles <= 1024);
  CHECK(session.snapshot().layers() == 200);
}

TEST_CASE("the cost's history stays short and keeps its spikes", "[app][history]") {
  std::vector<CostSample> samples;
  for (int step = 0; step < 20000; ++step)
    append(samples, {step, step == 7777 ? 100.0 : 1.0, std::nan("")});
  CHECK(samples.size() <= kMaxCostSamples);
  CHECK(samples.front().step == 0);
  CHECK(samples.back().step == 19999);
  CHECK(std::any_of(samples.begin(), samples.end(),
                    [](const CostSample& sample) { return sample.cost == 100.0; }));
  CHECK(std::is_sorted(samples.begin(), samples.end(),
                       [](const CostSample& a, const CostSample& b) { return a.step < b.step; }));
}

}  // namespace app_session
