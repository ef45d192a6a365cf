// SPDX-License-Identifier: MIT
// What the networks of a group have in common is done once, with the numbers that each has alone.
#include <bit>
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>

#include "allocations.hpp"
#include "core/initialization.hpp"
#include "core/network_group.hpp"

namespace core_group_sharing {

using namespace isobath;
using namespace isobath::core;

namespace {

Network small_network(Loss loss) {
  Network network;
  network.inputs = 3;
  network.layers = {{7, Activation::tanh, {}, {}, {}},
                    {loss == Loss::squared_error ? 2 : 1,
                     loss == Loss::squared_error ? Activation::linear : Activation::sigmoid,
                     {},
                     {},
                     {}}};
  network.loss = loss;
  return network;
}

template <class Scalar>
Examples<Scalar> some_examples(const Network& network, Index count) {
  Random random(5);
  Examples<Scalar> examples{Matrix<Scalar>(network.inputs, count),
                            Matrix<Scalar>(network.outputs(), count)};
  for (Scalar& x : examples.x.reshaped()) x = static_cast<Scalar>(random.normal());
  for (Scalar& y : examples.y.reshaped()) y = static_cast<Scalar>(random.below(2));
  return examples;
}

bool same_number(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
         (std::isnan(a) && std::isnan(b));
}

template <class Scalar>
bool same_numbers(const Parameters<Scalar>& a, const Parameters<Scalar>& b) {
  bool same = a.size() == b.size();
  for (std::size_t l = 0; same && l < a.size(); ++l) {
    for (Index i = 0; i < a[l].weights.size(); ++i)
      same = same && same_number(static_cast<double>(a[l].weights.data()[i]),
                                 static_cast<double>(b[l].weights.data()[i]));
    for (Index i = 0; i < a[l].bias.size(); ++i)
      same = same && same_number(static_cast<double>(a[l].bias.data()[i]),
                                 static_cast<double>(b[l].bias.data()[i]));
  }
  return same;
}

/// Members on the same examples, each as it comes alone, loss by loss. How many diverged?
template <class Scalar>
int compare(const Network& network, const std::vector<TrainingOptions>& options,
            EpochOrders* orders, int steps) {
  const Examples<Scalar> examples = some_examples<Scalar>(network, 23);
  const Parameters<double> start = start_parameters(network, {});
  std::vector<GroupMember<Scalar>> members;
  std::vector<Trainer<Scalar>> alone;
  alone.reserve(options.size());
  for (const TrainingOptions& one : options) {
    REQUIRE(fits_group(network, one, examples.count()));
    members.push_back({one, &start, &examples});
    alone.emplace_back(network, one, start, examples).keep_batch_loss();
  }
  NetworkGroup<Scalar> group(network, members, orders);
  group.keep_batch_losses();
  bool same = true;
  std::int64_t allocated = 0;
  for (int step = 0; step < steps; ++step) {
    const std::int64_t before = tests::allocations();
    group.step();
    allocated += tests::allocations() - before;
    for (std::size_t i = 0; i < alone.size(); ++i) {
      alone[i].step();
      same = same && same_number(group.batch_losses()[i], alone[i].batch_loss());
    }
  }
  CHECK(same);
  CHECK(allocated == 0);
  CHECK(group.step_count() == steps);
  int diverged = 0;
  auto parameters = zero_parameters<Scalar>(network.inputs, network.layers);
  for (Index i = 0; i < group.members(); ++i) {
    CAPTURE(i);
    const auto& trainer = alone[static_cast<std::size_t>(i)];
    group.copy_parameters(i, parameters);
    CHECK(same_numbers(parameters, trainer.parameters()));
    CHECK(group.diverged(i) == trainer.diverged());
    diverged += group.diverged(i) ? 1 : 0;
  }
  return diverged;
}

template <class Scalar>
std::vector<TrainingOptions> rates(const Network& network, double first, double factor, int batch) {
  std::vector<TrainingOptions> all(static_cast<std::size_t>(NetworkGroup<Scalar>::lanes(network)));
  for (TrainingOptions& options : all) {
    options.learning_rate = first;
    options.batch = batch;
    first *= factor;
  }
  return all;
}

}  // namespace

TEMPLATE_TEST_CASE("networks on the same examples in the same order are as alone", "[core][group]",
                   float, double) {
  Network network = small_network(GENERATE(Loss::squared_error, Loss::binary_cross_entropy));
  network.arithmetic = GENERATE(Arithmetic::fast, Arithmetic::reproducible);
  const int batch = GENERATE(0, 6, 19);
  auto options = rates<TestType>(network, 0.01, 1.1, batch);
  compare<TestType>(network, options, nullptr, 40);
  // Of several groups that share what they shuffle, some of whose members are of another seed.
  EpochOrders orders;
  compare<TestType>(network, options, &orders, 40);
  options.back().seed = 9;
  compare<TestType>(network, options, &orders, 40);
  options.front().shuffle = false;
  compare<TestType>(network, options, &orders, 40);
  options.resize(1);
  compare<TestType>(network, options, &orders, 40);
}

TEMPLATE_TEST_CASE("networks that are lost go on as they do alone", "[core][group]", float,
                   double) {
  Network network = small_network(Loss::squared_error);
  network.arithmetic = GENERATE(Arithmetic::fast, Arithmetic::reproducible);
  const int batch = GENERATE(0, 6);
  const auto lanes = static_cast<int>(NetworkGroup<TestType>::lanes(network));
  const double huge = sizeof(TestType) == sizeof(float) ? 1e12 : 1e90;
  // All of them after a few updates, or all but one, or those that there are.
  auto options = rates<TestType>(network, huge, 3.0, batch);
  CHECK(compare<TestType>(network, options, nullptr, 60) == lanes);
  options.back().learning_rate = 0.01;
  CHECK(compare<TestType>(network, options, nullptr, 60) == lanes - 1);
  options.resize(1);
  CHECK(compare<TestType>(network, options, nullptr, 60) == 1);
  options.front().optimizer = Optimizer::adam;
  options.front().learning_rate = huge * huge * huge;
  compare<TestType>(network, options, nullptr, 60);
}

}  // namespace core_group_sharing
