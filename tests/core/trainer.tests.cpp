// SPDX-License-Identifier: MIT
// Updates against the formulas written out, batches against the promise, and no allocation in a
// step.
#include "core/trainer.hpp"

#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <set>

#include "allocations.hpp"
#include "core/gradient_check.hpp"
#include "core/networks.hpp"

namespace core_trainer {

using namespace isobath::core;
using Catch::Matchers::WithinRel;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

TrainingOptions options_of(Optimizer optimizer) {
  TrainingOptions options;
  options.optimizer = optimizer;
  options.learning_rate = 0.05;
  options.momentum = 0.8;
  options.beta2 = 0.95;
  options.epsilon = 1e-6;
  options.l1 = 0.02;
  options.l2 = 0.1;
  return options;
}

}  // namespace

TEST_CASE("five updates of every optimizer follow the formulas", "[core][trainer]") {
  const auto optimizer = static_cast<Optimizer>(GENERATE(range(0, kCount<Optimizer>)));
  CAPTURE(name(optimizer));
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 9);
  const TrainingOptions o = options_of(optimizer);
  Parameters<double> expected = start_of(network);
  Trainer<double> trainer(network, o, expected, examples);
  double v = 0.0, s = 0.0;  // of one entry, W[1](0, 1)
  for (int t = 1; t <= 5; ++t) {
    // All parameters follow the trainer; the one entry is computed here from the gradient by hand.
    expected = trainer.parameters();
    const double g = reference_gradients(network, o, expected, examples)[0].weights(0, 1);
    v = o.momentum * v + (1 - o.momentum) * g;
    s = o.beta2 * s + (1 - o.beta2) * g * g;
    double w = expected[0].weights(0, 1);
    switch (optimizer) {
      case Optimizer::gradient_descent:
        w -= o.learning_rate * g;
        break;
      case Optimizer::momentum:
        w -= o.learning_rate * v;
        break;
      case Optimizer::nesterov:
        w -= o.learning_rate * (o.momentum * v + (1 - o.momentum) * g);
        break;
      case Optimizer::rmsprop:
        w -= o.learning_rate * g / (std::sqrt(s) + o.epsilon);
        break;
      case Optimizer::adam:
        w -= o.learning_rate * (v / (1 - std::pow(o.momentum, t))) /
             (std::sqrt(s / (1 - std::pow(o.beta2, t))) + o.epsilon);
        break;
    }
    trainer.step();
    CHECK_THAT(trainer.parameters()[0].weights(0, 1), WithinRel(w, 1e-12));
  }
}

TEST_CASE("an epoch uses every example once, reshuffled, its last batch short", "[core][trainer]") {
  // A linear unit on x = example number with squared error and y = 0, W = 0: the gradient of b is
  // the output, 0, so nothing moves; the gradient of one example's own input marks who was in the
  // batch.
  Network network = network_of(Activation::linear, Loss::squared_error, 1);
  network.inputs = 10;
  network.layers = {{1, Activation::linear, {}, {}, {}}};
  Examples<double> examples{Matrix<double>::Identity(10, 10),
                            Matrix<double>::Constant(1, 10, -1.0)};
  TrainingOptions options;
  options.batch = 4;
  options.learning_rate = 0.0;
  Trainer<double> trainer(network, options, zero_parameters<double>(10, network.layers), examples);
  std::vector<std::vector<int>> orders;
  for (int epoch = 0; epoch < 2; ++epoch) {
    std::vector<int> order;
    for (const int size : {4, 4, 2}) {
      trainer.step();
      int in_batch = 0;
      for (int i = 0; i < 10; ++i)
        if (trainer.gradients()[0].weights(0, i) != 0.0) {
          order.push_back(i);
          ++in_batch;
          CHECK_THAT(trainer.gradients()[0].weights(0, i), WithinRel(1.0 / size, 1e-15));
        }
      CHECK(in_batch == size);
    }
    CHECK(std::set<int>(order.begin(), order.end()).size() == 10);
    CHECK(trainer.epoch() == epoch + 1);
    orders.push_back(order);
  }
  CHECK(orders[0] != orders[1]);
}

TEST_CASE("without shuffling batches come in the order of the rows", "[core][trainer]") {
  Network network = network_of(Activation::linear, Loss::squared_error, 1);
  network.inputs = 5;
  network.layers = {{1, Activation::linear, {}, {}, {}}};
  Examples<double> examples{Matrix<double>::Identity(5, 5), Matrix<double>::Constant(1, 5, -1.0)};
  TrainingOptions options;
  options.batch = 2;
  options.shuffle = false;
  Trainer<double> trainer(network, options, zero_parameters<double>(5, network.layers), examples);
  trainer.step();
  CHECK(trainer.gradients()[0].weights(0, 0) != 0.0);
  CHECK(trainer.gradients()[0].weights(0, 1) != 0.0);
  CHECK(trainer.gradients()[0].weights(0, 2) == 0.0);
}

TEMPLATE_TEST_CASE("a training step allocates nothing", "[core][trainer]", float, double) {
  const auto optimizer = static_cast<Optimizer>(GENERATE(range(0, kCount<Optimizer>)));
  const int batch = GENERATE(0, 7);
  Network network = network_of(Activation::relu, Loss::categorical_cross_entropy, 6, 40);
  network.precision = GENERATE(Precision::single, Precision::half);
  const auto examples = examples_for<TestType>(network, 600);
  TrainingOptions options = options_of(optimizer);
  options.batch = batch;
  options.dropout = GENERATE(0.0, 0.3);
  options.clip_norm = 1.0;
  Trainer<TestType> trainer(network, options, start_of(network), examples);
  trainer.step();
  const auto before = isobath::tests::allocations();
  for (int i = 0; i < 90; ++i) trainer.step(i % 2 == 0);
  CHECK(isobath::tests::allocations() == before);
}

TEST_CASE("counting allocations counts them", "[core][trainer]") {
  const auto before = isobath::tests::allocations();
  const Matrix<double> matrix = Matrix<double>::Ones(30, 30);
  CHECK(matrix.sum() == 900.0);
  CHECK(isobath::tests::allocations() > before);
}

TEST_CASE("a training put back goes on with the same bits", "[core][trainer]") {
  const auto optimizer = static_cast<Optimizer>(GENERATE(range(0, kCount<Optimizer>)));
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 4);
  const auto examples = examples_for<float>(network, 50);
  TrainingOptions options = options_of(optimizer);
  options.batch = 16;
  options.dropout = 0.2;
  Trainer<float> straight(network, options, start_of(network), examples);
  for (int i = 0; i < 21; ++i) straight.step();
  const auto parameters = cast<double>(straight.parameters());
  const Progress progress = straight.progress();
  Trainer<float> resumed(network, options, start_of(network, 3.0), examples);
  resumed.restore(parameters, progress);
  for (int i = 0; i < 21; ++i) {
    straight.step();
    resumed.step();
  }
  CHECK(resumed.parameters() == straight.parameters());
  CHECK(resumed.progress() == straight.progress());
}

TEST_CASE("pieces of a large batch give the gradient of the whole", "[core][trainer]") {
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 3 * kChunk + 17);
  const auto start = start_of(network);
  Trainer<double> trainer(network, {}, start, examples);
  trainer.step();
  const auto expected = reference_gradients(network, {}, start, examples);
  for (std::size_t l = 0; l < expected.size(); ++l)
    CHECK(trainer.gradients()[l].weights.isApprox(expected[l].weights, 1e-12));
}

TEST_CASE("dropout keeps the mean of what it lets through, and spares the outputs",
          "[core][trainer]") {
  Network network;
  network.inputs = 1;
  network.precision = Precision::twofold;
  network.loss = Loss::squared_error;
  network.layers = {{400, Activation::linear, WeightScheme::constant, {}, {}},
                    {1, Activation::linear, WeightScheme::constant, {}, {}}};
  const Examples<double> examples{Matrix<double>::Ones(1, 100), Matrix<double>::Zero(1, 100)};
  TrainingOptions options;
  options.dropout = 0.25;
  options.learning_rate = 0.0;
  InitializationOptions initialization;
  Trainer<double> trainer(network, options, start_parameters(network, initialization), examples);
  trainer.step();
  // dJ/db[2] is the mean output: 400 units of 1, a quarter dropped, the rest times 4/3.
  CHECK_THAT(trainer.gradients()[1].bias(0), WithinRel(400.0, 0.01));
  CHECK(trainer.gradients()[1].bias(0) != 400.0);
}

TEST_CASE("clipping leaves the direction and cuts the norm", "[core][trainer]") {
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 20);
  const auto start = start_of(network);
  TrainingOptions options;
  Trainer<double> free(network, options, start, examples);
  options.clip_norm = 0.01;
  Trainer<double> clipped(network, options, start, examples);
  free.step();
  clipped.step();
  double squares = 0.0;
  for (const auto& layer : clipped.gradients())
    squares += layer.weights.squaredNorm() + layer.bias.squaredNorm();
  CHECK_THAT(std::sqrt(squares), WithinRel(0.01, 1e-12));
  const double factor = clipped.gradients()[0].weights(0, 0) / free.gradients()[0].weights(0, 0);
  CHECK(clipped.gradients()[2].weights.isApprox(factor * free.gradients()[2].weights, 1e-12));
}

TEST_CASE("the first non-finite value is told with its step, layer, unit and example",
          "[core][trainer]") {
  Network network = network_of(Activation::linear, Loss::squared_error, 1);
  network.inputs = 1;
  network.layers = {{2, Activation::linear, {}, {}, {}}};
  network.precision = Precision::single;
  Examples<float> examples{Matrix<float>::Constant(1, 3, 1.0F), Matrix<float>::Zero(2, 3)};
  examples.x(0, 2) = 1e30F;
  Parameters<double> start = zero_parameters<double>(1, network.layers);
  start[0].weights(1, 0) = 1e10;
  TrainingOptions options;
  Trainer<float> trainer(network, options, start, examples);
  trainer.step();
  CHECK(trainer.diverged() == Divergence{0, 1, Quantity::z, 1, 2});
  trainer.step();
  CHECK(trainer.diverged()->step == 0);
}

TEST_CASE("what the update to come finds first is what it then finds", "[core][trainer]") {
  Network network = network_of(Activation::linear, Loss::squared_error, 1);
  network.inputs = 1;
  network.layers = {{2, Activation::linear, {}, {}, {}}};
  network.precision = Precision::single;
  Examples<float> examples{Matrix<float>::Constant(1, 8, 1.0F), Matrix<float>::Zero(2, 8)};
  // Of any five examples at least one makes Z overflow.
  for (Index i = 0; i < 8; ++i) examples.x(0, i) = i < 4 ? 1.0F : 1e30F;
  Parameters<double> start = zero_parameters<double>(1, network.layers);
  start[0].weights(1, 0) = 1e10;
  TrainingOptions options;
  options.batch = 5;
  for (options.seed = 1; options.seed < 20; ++options.seed) {
    Trainer<float> trainer(network, options, start, examples);
    const auto coming = trainer.coming_divergence();
    CHECK(coming == trainer.coming_divergence());
    CHECK_FALSE(trainer.diverged());
    CHECK(trainer.step_count() == 0);
    trainer.step();
    REQUIRE(coming);
    CHECK(trainer.diverged() == coming);
    CHECK(trainer.coming_divergence() == coming);
    CHECK(coming->example >= 4);
  }
}

TEST_CASE("a look at the update to come leaves the training as it is", "[core][trainer]") {
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  const Examples<float> examples{Matrix<float>::Random(network.inputs, 20),
                                 Matrix<float>::Constant(network.outputs(), 20, 1.0F)};
  Parameters<double> start = zero_parameters<double>(network.inputs, network.layers);
  for (Index i = 0; i < start.count(); ++i) start.data()[i] = 0.1 + 0.01 * static_cast<double>(i);
  TrainingOptions options;
  options.batch = 8;
  options.dropout = 0.3;
  Trainer<float> plain(network, options, start, examples);
  Trainer<float> looked(network, options, start, examples);
  for (int step = 0; step < 7; ++step) {
    CHECK_FALSE(looked.coming_divergence());
    plain.step();
    looked.step();
  }
  CHECK(plain.parameters() == looked.parameters());
}

TEST_CASE("too large a step makes the weights themselves overflow", "[core][trainer]") {
  Network network = network_of(Activation::linear, Loss::squared_error, 1);
  network.inputs = 1;
  network.layers = {{1, Activation::linear, {}, {}, {}}};
  network.precision = Precision::single;
  const Examples<float> examples{Matrix<float>::Constant(1, 1, 1.0F),
                                 Matrix<float>::Constant(1, 1, 1e20F)};
  TrainingOptions options;
  options.learning_rate = 1e30;
  Trainer<float> trainer(network, options, zero_parameters<double>(1, network.layers), examples);
  trainer.step();
  CHECK(trainer.diverged() == Divergence{1, 1, Quantity::w, 0, 0});
}

TEST_CASE("every stored value of a half training is a half", "[core][trainer][precision]") {
  Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  network.precision = GENERATE(Precision::half, Precision::bfloat16);
  const auto examples = examples_for<float>(network, 20);
  Trainer<float> trainer(network, options_of(Optimizer::adam), start_of(network), examples);
  for (int i = 0; i < 5; ++i) trainer.step();
  const auto is_stored = [&](float value) {
    float rounded = value;
    round_to(network.precision, &rounded, 1);
    return rounded == value;
  };
  for (std::size_t l = 0; l < network.layers.size(); ++l)
    for (Index i = 0; i < trainer.parameters()[l].weights.size(); ++i) {
      CHECK(is_stored(trainer.parameters()[l].weights.data()[i]));
      CHECK(is_stored(trainer.gradients()[l].weights.data()[i]));
    }
}

}  // namespace core_trainer
