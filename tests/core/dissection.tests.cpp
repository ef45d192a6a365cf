// SPDX-License-Identifier: MIT
// A dissected update against the ordinary one, bit for bit, and against its own formulas.
#include "core/dissection.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "core/activation.hpp"
#include "core/networks.hpp"

namespace core_dissection {

using namespace isobath::core;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

struct Regulariser {
  const char* name;
  double l1, l2, dropout, clip_norm;
};
constexpr Regulariser kRegularisers[] = {{"none", 0, 0, 0, 0},    {"l2", 0, 0.3, 0, 0},
                                         {"l1", 0.1, 0, 0, 0},    {"dropout", 0, 0, 0.4, 0},
                                         {"clip", 0, 0, 0, 0.05}, {"all", 0.1, 0.3, 0.4, 0.05}};

TrainingOptions options_of(Optimizer optimizer, const Regulariser& regulariser) {
  TrainingOptions options;
  options.optimizer = optimizer;
  options.learning_rate = 0.05;
  options.batch = 5;  // of 9: the second batch is short
  options.l1 = regulariser.l1;
  options.l2 = regulariser.l2;
  options.dropout = regulariser.dropout;
  options.clip_norm = regulariser.clip_norm;
  return options;
}

double distance(const Matrix<double>& a, const Matrix<double>& b) {
  return a.size() == 0 ? 0.0 : (a - b).cwiseAbs().maxCoeff();
}

}  // namespace

TEMPLATE_TEST_CASE("a dissected update ends where the ordinary one does, bit for bit",
                   "[core][dissection]", float, double) {
  const auto activation = static_cast<Activation>(GENERATE(range(0, kCount<Activation> - 1)));
  const auto loss = static_cast<Loss>(GENERATE(range(0, kCount<Loss>)));
  CAPTURE(name(activation), name(loss));
  Network network = network_of(activation, loss, 3);
  network.precision = sizeof(TestType) == 4 ? Precision::single : Precision::twofold;
  const auto examples = examples_for<TestType>(network, 9);
  for (int optimizer = 0; optimizer < 5; ++optimizer)
    for (const Regulariser& regulariser : kRegularisers) {
      CAPTURE(name(static_cast<Optimizer>(optimizer)), regulariser.name);
      Trainer<TestType> trainer(network, options_of(static_cast<Optimizer>(optimizer), regulariser),
                                start_of(network), examples);
      for (int update = 0; update < 3; ++update) {
        const Parameters<TestType> before = trainer.parameters();
        const auto all = trainer.dissect(100);
        REQUIRE(trainer.parameters() == before);
        REQUIRE(trainer.step_count() == update);
        trainer.step();
        REQUIRE(all.after == trainer.parameters());
        const Standing<TestType> now = trainer.standing();
        REQUIRE(all.moments_after.first == now.moments.first);
        REQUIRE(all.moments_after.second == now.moments.second);
        REQUIRE(all.moments_after.updates == now.moments.updates);
      }
    }
}

TEST_CASE("in simulated formats too", "[core][dissection]") {
  Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  network.precision = GENERATE(Precision::half, Precision::bfloat16);
  const auto examples = examples_for<float>(network, 9);
  Trainer<float> trainer(network, options_of(Optimizer::adam, kRegularisers[5]), start_of(network),
                         examples);
  for (int update = 0; update < 3; ++update) {
    const auto all = trainer.dissect(2);
    trainer.step();
    CHECK(all.after == trainer.parameters());
  }
}

TEST_CASE("the matrices of a dissected update obey the lines of the algorithm",
          "[core][dissection]") {
  const auto loss = static_cast<Loss>(GENERATE(range(0, kCount<Loss>)));
  const double dropout = GENERATE(0.0, 0.4);
  CAPTURE(name(loss), dropout);
  const Network network = network_of(Activation::tanh, loss, 4, 5);
  const auto examples = examples_for<double>(network, 300);  // more than pass through at once
  TrainingOptions options;
  options.dropout = dropout;
  options.l2 = 0.7;
  Trainer<double> trainer(network, options, start_of(network), examples);
  const auto all = trainer.dissect(300);
  REQUIRE(all.kept == 300);
  const double m = 300.0;
  Matrix<double> below = all.x;
  for (int l = 1; l <= 4; ++l) {
    CAPTURE(l);
    const auto at = static_cast<std::size_t>(l) - 1;
    const auto& layer = all.layers[at];
    const Matrix<double> weights = all.before[at].weights;
    const Matrix<double> z = (weights * below).colwise() + Vector<double>(all.before[at].bias);
    CHECK(distance(z, layer.z) < 1e-13);
    if (network.layers[at].activation == Activation::tanh)
      CHECK(distance(Matrix<double>(z.array().tanh()), layer.a) < 1e-13);
    const Matrix<double> d_w = layer.d_z * below.transpose() / m + options.l2 / m * weights;
    CHECK(distance(d_w, all.gradients[at].weights) < 1e-13);
    CHECK((layer.d_z.rowwise().mean() - all.gradients[at].bias).cwiseAbs().maxCoeff() < 1e-13);
    if (l < 4) {
      Matrix<double> d_a =
          Matrix<double>(all.before[at + 1].weights).transpose() * all.layers[at + 1].d_z;
      if (dropout > 0.0) d_a = d_a.cwiseProduct(layer.mask);
      CHECK(distance(d_a, layer.d_a) < 1e-13);
      const Matrix<double> slopes =
          z.unaryExpr([](double value) { return activation_derivative(Activation::tanh, value); });
      CHECK(distance(d_a.cwiseProduct(slopes), layer.d_z) < 1e-13);
    }
    below = layer.mask.size() > 0 ? Matrix<double>(layer.a.cwiseProduct(layer.mask)) : layer.a;
  }
}

TEST_CASE("of a batch, as many examples are kept as there is room for", "[core][dissection]") {
  const Network network = network_of(Activation::relu, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 600);
  TrainingOptions options;
  options.batch = 500;
  Trainer<double> trainer(network, options, start_of(network), examples);
  const auto some = trainer.dissect(7);
  const auto more = trainer.dissect(400);
  CHECK(some.kept == 7);
  CHECK(some.batch == 500);
  CHECK(some.layers[1].z == more.layers[1].z.leftCols(7));
  CHECK(some.layers[0].d_z == more.layers[0].d_z.leftCols(7));
  CHECK(some.after == more.after);
  CHECK(some.loss == more.loss);
  for (std::size_t i = 0; i < 7; ++i)
    CHECK(some.x.col(static_cast<Index>(i)) ==
          examples.x.col(static_cast<Index>(some.examples[i])));
}

}  // namespace core_dissection
