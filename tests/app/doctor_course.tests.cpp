// SPDX-License-Identifier: MIT
// The course's basic cases: what the doctor says first, and what it keeps quiet about because
// something else has caused it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "app/doctor/doctor.hpp"
#include "app/edit/adapt.hpp"
#include "doctor_bench.hpp"

namespace app_doctor_course {

using namespace isobath;
using namespace isobath::app;
using namespace isobath::tests;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

const Fields kHousing{
    {"source", "housing"}, {"loss", "squared_error"}, {"network.layers", "4tanh,1linear"}};

/// x1 from 1 to 1000, x2 from 0 to 1, and the class is x2's.
document::Document unequal_columns() {
  return about_table({}, 100, 1.0, 10.0, [](double, double x2) { return x2 > 0.5 ? 1.0 : 0.0; });
}

}  // namespace

TEST_CASE("raw housing: unscaled inputs saturate layer 1, before and after training",
          "[app][doctor]") {
  Session session;
  set(session, kHousing);
  for (const int updates : {0, 1, 300}) {
    train(session, updates, 10);
    INFO(sentences(session));
    CHECK(rules(session) == "unscaled-inputs");
  }
  CHECK(session.snapshot().record.layers[0].saturated > 0.9);
  const auto ill = found(session, "unscaled-inputs");
  REQUIRE(ill);
  CHECK(ill->treatment.words == "standardised inputs");
}

TEST_CASE("columns of 1 to 1000 and 0 to 1 stay the cause after 460 updates", "[app][doctor]") {
  Session session;
  session.apply(OpenDocument{unequal_columns()});
  CHECK(rules(session) == "unscaled-inputs");
  train(session, 460, 20);
  INFO(sentences(session));
  CHECK(rules(session) == "unscaled-inputs");
}

TEST_CASE("unscaled inputs do not hide what vanishes for other reasons", "[app][doctor]") {
  Session session;
  set(session, {{"source", "housing"},
                {"loss", "squared_error"},
                {"network.layers", "16sigmoid*10,1linear"}});
  CHECK(found(session, "unscaled-inputs"));
  CHECK(found(session, "vanishing"));
}

TEST_CASE("logistic regression at its minimum wants a hidden layer, and no other α",
          "[app][doctor]") {
  Session session;
  set(session, {{"network.layers", "1sigmoid"}});
  train(session, 2178, 50);
  INFO(sentences(session));
  REQUIRE(rules(session) == "one-layer");
  const Finding ill = *found(session, "one-layer");
  CHECK(ill.title == "A line cannot separate these classes");
  CHECK_THAT(ill.sentence, ContainsSubstring("where the gradient is almost 0"));
  CHECK(ill.treatment.words == "a hidden layer of 8 units");
  session.apply(ill.treatment);
  REQUIRE(session.document().layers.size() == 2);
  train(session, 600, 20);
  CHECK(rules(session).empty());
  CHECK(session.record().train.accuracy > 0.95);
}

TEST_CASE("where a line does separate the classes one layer is enough", "[app][doctor]") {
  Session session;
  set(session, {{"source", "gaussians"}, {"network.layers", "1sigmoid"}});
  train(session, 1000, 50);
  CHECK(rules(session).empty());
}

TEST_CASE("linear layers explain their plateau", "[app][doctor]") {
  Session session;
  set(session, {{"network.layers", "4linear*2,1sigmoid"}});
  CHECK(found(session, "linear")->severity == Severity::note);
  train(session, 3000, 50);
  INFO(sentences(session));
  CHECK(rules(session) == "linear");
  CHECK(found(session, "linear")->severity == Severity::warning);
  CHECK_THAT(found(session, "linear")->sentence, ContainsSubstring("why J stays at 0.68"));
}

TEST_CASE("α = 0.001 is too small, even where J still falls a little", "[app][doctor]") {
  Session session;
  set(session, {{"alpha", "0.001"}});
  for (const int updates : {300, 700, 1711}) {
    train(session, updates, 50);
    INFO(session.record().step << ": " << sentences(session));
    CHECK(rules(session) == "rate-too-small");
  }
  CHECK(session.record().train.accuracy < 0.6);
  session.apply(found(session, "rate-too-small")->treatment);
  CHECK(session.document().training.learning_rate >= 0.01);
  CHECK(rules(session).empty());  // at once: the gradient says where the new α leads
  train(session, 3000, 50);
  CHECK(rules(session).empty());
  CHECK(session.record().train.accuracy > 0.95);
}

TEST_CASE("α = 30 saturated the units, and is to blame for it", "[app][doctor]") {
  Session session;
  set(session, {{"alpha", "30"}, {"arithmetic", "reproducible"}});
  for (int looks = 0; looks < 10; ++looks) {
    train(session, 20);
    INFO(session.record().step << ": " << sentences(session));
    const std::string all = rules(session);
    CHECK((all == "rate-too-large" || all == "runaway" || all.empty()));
  }
  // Where J stands just then below its start, and above what it costs to know nothing:
  Session high;
  set(high, {{"alpha", "30"}, {"arithmetic", "reproducible"}});
  int blamed = 0;
  for (int looks = 0; looks < 40; ++looks) {
    train(high, 5);
    if (const auto ill = found(high, "rate-too-large")) {
      ++blamed;
      CHECK(ill->treatment.words == "α 30 → 1");
    }
    CHECK_FALSE(found(high, "vanishing"));
    CHECK_FALSE(found(high, "saturation"));
  }
  CHECK(blamed > 0);
}

TEST_CASE("the spiral is too much for four units", "[app][doctor]") {
  Session session;
  set(session, {{"source", "spiral"}});
  train(session, 3000, 50);
  INFO(sentences(session));
  REQUIRE(rules(session) == "underfitting");
  const Finding ill = *found(session, "underfitting");
  CHECK(ill.treatment.words == "8 units × 2 layers");
  session.apply(ill.treatment);
  train(session, 3000, 50);
  CHECK_FALSE(found(session, "underfitting"));
}

TEST_CASE("four dev examples of parity are too few to judge by", "[app][doctor]") {
  Session session;
  set(session, {{"source", "parity"}, {"split", "0.5,0.25,0.25"}});
  CHECK(rules(session).empty());
  train(session, 3000, 50);
  INFO(sentences(session));
  REQUIRE(session.record().train.accuracy == 1.0);
  REQUIRE(rules(session) == "few-dev");
  CHECK_THAT(found(session, "few-dev")->sentence,
             ContainsSubstring("4 examples") && ContainsSubstring("parity cannot be guessed"));
  session.apply(found(session, "few-dev")->treatment);
  CHECK(session.snapshot().dataset->train.x.cols() == 16);
  train(session, 3000, 50);
  CHECK(rules(session).empty());
}

TEST_CASE("an accuracy that the largest class explains is no accuracy", "[app][doctor]") {
  Session session;
  session.apply(OpenDocument{rare_class()});
  train(session, 2000, 50);
  const VitalSigns& signs = session.snapshot().diagnosis.signs;
  const data::Dataset& dataset = *session.snapshot().dataset;
  CHECK_THAT(signs.largest_class, WithinAbs(1.0 - dataset.train.y.mean(), 1e-12));
  CHECK(signs.largest_class > 0.8);
  INFO(sentences(session));
  CHECK(session.record().train.accuracy <= signs.largest_class);
  REQUIRE(rules(session) == "constant-answer");
  CHECK_THAT(found(session, "constant-answer")->sentence,
             ContainsSubstring("no better than always answering class 0"));
  session.apply(found(session, "constant-answer")->treatment);
  CHECK(rules(session).empty());
}

TEST_CASE("what a constant answer costs is the entropy of the classes", "[app][doctor]") {
  data::Dataset dataset;
  dataset.task = data::Task::binary;
  dataset.train.x = core::Matrix<double>::Zero(1, 20);
  dataset.train.y = core::Matrix<double>::Zero(1, 20);
  dataset.train.y.leftCols(13).setOnes();
  const DataFacts two = facts_of(dataset, core::Loss::binary_cross_entropy);
  // H(0.65) = 0.647447.
  CHECK_THAT(two.constant_loss, WithinAbs(0.647447, 1e-6));
  CHECK_THAT(two.guess_loss, WithinAbs(std::log(2.0), 1e-12));
  CHECK_THAT(two.largest_class, WithinAbs(0.65, 1e-12));
  CHECK(two.common_class == 1);
  dataset.task = data::Task::categorical;
  dataset.train.y = core::Matrix<double>::Zero(3, 20);
  dataset.train.y.row(0).head(5).setOnes();
  dataset.train.y.row(1).segment(5, 5).setOnes();
  dataset.train.y.row(2).tail(10).setOnes();
  const DataFacts three = facts_of(dataset, core::Loss::categorical_cross_entropy);
  // ¼ ln 4 + ¼ ln 4 + ½ ln 2 = 1.5 ln 2.
  CHECK_THAT(three.constant_loss, WithinAbs(1.5 * std::log(2.0), 1e-12));
  CHECK_THAT(three.largest_class, WithinAbs(0.5, 1e-12));
  CHECK(three.common_class == 2);
  dataset.task = data::Task::regression;
  dataset.train.y = core::Matrix<double>::Zero(1, 20);
  dataset.train.y.leftCols(10).setConstant(2.0);
  const DataFacts number = facts_of(dataset, core::Loss::squared_error);
  CHECK_THAT(number.constant_loss, WithinAbs(0.5, 1e-12));
  CHECK(std::isnan(number.largest_class));
}

TEST_CASE("Adam's ε is lost in half precision, and 1e-4 is not", "[app][doctor]") {
  for (const char* optimizer : {"adam", "rmsprop"}) {
    Session session;
    set(session, {{"optimizer", optimizer}, {"alpha", "0.01"}, {"precision", "half"}});
    const auto ill = found(session, "epsilon");
    REQUIRE(ill);
    CHECK_THAT(ill->sentence, ContainsSubstring("ε = 1·10⁻⁸"));
    train(session, 300, 10);
    INFO(sentences(session));
    CHECK(rules(session) == "epsilon");
    CHECK(session.snapshot().record.layers[0].w.max_abs > 100.0);  // W has jumped
    session.apply(ill->treatment);
    CHECK(session.document().training.epsilon == 1e-4);
    train(session, 300, 10);
    CHECK(rules(session).empty());
    CHECK(session.snapshot().record.layers[0].w.max_abs < 10.0);
  }
  Session session;
  set(session, {{"optimizer", "adam"}, {"alpha", "0.01"}});
  CHECK(rules(session).empty());
  set(session, {{"optimizer", "gradient_descent"}, {"precision", "half"}});
  CHECK(rules(session).empty());
}

TEST_CASE("a mean that the last bias cannot begin at is standardised away", "[app][doctor]") {
  auto prices = about_table({}, 120, -10.0, 0.15, [](double x1, double x2) {
    return 22533.0 + 900.0 * x1 + 3000.0 * (x2 - 0.5);
  });
  prices.layers.back().activation = core::Activation::linear;
  prices.loss = core::Loss::squared_error;
  prices.data.scaling = data::Scaling::standardize;
  Session session;
  session.apply(OpenDocument{prices});
  const auto ill = found(session, "starting-loss");
  REQUIRE(ill);
  CHECK_THAT(ill->sentence,
             ContainsSubstring("b cannot begin at a mean of 21612: it is at most 1000."));
  session.apply(ill->treatment);
  CHECK(session.snapshot().message.empty());
  CHECK(rules(session).empty());
  const auto dataset = data::make_dataset(session.document().data);
  REQUIRE(dataset);
  const core::Matrix<double>& y = dataset->train.y;
  CHECK_THAT(y.mean(), WithinAbs(0.0, 1e-9));
  CHECK_THAT(y.squaredNorm() / static_cast<double>(y.cols()), WithinAbs(1.0, 1e-9));
  session.apply(Undo{});
  CHECK(session.document() == prices);
  train(session, 1);
}

TEST_CASE("an update that changes nothing is no share of W, even where W is 0", "[app][doctor]") {
  Session session;
  set(session, {{"weights", "zeros"}});
  for (const int updates : {0, 1, 10}) {
    train(session, updates);
    for (const core::LayerRecord& layer : session.snapshot().record.layers)
      CHECK(layer.update_ratio == 0.0);
    CHECK(session.snapshot().diagnosis.signs.update_ratio == 0.0);
  }
}

TEST_CASE("the weakest gradient is that of a hidden layer", "[app][doctor]") {
  Session session;
  train(session, 2000, 50);
  const Diagnosis& diagnosis = session.snapshot().diagnosis;
  REQUIRE(diagnosis.findings.empty());
  // The output's own gradient is less than layer 1's by now.
  CHECK(diagnosis.signs.gradient_share > 1.0);
  CHECK(diagnosis.signs.gradient_layer == 1);
}

}  // namespace app_doctor_course
