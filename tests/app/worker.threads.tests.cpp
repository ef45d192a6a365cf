// SPDX-License-Identifier: MIT
// What the thread that trains does while it has no training.
#include "app/session/worker.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "app/study/map_view.hpp"
#include "app/threaded.hpp"
#include "document/link.hpp"

namespace app_worker_threads {

using namespace isobath;
using namespace isobath::app;

namespace {

template <class Condition>
void wait_until(const Condition& condition) {
  for (int i = 0; i < 20'000 && !condition(); ++i)
    std::this_thread::sleep_for(std::chrono::microseconds(500));
  REQUIRE(condition());
}

constexpr const char* kMap =
    "#layers=4tanh,1sigmoid&examples=60&batch=8&study=map&study_x=initialization.scale=log:0.1:10:"
    "24"
    "&study_y=training.learning_rate=log:0.01:10:24&study_steps=40";

}  // namespace

TEST_CASE("a parked worker does spare work until there is none, and stays parked",
          "[app][threads]") {
  Training training;
  std::atomic<int> left = 0, asked = 0;
  std::atomic<bool> elsewhere = false;
  const auto page = std::this_thread::get_id();
  Worker worker(training, [&] {
    ++asked;
    if (std::this_thread::get_id() != page) elsewhere = true;
    return left.fetch_sub(1) > 0;
  });
  wait_until([&] { return worker.alive(); });
  CHECK(asked == 0);
  for (int round = 1; round <= 3; ++round) {
    left = 5;
    asked = 0;
    worker.help();
    wait_until([&] { return asked == 6; });
    CHECK(worker.parked());
  }
  CHECK(elsewhere);
  left = 0;
  asked = 0;
  worker.help();
  wait_until([&] { return asked == 1; });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(asked == 1);
}

TEST_CASE("a worker without spare work, or with work without end, can be ended", "[app][threads]") {
  Training training;
  {
    Worker worker(training);
    worker.help();
  }
  std::atomic<int> asked = 0;
  {
    Worker worker(training, [&] { return ++asked > 0; });
    worker.help();
    wait_until([&] { return asked > 10; });
  }
  const int so_far = asked;
  std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(asked == so_far);
}

TEST_CASE("training goes before a study's cells, and both come to the same", "[app][threads]") {
  const auto document = document::from_link(kMap);
  REQUIRE(document);
  const auto cells_of = [](Session& session) {
    frames_until(session, [](const Snapshot& now) {
      return now.map && !now.map->busy && now.map->known == now.map->wanted;
    });
    return session.study_file("csv", false);
  };
  Session slices;
  REQUIRE(slices.open(*document));
  const auto wanted = cells_of(slices);
  REQUIRE(wanted);
  Threaded session;
  REQUIRE(session.open(*document));
  CHECK(cells_of(session) == wanted);
  // Once more, and in the midst of it the open experiment is trained.
  Threaded playing;
  REQUIRE(playing.open(*document));
  frame(playing);
  playing.apply(Play{});
  frames_until(playing, [](const Snapshot& now) { return now.record.step > 100; });
  playing.apply(Pause{});
  CHECK(cells_of(playing) == wanted);
}

}  // namespace app_worker_threads
