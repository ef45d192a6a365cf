// SPDX-License-Identifier: MIT
// What the doctor says of the published experiments before they are trained: what they show, and
// nothing else that would be a warning.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <map>

#include "app/doctor/doctor.hpp"
#include "doctor_bench.hpp"
#include "published.hpp"

namespace app_doctor_experiments {

using namespace isobath;
using namespace isobath::app;

namespace {

/// The warnings and errors; notes are no alarm.
const std::map<std::string, std::string> kAlarms{
    {"01-toy-exploding", "exploding"},
    {"01-toy-vanishing", "vanishing"},
    {"01-toy-overflow", "not-finite"},
    {"01-toy-underflow", "vanishing"},
    {"02-symmetry-zeros-tanh", "symmetry"},
    {"02-symmetry-zeros-relu", "symmetry"},
    {"02-symmetry-constant", "symmetry"},
    {"02-symmetry-zeros-sigmoid", "symmetry"},
    {"03-xavier", "vanishing"},
    {"06-tanh-ordered", "vanishing"},
};
/// Deep linear networks are what they are about.
bool linear(const std::string& name) {
  return name.starts_with("01") || name.starts_with("05") || name == "09-fractal-linear";
}

}  // namespace

TEST_CASE("the doctor agrees with every published experiment", "[app][doctor][published][slow]") {
  int seen = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(ISOBATH_SOURCE_DIR "/docs/experiments")) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = entry.path().stem().string();
    auto document = tests::experiment(name);
    // Fewer pictures: what a start does to a signal does not hang on their number.
    if (document.data.source == data::Source::images) document.data.examples = 20;
    Session session;
    session.apply(OpenDocument{document});
    INFO(name << "\n" << tests::sentences(session));
    std::string alarms, notes;
    for (const Finding& finding : session.snapshot().diagnosis.findings)
      (finding.severity == Severity::note ? notes : alarms) += finding.rule;
    const auto expected = kAlarms.find(name);
    CHECK(alarms == (expected == kAlarms.end() ? "" : expected->second));
    CHECK(notes == (linear(name) ? "linear" : ""));
    ++seen;
  }
  CHECK(seen >= 27);
}

TEST_CASE("the place where the toy overflows and fades out is told", "[app][doctor][published]") {
  Session session;
  session.apply(OpenDocument{tests::experiment("01-toy-overflow")});
  CHECK(tests::found(session, "not-finite")->layer == 199);
  session.apply(OpenDocument{tests::experiment("01-toy-underflow")});
  // 0.5^150 is the first power that a float rounds to 0.
  CHECK(tests::found(session, "vanishing")->layer == 150);
}

}  // namespace app_doctor_experiments
