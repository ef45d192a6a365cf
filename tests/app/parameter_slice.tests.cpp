// SPDX-License-Identifier: MIT
// J along a parameter as it is shown.
#include "app/stepper/parameter_slice.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <memory>

#include "core/networks.hpp"

namespace app_parameter_slice {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::WithinRel;

TEST_CASE("over some of the examples the penalty is that of all of them", "[app][slice]") {
  const core::Network network =
      tests::network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 2);
  const auto all = tests::examples_for<double>(network, 40);
  const auto parameters = tests::start_of(network);
  const SliceExamples few =
      affordable_examples(network, all.x, all.y, 10, 12.0 * 10.0 * 8.0, "the training part");
  REQUIRE(few.examples.count() == 8);
  CHECK(few.of == 40);
  CHECK(few.over == "8 examples of the training part");
  const SliceWish wish{{1, 2, 1}, 1.0};
  core::TrainingOptions options;
  const SliceView plain = make_slice(network, options, parameters, few, wish, 10, nullptr);
  options.l2 = 3.0;
  const SliceView penalised = make_slice(network, options, parameters, few, wish, 10, nullptr);
  // ∂J/∂w has λ/m·w more, J itself λ/(2m) of the sum of squares.
  CHECK_THAT(penalised.slice.slope,
             WithinRel(plain.slice.slope + 3.0 / 40.0 * parameters[0].weights(2, 1), 1e-12));
  const double squares = parameters[0].weights.squaredNorm() + parameters[1].weights.squaredNorm();
  CHECK_THAT(penalised.slice.cost, WithinRel(plain.slice.cost + 3.0 / 80.0 * squares, 1e-12));
}

TEST_CASE("the part that is drawn stays as long as the parameter is in it", "[app][slice]") {
  const core::Network network =
      tests::network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 2);
  const auto all = tests::examples_for<double>(network, 40);
  auto parameters = tests::start_of(network);
  const SliceExamples data = affordable_examples(network, all.x, all.y, 10, 1e9, "this batch");
  const SliceWish wish{{1, 0, 0}, 0.0};
  core::TrainingOptions options;
  const SliceView first = make_slice(network, options, parameters, data, wish, 10, nullptr);
  parameters[0].weights(0, 0) += 0.9 * first.reach;
  options.learning_rate = 1e4;  // a step far out of the picture
  const SliceView second = make_slice(network, options, parameters, data, wish, 10,
                                      std::make_shared<const SliceView>(first));
  CHECK(second.slice.values == first.slice.values);
  parameters[0].weights(0, 0) += 0.9 * first.reach;
  const SliceView third = make_slice(network, options, parameters, data, wish, 10,
                                     std::make_shared<const SliceView>(second));
  CHECK(third.slice.values.front() != first.slice.values.front());
}

}  // namespace app_parameter_slice
