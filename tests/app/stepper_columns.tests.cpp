// SPDX-License-Identifier: MIT
// One example of a line, and the batch's mean: which lines it passes through.
#include "app/stepper/stepper_columns.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <memory>

#include "core/networks.hpp"

namespace app_stepper_columns {

using namespace isobath;
using namespace isobath::app;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

constexpr core::Index kBatch = 9, kKept = 4;

Stepper made(double dropout = 0.0) {
  const core::Network network =
      network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3, 5);
  const auto examples = examples_for<double>(network, kBatch);
  core::TrainingOptions options;
  options.dropout = dropout;
  core::Trainer<double> trainer(network, options, start_of(network), examples);
  return {network, std::make_shared<const core::Dissection<double>>(trainer.dissect(kKept))};
}

std::size_t number(const Stepper& stepper, LineKind kind, int layer) {
  for (std::size_t at = 0; at < stepper.lines().size(); ++at)
    if (stepper.lines()[at].kind == kind && stepper.lines()[at].layer == layer) return at;
  FAIL("there is no such line");
  return 0;
}

double told(const CellStory& story) {
  double sum = 0.0;
  for (const CellTerm& term : story.terms) sum += term.left * term.right;
  return story.factor * sum + story.added;
}

constexpr ColumnChoice kMean{Columns::mean, 0};

}  // namespace

TEST_CASE("one example's line has its columns, in small letters", "[app][stepper]") {
  const Stepper stepper = made();
  const ColumnChoice third{Columns::example, 2};
  const LineView whole = stepper.view(number(stepper, LineKind::pre_activation, 2));
  const LineView one = narrowed(stepper, whole, third);
  CHECK(one.operands[0].values == whole.operands[0].values);
  CHECK(one.operands[1].name == "a[1]");
  CHECK(one.operands[1].shape == "(n[1], 1) = (5, 1)");
  CHECK(one.operands[1].values == whole.operands[1].values.col(2));
  CHECK(one.result.name == "z[2]");
  CHECK(one.result.values == whole.result.values.col(2));
  CHECK(cell_name(one, third, 1, 0) == "z[2](2)");
  const CellStory story = story_of(stepper, whole, one, third, 1, 0);
  CHECK(story.result == whole.result.values(1, 2));
  CHECK(std::abs(told(story) - story.result) < 1e-12);
}

TEST_CASE("the line of shapes and the terms speak of the column that is shown", "[app][stepper]") {
  const Stepper stepper = made();
  const ColumnChoice third{Columns::example, 2};
  const auto told_at = [&](LineKind kind, const ColumnChoice& choice) {
    const LineView whole = stepper.view(number(stepper, kind, 2));
    const LineView one = narrowed(stepper, whole, choice);
    const CellStory story = story_of(stepper, whole, one, choice, 1, 0);
    std::string terms;
    for (const CellTerm& term : story.terms) terms += (terms.empty() ? "" : " + ") + term.name;
    return std::array{one.shapes, terms, story.added_name};
  };
  const auto z = told_at(LineKind::pre_activation, third);
  CHECK(z[0] ==
        "W[2] (n[2], n[1]) = (5, 5)  a[1] (n[1], 1) = (5, 1)  b[2] (n[2], 1) = (5, 1)  →  z[2] "
        "(n[2], 1) = (5, 1)");
  CHECK(z[1].starts_with("w[2](2,1)·a[1](1) + w[2](2,2)·a[1](2)"));
  CHECK(z[2] == "b[2](2)");
  CHECK(told_at(LineKind::activation, third)[1] == "g(z[2](2))");
  CHECK(told_at(LineKind::d_z, third)[1] == "da[2](2)·g′(z)");
  CHECK(told_at(LineKind::d_a, third)[1] == "w[3](1,2)·dz[3](1)");
  CHECK(told_at(LineKind::bias, third)[1].starts_with("b[2](2) + α·db[2](2)"));
  // All examples side by side are a matrix, and a cell has two numbers.
  const auto batch = told_at(LineKind::pre_activation, {Columns::batch, 2});
  CHECK(batch[0].find("A[1] (n[1], m) = (5, 9)") != std::string::npos);
  CHECK(batch[1].starts_with("w[2](2,1)·a[1](1,1)"));
  CHECK(told_at(LineKind::activation, kMean)[0].find("(5, 1)") != std::string::npos);
}

TEST_CASE("the shares of all examples add up to dW", "[app][stepper]") {
  const core::Network network =
      network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3, 5);
  const auto examples = examples_for<double>(network, kBatch);
  core::Trainer<double> trainer(network, {}, start_of(network), examples);
  const Stepper stepper(network,
                        std::make_shared<const core::Dissection<double>>(trainer.dissect(kBatch)));
  const LineView whole = stepper.view(number(stepper, LineKind::d_w, 2));
  core::Matrix<double> sum = core::Matrix<double>::Zero(5, 5);
  for (core::Index column = 0; column < kBatch; ++column) {
    const LineView one = narrowed(stepper, whole, {Columns::example, column});
    REQUIRE(one.operands.size() == 3);
    CHECK(one.operands[1].name == "a[1]ᵀ");
    CHECK(one.operands[1].values.rows() == 1);
    sum += one.operands[2].values;
    CHECK(one.result.values == whole.result.values);
  }
  CHECK((sum - whole.result.values).cwiseAbs().maxCoeff() < 1e-14);
}

TEST_CASE("the mean is the whole batch's, and passes linear lines alone", "[app][stepper]") {
  const Stepper stepper = made();
  const LineView z = stepper.view(number(stepper, LineKind::pre_activation, 2));
  const LineView mean_z = narrowed(stepper, z, kMean);
  CHECK(mean_z.operands[1].name == "mean A[1]");
  CHECK(mean_z.operands[1].values.cols() == 1);
  const core::Matrix<double> through =
      mean_z.operands[0].values * mean_z.operands[1].values + mean_z.operands[2].values;
  CHECK((through - mean_z.result.values).cwiseAbs().maxCoeff() < 1e-14);
  // Not of the four that are kept.
  CHECK((mean_z.result.values - z.result.values.rowwise().mean()).cwiseAbs().maxCoeff() > 1e-3);
  const CellStory story = story_of(stepper, z, mean_z, kMean, 3, 0);
  CHECK(story.terms.size() == 5);
  CHECK(std::abs(told(story) - story.result) < 1e-14);
  CHECK(told_of(stepper, z, kMean).starts_with("The line is linear in A"));

  const LineView a = stepper.view(number(stepper, LineKind::activation, 2));
  const LineView mean_a = narrowed(stepper, a, kMean);
  CHECK((mean_a.operands[0].values.array().tanh().matrix() - mean_a.result.values)
            .cwiseAbs()
            .maxCoeff() > 1e-3);
  CHECK(told_of(stepper, a, kMean).starts_with("g is not linear"));
  CHECK(story_of(stepper, a, mean_a, kMean, 0, 0).terms.front().name ==
        "the mean of 9 numbers of row 1");

  const LineView d_a = stepper.view(number(stepper, LineKind::d_a, 1));
  const LineView mean_d_a = narrowed(stepper, d_a, kMean);
  CHECK(std::abs(told(story_of(stepper, d_a, mean_d_a, kMean, 4, 0)) -
                 mean_d_a.result.values(4, 0)) < 1e-14);
  const LineView d_b = stepper.view(number(stepper, LineKind::d_b, 2));
  CHECK(
      (narrowed(stepper, d_b, kMean).operands[0].values - d_b.result.values).cwiseAbs().maxCoeff() <
      1e-15);
  const LineView d_z = stepper.view(number(stepper, LineKind::output_d_z, 3));
  const LineView mean_d_z = narrowed(stepper, d_z, kMean);
  CHECK(std::abs(told(story_of(stepper, d_z, mean_d_z, kMean, 0, 0)) -
                 mean_d_z.result.values(0, 0)) < 1e-15);
}

TEST_CASE("with dropout the mean of the masks goes with the mean", "[app][stepper]") {
  const Stepper stepper = made(0.4);
  const LineView line = stepper.view(number(stepper, LineKind::dropout, 1));
  const LineView mean = narrowed(stepper, line, kMean);
  CHECK(mean.operands[1].name == "mean M[1]");
  CHECK(mean.result.values != mean.operands[0].values.cwiseProduct(mean.operands[1].values));
  const LineView next =
      narrowed(stepper, stepper.view(number(stepper, LineKind::pre_activation, 2)), kMean);
  CHECK(next.operands[1].values == mean.result.values);
  CHECK(told_of(stepper, stepper.view(number(stepper, LineKind::d_a, 1)), kMean)
            .starts_with("Every example has a mask"));
}

TEST_CASE("an example that is not kept gives way to the first", "[app][stepper]") {
  const Stepper stepper = made();
  CHECK(column_of(stepper.dissection(), 3) == 3);
  CHECK(column_of(stepper.dissection(), 8) == 0);
  CHECK(column_of(stepper.dissection(), -1) == 0);
}

TEST_CASE("how far the passes have come", "[app][stepper]") {
  Stepper stepper = made();
  const auto reach = [&] {
    const Reach now = stepper.reach();
    return std::array<int, 3>{now.forward, now.backward, now.updated};
  };
  CHECK(reach() == std::array{-1, 4, 0});
  stepper.forward(Stride::line);
  CHECK(reach() == std::array{0, 4, 0});
  stepper.forward(Stride::layer);
  CHECK(reach() == std::array{1, 4, 0});
  stepper.forward(Stride::pass);
  CHECK(reach() == std::array{3, 4, 0});
  stepper.forward(Stride::pass);
  stepper.forward(Stride::line);
  CHECK(reach() == std::array{3, 3, 0});
  stepper.forward(Stride::pass);
  CHECK(reach() == std::array{3, 1, 0});
  stepper.forward(Stride::layer);
  CHECK(reach() == std::array{3, 1, 1});
  stepper.forward(Stride::update);
  CHECK(reach() == std::array{3, 1, 3});
}

}  // namespace app_stepper_columns
