// SPDX-License-Identifier: MIT
// Z below g, counted against closed forms, and linear layers multiplied out.
#include "app/run/activation_look.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "app/session/session.hpp"

namespace app_activation_look {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::WithinAbs;
using core::Activation;

namespace {

ActivationLook told(Activation activation, std::vector<double> z, std::vector<double> a) {
  ActivationLook look;
  look.activation = activation;
  tell_values(z, a, look);
  return look;
}

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Three examples, one input, one unit: everything is known by hand.
document::Document line(Activation activation) {
  document::Document document;
  data::Table rows;
  rows.x.resize(3, 1);
  rows.x << 1.0, 2.0, 3.0;
  rows.y.resize(3, 1);
  rows.y << 2.0, 4.0, 6.0;
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(rows);
  document.data.split = {1.0, 0.0, 0.0};
  document.layers = {{1, activation, {}, {}, {}}, {1, Activation::linear, {}, {}, {}}};
  document.loss = core::Loss::squared_error;
  document.training.learning_rate = 0.01;
  std::vector<core::LayerParameters<double>> layers(2);
  layers[0].weights.setConstant(1, 1, 2.0);
  layers[0].bias.setConstant(1, -1.0);
  layers[1].weights.setConstant(1, 1, 3.0);
  layers[1].bias.setConstant(1, 0.5);
  document.parameters = std::make_shared<const core::Parameters<double>>(layers);
  return document;
}

}  // namespace

TEST_CASE("The mean of g′ is right for every activation", "[app][activation]") {
  // At z = 0, where the slopes are known; of ReLU's the one at its kink is 0.
  const std::pair<Activation, double> at_zero[] = {
      {Activation::linear, 1.0},   {Activation::sigmoid, 0.25}, {Activation::tanh, 1.0},
      {Activation::relu, 0.0},     {Activation::gelu, 0.5},     {Activation::silu, 0.5},
      {Activation::softplus, 0.5}, {Activation::sin, 1.0},      {Activation::mish, 0.6}};
  for (const auto& [activation, slope] : at_zero) {
    CAPTURE(static_cast<int>(activation));
    CHECK_THAT(told(activation, {0.0, 0.0}, {0.0, 0.0}).slope, WithinAbs(slope, 1e-12));
  }
  // Beyond 0 the piecewise ones are straight.
  for (const Activation activation : {Activation::relu, Activation::leaky_relu, Activation::elu})
    CHECK_THAT(told(activation, {1.0, 2.0}, {1.0, 2.0}).slope, WithinAbs(1.0, 1e-12));
  CHECK_THAT(told(Activation::selu, {1.0}, {1.0507}).slope, WithinAbs(1.0507009873554805, 1e-12));
  CHECK_THAT(told(Activation::leaky_relu, {-1.0}, {-0.01}).slope, WithinAbs(0.01, 1e-12));
  // ∂a/∂z of softmax's own unit is a(1 − a).
  CHECK_THAT(told(Activation::softmax, {7.0, 8.0}, {0.3, 0.5}).slope, WithinAbs(0.23, 1e-12));
}

TEST_CASE("Mean, deviation and shares of Z are counted", "[app][activation]") {
  const ActivationLook look =
      told(Activation::tanh, {-3.0, 1.0, 2.0}, {std::tanh(-3.0), std::tanh(1.0), std::tanh(2.0)});
  CHECK_THAT(look.mean, WithinAbs(0.0, 1e-12));
  CHECK_THAT(look.deviation, WithinAbs(std::sqrt(14.0 / 3.0), 1e-12));
  CHECK_THAT(look.saturated, WithinAbs(1.0 / 3.0, 1e-12));  // |tanh(−3)| = 0.995
  CHECK(look.reach == 6.0);
  // Of 64 bins over −6 … 6, 1 lies in bin 37 and −3 at the lower edge of bin 16.
  CHECK_THAT(static_cast<double>(look.bins[37]), WithinAbs(1.0 / 3.0, 1e-6));
  CHECK_THAT(static_cast<double>(look.bins[16]), WithinAbs(1.0 / 3.0, 1e-6));
  CHECK_THAT(std::accumulate(look.bins.begin(), look.bins.end(), 0.0), WithinAbs(1.0, 1e-6));
}

TEST_CASE("The axis reaches as far as nearly all of Z", "[app][activation]") {
  const ActivationLook wide = told(Activation::relu, {-40.0, 1.0, 30.0}, {0.0, 1.0, 30.0});
  CHECK(wide.reach == 50.0);
  CHECK(wide.beyond == 0.0);
  std::vector<double> z(1000, 1.0);
  z[17] = 1e30;
  const ActivationLook lone = told(Activation::relu, z, z);
  CHECK(lone.reach == 6.0);
  CHECK_THAT(lone.beyond, WithinAbs(0.001, 1e-12));
  const ActivationLook broken = told(Activation::tanh, {kNaN, 1.0, kNaN, 1.0}, {kNaN, 1, kNaN, 1});
  CHECK(broken.non_finite == 0.5);
  CHECK(broken.mean == 1.0);
  CHECK(told(Activation::tanh, {kNaN}, {kNaN}).non_finite == 1.0);
}

TEST_CASE("A stretch of linear layers ends with the Z of the next one", "[app][activation]") {
  const auto layers = [](std::initializer_list<Activation> activations) {
    std::vector<core::LayerOptions> all;
    for (const Activation activation : activations) all.push_back({2, activation, {}, {}, {}});
    return all;
  };
  using enum Activation;
  const auto both = layers({linear, linear, sigmoid});
  for (int l = 1; l <= 3; ++l) CHECK(linear_stretch(both, l) == std::array{1, 3});
  const auto mixed = layers({tanh, linear, relu, tanh, linear});
  CHECK(linear_stretch(mixed, 1) == std::array{0, 0});
  CHECK(linear_stretch(mixed, 2) == std::array{2, 3});
  CHECK(linear_stretch(mixed, 3) == std::array{2, 3});
  CHECK(linear_stretch(mixed, 4) == std::array{0, 0});
  CHECK(linear_stretch(mixed, 5) == std::array{0, 0});
  CHECK(linear_stretch(mixed, 6) == std::array{0, 0});
}

TEST_CASE("The product of linear layers is W3·W2·W1 with their biases", "[app][activation]") {
  std::vector<core::LayerParameters<double>> layers(3);
  layers[0].weights.resize(2, 2);
  layers[0].weights << 1.0, 2.0, 3.0, 4.0;
  layers[0].bias.resize(2);
  layers[0].bias << 5.0, 6.0;
  layers[1].weights.resize(2, 2);
  layers[1].weights << 0.0, 1.0, 1.0, 0.0;
  layers[1].bias.resize(2);
  layers[1].bias << 0.5, -0.5;
  layers[2].weights.resize(1, 2);
  layers[2].weights << 1.0, -1.0;
  layers[2].bias.setConstant(1, 0.25);
  const LinearProduct product =
      multiply_out({1, 3}, [&](int layer) { return layers[static_cast<std::size_t>(layer) - 1]; });
  // (1 −1)·((0 1)(1 0))·((1 2)(3 4)) = (−1 1)·((1 2)(3 4)) = (2 2)
  CHECK(product.weights == core::Matrix<double>::Constant(1, 2, 2.0));
  // −5 + 6, then 0.5 + 0.5, then 0.25
  CHECK(product.bias(0) == 2.25);
  CHECK((product.units == 1 && product.inputs == 2));
  CHECK(multiply_out({0, 0}, [&](int) { return layers[0]; }).last == 0);
}

TEST_CASE("A large product is made of as many rows as are affordable", "[app][activation]") {
  int products = 0;
  const LinearProduct product = multiply_out({1, 200}, [&](int layer) {
    ++products;
    core::LayerParameters<double> one;
    one.weights = core::Matrix<double>::Identity(512, 512) * (layer == 7 ? 3.0 : 1.0);
    one.bias.setConstant(512, layer == 200 ? 0.5 : 0.0);
    return one;
  });
  CHECK(products == 200);
  CHECK((product.units == 512 && product.inputs == 512));
  REQUIRE(product.weights.rows() >= 1);
  CHECK(product.weights.rows() == product.bias.size());
  CHECK(product.weights(0, 0) == 3.0);
  CHECK(product.weights(0, 1) == 0.0);
  CHECK(product.bias(0) == 0.5);
}

TEST_CASE("A session tells Z only of the layer whose card is open", "[app][activation]") {
  Session session;
  REQUIRE(session.open(line(Activation::linear)));
  CHECK(session.snapshot().activation.layer == 0);
  session.apply(ShowActivation{1});
  {
    // Z = 2x − 1 of 1, 2, 3.
    const ActivationLook& look = session.snapshot().activation;
    CHECK(look.layer == 1);
    CHECK((look.examples == 3 && look.of_examples == 3));
    CHECK_THAT(look.mean, WithinAbs(3.0, 1e-6));
    CHECK_THAT(look.deviation, WithinAbs(std::sqrt(8.0 / 3.0), 1e-6));
    CHECK(look.slope == 1.0);
    // 3(2x − 1) + ½ = 6x − 2½
    CHECK((look.product.first == 1 && look.product.last == 2));
    CHECK(look.product.weights(0, 0) == 6.0);
    CHECK(look.product.bias(0) == -2.5);
  }
  // It lives with the training.
  session.apply(Step{1});
  CHECK(session.snapshot().activation.mean != 3.0);
  const core::Parameters<double> now = session.parameters();
  CHECK_THAT(session.snapshot().activation.product.weights(0, 0),
             WithinAbs(now[0].weights(0, 0) * now[1].weights(0, 0), 1e-12));
  // A unit's card takes its place, and a layer that goes takes it along.
  session.apply(PinUnit{{1, 0}, true});
  CHECK(session.snapshot().view.activation == 0);
  CHECK(session.snapshot().activation.layer == 0);
  session.apply(ShowActivation{2});
  CHECK_FALSE(session.snapshot().view.pinned_unit);
  session.apply(RemoveLayer{1});
  CHECK(session.snapshot().view.activation == 0);
}

TEST_CASE("While it plays, Z is told with every look", "[app][activation]") {
  Session session;
  session.apply(ShowActivation{1});
  session.apply(Play{});
  const double before = session.snapshot().activation.deviation;
  while (session.snapshot().record.step < 50) session.advance(5.0);
  CHECK(session.snapshot().activation.layer == 1);
  CHECK(session.snapshot().activation.deviation != before);
}

}  // namespace app_activation_look
