// SPDX-License-Identifier: MIT
// J along one parameter against closed forms and its own slope.
#include "lab/loss_slice.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "core/networks.hpp"

namespace lab_loss_slice {

using namespace isobath;
using namespace isobath::lab;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

TEST_CASE("along a weight of linear regression J is the parabola", "[lab][loss_slice]") {
  core::Network network;
  network.inputs = 1;
  network.loss = core::Loss::squared_error;
  network.layers = {{1, core::Activation::linear, {}, {}, {}}};
  core::Examples<double> examples{core::Matrix<double>(1, 3), core::Matrix<double>(1, 3)};
  examples.x << 1, 2, 3;
  examples.y << 2, 4, 6;
  core::Parameters<double> parameters(1, network.layers);
  parameters[0].weights(0, 0) = 1.0;
  core::TrainingOptions options;
  options.learning_rate = 0.1;
  options.l2 = 0.6;
  const LossSlice slice = slice_loss(network, options, parameters, examples, {1, 0, 0}, -1, 3, 9);
  // (1/2m)Σ(w·x − 2x)² + (λ/2m)w² with Σx² = 14, m = 3.
  const auto parabola = [](double w) { return 14.0 / 6.0 * (w - 2) * (w - 2) + 0.6 / 6.0 * w * w; };
  REQUIRE(slice.values.size() == 9);
  for (std::size_t i = 0; i < 9; ++i)
    CHECK_THAT(slice.costs[i], WithinRel(parabola(slice.values[i]), 1e-13));
  CHECK(slice.values.front() == -1.0);
  CHECK(slice.values.back() == 3.0);
  CHECK_THAT(slice.slope, WithinRel(-14.0 / 3.0 + 0.2, 1e-13));
  CHECK_THAT(slice.next, WithinRel(1.0 - 0.1 * slice.slope, 1e-13));
  CHECK_THAT(slice.next_cost, WithinRel(parabola(slice.next), 1e-13));
}

TEST_CASE("the slope is the curve's, whatever the loss and the place", "[lab][loss_slice]") {
  const auto loss = static_cast<core::Loss>(GENERATE(range(0, core::kCount<core::Loss>)));
  const core::Network network = network_of(core::Activation::tanh, loss, 3);
  const auto examples = examples_for<double>(network, 300);
  const auto parameters = start_of(network);
  core::TrainingOptions options;
  options.l2 = 0.3;
  for (const ParameterPlace& place :
       {ParameterPlace{1, 2, 1}, ParameterPlace{2, 0, 3}, ParameterPlace{2, 1, -1}}) {
    const auto& layer = parameters[static_cast<std::size_t>(place.layer) - 1];
    const double w =
        place.column < 0 ? layer.bias(place.row) : layer.weights(place.row, place.column);
    constexpr double kH = 1e-5;
    const LossSlice slice =
        slice_loss(network, options, parameters, examples, place, w - kH, w + kH, 3);
    CHECK_THAT(slice.costs[1], WithinRel(slice.cost, 1e-12));
    CHECK_THAT((slice.costs[2] - slice.costs[0]) / (2 * kH), WithinAbs(slice.slope, 1e-8));
  }
}

}  // namespace lab_loss_slice
