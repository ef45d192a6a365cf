// SPDX-License-Identifier: MIT
// The stepper's other pages as the session keeps them: of the update at hand, made anew where it is
// another one, and computed in slices.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <utility>

#include "app/session/session.hpp"
#include "app/stepper/check_page.hpp"
#include "app/stepper/graph_page.hpp"
#include "app/stepper/race_page.hpp"
#include "app/stepper/slice_page.hpp"
#include "app/stepper/stepping.hpp"
#include "document/link.hpp"

namespace app_stepper_pages {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::WithinRel;
using core::PlantedBug;

namespace {

struct Opened {
  Session session;
  explicit Opened(const char* link, StepperPage page = StepperPage::lines) {
    const auto document = document::from_link(link);
    REQUIRE(document);
    REQUIRE(session.open(*document));
    session.apply(set_view<&View::stepping>(true));
    session.apply(set_view<&View::stepper_page>(page));
  }
  const Snapshot& now() { return session.snapshot(); }
  /// Until nothing goes on any more; returns how many slices that took.
  int work() {
    int slices = 0;
    while (session.dirty() && slices < 100000) {
      session.advance(5.0);
      session.snapshot();
      ++slices;
    }
    return slices;
  }
};

constexpr const char* kCourse =
    "#source=gaussians&inputs=x1,x2,x1*x2&layers=5tanh,5tanh,3tanh,1sigmoid&l2=0.1";
// Its curves and its bugs take longer than a frame has.
constexpr const char* kLarge = "#layers=40tanh*4,1sigmoid&precision=double";

}  // namespace

TEST_CASE("the graph is of the unit looked at, else of the output", "[app][stepper_pages]") {
  Opened opened(kCourse);
  CHECK(opened.now().graph == nullptr);
  opened.session.apply(set_view<&View::stepper_page>(StepperPage::graph));
  REQUIRE(opened.now().graph);
  CHECK(opened.now().graph->unit == UnitId{4, 0});
  opened.session.apply(PinUnit{{2, 3}, true});
  CHECK(opened.now().graph->unit == UnitId{2, 3});
  opened.session.apply(HoverUnit{{3, 1}, true});
  CHECK(opened.now().graph->unit == UnitId{3, 1});
  // An input is made of nothing, and what is not there even less.
  opened.session.apply(HoverUnit{{3, 7}, true});
  CHECK(opened.now().graph->unit == UnitId{2, 3});
  opened.session.apply(HoverUnit{{0, 1}, true});
  CHECK(opened.now().graph->unit == UnitId{2, 3});
  const auto& all = opened.now().stepping->stepper.dissection();
  const auto place = static_cast<int>(all.examples[5]);
  opened.session.apply(set_view<&View::example>(place));
  CHECK(opened.now().graph->example == 5);
  CHECK(opened.now().graph->place == all.examples[5]);
}

TEST_CASE("the graph stays as it is until something else is looked at", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::graph);
  const auto before = opened.now().graph;
  opened.session.apply(StepLines{Stride::line, false});
  CHECK(opened.now().graph == before);
  opened.session.apply(StepLines{Stride::update, false});
  CHECK(opened.now().graph != before);
  CHECK(opened.now().record.step == 1);
  opened.session.apply(Play{});
  CHECK(opened.now().graph == nullptr);
}

TEST_CASE("J along a parameter has the slope that the update's dW has", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::slice);
  for (const ChooseParameter& place :
       {ChooseParameter{1, 2, 1}, ChooseParameter{3, 0, 4}, ChooseParameter{4, 0, -1}}) {
    opened.session.apply(place);
    const Snapshot& snapshot = opened.now();
    REQUIRE(snapshot.slice);
    const auto& gradients = snapshot.stepping->stepper.dissection()
                                .gradients[static_cast<std::size_t>(place.layer) - 1];
    const double slope =
        place.column < 0 ? gradients.bias(place.row) : gradients.weights(place.row, place.column);
    CHECK_THAT(snapshot.slice->slice.slope, WithinRel(slope, 1e-4));
    CHECK_THAT(snapshot.slice->slice.cost, WithinRel(snapshot.record.cost, 1e-5));
    CHECK(snapshot.slice->over.starts_with("the training part"));
  }
  CHECK(opened.now().slice->name == "b[4](1)");
  opened.session.apply(set_view<&View::slice_reach>(0.5));
  CHECK(opened.now().slice->reach == 0.5);
  CHECK_THAT(opened.now().slice->slice.values.back() - opened.now().slice->slice.values.front(),
             WithinRel(1.0, 1e-12));
}

TEST_CASE("J along a parameter is computed when the choice or the step changes, and only then",
          "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::slice);
  const auto before = opened.now().slice;
  opened.session.apply(StepLines{Stride::pass, false});
  opened.session.apply(HoverLayer{2});
  CHECK(opened.now().slice == before);
  opened.session.apply(Step{1});
  const auto after = opened.now().slice;
  CHECK(after != before);
  // Where plain gradient descent went is where the parameter is now.
  CHECK_THAT(after->slice.value, WithinRel(before->slice.next, 1e-5));
  opened.session.apply(SetField{"alpha", "0.5"});
  CHECK(opened.now().slice->alpha == 0.5);
}

TEST_CASE("J along a parameter stays on screen as it is while the parameter moves in it",
          "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::slice);
  const auto window = [&] {
    const auto& values = opened.now().slice->slice.values;
    return std::pair(values.front(), values.back());
  };
  const auto before = window();
  opened.session.apply(Step{1});
  CHECK(window() == before);
  opened.session.apply(SetWeight{1, 0, 0, before.second - 0.1});
  CHECK(window() == before);
  CHECK_THAT(opened.now().slice->slice.value, WithinRel(before.second - 0.1, 1e-6));
  // Out of it, the curve is drawn around the parameter again.
  opened.session.apply(SetWeight{1, 0, 0, before.second + 1.0});
  const auto after = window();
  CHECK_THAT((after.first + after.second) / 2.0, WithinRel(before.second + 1.0, 1e-6));
}

TEST_CASE("J along a parameter goes on while training plays", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::slice);
  const auto before = opened.now().slice;
  opened.session.apply(Play{});
  const auto moves = [&] {
    for (int slice = 0; slice < 10000; ++slice) {
      opened.session.advance(5.0);
      const Snapshot& now = opened.now();
      if (now.slice && now.slice->slice.value != before->slice.value) return true;
    }
    return false;
  };
  REQUIRE(moves());
  CHECK(opened.now().playing);
  CHECK_FALSE(opened.now().stepping);
  CHECK(opened.now().slice->name == before->name);
  // Another parameter is another curve.
  opened.session.apply(ChooseParameter{2, 1, 1});
  bool other = false;
  for (int slice = 0; slice < 10000 && !other; ++slice) {
    opened.session.advance(5.0);
    other = opened.now().slice && opened.now().slice->name == "w[2](2,2)";
  }
  CHECK(other);
  opened.session.apply(Pause{});
  opened.work();
  REQUIRE(opened.now().stepping);
  const auto& parameters = opened.session.parameters();
  CHECK_THAT(opened.now().slice->slice.value, WithinRel(parameters[1].weights(1, 1), 1e-6));
}

TEST_CASE("a parameter that is not there is the nearest one", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::slice);
  opened.session.apply(ChooseParameter{9, 7, 30});
  CHECK(opened.now().slice->wish.place == lab::ParameterPlace{4, 0, 2});
  opened.session.apply(ChooseParameter{2, 4, 4});
  opened.session.apply(SetUnits{1, 2});
  CHECK(opened.now().slice->wish.place == lab::ParameterPlace{2, 4, 1});
}

TEST_CASE("mini-batches: J is that of the batch whose update is gone through",
          "[app][stepper_pages]") {
  Opened opened("#layers=4tanh,1sigmoid&batch=16", StepperPage::slice);
  const Snapshot& snapshot = opened.now();
  CHECK(snapshot.slice->over == "this batch (16 examples)");
  CHECK_THAT(snapshot.slice->slice.cost,
             WithinRel(snapshot.stepping->stepper.dissection().loss, 1e-5));
  opened.session.apply(SetField{"optimizer", "adam"});
  CHECK(opened.now().slice->over == "this batch (16 examples); adam takes a step of its own");
}

TEST_CASE("a curve that takes long comes in slices, and the one before stays until then",
          "[app][stepper_pages]") {
  Opened opened(kLarge, StepperPage::slice);
  CHECK(opened.now().slice == nullptr);
  CHECK(opened.session.dirty());
  CHECK(opened.work() > 1);
  const auto before = opened.now().slice;
  REQUIRE(before);
  CHECK(before->name == "w[1](1,1)");
  opened.session.apply(ChooseParameter{2, 3, 4});
  CHECK(opened.now().slice == before);
  // The newest choice is what comes.
  opened.session.apply(ChooseParameter{3, 5, -1});
  CHECK(opened.now().slice == before);
  opened.work();
  CHECK(opened.now().slice->name == "b[3](6)");
  CHECK_FALSE(opened.session.dirty());
  // An update made meanwhile is what the curve is of in the end.
  opened.session.apply(Step{1});
  opened.now();
  opened.session.apply(Step{1});
  opened.work();
  CHECK(opened.now().slice->slice.value == opened.session.parameters()[2].bias(5));
  // One of a layer that is gone is not shown any more.
  opened.session.apply(RemoveLayer{3});
  opened.session.apply(RemoveLayer{2});
  CHECK(opened.now().slice == nullptr);
  opened.session.apply(set_view<&View::stepping>(false));
  opened.now();
  CHECK_FALSE(opened.session.dirty());
}

TEST_CASE("a check that is asked for before its bugs are listed begins with one that shows",
          "[app][stepper_pages]") {
  Opened opened(kLarge, StepperPage::check);
  CHECK(opened.now().bugs == nullptr);
  opened.session.apply(RunCheck{});
  CHECK(opened.now().hunt->under_way);
  while (!opened.now().bugs || opened.now().hunt->bug == PlantedBug::none) {
    REQUIRE(opened.session.dirty());
    opened.session.advance(5.0);
  }
  CHECK(static_cast<int>(opened.now().hunt->bug) == chosen_bug(opened.now()));
  CHECK(opened.now().bugs->shows[static_cast<std::size_t>(opened.now().hunt->bug)]);
  opened.session.apply(set_view<&View::stepping>(false));
  CHECK(opened.now().hunt == nullptr);
  CHECK(opened.now().bugs == nullptr);
  opened.now();
  CHECK_FALSE(opened.session.dirty());
}

TEST_CASE("a check goes in slices and names the wrong matrices", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::check);
  opened.session.apply(PlantBug{static_cast<int>(PlantedBug::missing_penalty)});
  CHECK(opened.now().hunt == nullptr);
  opened.session.apply(RunCheck{});
  REQUIRE(opened.now().hunt);
  CHECK(opened.now().hunt->under_way);
  CHECK(opened.session.dirty());
  opened.work();
  const HuntView& hunt = *opened.now().hunt;
  CHECK_FALSE(hunt.under_way);
  CHECK(hunt.progress == 1.0);
  CHECK(hunt.check.verdict != lab::Verdict::good);
  REQUIRE(hunt.check.matrices.size() == 8);
  for (const lab::CheckedMatrix& matrix : hunt.check.matrices)
    CHECK((matrix.verdict == lab::Verdict::good) == matrix.name.starts_with("db"));
  CHECK(hunt.right.size() == static_cast<std::size_t>(hunt.updates) + 1);
  CHECK_FALSE(hunt.secret);
  CHECK_FALSE(opened.session.dirty());
}

TEST_CASE("the check begins with a bug that shows in the network at hand", "[app][stepper_pages]") {
  for (const char* link :
       {"#layers=1sigmoid", "#layers=4tanh,1sigmoid", kCourse, "#layers=8sigmoid*3,1sigmoid"}) {
    CAPTURE(link);
    Opened opened(link, StepperPage::check);
    const int bug = chosen_bug(opened.now());
    REQUIRE(bug > 0);
    REQUIRE(opened.now().bugs);
    CHECK(opened.now().bugs->shows[static_cast<std::size_t>(bug)]);
    opened.session.apply(RunCheck{});
    opened.work();
    CHECK(opened.now().hunt->shows);
    CHECK(opened.now().hunt->check.verdict == lab::Verdict::bad);
  }
  // One that was chosen before and has nowhere to be any more gives way.
  Opened opened(kCourse, StepperPage::check);
  opened.session.apply(PlantBug{static_cast<int>(PlantedBug::missing_penalty)});
  CHECK(chosen_bug(opened.now()) == static_cast<int>(PlantedBug::missing_penalty));
  opened.session.apply(SetField{"l2", "0"});
  opened.now();
  CHECK(chosen_bug(opened.now()) != static_cast<int>(PlantedBug::missing_penalty));
}

TEST_CASE("a random bug stays secret until it is guessed", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::check);
  opened.session.apply(PlantBug{kSecretBug});
  opened.session.apply(RunCheck{});
  // Too early: nothing is known yet.
  opened.session.apply(GuessBug{1});
  CHECK_FALSE(opened.now().hunt->guess);
  opened.work();
  CHECK(opened.now().hunt->secret);
  const auto bug = opened.now().hunt->bug;
  CHECK(bug != PlantedBug::none);
  const int wrong =
      bug == PlantedBug::missing_mean ? 3 : static_cast<int>(PlantedBug::missing_mean);
  opened.session.apply(GuessBug{wrong});
  CHECK(opened.now().hunt->secret);
  CHECK(opened.now().hunt->misses == 1);
  opened.session.apply(GuessBug{static_cast<int>(bug)});
  CHECK_FALSE(opened.now().hunt->secret);
  CHECK(opened.now().hunt->misses == 1);
}

TEST_CASE("a check can be cancelled, and ends with its network", "[app][stepper_pages]") {
  Opened opened(kCourse, StepperPage::check);
  opened.session.apply(RunCheck{});
  opened.session.apply(CancelCheck{});
  CHECK(opened.now().hunt == nullptr);
  CHECK_FALSE(opened.session.dirty());
  opened.session.apply(RunCheck{});
  opened.work();
  opened.session.apply(Step{1});
  CHECK(opened.now().hunt != nullptr);
  opened.session.apply(AddLayer{1});
  CHECK(opened.now().hunt == nullptr);
  opened.session.apply(RunCheck{});
  opened.session.apply(set_view<&View::stepping>(false));
  CHECK(opened.now().hunt == nullptr);
  opened.work();
  CHECK_FALSE(opened.session.dirty());
}

TEST_CASE("a network that is too large to be checked is not", "[app][stepper_pages]") {
  Opened opened("#layers=512relu*5,1sigmoid", StepperPage::check);
  opened.session.apply(RunCheck{});
  CHECK(opened.now().hunt == nullptr);
}

TEST_CASE("the race is of the chosen layer's shapes and ends", "[app][stepper_pages][slow]") {
  Opened opened("#layers=8relu,6tanh,1sigmoid&batch=32", StepperPage::race);
  opened.session.apply(set_view<&View::race_layer>(2));
  opened.session.apply(RaceProducts{});
  REQUIRE(opened.now().race);
  CHECK(opened.now().race->progress < 1.0);
  opened.work();
  const RaceView& race = *opened.now().race;
  CHECK(race.progress == 1.0);
  CHECK(race.layer == 2);
  CHECK(race.is_of(race_size(opened.now())));
  CHECK(race.units == 6);
  CHECK(race.inputs == 8);
  CHECK(race.examples == 32);
  REQUIRE(race.race.times.size() == 4);
  for (const lab::ProductTime& time : race.race.times) CHECK(time.microseconds > 0.0);
  CHECK(race.race.times[0].ratio == 1.0);
  CHECK(race.race.largest_difference < 1e-5);
}

TEST_CASE("the race begins at the course's size", "[app][stepper_pages]") {
  Opened opened("#layers=8relu,1sigmoid", StepperPage::race);
  const RaceSize size = race_size(opened.now());
  CHECK(size.units == 1);
  CHECK(size.inputs == 12288);
  CHECK(size.examples == 209);
  opened.session.apply(RaceProducts{});
  CHECK(opened.now().race->is_of(size));
  const int slices = opened.work();
  CHECK(slices > 5);  // the page lives on in between
  CHECK(opened.now().race->progress == 1.0);
  // Another size, another race.
  opened.session.apply(set_view<&View::race_layer>(1));
  CHECK(opened.now().race == nullptr);
}

}  // namespace app_stepper_pages
