// SPDX-License-Identifier: MIT
// Sessions with a thread, as the program drives them: a call a frame.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string_view>
#include <thread>

#include "app/remote.hpp"
#include "app/session/session.hpp"

namespace isobath::app {

/// A session whose thread has begun to live.
struct Threaded : Session {
  explicit Threaded(const char* link = "#", double patience_ms = 8.0)
      : Session(Threads::some, patience_ms) {
    while (!threaded()) std::this_thread::yield();
    apply(OpenLink{link});
    REQUIRE(snapshot().message.empty());
  }
};

/// What the program does once a frame.
inline const Snapshot& frame(Session& session) {
  session.advance(1.0);
  const Snapshot& snapshot = session.snapshot();
  std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return snapshot;
}

template <class Condition>
void frames_until(Session& session, const Condition& condition) {
  for (int i = 0; i < 60000 && !condition(frame(session)); ++i) {
  }
  REQUIRE(condition(frame(session)));
}

/// A call of the page's object, asked again for as long as the thread has the run.
inline nlohmann::json ask(Session& session, std::string_view method,
                          const nlohmann::json& arguments = nlohmann::json::array()) {
  for (;;) {
    nlohmann::json answer = nlohmann::json::parse(call(session, {}, method, arguments.dump()));
    if (!answer.is_object() || !answer.contains("busy")) return answer;
    frame(session);
  }
}

}  // namespace isobath::app
