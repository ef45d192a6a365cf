// SPDX-License-Identifier: MIT
// Layers without a b, and layers with a learning rate of their own: against closed forms, against
// the same network with a b that is 0, against differences, and in groups.
#include <Eigen/Eigenvalues>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstring>

#include "core/gradient_check.hpp"
#include "core/network_group.hpp"
#include "core/networks.hpp"
#include "core/probe.hpp"

namespace core_layer_settings {

using namespace isobath::core;
using Catch::Matchers::WithinRel;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

Optimizer any_optimizer() { return static_cast<Optimizer>(GENERATE(range(0, kCount<Optimizer>))); }

template <class Scalar>
Network in_format(Network network) {
  network.precision = sizeof(Scalar) == 4 ? Precision::single : Precision::twofold;
  return network;
}

/// b in the layers of even number alone.
Network without_some(Network network) {
  for (std::size_t l = 0; l < network.layers.size(); l += 2) network.layers[l].has_bias = false;
  return network;
}

Network without_any(Network network) {
  for (LayerOptions& layer : network.layers) layer.has_bias = false;
  return network;
}

/// Factors 0.25, 0.5, 1, 2 …: powers of two, so that α times them is exact.
Network with_rates(Network network) {
  double rate = 0.25;
  for (LayerOptions& layer : network.layers) {
    layer.learning_rate = rate;
    rate *= 2.0;
  }
  return network;
}

template <class A, class B>
bool same_bits(const A& a, const B& b) {
  return a.size() == b.size() &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.size()) * sizeof(*a.data())) ==
             0;
}

}  // namespace

TEST_CASE("a layer without b has no place for one, and draws the weights that it drew with it",
          "[core][layer_settings]") {
  const Network with = network_of(Activation::tanh, Loss::squared_error, 3);
  const Network without = without_some(with);
  const auto full = start_of(with), start = start_of(without);
  REQUIRE(start.size() == 3);
  CHECK(start[0].bias.size() == 0);
  CHECK(start[1].bias.size() == 4);
  CHECK(start[2].bias.size() == 0);
  CHECK(start.count() == full.count() - 4 - 2);
  for (std::size_t l = 0; l < 3; ++l) CHECK(same_bits(start[l].weights, full[l].weights));
  CHECK(same_bits(start[1].bias, full[1].bias));
  CHECK_FALSE(start.fits(full));
  CHECK(start.fits(zero_parameters<float>(without.inputs, without.layers)));
  const Parameters<double> copy = start;
  CHECK(copy == start);
  CHECK_FALSE(copy == full);
  // What the initialisation says of b does not reach it.
  InitializationOptions options;
  options.bias = {0.5, false};
  CHECK(bias_of(without.layers[0], options) == BiasRule{});
  CHECK(bias_of(without.layers[1], options) == BiasRule{0.5, false});
  CHECK_FALSE(same_draws(with.layers, options, without.layers, options));
}

TEST_CASE("a linear neuron without b follows the normal equations' gradient",
          "[core][layer_settings]") {
  Network network;
  network.inputs = 3;
  network.loss = Loss::squared_error;
  network.precision = Precision::twofold;
  network.layers = {{1, Activation::linear, {}, {}, {}}};
  network.layers[0].has_bias = false;
  network.layers[0].learning_rate = 3.0;
  const auto examples = examples_for<double>(network, 7);
  const auto start = start_of(network);
  TrainingOptions options;
  options.learning_rate = 0.02;
  Trainer<double> trainer(network, options, start, examples);
  Matrix<double> w = start[0].weights;
  for (int step = 0; step < 50; ++step) {
    trainer.step(step % 2 == 0);
    w -= 3.0 * 0.02 / 7.0 * (w * examples.x - examples.y) * examples.x.transpose();
  }
  CHECK((trainer.parameters()[0].weights - w).norm() < 1e-13 * w.norm());
  CHECK(trainer.parameters().count() == 3);
}

TEMPLATE_TEST_CASE("a pass without b has the bits of one whose b is 0", "[core][layer_settings]",
                   float, double) {
  const auto activation = static_cast<Activation>(GENERATE(range(0, kCount<Activation> - 1)));
  const auto loss = static_cast<Loss>(GENERATE(range(0, kCount<Loss>)));
  CAPTURE(name(activation), name(loss));
  const Network with = in_format<TestType>(network_of(activation, loss, 3, 5));
  const Network without = without_any(with);
  const auto examples = examples_for<TestType>(with, GENERATE(1, 3, 9));
  InitializationOptions options;  // b of 0
  Trainer<TestType> one(with, {}, start_parameters(with, options), examples);
  Trainer<TestType> other(without, {}, start_parameters(without, options), examples);
  const auto a = one.dissect(9), b = other.dissect(9);
  CHECK(a.loss == b.loss);
  for (std::size_t l = 0; l < 3; ++l) {
    CHECK(same_bits(a.layers[l].z, b.layers[l].z));
    CHECK(same_bits(a.layers[l].d_z, b.layers[l].d_z));
    CHECK(same_bits(a.gradients[l].weights, b.gradients[l].weights));
    CHECK(b.gradients[l].bias.size() == 0);
    CHECK(same_bits(a.after[l].weights, b.after[l].weights));
  }
}

TEST_CASE("gradients of layers without b are right for every activation and loss",
          "[core][layer_settings]") {
  const auto activation = static_cast<Activation>(GENERATE(range(0, kCount<Activation> - 1)));
  const auto loss = static_cast<Loss>(GENERATE(0, 1, 2));
  const int depth = GENERATE(1, 4);
  const bool all = GENERATE(true, false);
  const Network plain = network_of(activation, loss, depth);
  const Network network = all ? without_any(plain) : without_some(plain);
  const auto examples = examples_for<double>(network, 5);
  const auto parameters = start_of(network);
  TrainingOptions options;
  options.l1 = 0.2;
  options.l2 = 0.4;
  CAPTURE(name(activation), name(loss), depth, all);
  const auto gradients = training_gradients(network, options, parameters, examples);
  const auto check = check_gradients(network, options, parameters, examples, gradients, 1e6);
  CHECK(check.worst() < 1e-6);
  REQUIRE(check.layers.size() == static_cast<std::size_t>(depth));
  CHECK(check.layers[0].entries == parameters[0].weights.size());
  CHECK(check.layers[0].checked == check.layers[0].entries);
  CHECK_FALSE(check.layers[0].has_bias);
  CHECK(check.layers[0].bias_error == 0.0);
  if (depth > 1) CHECK(check.layers[1].has_bias == !all);
  CHECK_FALSE(recognise_bug(network, options, parameters, examples, gradients));
  auto wrong = gradients;
  wrong[0].weights *= 2.0;
  CHECK(check_gradients(network, options, parameters, examples, wrong, 1e6).worst() > 1e-3);
}

TEST_CASE("the record of a layer without b has no db", "[core][layer_settings]") {
  const Network network = without_some(network_of(Activation::tanh, Loss::binary_cross_entropy, 3));
  const auto examples = examples_for<double>(network, 20);
  const Examples<double> none{Matrix<double>(2, 0), Matrix<double>(1, 0)};
  Probe<double> probe(network);
  const Record record = probe.look(start_of(network), {}, {examples, none, none});
  CHECK_FALSE(record.layers[0].has_bias);
  CHECK(record.layers[0].d_b.rms == 0.0);
  CHECK(record.layers[1].has_bias);
  CHECK(record.layers[1].d_b.rms > 0.0);
}

TEMPLATE_TEST_CASE("a layer of rate r learns as in a network whose α is r·α",
                   "[core][layer_settings]", float, double) {
  const Optimizer optimizer = any_optimizer();
  const double l2 = GENERATE(0.0, 0.3), clip = GENERATE(0.0, 0.05);
  const bool measured = GENERATE(false, true);
  CAPTURE(name(optimizer), l2, clip, measured);
  const Network plain = in_format<TestType>(
      without_some(network_of(Activation::tanh, Loss::binary_cross_entropy, 4)));
  const Network rated = with_rates(plain);
  const auto examples = examples_for<TestType>(plain, 9);
  TrainingOptions options;
  options.optimizer = optimizer;
  options.l2 = l2;
  options.clip_norm = clip;
  Trainer<TestType> trainer(rated, options, start_of(rated), examples);
  const auto dissected = trainer.dissect(9).after;
  trainer.step(measured);
  CHECK(dissected == trainer.parameters());
  for (std::size_t l = 0; l < rated.layers.size(); ++l) {
    CAPTURE(l);
    TrainingOptions own = options;
    own.learning_rate *= rated.layers[l].learning_rate;
    // The first update: from then on, layers see what others have become.
    Trainer<TestType> other(plain, own, start_of(plain), examples);
    other.step(measured);
    CHECK(same_bits(trainer.parameters()[l].weights, other.parameters()[l].weights));
    CHECK(same_bits(trainer.parameters()[l].bias, other.parameters()[l].bias));
    if (measured) CHECK(trainer.update_rms()[l] == other.update_rms()[l]);
  }
}

TEST_CASE("one rate for all layers is an α", "[core][layer_settings]") {
  const auto precision = static_cast<Precision>(GENERATE(range(0, kCount<Precision>)));
  if (precision == Precision::twofold) return;
  const Optimizer optimizer = any_optimizer();
  CAPTURE(name(optimizer), name(precision));
  Network plain = network_of(Activation::relu, Loss::squared_error, 3);
  plain.precision = precision;
  Network halved = plain;
  for (LayerOptions& layer : halved.layers) layer.learning_rate = 0.5;
  const auto examples = examples_for<float>(plain, 12);
  TrainingOptions options, half;
  options.optimizer = half.optimizer = optimizer;
  options.batch = half.batch = 5;
  half.learning_rate = 0.5 * options.learning_rate;
  Trainer<float> one(halved, options, start_of(plain), examples);
  Trainer<float> other(plain, half, start_of(plain), examples);
  for (int step = 0; step < 30; ++step) {
    one.step();
    other.step();
  }
  // In half, RMSprop and Adam come to 0/0: NaN is the same as itself here.
  for (Index i = 0; i < one.parameters().count(); ++i) {
    const float a = one.parameters().data()[i], b = other.parameters().data()[i];
    CHECK((a == b || (std::isnan(a) && std::isnan(b))));
  }
}

TEST_CASE("a layer of rate 0 stays as it began, and the others learn", "[core][layer_settings]") {
  const Optimizer optimizer = any_optimizer();
  Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  network.layers[1].learning_rate = 0.0;
  const auto examples = examples_for<double>(network, 9);
  const auto start = start_of(network);
  TrainingOptions options;
  options.optimizer = optimizer;
  Trainer<double> trainer(network, options, start, examples);
  for (int step = 0; step < 20; ++step) trainer.step(step == 10);
  CHECK(same_bits(trainer.parameters()[1].weights, start[1].weights));
  CHECK(same_bits(trainer.parameters()[1].bias, start[1].bias));
  CHECK_FALSE(same_bits(trainer.parameters()[0].weights, start[0].weights));
  CHECK_FALSE(same_bits(trainer.parameters()[2].weights, start[2].weights));
}

TEMPLATE_TEST_CASE(
    "in a group every network has the bits that it has alone, b or none, with "
    "rates of its own",
    "[core][layer_settings][group]", float, double) {
  const Optimizer optimizer = any_optimizer();
  const double l2 = GENERATE(0.0, 0.2);
  const int batch = GENERATE(0, 4);
  const bool rated = GENERATE(false, true);
  CAPTURE(name(optimizer), l2, batch, rated);
  Network base =
      in_format<TestType>(network_of(Activation::relu, Loss::binary_cross_entropy, 3, 6));
  base.layers[GENERATE(0U, 1U)].has_bias = false;
  base.arithmetic = GENERATE(Arithmetic::fast, Arithmetic::reproducible);
  const auto lanes = NetworkGroup<TestType>::lanes(base);
  std::vector<Network> networks(static_cast<std::size_t>(lanes), base);
  std::vector<Examples<TestType>> examples;
  std::vector<Parameters<double>> starts;
  std::vector<TrainingOptions> options(networks.size());
  for (std::size_t i = 0; i < networks.size(); ++i) {
    // Up to where it diverges.
    const auto nth = static_cast<double>(i);
    if (rated) networks[i].layers[i % 3].learning_rate = 0.3 * std::pow(7.0, nth);
    options[i].optimizer = optimizer;
    options[i].l2 = l2;
    options[i].batch = batch;
    options[i].learning_rate = 0.05 * (nth + 1.0);
    examples.push_back(examples_for<TestType>(base, 12, i + 1));
    starts.push_back(start_of(base));
  }
  std::vector<GroupMember<TestType>> members;
  std::vector<Trainer<TestType>> alone;
  alone.reserve(networks.size());
  for (std::size_t i = 0; i < networks.size(); ++i) {
    REQUIRE(fits_group(networks[i], options[i], 12));
    REQUIRE(fit_together(networks[0], options[0], networks[i], options[i]));
    members.push_back({options[i], &starts[i], &examples[i], &networks[i].layers});
    alone.emplace_back(networks[i], options[i], starts[i], examples[i]);
  }
  NetworkGroup<TestType> group(networks[0], members);
  auto from_group = zero_parameters<TestType>(base.inputs, base.layers);
  for (int step = 0; step < 25; ++step) {
    group.step();
    for (auto& trainer : alone) trainer.step();
  }
  for (std::size_t i = 0; i < alone.size(); ++i) {
    CAPTURE(i);
    group.copy_parameters(static_cast<Index>(i), from_group);
    const auto& mine = alone[i].parameters();
    const bool same = std::equal(
        from_group.data(), from_group.data() + from_group.count(), mine.data(),
        [](TestType a, TestType b) { return a == b || (std::isnan(a) && std::isnan(b)); });
    CHECK(same);
    CHECK(group.diverged(static_cast<Index>(i)) == alone[i].diverged());
  }
}

TEST_CASE("over a layer that stands still, the output layer loses its footing at 2/λ_max",
          "[core][layer_settings]") {
  // The column of the fractal where the first layer's rate is 0 (J. Sohl-Dickstein, 2024).
  constexpr Index kUnits = 16, kExamples = 272;
  Network network;
  network.inputs = kUnits;
  network.loss = Loss::squared_error;
  network.precision = Precision::twofold;
  network.layers = {{kUnits, Activation::tanh, WeightScheme::normal, std::sqrt(2.0 / kUnits), {}},
                    {1, Activation::linear, WeightScheme::normal, 1.0 / kUnits, {}}};
  for (LayerOptions& layer : network.layers) layer.has_bias = false;
  network.layers[0].learning_rate = 0.0;
  const auto examples = examples_for<double>(network, kExamples);
  const auto start = start_parameters(network, {});
  const Eigen::MatrixXd a = (start[0].weights * examples.x).array().tanh();
  const Eigen::MatrixXd hessian = a * a.transpose() / static_cast<double>(kExamples);
  const double sharpest = Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(hessian).eigenvalues()(15);
  const auto error_after = [&](double of_limit) {
    TrainingOptions options;
    options.learning_rate = of_limit * 2.0 / sharpest;
    Trainer<double> trainer(network, options, start, examples);
    for (int step = 0; step < 3000; ++step) trainer.step();
    return (trainer.parameters()[1].weights * a - examples.y).norm();
  };
  const double before = (start[1].weights * a - examples.y).norm();
  CHECK(error_after(0.995) < before);
  CHECK(error_after(1.005) > 1000.0 * before);
}

TEST_CASE("with a b and without, networks do not go together", "[core][layer_settings][group]") {
  const Network with = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  CHECK_FALSE(fit_together(with, {}, without_some(with), {}));
  CHECK(fit_together(with, {}, with_rates(with), {}));
}

}  // namespace core_layer_settings
