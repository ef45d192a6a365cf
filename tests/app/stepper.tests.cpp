// SPDX-License-Identifier: MIT
// Walking along the lines of an update: which there are, there and back, and every cell's sum.
#include "app/stepper/stepper.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>

#include "app/stepper_bench.hpp"
#include "core/networks.hpp"

namespace app_stepper {

using namespace isobath;
using namespace isobath::app;
using isobath::tests::examples_for;
using isobath::tests::formulas;
using isobath::tests::network_of;
using isobath::tests::start_of;
using isobath::tests::stepper_of;
using isobath::tests::told;

TEST_CASE("the lines of logistic regression are the course's", "[app][stepper]") {
  const core::Network network =
      network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 1);
  const Stepper stepper = stepper_of(network, {});
  CHECK(formulas(stepper) ==
        std::vector<std::string>{"A[0] = X", "Z[1] = W[1]·A[0] + b[1]", "A[1] = g(Z[1])",
                                 "J = (1/m)·Σ −[y·ln ŷ + (1−y)·ln(1−ŷ)]", "dZ[1] = A[1] − Y",
                                 "dW[1] = (1/m)·dZ[1]·A[0]ᵀ", "db[1] = (1/m)·Σ dZ[1]",
                                 "W[1] := W[1] − α·dW[1]", "b[1] := b[1] − α·db[1]"});
}

TEST_CASE("shapes stand under every line", "[app][stepper]") {
  const core::Network network =
      network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3, 5);
  const Stepper stepper = stepper_of(network, {});
  CHECK(stepper.view(3).shapes ==
        "W[2] (n[2], n[1]) = (5, 5)  A[1] (n[1], m) = (5, 9)  b[2] (n[2], 1) = (5, 1)  →  "
        "Z[2] (n[2], m) = (5, 9)");
  const LineView d_w = stepper.view(9);
  CHECK(d_w.formula == "dW[3] = (1/m)·dZ[3]·A[2]ᵀ");
  CHECK(d_w.operands[1].name == "A[2]ᵀ");
  CHECK(d_w.operands[1].values.rows() == 9);
  CHECK(d_w.operands[1].values.cols() == 5);
}

TEST_CASE("forwards and then backwards is the identity, by every stride", "[app][stepper]") {
  const auto stride = static_cast<Stride>(GENERATE(range(0, 4)));
  core::TrainingOptions options;
  options.optimizer = core::Optimizer::adam;
  options.dropout = 0.2;
  options.clip_norm = 1.0;
  Stepper stepper =
      stepper_of(network_of(core::Activation::relu, core::Loss::squared_error, 4), options);
  std::vector<std::size_t> stops{stepper.done()};
  while (stepper.forward(stride)) stops.push_back(stepper.done());
  CHECK(stepper.finished());
  CHECK_FALSE(stepper.forward(stride));
  while (!stops.empty()) {
    CHECK(stepper.done() == stops.back());
    stops.pop_back();
    CHECK(stepper.backward(stride) == !stops.empty());
  }
}

TEST_CASE("a stride of a layer, a pass and the update end where they say", "[app][stepper]") {
  Stepper stepper =
      stepper_of(network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3), {});
  stepper.forward(Stride::line);
  stepper.forward(Stride::layer);
  CHECK(stepper.lines()[stepper.done()] == Line{LineKind::pre_activation, 2, Pass::forward});
  stepper.forward(Stride::pass);
  CHECK(stepper.lines()[stepper.done()].pass == Pass::cost);
  stepper.forward(Stride::pass);
  stepper.forward(Stride::pass);
  CHECK(stepper.lines()[stepper.done()].pass == Pass::update);
  stepper.forward(Stride::update);
  CHECK(stepper.finished());
}

TEST_CASE("every cell of every line is the sum that is told of it", "[app][stepper]") {
  const auto loss = static_cast<core::Loss>(GENERATE(range(0, core::kCount<core::Loss>)));
  const auto optimizer =
      static_cast<core::Optimizer>(GENERATE(range(0, core::kCount<core::Optimizer>)));
  const double dropout = GENERATE(0.0, 0.3);
  CAPTURE(core::name(loss), core::name(optimizer), dropout);
  core::TrainingOptions options;
  options.optimizer = optimizer;
  options.dropout = dropout;
  options.l1 = 0.01;
  options.l2 = 0.2;
  const Stepper stepper = stepper_of(network_of(core::Activation::tanh, loss, 3), options);
  for (std::size_t at = 0; at < stepper.lines().size(); ++at) {
    const LineView view = stepper.view(at);
    CAPTURE(view.formula);
    for (core::Index row = 0; row < view.result.values.rows(); ++row)
      for (core::Index column = 0; column < view.result.values.cols(); ++column) {
        const CellStory story = stepper.story(view, row, column);
        if (story.terms.empty()) continue;
        CHECK(story.complete);
        CHECK(std::abs(told(story) - story.result) <= 1e-14 + 1e-12 * std::abs(story.result));
      }
  }
}

TEST_CASE("the matrices of an optimizer's step make its result", "[app][stepper]") {
  const auto optimizer =
      static_cast<core::Optimizer>(GENERATE(range(0, core::kCount<core::Optimizer>)));
  CAPTURE(core::name(optimizer));
  core::TrainingOptions options;
  options.optimizer = optimizer;
  options.learning_rate = 0.3;
  const Stepper stepper =
      stepper_of(network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3), options);
  for (std::size_t at = 0; at < stepper.lines().size(); ++at) {
    const LineKind kind = stepper.lines()[at].kind;
    if (kind != LineKind::weights && kind != LineKind::bias) continue;
    const LineView view = stepper.view(at);
    CAPTURE(view.formula);
    const auto array = [&](std::size_t number) { return view.operands[number].values.array(); };
    const double beta = options.momentum, epsilon = options.epsilon;
    core::Matrix<double> step = view.operands[1].values;
    if (optimizer == core::Optimizer::nesterov) step = beta * array(1) + (1.0 - beta) * array(2);
    if (optimizer == core::Optimizer::rmsprop || optimizer == core::Optimizer::adam)
      step = array(1) / (array(2).sqrt() + epsilon);
    const core::Matrix<double> after = view.operands[0].values - options.learning_rate * step;
    CHECK((after - view.result.values).cwiseAbs().maxCoeff() < 1e-13);
  }
}

TEST_CASE("a sum over examples that are not all kept says so", "[app][stepper]") {
  const Stepper stepper =
      stepper_of(network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 2), {}, 4);
  bool seen = false;
  for (std::size_t at = 0; at < stepper.lines().size(); ++at) {
    const LineView view = stepper.view(at);
    if (view.line.kind != LineKind::d_w) continue;
    seen = true;
    CHECK_FALSE(stepper.story(view, 0, 0).complete);
  }
  CHECK(seen);
}

TEST_CASE("the cache fills in the forward pass and empties in the backward one", "[app][stepper]") {
  Stepper stepper =
      stepper_of(network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3), {});
  const auto names = [&] {
    std::vector<std::string> all;
    for (const Cached& cached : stepper.cache()) all.push_back(cached.name);
    return all;
  };
  CHECK(names().empty());
  stepper.forward(Stride::pass);
  // Z[3] is not needed: dZ[3] = A[3] − Y, and A[3] goes into no product.
  CHECK(names() == std::vector<std::string>{"A[2]", "Z[2]", "A[1]", "Z[1]", "A[0]"});
  CHECK(stepper.cache()[3].read_by == "dZ[1] = dA[1] ∗ g′(Z[1])");
  stepper.forward(Stride::pass);
  stepper.forward(Stride::pass);
  CHECK(names().empty());
}

}  // namespace app_stepper
