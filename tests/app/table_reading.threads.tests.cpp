// SPDX-License-Identifier: MIT
// Tables that are read by a thread while the page goes on.
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "app/session/session.hpp"

namespace app_table_reading_threads {

using namespace isobath;
using namespace isobath::app;

TEST_CASE("A table is read by a thread while the network trains", "[app][table][threads]") {
  Session session(Session::Threads::some);
  std::string text = "a,b,c\n";
  for (int i = 0; i < 60'000; ++i)
    text += std::to_string(i % 83) + "," + std::to_string(i % 977) + ",x" + std::to_string(i % 3) +
            "\n";
  session.apply(Play{});
  session.apply(OpenText{"long.csv", text});
  const auto begun = std::chrono::steady_clock::now();
  while (session.document().data.source != data::Source::table) {
    session.advance(4.0);
    (void)session.snapshot();
    REQUIRE(std::chrono::steady_clock::now() - begun < std::chrono::seconds(60));
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  CHECK(session.document().data_file == "long.csv");
  // Cancelled in the midst of another.
  session.apply(OpenText{"other.csv", text});
  session.advance(4.0);
  session.apply(CancelReading{});
  CHECK(!session.snapshot().reading);
  CHECK(session.document().data_file == "long.csv");
}

}  // namespace app_table_reading_threads
