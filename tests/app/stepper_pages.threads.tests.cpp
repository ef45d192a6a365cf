// SPDX-License-Identifier: MIT
// What the stepper's pages compute on threads: the same numbers as in slices, and a page that
// lives.
#include <catch2/catch_test_macros.hpp>

#include "app/stepper/check_page.hpp"
#include "app/stepper/race_page.hpp"
#include "app/stepper/slice_page.hpp"
#include "app/threaded.hpp"

namespace app_stepper_pages_threads {

using namespace isobath;
using namespace isobath::app;

namespace {

// Its curves and its bugs take longer than a frame has.
constexpr const char* kLarge = "#layers=40tanh*4,1sigmoid";

struct Slices : Session {
  explicit Slices(const char* link) { apply(OpenLink{link}); }
};

void show(Session& session, StepperPage page) {
  session.apply(set_view<&View::stepping>(true));
  session.apply(set_view<&View::stepper_page>(page));
}

void until_quiet(Session& session) {
  session.snapshot();
  for (int i = 0; i < 60000 && session.dirty(); ++i) frame(session);
  REQUIRE_FALSE(session.dirty());
}

}  // namespace

TEST_CASE("J along a parameter is the same from threads and from slices",
          "[app][stepper_pages][threads]") {
  Threaded threaded(kLarge);
  Slices slices(kLarge);
  for (Session* session : {static_cast<Session*>(&threaded), static_cast<Session*>(&slices)}) {
    show(*session, StepperPage::slice);
    session->snapshot();
    // What is not wanted any more is left in its midst.
    session->apply(ChooseParameter{2, 1, 1});
    session->snapshot();
    session->apply(ChooseParameter{3, 2, 5});
    until_quiet(*session);
  }
  const auto one = threaded.snapshot().slice, other = slices.snapshot().slice;
  REQUIRE((one && other));
  CHECK(one->name == "w[3](3,6)");
  CHECK(one->name == other->name);
  CHECK(one->slice.values == other->slice.values);
  CHECK(one->slice.costs == other->slice.costs);
}

TEST_CASE("a check is the same from threads and from slices", "[app][stepper_pages][threads]") {
  const char* const link = "#layers=5tanh,3tanh,1sigmoid&l2=0.1";
  Threaded threaded(link);
  Slices slices(link);
  for (Session* session : {static_cast<Session*>(&threaded), static_cast<Session*>(&slices)}) {
    show(*session, StepperPage::check);
    until_quiet(*session);
    session->apply(PlantBug{kSecretBug});
    session->apply(RunCheck{});
    CHECK(session->snapshot().hunt->under_way);
    until_quiet(*session);
  }
  const auto one = threaded.snapshot().hunt, other = slices.snapshot().hunt;
  REQUIRE((one && other));
  CHECK_FALSE(one->under_way);
  CHECK(one->bug == other->bug);
  CHECK(one->right == other->right);
  CHECK(one->wrong == other->wrong);
  REQUIRE(one->check.matrices.size() == other->check.matrices.size());
  for (std::size_t i = 0; i < one->check.matrices.size(); ++i)
    CHECK(one->check.matrices[i].ratio == other->check.matrices[i].ratio);
}

TEST_CASE("the page goes on and closes while jobs are at work", "[app][stepper_pages][threads]") {
  Threaded session(kLarge);
  show(session, StepperPage::check);
  frames_until(session, [](const Snapshot& now) { return now.bugs != nullptr; });
  session.apply(RunCheck{});
  frames_until(session, [](const Snapshot& now) { return now.hunt && now.hunt->progress > 0.0; });
  session.apply(CancelCheck{});
  CHECK(session.snapshot().hunt == nullptr);
  session.apply(set_view<&View::stepper_page>(StepperPage::race));
  session.apply(RaceProducts{});
  session.apply(set_view<&View::stepper_page>(StepperPage::check));
  session.apply(RunCheck{});
  // Training goes on beside them.
  session.apply(Play{});
  frames_until(session, [](const Snapshot& now) { return now.record.step > 3; });
  session.apply(Pause{});
  CHECK(session.record().step > 3);
  frames_until(session, [](const Snapshot& now) { return now.hunt && now.hunt->progress > 0.0; });
}

}  // namespace app_stepper_pages_threads
