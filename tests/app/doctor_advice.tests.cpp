// SPDX-License-Identifier: MIT
// What the doctor offers, pressed: it is an edit that can be made, and what it was offered against
// is gone.
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "app/doctor/doctor.hpp"
#include "doctor_bench.hpp"

namespace app_doctor_advice {

using namespace isobath;
using namespace isobath::app;
using namespace isobath::tests;

namespace {

struct Case {
  const char* rule;  // that must be among the findings
  Fields fields;
  int updates = 0;
  int after = 0;  // updates after the press, where it needs some to tell
  document::Document (*document)() = nullptr;  // in place of the default one
};

/// Every rule, and every branch of what it offers.
const std::vector<Case> kCases{
    {"epsilon", {{"optimizer", "adam"}, {"alpha", "0.01"}, {"precision", "half"}}, 100, 100},
    {"epsilon", {{"optimizer", "rmsprop"}, {"alpha", "0.01"}, {"epsilon", "0"}}, 0, 20},
    {"unscaled-inputs",
     {{"source", "housing"}, {"loss", "squared_error"}, {"network.layers", "4tanh,1linear"}}},
    {"not-finite",
     {{"source", "housing"}, {"loss", "squared_error"}, {"network.layers", "8relu,1linear"}},
     50,
     50},
    {"not-finite",
     {{"source", "waves"},
      {"loss", "squared_error"},
      {"network.layers", "8relu*3,1linear"},
      {"alpha", "1000"}},
     50,
     50},
    {"not-finite",
     {{"network.layers", "8linear*199,1sigmoid"}, {"weights", "identity"}, {"scale", "3"}}},
    {"symmetry", {{"weights", "zeros"}}, 20, 20},
    {"symmetry", {{"weights", "constant"}}},
    {"runaway",
     {{"source", "waves"},
      {"loss", "squared_error"},
      {"network.layers", "8tanh,1linear"},
      {"alpha", "0.7"}},
     30,
     30},
    {"exploding",
     {{"network.layers", "8linear*30,1sigmoid"}, {"weights", "identity"}, {"scale", "1.5"}}},
    {"rate-too-large", {{"alpha", "3"}, {"arithmetic", "reproducible"}}, 100, 100},
    {"rate-too-large", {{"alpha", "10"}, {"arithmetic", "reproducible"}}, 100, 100},
    {"vanishing", {{"network.layers", "16sigmoid*10,1sigmoid"}}},
    {"vanishing", {{"network.layers", "4relu*59,1sigmoid"}, {"weights", "he_normal"}}},
    {"vanishing", {{"network.layers", "4relu*59,1sigmoid"}}},
    {"vanishing", {{"network.layers", "4tanh*19,1sigmoid"}}},
    {"vanishing", {{"network.layers", "32tanh*30,1sigmoid"}, {"scale", "0.5"}}},
    {"dead-units", {{"network.layers", "16relu,1sigmoid"}, {"bias", "-9"}}},
    {"dead-units", {{"network.layers", "16relu,1sigmoid"}, {"weights", "identity"}}},
    {"saturation", {{"network.layers", "16tanh*2,1sigmoid"}, {"network.layers[1].scale", "20"}}},
    {"starting-loss", {{"network.layers[1].scale", "12"}}},
    {"starting-loss", {{"network.layers[1].bias", "9"}}},
    {"starting-loss", {{"scale", "12"}}},
    {"starting-loss",
     {{"network.layers", "4relu,1sigmoid"}, {"weights", "he_normal"}, {"scale", "2"}}},
    {"starting-loss",
     {{"source", "housing"},
      {"loss", "squared_error"},
      {"scaling", "standardize"},
      {"network.layers", "8relu,1linear"}}},
    {"starting-loss",
     {{"source", "waves"},
      {"loss", "squared_error"},
      {"network.layers", "16relu*2,1linear"},
      {"weights", "he_normal"}}},
    {"linear", {{"network.layers", "4linear*2,1sigmoid"}}, 1000, 1000},
    {"rate-too-small", {{"alpha", "1e-5"}}, 300, 300},
    {"rate-too-small", {{"alpha", "0.001"}}, 1000, 300},
    {"rate-too-small", {{"alpha", "1e-6"}, {"optimizer", "adam"}}, 300, 300},
    {"one-layer", {{"network.layers", "1sigmoid"}}, 600, 600},
    {"underfitting", {{"source", "spiral"}}, 1000, 1500},
    {"constant-answer", {}, 2000, 400, rare_class},
    {"overfitting",
     {{"source", "moons"},
      {"noise", "0.8"},
      {"examples", "60"},
      {"network.layers", "32tanh*2,1sigmoid"},
      {"optimizer", "adam"},
      {"alpha", "0.03"}},
     800,
     400},
    {"few-dev", {{"source", "parity"}, {"split", "0.5,0.25,0.25"}}, 2000, 200},
    {"few-dev", {{"source", "xor"}, {"examples", "16"}, {"alpha", "1"}}, 400, 200},
    {"sigmoid", {{"network.layers", "16sigmoid*3,1sigmoid"}}},
    {"loss", {{"loss", "squared_error"}}},
};

std::string told(const Case& one) {
  std::string text = one.rule;
  for (const FieldValue& field : one.fields) text += " " + field.field + "=" + field.value;
  return text;
}

}  // namespace

TEST_CASE("whatever the doctor offers can be pressed, and cures", "[app][doctor][slow]") {
  std::set<std::string> rules_seen;
  for (const Case& one : kCases) {
    INFO(told(one));
    std::size_t count = 1;
    for (std::size_t i = 0; i < count; ++i) {
      Session session;
      if (one.document) session.apply(OpenDocument{one.document()});
      set(session, one.fields);
      train(session, one.updates, one.updates > 200 ? 5 : 1);
      const std::vector<Finding> findings = session.snapshot().diagnosis.findings;
      CHECK(std::ranges::count(findings, one.rule, &Finding::rule) == 1);
      count = findings.size();
      if (i == count) break;
      const Finding& finding = findings[i];
      INFO(finding.rule << ": " << finding.sentence << " -> " << finding.advice << " ["
                        << finding.treatment.words << "]");
      rules_seen.insert(finding.rule);
      // Who advises has a button for it.
      CHECK_FALSE(finding.advice.empty());
      REQUIRE_FALSE(finding.treatment.changes.empty());
      CHECK_FALSE(finding.treatment.words.empty());
      const document::Document before = session.document();
      session.apply(finding.treatment);
      INFO(session.snapshot().message);
      CHECK(session.snapshot().message.empty());
      CHECK(session.document() != before);
      CHECK_FALSE(found(session, finding.rule));
      train(session, one.after, 5);
      INFO("afterwards " << sentences(session));
      CHECK_FALSE(found(session, finding.rule));
    }
  }
  // All of them, and none that nobody presses.
  CHECK(rules_seen == std::set<std::string>{
                          "epsilon",        "unscaled-inputs", "not-finite",      "symmetry",
                          "runaway",        "exploding",       "rate-too-large",  "vanishing",
                          "dead-units",     "saturation",      "starting-loss",   "linear",
                          "rate-too-small", "one-layer",       "constant-answer", "underfitting",
                          "overfitting",    "few-dev",         "sigmoid",         "loss"});
}

TEST_CASE("where no edit would help the doctor says so, and advises nothing", "[app][doctor]") {
  Session session;
  set(session, {{"network.layers", "64tanh*2,1sigmoid"}, {"optimizer", "adam"}});
  const Snapshot& snapshot = session.snapshot();
  const DataFacts data = facts_of(*snapshot.dataset, snapshot.document->loss);
  // A J that has long stood where there is no gradient.
  core::Record now = snapshot.record;
  now.step = 500;
  now.cost = now.train.loss = 0.6;
  for (core::LayerRecord& layer : now.layers) layer.d_w.rms = layer.d_b.rms = 1e-9;
  std::vector<CostSample> costs;
  for (int i = 0; i <= 500; i += 10) costs.push_back({i, 0.6, 0.6});
  const Diagnosis diagnosis = examine(
      {*snapshot.document, *snapshot.dataset, data, now, snapshot.start, costs, snapshot.links});
  REQUIRE(diagnosis.findings.size() == 1);
  const Finding& ill = diagnosis.findings[0];
  CHECK((ill.rule == "underfitting" || ill.rule == "constant-answer"));
  CHECK(ill.advice.empty());
  CHECK(ill.treatment.changes.empty());
  CHECK(ill.sentence.find("large already") != std::string::npos);
}

TEST_CASE("no advice is outside of its field's range", "[app][doctor]") {
  Session session;
  for (const char* l2 : {"0", "3", "10", "1e6"}) {
    set(session, {{"source", "moons"},
                  {"noise", "0.8"},
                  {"examples", "60"},
                  {"network.layers", "8tanh,1sigmoid"},
                  {"alpha", "0"},
                  {"l2", l2}});
    // A run that has overfitted, whatever L2 had to say to it.
    const Snapshot& snapshot = session.snapshot();
    const DataFacts data = facts_of(*snapshot.dataset, snapshot.document->loss);
    core::Record now = snapshot.record;
    now.step = 40;
    now.cost = now.train.loss = 0.01;
    std::vector<CostSample> costs;
    for (int i = 0; i <= 40; ++i) costs.push_back({i, 0.5 / (1 + i), i < 10 ? 0.4 : 0.9});
    costs.back().cost = now.cost;
    const Diagnosis diagnosis = examine(
        {*snapshot.document, *snapshot.dataset, data, now, snapshot.start, costs, snapshot.links});
    const auto ill = std::ranges::find(diagnosis.findings, "overfitting", &Finding::rule);
    REQUIRE(ill != diagnosis.findings.end());
    session.apply(ill->treatment);
    INFO(l2 << ": " << session.snapshot().message);
    CHECK(session.snapshot().message.empty());
  }
}

}  // namespace app_doctor_advice
