// SPDX-License-Identifier: MIT
// Backward against central differences, for everything a network can be made of; and wrong
// backwards, which must be found out and named.
#include "core/gradient_check.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "core/networks.hpp"

namespace core_gradient_check {

using namespace isobath::core;
using Catch::Matchers::WithinRel;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

TrainingOptions penalties(double l1, double l2) {
  TrainingOptions options;
  options.l1 = l1;
  options.l2 = l2;
  return options;
}

void check_at_kinks(Activation activation, int depth, int width, bool zero_row,
                    std::uint32_t seed) {
  CAPTURE(name(activation), depth, width, zero_row, seed);
  const Network network = network_of(activation, Loss::binary_cross_entropy, depth, width);
  auto examples = examples_for<double>(network, 4, seed);
  if (zero_row) examples.x.col(1).setZero();
  InitializationOptions options;  // with biases of 0
  options.weights = WeightScheme::he_normal;
  options.seed = seed;
  const auto parameters = start_parameters(network, options);
  auto gradients = training_gradients(network, {}, parameters, examples);
  const auto check = check_gradients(network, {}, parameters, examples, gradients, 1e6);
  CHECK(check.worst() < 1e-6);
  CHECK_FALSE(recognise_bug(network, {}, parameters, examples, gradients));
  if (!zero_row || depth < 2) return;
  CHECK(check.at_kink() > 0);
  REQUIRE(check.layers[0].kink);
  CHECK(check.layers[0].kink->layer == 1);
  CHECK(check.layers[0].kink->example == 1);
  // Outside of the two slopes it is wrong, kink or not.
  gradients[0].bias(check.layers[0].kink->unit) += 1e15;
  CHECK(check_gradients(network, {}, parameters, examples, gradients, 1e6).worst() > 1e-3);
}

}  // namespace

TEST_CASE("gradients are right for every activation, loss, penalty and depth",
          "[core][gradient_check]") {
  const auto activation = static_cast<Activation>(GENERATE(range(0, kCount<Activation> - 1)));
  const auto loss = static_cast<Loss>(GENERATE(0, 1, 2));
  const int depth = GENERATE(1, 3, 20);
  const Network network = network_of(activation, loss, depth, depth == 20 ? 3 : 4);
  const auto examples = examples_for<double>(network, 5);
  const auto parameters = start_of(network);
  for (const auto& options :
       {penalties(0, 0), penalties(0, 0.7), penalties(0.3, 0), penalties(0.2, 0.4)}) {
    CAPTURE(name(activation), name(loss), depth, options.l1, options.l2);
    const auto gradients = training_gradients(network, options, parameters, examples);
    const auto check = check_gradients(network, options, parameters, examples, gradients, 1e6);
    CHECK(check.worst() < 1e-6);
    CHECK(check.layers.size() == static_cast<std::size_t>(depth));
  }
}

TEST_CASE("vanished gradients are judged as strictly as large ones", "[core][gradient_check]") {
  const Network network = network_of(Activation::sigmoid, Loss::binary_cross_entropy, 20);
  const auto examples = examples_for<double>(network, 6);
  const auto parameters = start_of(network);
  const TrainingOptions options;
  auto gradients = training_gradients(network, options, parameters, examples);
  const auto right = check_gradients(network, options, parameters, examples, gradients);
  CHECK(right.layers[0].numerical_norm < 1e-10);
  CHECK(right.worst() < 1e-6);
  gradients[0].weights *= 1.00001;
  CHECK(check_gradients(network, options, parameters, examples, gradients).layers[0].error() >
        4e-6);
}

TEST_CASE("every planted bug is caught, and called by its name", "[core][gradient_check]") {
  const auto bug = static_cast<PlantedBug>(GENERATE(range(1, kCount<PlantedBug>)));
  // Of a bug in one layer, in every layer.
  const int layer = in_one_layer(bug) ? GENERATE(range(1, 5)) : 0;
  const Network network = network_of(Activation::tanh, Loss::squared_error, 4);
  const auto examples = examples_for<double>(network, 8);
  const auto parameters = start_of(network);
  const TrainingOptions options = penalties(0.1, 0.3);
  const auto gradients = reference_gradients(network, options, parameters, examples, bug, layer);
  CAPTURE(names(bug)[static_cast<std::size_t>(bug)], layer);
  CHECK(check_gradients(network, options, parameters, examples, gradients).worst() > 1e-4);
  CHECK(recognise_bug(network, options, parameters, examples, gradients) == FoundBug{bug, layer});
}

TEST_CASE("one gradient doubled, halved or with 4/m: one third, one third and three fifths off",
          "[core][gradient_check]") {
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 8);
  const auto parameters = start_of(network);
  const auto check = [&](PlantedBug bug, int layer) {
    return check_gradients(network, {}, parameters, examples,
                           reference_gradients(network, {}, parameters, examples, bug, layer));
  };
  // |2g − g| / (2g + g), |g − g/2| / (g + g/2), |4g − g| / (4g + g)
  CHECK_THAT(check(PlantedBug::doubled_weights, 2).layers[1].weights_error,
             WithinRel(1.0 / 3.0, 1e-9));
  CHECK_THAT(check(PlantedBug::halved_weights, 3).layers[2].weights_error,
             WithinRel(1.0 / 3.0, 1e-9));
  const GradientCheck quadrupled = check(PlantedBug::quadrupled_bias, 1);
  CHECK_THAT(quadrupled.layers[0].bias_error, WithinRel(0.6, 1e-9));
  CHECK(quadrupled.layers[0].weights_error < 1e-9);
  CHECK(quadrupled.layers[1].error() < 1e-9);
  // Where no layer is named, the course's second, or the only one.
  CHECK(bug_layer(network, 0) == 2);
  CHECK(bug_layer(network_of(Activation::tanh, Loss::binary_cross_entropy, 1), 0) == 1);
}

TEST_CASE("the plain loops without a bug agree with the kernels", "[core][gradient_check]") {
  const Network network = network_of(Activation::gelu, Loss::categorical_cross_entropy, 5, 7);
  const auto examples = examples_for<double>(network, 30);
  const auto parameters = start_of(network);
  const TrainingOptions options = penalties(0.1, 0.3);
  const auto plain = reference_gradients(network, options, parameters, examples);
  const auto kernels = training_gradients(network, options, parameters, examples);
  for (std::size_t l = 0; l < plain.size(); ++l) {
    CHECK(plain[l].weights.isApprox(kernels[l].weights, 1e-12));
    CHECK(plain[l].bias.isApprox(kernels[l].bias, 1e-12));
  }
}

TEST_CASE("a gradient that is NaN fails the check", "[core][gradient_check]") {
  const Network network = network_of(Activation::relu, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 4);
  const auto parameters = start_of(network);
  auto gradients = training_gradients(network, {}, parameters, examples);
  gradients[1].bias(0) = std::nan("");
  CHECK_FALSE(check_gradients(network, {}, parameters, examples, gradients).worst() <= 1e-6);
}

TEST_CASE("zero weights, whose gradients vanish exactly, pass the check",
          "[core][gradient_check]") {
  const Network network = network_of(Activation::tanh, Loss::binary_cross_entropy, 3);
  const auto examples = examples_for<double>(network, 7);
  const auto parameters = zero_parameters<double>(network.inputs, network.layers);
  const auto gradients = training_gradients(network, {}, parameters, examples);
  CHECK(check_gradients(network, {}, parameters, examples, gradients).worst() < 1e-6);
}

TEST_CASE("the check answers for parameters that are not finite or huge",
          "[core][gradient_check]") {
  const auto activation = static_cast<Activation>(GENERATE(range(0, kCount<Activation> - 1)));
  const auto loss = GENERATE(Loss::squared_error, Loss::binary_cross_entropy);
  CAPTURE(name(activation));
  const Network network = network_of(activation, loss, 3);
  const auto examples = examples_for<double>(network, 3);
  auto parameters = start_of(network);
  for (const double bad : {std::nan(""), std::numeric_limits<double>::infinity(), 1e300, -1e200}) {
    parameters[0].weights(0, 0) = bad;
    const auto gradients = training_gradients(network, {}, parameters, examples);
    const GradientCheck check = check_gradients(network, {}, parameters, examples, gradients);
    CHECK(check.layers.size() == 3);
    if (!std::isfinite(bad)) CHECK_FALSE(check.worst() <= 1e-7);
  }
}

TEST_CASE("kinks are told apart from wrong gradients", "[core][gradient_check]") {
  const auto activation = GENERATE(Activation::relu, Activation::leaky_relu, Activation::selu);
  const int depth = GENERATE(2, 5, 30);
  const int width = GENERATE(2, 7);
  const bool zero_row = GENERATE(false, true);
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    check_at_kinks(activation, depth, width, zero_row, seed);
  }
}

// Takes some ten minutes, so it is run by its tag alone.
TEST_CASE("kinks are told apart at every depth and width", "[.][kink_sweep]") {
  const auto activation = GENERATE(Activation::relu, Activation::leaky_relu, Activation::selu);
  const int depth = GENERATE(1, 2, 3, 5, 8, 12, 20, 30);
  const int width = GENERATE(2, 4, 8, 16);
  const bool zero_row = GENERATE(false, true);
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    check_at_kinks(activation, depth, width, zero_row, seed);
  }
}

}  // namespace core_gradient_check
