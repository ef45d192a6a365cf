// SPDX-License-Identifier: MIT
// What a screen reader hears of a training.
#include "app/spoken.hpp"

#include <catch2/catch_test_macros.hpp>

namespace app_spoken {

using namespace isobath::app;

TEST_CASE("A pause says the step and J, once", "[app][spoken]") {
  Snapshot snapshot;
  Spoken spoken;
  CHECK(spoken.next(snapshot).empty());
  snapshot.playing = true;
  CHECK(spoken.next(snapshot).empty());
  snapshot.record.step = 500;
  snapshot.record.cost = 0.3125;
  CHECK(spoken.next(snapshot).empty());
  snapshot.playing = false;
  CHECK(spoken.next(snapshot) == "step 500, J 0.31");
  CHECK(spoken.next(snapshot).empty());
}

TEST_CASE("The doctor's first title is said when it changes at rest", "[app][spoken]") {
  Snapshot snapshot;
  Spoken spoken;
  CHECK(spoken.next(snapshot).empty());
  Finding finding;
  finding.title = "Vanishing gradients";
  snapshot.diagnosis.findings = {finding};
  snapshot.playing = true;
  CHECK(spoken.next(snapshot).empty());  // while it plays, it may change with every look
  snapshot.playing = false;
  snapshot.record.step = 7;
  snapshot.record.cost = 0.69;
  CHECK(spoken.next(snapshot) == "step 7, J 0.69. Doctor: Vanishing gradients");
  CHECK(spoken.next(snapshot).empty());
  snapshot.diagnosis.findings.clear();
  CHECK(spoken.next(snapshot) == "Doctor: No problem found");
}

}  // namespace app_spoken
