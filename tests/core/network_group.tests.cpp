// SPDX-License-Identifier: MIT
// A network trained in a group gets the bits that it gets alone.
#include "core/network_group.hpp"

#include <bit>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>
#include <cstring>

#include "core/initialization.hpp"

namespace core_network_group {

using namespace isobath::core;

namespace {

template <class Scalar>
bool same_bits(const Parameters<Scalar>& a, const Parameters<Scalar>& b) {
  const auto same = [](const auto& x, const auto& y) {
    for (Index i = 0; i < x.size(); ++i) {
      if (std::isnan(x.data()[i]) && std::isnan(y.data()[i])) continue;
      if (std::memcmp(x.data() + i, y.data() + i, sizeof(Scalar)) != 0) return false;
    }
    return true;
  };
  for (std::size_t l = 0; l < a.size(); ++l)
    if (!same(a[l].weights, b[l].weights) || !same(a[l].bias, b[l].bias)) return false;
  return true;
}

template <class Scalar>
Examples<Scalar> examples_for(const Network& network, Index count, Random& random) {
  Examples<Scalar> examples{Matrix<Scalar>(network.inputs, count),
                            Matrix<Scalar>::Zero(network.outputs(), count)};
  for (Scalar& x : examples.x.reshaped()) x = static_cast<Scalar>(random.normal());
  for (Index e = 0; e < count; ++e)
    if (network.loss == Loss::squared_error)
      for (Index k = 0; k < network.outputs(); ++k)
        examples.y(k, e) = static_cast<Scalar>(random.normal());
    else if (network.outputs() > 1)
      examples.y(static_cast<Index>(random.below(static_cast<std::uint32_t>(network.outputs()))),
                 e) = 1;
    else
      examples.y(0, e) = static_cast<Scalar>(random.below(2));
  return examples;
}

/// Trains `count` members in a group and alone and compares parameters and divergences after every
/// few steps. How many diverged?
template <class Scalar>
int compare(const Network& network, std::vector<TrainingOptions> options, Index examples_count,
            int steps, double scale = 1.0, std::uint64_t seed = 1) {
  Random random(seed);
  std::vector<Examples<Scalar>> examples;
  std::vector<Parameters<double>> starts;
  for (std::size_t i = 0; i < options.size(); ++i) {
    examples.push_back(examples_for<Scalar>(network, examples_count, random));
    InitializationOptions start;
    start.seed = static_cast<std::uint32_t>(i + 1);
    start.bias = {0.3, true};
    start.scale = scale;
    starts.push_back(start_parameters(network, start));
  }
  std::vector<GroupMember<Scalar>> members;
  std::vector<Trainer<Scalar>> alone;
  alone.reserve(options.size());
  for (std::size_t i = 0; i < options.size(); ++i) {
    REQUIRE(fits_group(network, options[i], examples_count));
    REQUIRE(fit_together(network, options[0], network, options[i]));
    members.push_back({options[i], &starts[i], &examples[i]});
    alone.emplace_back(network, options[i], starts[i], examples[i]);
  }
  NetworkGroup<Scalar> group(network, members);
  auto from_group = zero_parameters<Scalar>(network.inputs, network.layers);
  for (int step = 0; step < steps; ++step) {
    group.step();
    for (auto& trainer : alone) trainer.step();
  }
  REQUIRE(group.step_count() == steps);
  int diverged = 0;
  for (Index i = 0; i < group.members(); ++i) {
    CAPTURE(i);
    const auto& trainer = alone[static_cast<std::size_t>(i)];
    group.copy_parameters(i, from_group);
    CHECK(same_bits(from_group, trainer.parameters()));
    CHECK(group.diverged(i) == trainer.diverged());
    diverged += group.diverged(i) ? 1 : 0;
  }
  return diverged;
}

Network network_of(Index inputs, std::vector<LayerOptions> layers,
                   Loss loss = Loss::binary_cross_entropy) {
  Network network;
  network.inputs = inputs;
  network.layers = std::move(layers);
  network.loss = loss;
  network.arithmetic = GENERATE(Arithmetic::fast, Arithmetic::reproducible);
  return network;
}

/// As many as a group has room for, with learning rates of their own.
template <class Scalar>
std::vector<TrainingOptions> members_of(const Network& network, TrainingOptions options = {}) {
  std::vector<TrainingOptions> all;
  for (Index i = 0; i < NetworkGroup<Scalar>::lanes(network); ++i) {
    options.learning_rate = 0.05 * static_cast<double>(i + 1);
    options.seed = static_cast<std::uint32_t>(i);
    all.push_back(options);
  }
  return all;
}

}  // namespace

TEMPLATE_TEST_CASE("any small shape and batch has the same bits in a group", "[core][group]", float,
                   double) {
  const auto seed = static_cast<std::uint64_t>(GENERATE(range(1, 40)));
  Random random(seed);
  const auto up_to = [&](std::uint32_t n) { return static_cast<int>(random.below(n)) + 1; };
  std::vector<LayerOptions> layers;
  for (int l = up_to(4); l > 1; --l)
    layers.push_back(
        {up_to(19), static_cast<Activation>(random.below(kCount<Activation> - 1)), {}, {}, {}});
  layers.push_back({1, Activation::sigmoid, {}, {}, {}});
  const Network network = network_of(up_to(9), layers);
  const Index examples = 4 + static_cast<Index>(random.below(60));
  TrainingOptions options;
  do {
    options.batch = static_cast<int>(random.below(static_cast<std::uint32_t>(examples) + 5));
  } while (!fits_group(network, options, examples));
  CAPTURE(seed, examples, options.batch);
  compare<TestType>(network, members_of<TestType>(network, options), examples, 12, 1.0, seed);
}

TEST_CASE("layers wider than a register have the same bits in a group", "[core][group]") {
  const int width = GENERATE(16, 31, 48, 64);
  const Index examples = GENERATE(5, 16, 47, 64);
  const Network network = network_of(3, {{width, Activation::tanh, {}, {}, {}},
                                         {20, Activation::elu, {}, {}, {}},
                                         {width, Activation::sin, {}, {}, {}},
                                         {1, Activation::sigmoid, {}, {}, {}}});
  CAPTURE(width, examples);
  compare<float>(network, members_of<float>(network), examples, 12);
  compare<double>(network, members_of<double>(network), examples, 4);
}

TEST_CASE("every optimizer has the same bits in a group, penalties and all", "[core][group]") {
  const Network network =
      network_of(2, {{16, Activation::tanh, {}, {}, {}}, {1, Activation::sigmoid, {}, {}, {}}});
  TrainingOptions options;
  options.optimizer = static_cast<Optimizer>(GENERATE(range(0, kOptimizers)));
  options.batch = GENERATE(0, 5);
  auto members = members_of<float>(network, options);
  for (std::size_t i = 0; i < members.size(); ++i) {
    members[i].momentum = 0.5 + 0.05 * static_cast<double>(i);
    members[i].beta2 = 0.9 + 0.01 * static_cast<double>(i);
    members[i].epsilon = 1e-8 * static_cast<double>(i + 1);
    members[i].l2 = i % 3 == 0 ? 0.0 : 0.1 * static_cast<double>(i);
    members[i].l1 = i % 2 == 0 ? 0.0 : 0.01 * static_cast<double>(i);
    members[i].shuffle = i % 4 != 1;
  }
  compare<float>(network, members, 19, 60);
}

TEST_CASE("squared error and softmax have the same bits in a group", "[core][group]") {
  const Network regression =
      network_of(3, {{7, Activation::softplus, {}, {}, {}}, {2, Activation::linear, {}, {}, {}}},
                 Loss::squared_error);
  compare<float>(regression, members_of<float>(regression), 21, 40);
  const Network classes =
      network_of(3, {{5, Activation::relu, {}, {}, {}}, {4, Activation::softmax, {}, {}, {}}},
                 Loss::categorical_cross_entropy);
  compare<float>(classes, members_of<float>(classes), 21, 40);
}

TEST_CASE("a group that is not full is the same group", "[core][group]") {
  const Network network =
      network_of(2, {{6, Activation::tanh, {}, {}, {}}, {1, Activation::sigmoid, {}, {}, {}}});
  for (std::size_t count = 1; count <= 3; ++count) {
    auto members = members_of<float>(network);
    members.resize(count);
    compare<float>(network, members, 16, 20);
  }
}

TEST_CASE("the first non-finite value is found in a group where it is found alone",
          "[core][group]") {
  const int kind = GENERATE(0, 1, 2);
  const Network network = kind == 0 ? network_of(2,
                                                 {{8, Activation::relu, {}, {}, {}},
                                                  {8, Activation::relu, {}, {}, {}},
                                                  {2, Activation::linear, {}, {}, {}}},
                                                 Loss::squared_error)
                                    : network_of(2, {{8, Activation::tanh, {}, {}, {}},
                                                     {8, Activation::silu, {}, {}, {}},
                                                     {1, Activation::sigmoid, {}, {}, {}}});
  TrainingOptions options;
  options.batch = kind == 2 ? 6 : 0;
  auto members = members_of<float>(network, options);
  // From calm to overflowing at once, so that networks leave one after the other.
  for (std::size_t i = 0; i < members.size(); ++i)
    members[i].learning_rate = std::pow(10.0, 2.0 * static_cast<double>(i) - 3.0);
  if (kind > 0)
    for (auto& member : members) member.learning_rate *= 1e25;
  const int diverged = compare<float>(network, members, 22, 50, kind == 1 ? 1e15 : 1.0);
  CHECK(diverged > 0);
}

TEST_CASE("what a group cannot train is told", "[core][group]") {
  Network network;
  network.layers = {{16, Activation::tanh, {}, {}, {}}, {1, Activation::sigmoid, {}, {}, {}}};
  TrainingOptions options;
  CHECK(fits_group(network, options, 16));
  CHECK_FALSE(fits_group(network, options, 3));
  CHECK_FALSE(fits_group(network, options, 300));
  const auto with = [&](auto change) {
    TrainingOptions changed = options;
    change(changed);
    return fits_group(network, changed, 16);
  };
  CHECK(with([](TrainingOptions& o) { o.batch = 4; }));
  CHECK_FALSE(with([](TrainingOptions& o) { o.batch = 3; }));
  CHECK_FALSE(with([](TrainingOptions& o) { o.batch = 15; }));  // the last batch of an epoch is 1
  CHECK_FALSE(with([](TrainingOptions& o) { o.dropout = 0.1; }));
  CHECK_FALSE(with([](TrainingOptions& o) { o.clip_norm = 1.0; }));
  network.precision = Precision::half;
  CHECK_FALSE(fits_group(network, options, 16));

  Network other = network;
  TrainingOptions adam = options;
  adam.optimizer = Optimizer::adam;
  adam.learning_rate = 3.0;
  CHECK_FALSE(fit_together(network, options, other, adam));
  other.layers[0].scale = 2.0;
  CHECK(fit_together(network, options, other, options));
  other.layers[0].units = 15;
  CHECK_FALSE(fit_together(network, options, other, options));
}

TEST_CASE("a group does not train what it was not given", "[core][group]") {
  // The comparison above can fail: one member with another learning rate has other bits.
  Network network;
  network.layers = {{4, Activation::tanh, {}, {}, {}}, {1, Activation::sigmoid, {}, {}, {}}};
  Random random(1);
  const auto examples = examples_for<float>(network, 8, random);
  const auto start = start_parameters(network, {});
  TrainingOptions options, faster;
  faster.learning_rate = 0.11;
  const std::vector<GroupMember<float>> members{{options, &start, &examples},
                                                {faster, &start, &examples}};
  NetworkGroup<float> group(network, members);
  group.step();
  auto first = zero_parameters<float>(network.inputs, network.layers), second = first;
  group.copy_parameters(0, first);
  group.copy_parameters(1, second);
  CHECK_FALSE(same_bits(first, second));
}

}  // namespace core_network_group
