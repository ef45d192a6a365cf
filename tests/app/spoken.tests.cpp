// SPDX-License-Identifier: MIT
// What a screen reader hears of a training.
#include "app/spoken.hpp"

#include <catch2/catch_test_macros.hpp>

namespace app_spoken {

using namespace isobath::app;

TEST_CASE("A pause says the step and J, once", "[app][spoken]") {
  Snapshot snapshot;
  Spoken spoken;
  CHECK(spoken.next(snapshot, true).empty());
  snapshot.playing = true;
  CHECK(spoken.next(snapshot, true).empty());
  snapshot.record.step = 500;
  snapshot.record.cost = 0.3125;
  CHECK(spoken.next(snapshot, true).empty());
  snapshot.playing = false;
  // The last look is still on its way.
  CHECK(spoken.next(snapshot, false).empty());
  CHECK(spoken.next(snapshot, true) == "step 500, J 0.31");
  CHECK(spoken.next(snapshot, true).empty());
}

TEST_CASE("The doctor's first title is said when it changes at rest", "[app][spoken]") {
  Snapshot snapshot;
  Spoken spoken;
  CHECK(spoken.next(snapshot, true).empty());
  Finding finding;
  finding.title = "Vanishing gradients";
  snapshot.diagnosis.findings = {finding};
  snapshot.playing = true;
  CHECK(spoken.next(snapshot, true).empty());  // while it plays, it may change with every look
  snapshot.playing = false;
  snapshot.record.step = 7;
  snapshot.record.cost = 0.69;
  CHECK(spoken.next(snapshot, true) == "step 7, J 0.69. Doctor: Vanishing gradients");
  CHECK(spoken.next(snapshot, true).empty());
  snapshot.diagnosis.findings.clear();
  CHECK(spoken.next(snapshot, true) == "Doctor: No problem found");
}

TEST_CASE("Where a training stopped by itself, its reason is said", "[app][spoken]") {
  Snapshot snapshot;
  Spoken spoken;
  CHECK(spoken.next(snapshot, true).empty());
  snapshot.playing = true;
  CHECK(spoken.next(snapshot, true).empty());
  snapshot.playing = false;
  snapshot.message = "Stopped at step 7: as asked.";
  CHECK(spoken.next(snapshot, true) == "Stopped at step 7: as asked.");
}

}  // namespace app_spoken
