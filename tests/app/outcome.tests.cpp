// SPDX-License-Identifier: MIT
// Counted classes, fitted lines and the worst examples, against counts by hand.
#include "app/run/outcome.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "app/run/moment.hpp"
#include "app/session/session.hpp"

namespace app_outcome {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

}  // namespace

TEST_CASE("two classes are told at one half, and NaN is neither", "[app][outcome]") {
  core::Matrix<float> outputs(1, 6);
  outputs << 0.2F, 0.5F, 0.9F, 0.4F, kNan, 0.6F;
  core::Matrix<double> y(1, 6);
  y << 0, 0, 1, 1, 1, 1;
  const Confusion confusion = confusion_of(outputs, y, data::Task::binary);
  REQUIRE(confusion.classes == 2);
  CHECK(confusion.at(0, 0) == 1);
  CHECK(confusion.at(0, 1) == 1);
  CHECK(confusion.at(1, 0) == 1);
  CHECK(confusion.at(1, 1) == 2);
  CHECK(confusion.undefined == 1);
}

TEST_CASE("of several classes the largest answer counts", "[app][outcome]") {
  core::Matrix<float> outputs(3, 3);
  outputs << 0.5F, 0.1F, 0.2F,  //
      0.3F, 0.8F, 0.3F,         //
      0.2F, 0.1F, 0.5F;
  core::Matrix<double> y(3, 3);
  y << 1, 0, 1,  //
      0, 1, 0,   //
      0, 0, 0;
  const Confusion confusion = confusion_of(outputs, y, data::Task::categorical);
  CHECK(confusion.at(0, 0) == 1);
  CHECK(confusion.at(1, 1) == 1);
  CHECK(confusion.at(0, 2) == 1);
  CHECK(confusion_of(outputs, y, data::Task::regression).classes == 0);
}

TEST_CASE("the diagonal is the accuracy of the record", "[app][outcome]") {
  Session session;
  session.apply(Step{40});
  const Snapshot& snapshot = session.snapshot();
  const Confusion& dev = snapshot.outcome.dev;
  const auto right = static_cast<double>(dev.at(0, 0) + dev.at(1, 1));
  const auto all = static_cast<double>(snapshot.dataset->dev.y.cols());
  CHECK_THAT(right / all, WithinAbs(snapshot.record.dev.accuracy, 1e-12));
}

TEST_CASE("R² is 1 for who is right and 0 for who answers the mean", "[app][outcome]") {
  core::Matrix<double> y(1, 4);
  y << 1, 2, 3, 6;
  CHECK_THAT(fit_of(y.cast<float>(), y).r2, WithinAbs(1.0, 1e-12));
  const Fit mean = fit_of(core::Matrix<float>::Constant(1, 4, 3.0F), y);
  CHECK_THAT(mean.r2, WithinAbs(0.0, 1e-12));
  CHECK_THAT(mean.rmse, WithinRel(std::sqrt(3.5), 1e-12));
  CHECK(std::isnan(fit_of({}, y).r2));
  // The loss of a part says it too: half the mean square is half the variance for the mean.
  const double variance = (y.array() - y.mean()).square().mean();
  CHECK_THAT(r_squared(0.5 * variance, y), WithinAbs(0.0, 1e-12));
  CHECK_THAT(r_squared(0.125 * variance, y), WithinAbs(0.75, 1e-12));
  CHECK(std::isnan(r_squared(0.1, core::Matrix<double>(1, 0))));
  CHECK(std::isnan(r_squared(0.1, core::Matrix<double>::Ones(1, 4))));
}

TEST_CASE("the losses of the examples have the record's loss as their mean", "[app][outcome]") {
  Session session;
  session.apply(Step{10});
  const Snapshot& snapshot = session.snapshot();
  const core::Matrix<double>& y = snapshot.dataset->train.y;
  double sum = 0.0;
  for (core::Index i = 0; i < y.cols(); ++i)
    sum += example_loss(snapshot.outputs, y, i, snapshot.document->loss);
  CHECK_THAT(sum / static_cast<double>(y.cols()), WithinRel(snapshot.record.train.loss, 1e-5));
}

TEST_CASE("the worst examples come first, what is no number before all", "[app][outcome]") {
  core::Matrix<float> outputs(1, 4);
  outputs << 0.9F, 0.1F, kNan, 0.5F;
  const core::Matrix<double> y = core::Matrix<double>::Ones(1, 4);
  const auto worst = worst_examples(outputs, y, core::Loss::binary_cross_entropy, 3);
  REQUIRE(worst.size() == 3);
  CHECK(worst[0] == 2);
  CHECK(worst[1] == 1);
  CHECK(worst[2] == 3);
}

TEST_CASE("changed answers: other classes first, then by size, without those that are the same",
          "[app][outcome]") {
  core::Matrix<float> then(1, 6), now(1, 6);
  then << 0.4F, 0.1F, 0.9F, 0.2F, kNan, 0.3F;
  now << 0.6F, 0.45F, 0.9F, 0.25F, kNan, kNan;
  const std::vector<core::Index> order{5, 0, 1, 3};
  CHECK(changed_examples(now, then, data::Task::binary, 10) == order);
  CHECK(changed_examples(now, then, data::Task::binary, 2) == std::vector<core::Index>{5, 0});
  CHECK(changed_examples(now, core::Matrix<float>(1, 5), data::Task::binary, 2).empty());
  CHECK(answer_of(now, 5, data::Task::binary) == -1);
}

TEST_CASE("answers of the pinned moment are those it gave", "[app][outcome]") {
  Session session;
  session.apply(Step{10});
  const core::Matrix<float> then = session.snapshot().outputs;
  session.apply(PinMoment{});
  session.apply(Step{40});
  session.apply(set_view<&View::difference>(true));
  const Snapshot& snapshot = session.snapshot();
  REQUIRE(snapshot.compares_answers());
  CHECK(snapshot.then_outputs == then);
  CHECK(snapshot.outputs != then);
  const auto right =
      static_cast<double>(snapshot.then_outcome.dev.at(0, 0) + snapshot.then_outcome.dev.at(1, 1));
  CHECK_THAT(right / static_cast<double>(snapshot.dataset->dev.y.cols()),
             WithinAbs(snapshot.pinned->look.record.dev.accuracy, 1e-12));
}

}  // namespace app_outcome
