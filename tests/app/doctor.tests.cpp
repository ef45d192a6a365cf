// SPDX-License-Identifier: MIT
// Every rule of the doctor on real trainings: one that is ill in its way, and one that is not.
#include "app/doctor/doctor.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <optional>
#include <string>

#include "app/session/session.hpp"
#include "doctor_bench.hpp"

namespace app_doctor {

using namespace isobath;
using namespace isobath::app;
using namespace isobath::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

/// The rule's finding after so many updates of the default document with these fields.
std::optional<Finding> after(const Fields& fields, std::string_view rule, int updates = 0) {
  Session session;
  set(session, fields);
  if (updates > 0) session.apply(Step{updates});
  return found(session, rule);
}

}  // namespace

TEST_CASE("the default document is well, at its start and when it has learned", "[app][doctor]") {
  Session session;
  for (const int updates : {0, 1, 20, 300, 2000}) {
    if (updates > 0) session.apply(Step{updates});
    CHECK(sentences(session) == "");
  }
  const VitalSigns& signs = session.snapshot().diagnosis.signs;
  CHECK(signs.gradient_share > 0.01);
  CHECK_THAT(signs.guess_loss, WithinAbs(std::log(2.0), 1e-12));
}

TEST_CASE("gradients that vanish are found in deep sigmoids and not in He's ReLU",
          "[app][doctor]") {
  const auto ill = after({{"network.layers", "16sigmoid*10,1sigmoid"}}, "vanishing");
  REQUIRE(ill);
  CHECK(ill->layer == 1);
  CHECK(ill->severity == Severity::error);
  CHECK_THAT(ill->sentence, ContainsSubstring("The gradient at layer 1 is ") &&
                                ContainsSubstring("rms of dZ[1] to dZ[11]") &&
                                ContainsSubstring("σ′ is at most 0.25"));
  CHECK_THAT(ill->advice, ContainsSubstring("ReLU with He"));
  CHECK_FALSE(
      after({{"network.layers", "64relu*10,1sigmoid"}, {"weights", "he_normal"}}, "vanishing"));
}

TEST_CASE("what the doctor offers against vanishing gradients cures them", "[app][doctor]") {
  Session session;
  set(session, {{"network.layers", "32sigmoid*10,1sigmoid"}});
  const auto ill = found(session, "vanishing");
  REQUIRE(ill);
  session.apply(ill->treatment);
  CHECK(session.document().layers[3].activation == core::Activation::relu);
  CHECK(session.document().initialization.weights == core::WeightScheme::he_normal);
  CHECK_FALSE(found(session, "vanishing"));
}

TEST_CASE("a start that explodes is found by its factor, one at the edge is not", "[app][doctor]") {
  const auto ill =
      after({{"network.layers", "8linear*30,1sigmoid"}, {"weights", "identity"}, {"scale", "1.5"}},
            "exploding");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence, ContainsSubstring("×1.5 a layer"));
  CHECK(ill->severity == Severity::warning);
  const auto worse =
      after({{"network.layers", "8linear*60,1sigmoid"}, {"weights", "identity"}, {"scale", "1.5"}},
            "exploding");
  REQUIRE(worse);
  CHECK(worse->severity == Severity::error);
  CHECK_FALSE(
      after({{"network.layers", "8linear*30,1sigmoid"}, {"weights", "identity"}}, "exploding"));
}

TEST_CASE("saturated units are found behind large weights and not behind Xavier's",
          "[app][doctor]") {
  const Fields well = {{"network.layers", "16tanh*2,1sigmoid"}, {"scaling", "standardize"}};
  const auto ill = after({{"network.layers", "16tanh*2,1sigmoid"},
                          {"scaling", "standardize"},
                          {"network.layers[1].scale", "20"}},
                         "saturation");
  REQUIRE(ill);
  CHECK(ill->layer == 2);
  CHECK_THAT(ill->sentence,
             ContainsSubstring("of layer 2's values stand at the flat ends of tanh"));
  CHECK_FALSE(after(well, "saturation"));
}

TEST_CASE("large inputs that saturate the first layer are to be standardised", "[app][doctor]") {
  data::Table table{
      99.0 * core::Matrix<double>::Random(60, 2), core::Matrix<double>::Zero(60, 1), {}};
  for (core::Index i = 0; i < 60; ++i) table.y(i, 0) = table.x(i, 0) > table.x(i, 1) ? 1.0 : 0.0;
  document::Document document;
  document.layers.front().units = 16;
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(std::move(table));
  Session session;
  session.apply(OpenDocument{document});
  const auto ill = found(session, "saturation");
  REQUIRE(ill);
  CHECK(ill->layer == 1);
  REQUIRE(ill->treatment.changes.size() == 1);
  CHECK(ill->treatment.changes[0].field == "data.scaling");
  session.apply(ill->treatment);
  CHECK_FALSE(found(session, "saturation"));
}

TEST_CASE("dead units are counted; leaky ones never die", "[app][doctor]") {
  const auto ill = after({{"network.layers", "16relu,1sigmoid"}, {"bias", "-9"}}, "dead-units");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence, ContainsSubstring(" of 16 units of layer 1 are dead"));
  CHECK_THAT(ill->advice, ContainsSubstring("leaky ReLU"));
  CHECK_FALSE(after({{"network.layers", "16leaky_relu,1sigmoid"}, {"bias", "-9"}}, "dead-units"));
}

TEST_CASE("zeros and constants never break the symmetry, random weights do", "[app][doctor]") {
  for (const char* scheme : {"zeros", "constant"})
    for (const int updates : {0, 40}) {
      const auto ill = after({{"weights", scheme}}, "symmetry", updates);
      REQUIRE(ill);
      CHECK(ill->layer == 1);
      CHECK_THAT(ill->sentence, ContainsSubstring("All 4 units of layer 1 are the same unit"));
      CHECK_THAT(ill->advice, ContainsSubstring("Xavier"));
    }
  CHECK_FALSE(after({{"weights", "xavier_normal"}}, "symmetry"));
  CHECK_FALSE(after({{"weights", "identity"}}, "symmetry"));
}

TEST_CASE("an α under which J rises or swings is too large", "[app][doctor]") {
  struct Ill {
    const char* rate;
    const char* next;
  };
  for (const auto& [rate, next] : {Ill{"3", "1"}, Ill{"10", "1"}}) {
    Session session;
    // Such a training is chaotic: with other last bits, on another processor, J may just then fall.
    set(session, {{"alpha", rate}, {"arithmetic", "reproducible"}});
    for (int i = 0; i < 100; ++i) {
      session.apply(Step{1});
      session.snapshot();
    }
    const auto ill = found(session, "rate-too-large");
    REQUIRE(ill);
    CHECK_THAT(ill->sentence, ContainsSubstring("J ") && ContainsSubstring(rate));
    REQUIRE(ill->treatment.changes.size() == 1);
    CHECK(ill->treatment.changes[0].value == next);
  }
}

TEST_CASE("a J that has been lower for long is told with its least", "[app][doctor]") {
  Session session;
  const Snapshot& snapshot = session.snapshot();
  const DataFacts data = facts_of(*snapshot.dataset, snapshot.document->loss);
  core::Record now = snapshot.record;
  now.step = 11;
  now.cost = 0.6;
  std::vector<CostSample> costs;
  for (int i = 0; i < 12; ++i) costs.push_back({i, i < 6 ? 1.0 - 0.14 * i : 0.5 + 0.01 * i, 0.0});
  const auto rising = examine(
      {*snapshot.document, *snapshot.dataset, data, now, snapshot.start, costs, snapshot.links});
  REQUIRE(rising.findings.size() == 1);
  CHECK_THAT(rising.findings[0].sentence, ContainsSubstring("J rises: it was 0.3 at update 5"));
  for (CostSample& sample : costs) sample.cost = 1.0 - 0.05 * static_cast<double>(sample.step);
  CHECK(examine({*snapshot.document, *snapshot.dataset, data, now, snapshot.start, costs,
                 snapshot.links})
            .findings.empty());
}

TEST_CASE("a J that ran away hides what it has done to the layers", "[app][doctor]") {
  Session session;
  set(session, {{"source", "waves"},
                {"loss", "squared_error"},
                {"network.layers", "8tanh,1linear"},
                {"alpha", "0.7"}});
  session.apply(Step{30});
  CHECK(found(session, "runaway"));
  CHECK_FALSE(found(session, "vanishing"));
  CHECK_FALSE(found(session, "dead-units"));
  CHECK_FALSE(found(session, "exploding"));
  CHECK_FALSE(after({}, "runaway", 30));
}

TEST_CASE("an α that learns steadily is neither too large nor too small", "[app][doctor]") {
  Session session;
  for (int i = 0; i < 400; ++i) {
    session.apply(Step{1});
    session.snapshot();
  }
  CHECK_FALSE(found(session, "rate-too-large"));
  CHECK_FALSE(found(session, "rate-too-small"));
}

TEST_CASE("an α that crawls is too small, and the offered one is not", "[app][doctor]") {
  Session session;
  set(session, {{"alpha", "1e-5"}});
  session.apply(Step{300});
  const auto ill = found(session, "rate-too-small");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence, ContainsSubstring("in the last "));
  session.apply(ill->treatment);
  CHECK(session.record().step == 300);  // it goes on from where it is
  CHECK(session.document().training.learning_rate > 1e-3);
  session.apply(Step{300});
  CHECK_FALSE(found(session, "rate-too-small"));
}

TEST_CASE("a start that is sure of what it cannot know is told from one that is not",
          "[app][doctor]") {
  const auto ill = after({{"network.layers[1].scale", "12"}}, "starting-loss");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence, ContainsSubstring("ln 2 = 0.69"));
  CHECK_FALSE(after({}, "starting-loss"));
}

TEST_CASE("the doctor lets the last bias begin at the mean of what is to be learned",
          "[app][doctor]") {
  Session session;
  set(session,
      {{"source", "housing"}, {"scaling", "standardize"}, {"network.layers", "8relu,1linear"}});
  const auto ill = found(session, "starting-loss");
  REQUIRE(ill);
  REQUIRE(ill->treatment.changes.size() == 1);
  CHECK(ill->treatment.changes[0].field == "network.layers[1].bias");
  session.apply(ill->treatment);
  CHECK_FALSE(found(session, "starting-loss"));
}

TEST_CASE("inputs of unequal spread are to be standardised", "[app][doctor]") {
  Session session;
  set(session, {{"source", "housing"}, {"network.layers", "8relu,1linear"}});
  const auto ill = found(session, "unscaled-inputs");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence, ContainsSubstring("Inputs differ ×"));
  session.apply(ill->treatment);
  CHECK(session.document().data.scaling == data::Scaling::standardize);
  CHECK_FALSE(found(session, "unscaled-inputs"));
}

TEST_CASE("a network that learns its examples by heart overfits", "[app][doctor]") {
  Session session;
  set(session, {{"source", "moons"},
                {"noise", "0.8"},
                {"examples", "60"},
                {"network.layers", "32tanh*2,1sigmoid"},
                {"optimizer", "adam"},
                {"alpha", "0.03"}});
  for (int i = 0; i < 40; ++i) {
    session.apply(Step{20});
    session.snapshot();
  }
  const auto ill = found(session, "overfitting");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence, ContainsSubstring("the dev loss rose from"));
  REQUIRE(ill->treatment.changes.size() == 1);
  CHECK(ill->treatment.changes[0].field == "training.l2");
}

TEST_CASE("a network that learns from enough examples does not overfit", "[app][doctor]") {
  Session session;
  set(session,
      {{"source", "moons"}, {"noise", "0.05"}, {"examples", "400"}, {"optimizer", "adam"}});
  for (int i = 0; i < 20; ++i) {
    session.apply(Step{20});
    session.snapshot();
  }
  CHECK(session.record().train.loss < 0.2);
  CHECK_FALSE(found(session, "overfitting"));
}

TEST_CASE("the doctor's change is known as such until another edit follows", "[app][doctor]") {
  Session session;
  const double before = session.document().training.learning_rate;
  session.apply(ApplyChanges{{{"training.learning_rate", "0.5"}}, "α 0.5", false});
  CHECK(session.snapshot().treated);
  CHECK(session.snapshot().undo == "α 0.5");
  session.apply(Undo{});
  CHECK(session.document().training.learning_rate == before);
  CHECK_FALSE(session.snapshot().treated);
  session.apply(ApplyChanges{{{"training.learning_rate", "0.5"}}, "α 0.5", false});
  session.apply(SetField{"training.batch", "10", false});
  CHECK_FALSE(session.snapshot().treated);
}

TEST_CASE("the first value that is no number is told with its place", "[app][doctor]") {
  Session session;
  set(session, {{"source", "waves"},
                {"loss", "squared_error"},
                {"network.layers", "8relu*3,1linear"},
                {"alpha", "1000"}});
  session.apply(Step{50});
  REQUIRE(session.record().diverged);
  const core::Divergence at = *session.record().diverged;
  const auto ill = found(session, "not-finite");
  REQUIRE(ill);
  CHECK(ill->severity == Severity::error);
  CHECK(ill->layer == at.layer);
  CHECK_THAT(ill->sentence, ContainsSubstring("at update " + std::to_string(at.step)) &&
                                ContainsSubstring("unit " + std::to_string(at.unit + 1)));
  session.apply(ill->treatment);
  CHECK(session.record().step == 0);  // NaN is no place to go on from
  CHECK(session.document().training.learning_rate < 1000.0);
  CHECK_FALSE(found(session, "not-finite"));
}

TEST_CASE("a start that overflows is not the fault of α", "[app][doctor]") {
  const auto ill =
      after({{"network.layers", "8linear*199,1sigmoid"}, {"weights", "identity"}, {"scale", "3"}},
            "not-finite");
  REQUIRE(ill);
  CHECK_THAT(ill->advice, ContainsSubstring("at the start"));
}

TEST_CASE("three sigmoid layers are worth a word, two are not", "[app][doctor]") {
  CHECK(after({{"network.layers", "16sigmoid*3,1sigmoid"}}, "sigmoid"));
  CHECK_FALSE(after({{"network.layers", "16sigmoid*2,1sigmoid"}}, "sigmoid"));
}

TEST_CASE("linear layers collapse into one", "[app][doctor]") {
  CHECK(after({{"network.layers", "8linear*2,1sigmoid"}}, "linear"));
  CHECK_FALSE(after({{"network.layers", "8linear,8tanh,1sigmoid"}}, "linear"));
  CHECK_FALSE(after({{"network.layers", "1sigmoid"}}, "linear"));
}

TEST_CASE("classes want cross-entropy", "[app][doctor]") {
  const auto ill = after({{"loss", "squared_error"}}, "loss");
  REQUIRE(ill);
  Session session;
  set(session, {{"loss", "squared_error"}});
  session.apply(ill->treatment);
  CHECK(session.document().loss == core::Loss::binary_cross_entropy);
  CHECK_FALSE(after({}, "loss"));
}

TEST_CASE("several changes are one edit, and none is made if one of them cannot be",
          "[app][doctor]") {
  Session session;
  const document::Document before = session.document();
  session.apply(ApplyChanges{{{"training.learning_rate", "0.3"}, {"scale", "much"}}, "", false});
  CHECK(session.document() == before);
  CHECK(session.snapshot().message_is_error);
  std::vector<Event> events;
  session.take_events(events);
  session.apply(
      ApplyChanges{{{"training.learning_rate", "0.3"}, {"training.l2", "0.1"}}, "", false});
  CHECK(session.document().training.learning_rate == 0.3);
  CHECK(session.document().training.l2 == 0.1);
  session.take_events(events);
  CHECK(events.size() == 1);
}

}  // namespace app_doctor
