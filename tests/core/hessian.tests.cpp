// SPDX-License-Identifier: MIT
// Products with the Hessian against what is known without them: second differences of J in 32
// digits, differences of the gradient, and closed forms.
#include "core/hessian.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "core/activation.hpp"
#include "core/networks.hpp"
#include "core/reference.hpp"

namespace core_hessian {

using namespace isobath;
using namespace isobath::core;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

double dot(const Parameters<double>& a, const Parameters<double>& b) {
  double sum = 0.0;
  for (Index i = 0; i < a.count(); ++i) sum += a.data()[i] * b.data()[i];
  return sum;
}

/// On a grid so coarse that θ ± 2⁻²⁰·v is exact for whole v.
Parameters<double> on_grid(Parameters<double> parameters) {
  for (Index i = 0; i < parameters.count(); ++i)
    parameters.data()[i] = std::ldexp(std::round(std::ldexp(parameters.data()[i], 20)), -20);
  return parameters;
}

Parameters<double> whole_direction(const Parameters<double>& like, std::uint64_t seed) {
  Random random(seed);
  Parameters<double> direction = like;
  for (Index i = 0; i < direction.count(); ++i)
    direction.data()[i] = static_cast<double>(random.below(7)) - 3.0;
  return direction;
}

DoubleDouble cost_at(const Network& network, const TrainingOptions& options,
                     const Parameters<double>& parameters, const Parameters<double>& direction,
                     double by, const Examples<double>& examples) {
  Parameters<double> moved = parameters;
  for (Index i = 0; i < moved.count(); ++i) moved.data()[i] += by * direction.data()[i];
  return ReferenceCost<DoubleDouble>(network, options, moved, examples).cost();
}

/// vᵀ∇²Jv by second differences in 32 digits, but for the penalty, whose Hessian is its own; the
/// error is of the fourth derivative times ε².
double curvature_along(const Network& network, const TrainingOptions& options,
                       const Parameters<double>& parameters, const Parameters<double>& direction,
                       const Examples<double>& examples) {
  const double by = std::ldexp(1.0, -20);
  TrainingOptions plain = options;
  plain.l1 = plain.l2 = 0.0;
  double penalty = 0.0;
  for (const auto& layer : direction)
    penalty += options.l2 / static_cast<double>(examples.count()) * layer.weights.squaredNorm();
  const auto at = [&](double x) {
    return cost_at(network, plain, parameters, direction, x, examples);
  };
  const DoubleDouble second = at(by) - at(0.0) - (at(0.0) - at(-by));
  return static_cast<double>(second) / (by * by) + penalty;
}

bool has_kinks(Activation activation) {
  return activation == Activation::relu || activation == Activation::leaky_relu ||
         activation == Activation::elu || activation == Activation::selu;
}

}  // namespace

TEST_CASE("g″ is what differences of g′ say", "[core][hessian]") {
  const auto activation =
      static_cast<Activation>(GENERATE(range(0, static_cast<int>(Activation::softmax))));
  CAPTURE(shown_name(activation));
  for (double z = -6.05; z < 6.0; z += 0.3) {
    CAPTURE(z);
    const double h = 1e-5;
    const double difference =
        (activation_derivative(activation, z + h) - activation_derivative(activation, z - h)) /
        (2.0 * h);
    CHECK_THAT(activation_curvature(activation, z), WithinAbs(difference, 2e-9));
  }
  CHECK(std::isnan(activation_curvature(activation, std::nan(""))));
  CHECK(std::isfinite(activation_curvature(activation, -800.0)));
  CHECK(std::isfinite(activation_curvature(activation, 800.0)));
}

TEST_CASE("products are the second differences of J in 32 digits", "[core][hessian]") {
  const auto activation =
      static_cast<Activation>(GENERATE(range(0, static_cast<int>(Activation::softmax))));
  const auto loss =
      GENERATE(Loss::binary_cross_entropy, Loss::categorical_cross_entropy, Loss::squared_error);
  CAPTURE(shown_name(activation), static_cast<int>(loss));
  Network network = tests::network_of(activation, loss, 3);
  network.layers[0].has_bias = false;
  TrainingOptions options;
  options.l2 = 0.3;
  options.l1 = 0.05;
  const Examples<double> examples = tests::examples_for<double>(network, 9);
  InitializationOptions start;
  start.bias = {.value = 0.2, .normal = true};
  const Parameters<double> parameters = on_grid(start_parameters(network, start));
  HessianProduct hessian(network, options, examples);
  Parameters<double> product;
  for (const std::uint64_t seed : {1U, 2U}) {
    const Parameters<double> direction = whole_direction(parameters, seed);
    hessian.multiply(parameters, direction, product);
    const double expected = curvature_along(network, options, parameters, direction, examples);
    // ELU's and SELU's second derivatives jump where others have none.
    CHECK_THAT(dot(direction, product), WithinRel(expected, has_kinks(activation) ? 1e-7 : 1e-8));
  }
  // The gradient that comes with it is J's own.
  const Parameters<double> gradient = reference_gradients(network, options, parameters, examples);
  for (Index i = 0; i < gradient.count(); ++i)
    CHECK_THAT(hessian.gradient().data()[i], WithinAbs(gradient.data()[i], 1e-12));
}

TEST_CASE("the Hessian is symmetric and linear in the direction, entry by entry",
          "[core][hessian]") {
  const Network network = tests::network_of(Activation::tanh, Loss::categorical_cross_entropy, 2);
  const TrainingOptions options;
  // More than one piece of examples.
  const Examples<double> examples = tests::examples_for<double>(network, 600);
  const Parameters<double> parameters = start_parameters(network, {});
  HessianProduct hessian(network, options, examples);
  const Index n = parameters.count();
  Matrix<double> whole(n, n);
  Parameters<double> unit = parameters, product;
  for (Index i = 0; i < n; ++i) {
    std::fill_n(unit.data(), n, 0.0);
    unit.data()[i] = 1.0;
    hessian.multiply(parameters, unit, product);
    for (Index j = 0; j < n; ++j) whole(j, i) = product.data()[j];
  }
  CHECK((whole - whole.transpose()).cwiseAbs().maxCoeff() < 1e-14);
  // Against differences of the gradient.
  const double h = 1e-5;
  for (Index i = 0; i < n; ++i) {
    Parameters<double> high = parameters, low = parameters;
    high.data()[i] += h;
    low.data()[i] -= h;
    const auto above = reference_gradients(network, options, high, examples);
    const auto below = reference_gradients(network, options, low, examples);
    for (Index j = 0; j < n; ++j)
      CHECK_THAT(whole(j, i), WithinAbs((above.data()[j] - below.data()[j]) / (2.0 * h), 1e-8));
  }
}

}  // namespace core_hessian
