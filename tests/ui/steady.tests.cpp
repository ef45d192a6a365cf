// SPDX-License-Identifier: MIT
// A page that stays open for hours: once warm, a frame of a training that plays allocates nothing.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "allocations.hpp"
#include "app/session/session.hpp"
#include "stage.hpp"

namespace ui_steady {

using namespace isobath;

TEST_CASE("a steady frame of a playing session allocates nothing", "[ui][allocations][slow]") {
  for (const char* link :
       {"#", "#layers=16tanh*20,1sigmoid&batch=64", "#source=images&layers=12relu,1sigmoid",
        "#source=housing&layers=4tanh,1linear&loss=squared_error"}) {
    CAPTURE(link);
    app::Session session(app::Session::Threads::some);
    while (!session.threaded()) std::this_thread::yield();
    session.apply(app::OpenLink{link});
    const app::Snapshot& snapshot = session.snapshot();
    REQUIRE(snapshot.message.empty());
    ui::Stage stage(snapshot, {1440.0F, 900.0F});
    stage.list_widgets(false);
    std::vector<app::Event> events;
    session.apply(app::Play{});
    // The looks that go around and ImGui's lists grow to their size at first, and the lists once
    // more whenever J's line has become twice as long: so the best of several stretches is judged.
    constexpr int kLooks = 25;
    int fewest = kLooks;
    for (int stretch = 0; stretch < 12 && fewest > 0; ++stretch) {
      int allocating = 0;
      for (int looks = 0; looks < kLooks;) {
        const std::int64_t step = snapshot.record.step;
        const std::int64_t before = tests::allocations();
        session.advance(1.0);
        session.snapshot();
        stage.draw_only();
        session.take_events(events);
        allocating += tests::allocations() != before ? 1 : 0;
        looks += snapshot.record.step != step ? 1 : 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
      }
      fewest = std::min(fewest, allocating);
    }
    CHECK(fewest == 0);
  }
}

TEST_CASE("a frame of the stepper at rest allocates nothing", "[ui][allocations][stepper]") {
  for (const ImVec2 display : {ImVec2{1440.0F, 900.0F}, ImVec2{390.0F, 844.0F}})
    for (const char* link : {"#layers=5tanh,5tanh,1sigmoid", "#layers=64tanh*100,1sigmoid"}) {
      CAPTURE(link, display.x);
      app::Session session;
      session.apply(app::OpenLink{link});
      session.apply(app::set_view<&app::View::stepping>(true));
      session.apply(app::StepLines{app::Stride::pass});
      session.apply(app::set_view<&app::View::columns>(app::Columns::example));
      session.apply(app::TryShape{0, "(3, m)"});
      ui::Stage stage(session.snapshot(), display);
      stage.list_widgets(false);
      for (int frame = 0; frame < 10; ++frame) stage.draw_only();
      const std::int64_t before = tests::allocations();
      for (int frame = 0; frame < 5; ++frame) stage.draw_only();
      CHECK(tests::allocations() == before);
    }
}

TEST_CASE("an allocation in a frame is counted", "[ui][allocations]") {
  const std::int64_t before = tests::allocations();
  const std::vector<int> numbers(100, 1);
  CHECK(numbers[99] == 1);
  CHECK(tests::allocations() > before);
}

}  // namespace ui_steady
