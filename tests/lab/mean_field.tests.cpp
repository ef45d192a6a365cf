// SPDX-License-Identifier: MIT
// Mean-field theory against B. Poole et al. (2016), S. Schoenholz et al. (2017) and against what
// must hold for any activation.
#include "lab/mean_field.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <numbers>

#include "core/activation.hpp"
#include "published.hpp"

namespace lab_mean_field {

using namespace isobath;
using namespace isobath::lab;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using core::Activation;
using tests::check_published;

namespace {

constexpr tests::Tolerance kPublished{.absolute = 1e-4};

Nonlinearity error_function() {
  return {[](double z) { return std::erf(z); },
          [](double z) { return 2.0 / std::sqrt(std::numbers::pi) * std::exp(-z * z); }};
}

}  // namespace

TEST_CASE("tanh is critical at the published weight variance", "[lab][published]") {
  const Nonlinearity g = nonlinearity_of(Activation::tanh);
  const auto critical = critical_sigma_w2(g, 0.05);
  REQUIRE(critical);
  check_published("tanh, bias variance 0.05, critical weight variance", 1.760955, *critical,
                  kPublished);
  const FixedPoint point = fixed_point(g, *critical, 0.05);
  REQUIRE(point.q);
  check_published("tanh, bias variance 0.05, q* at criticality", 0.570048, *point.q, kPublished);
  CHECK_THAT(*point.chi_1, WithinAbs(1.0, 1e-8));
}

TEST_CASE("tanh in the ordered phase settles where published", "[lab][published]") {
  const FixedPoint point = fixed_point(nonlinearity_of(Activation::tanh), 1.0, 0.05);
  REQUIRE((point.q && point.chi_1 && point.c && point.xi_c && point.xi_q));
  check_published("tanh (1.0, 0.05): q*", 0.1936, *point.q, kPublished);
  check_published("tanh (1.0, 0.05): chi_1", 0.7590, *point.chi_1, kPublished);
  // 1e-4 and the rounding of a depth scale that is given to three decimals.
  check_published("tanh (1.0, 0.05): xi_c", 3.627, *point.xi_c, {.absolute = 6e-4});
  CHECK(*point.c == 1.0);
  CHECK_THAT(*point.xi_c, WithinRel(-1.0 / std::log(*point.chi_1), 1e-12));
}

TEST_CASE("tanh in the chaotic phase settles where published", "[lab][published]") {
  const FixedPoint point = fixed_point(nonlinearity_of(Activation::tanh), 2.5, 0.05);
  REQUIRE((point.q && point.chi_1 && point.c && point.xi_c));
  check_published("tanh (2.5, 0.05): q*", 1.0640, *point.q, kPublished);
  check_published("tanh (2.5, 0.05): chi_1", 1.1335, *point.chi_1, kPublished);
  check_published("tanh (2.5, 0.05): c*", 0.4468, *point.c, kPublished);
  check_published("tanh (2.5, 0.05): xi_c", 11.796, *point.xi_c, {.absolute = 6e-4});
}

TEST_CASE("erf without biases is critical at a quarter of pi", "[lab][published][slow]") {
  // E[erf′(√q z)²] at q = 0 is 4/π; the edge is where σw²·4/π = 1.
  const auto critical = critical_sigma_w2(error_function(), 0.0);
  REQUIRE(critical);
  check_published("erf, no biases, critical weight variance", std::numbers::pi / 4.0, *critical,
                  kPublished);
}

TEST_CASE("ReLU has its one critical point at (2, 0)", "[lab][published][slow]") {
  const Nonlinearity g = nonlinearity_of(Activation::relu);
  const auto critical = critical_sigma_w2(g, 0.0);
  REQUIRE(critical);
  check_published("ReLU, no biases, critical weight variance", 2.0, *critical, kPublished);
  // There every length is a fixed point: the map is q → q.
  for (const double q : {0.01, 1.0, 50.0})
    CHECK_THAT(next_variance(g, 2.0, 0.0, q), WithinRel(q, 1e-9));
  CHECK_THAT(chi_1(g, 2.0, 1.0), WithinAbs(1.0, 1e-4));
  // With biases the variance at σw² = 2 grows for ever: no fixed point, so no edge on it.
  CHECK_FALSE(fixed_point(g, 2.0, 0.1).q);
  CHECK_FALSE(fixed_point(g, 2.1, 0.0).q);
  const FixedPoint below = fixed_point(g, 1.5, 0.1);
  REQUIRE(below.q);
  CHECK_THAT(*below.q, WithinRel(0.1 / (1.0 - 0.75), 1e-6));
  CHECK_THAT(*below.chi_1, WithinAbs(0.75, 1e-4));
}

TEST_CASE("a wrong theory is not within the published tolerance", "[lab][published]") {
  // The variance map with g instead of g², and a rule too coarse by a factor: both must fail.
  CHECK_FALSE(tests::compare(1.760955, 1.7612, kPublished).within);
  CHECK_FALSE(tests::compare(0.1936, std::nan(""), kPublished).within);
  CHECK_FALSE(tests::compare(0.0, 1e-3, {.relative = 1.0}).within);
  CHECK(tests::compare(0.1936, 0.19364, kPublished).within);
}

TEST_CASE("linear layers follow the closed forms", "[lab]") {
  const Nonlinearity g = nonlinearity_of(Activation::linear);
  CHECK_THAT(mean_square(g, 3.0), WithinRel(3.0, 1e-9));
  CHECK_THAT(chi_1(g, 0.7, 3.0), WithinRel(0.7, 1e-9));
  const FixedPoint point = fixed_point(g, 0.5, 0.2);
  REQUIRE(point.q);
  CHECK_THAT(*point.q, WithinRel(0.4, 1e-9));
  CHECK_THAT(*point.xi_q, WithinRel(-1.0 / std::log(0.5), 1e-6));
}

TEST_CASE("closed-form Gaussian integrals come out", "[lab]") {
  // E[erf(√q z)²] = (2/π) asin(2q/(1 + 2q)) (C. Williams, 1997); E[sin²(√q z)] = (1 − e^−2q)/2;
  // E[cos²(√q z)] = (1 + e^−2q)/2; E[relu(√q z)²] = q/2.
  for (const double q : {1e-4, 0.1, 1.0, 10.0, 400.0}) {
    CAPTURE(q);
    CHECK_THAT(mean_square(error_function(), q),
               WithinAbs(2.0 / std::numbers::pi * std::asin(2.0 * q / (1.0 + 2.0 * q)), 1e-6));
    const Nonlinearity sine = nonlinearity_of(Activation::sin);
    CHECK_THAT(mean_square(sine, q), WithinAbs((1.0 - std::exp(-2.0 * q)) / 2.0, 1e-6));
    CHECK_THAT(chi_1(sine, 1.0, q), WithinAbs((1.0 + std::exp(-2.0 * q)) / 2.0, 1e-6));
    CHECK_THAT(mean_square(nonlinearity_of(Activation::relu), q), WithinRel(q / 2.0, 1e-6));
  }
}

TEST_CASE("every activation's theory is sane", "[lab][slow]") {
  // All but softmax, which is the last.
  const auto activation = static_cast<Activation>(
      GENERATE(range(0, static_cast<int>(core::names(Activation{}).size()) - 1)));
  CAPTURE(core::name(activation));
  const Nonlinearity g = nonlinearity_of(activation);
  // g′ is the slope of g.
  for (const double z : {-3.0, -0.5, 0.25, 2.0}) {
    const double h = 1e-6;
    CHECK_THAT(g.slope(z), WithinAbs((g.value(z + h) - g.value(z - h)) / (2.0 * h), 1e-8));
  }
  for (const double q : {1e-3, 1.0, 30.0}) {
    CAPTURE(q);
    const double square = mean_square(g, q);
    CHECK(square >= 0.0);
    CHECK(std::isfinite(square));
    CHECK(chi_1(g, 1.0, q) > 0.0);
    CHECK_THAT(next_variance(g, 1.3, 0.2, q), WithinRel(1.3 * square + 0.2, 1e-12));
    CHECK_THAT(chi_1(g, 2.0, q), WithinRel(2.0 * chi_1(g, 1.0, q), 1e-12));
  }
  const double sigma_w2 = GENERATE(0.5, 3.0);
  const double sigma_b2 = GENERATE(0.0, 0.1);
  CAPTURE(sigma_w2, sigma_b2);
  const FixedPoint point = fixed_point(g, sigma_w2, sigma_b2);
  if (!point.q) return;  // the variance grows without end
  CHECK_THAT(next_variance(g, sigma_w2, sigma_b2, *point.q),
             WithinAbs(*point.q, 1e-6 * std::max(1.0, *point.q)));
  REQUIRE(point.chi_1);
  CHECK(*point.chi_1 >= 0.0);
  if (point.c) {
    CHECK(*point.c >= -1e-9);
    CHECK(*point.c <= 1.0 + 1e-9);
  }
  if (point.xi_q) CHECK(*point.xi_q > 0.0);
  if (point.xi_c) CHECK(*point.xi_c > 0.0);
}

TEST_CASE("at the critical point found the slope is one", "[lab][slow]") {
  const auto activation = GENERATE(Activation::tanh, Activation::sin, Activation::sigmoid,
                                   Activation::elu, Activation::selu, Activation::softplus);
  CAPTURE(core::name(activation));
  const Nonlinearity g = nonlinearity_of(activation);
  const auto critical = critical_sigma_w2(g, 0.05);
  if (!critical) return;
  CAPTURE(*critical);
  // Just below the edge the network is ordered; just above it chaotic or unbounded.
  const FixedPoint below = fixed_point(g, *critical * 0.999, 0.05);
  REQUIRE(below.q);
  CHECK(*below.chi_1 <= 1.0 + 1e-6);
  const FixedPoint above = fixed_point(g, *critical * 1.001, 0.05);
  CHECK((!above.q || *above.chi_1 >= 1.0 - 1e-6));
}

TEST_CASE("the trace follows the map layer by layer", "[lab]") {
  core::Network network;
  network.inputs = 2;
  network.layers = {{100, Activation::tanh, {}, {}, {}},
                    {100, Activation::relu, core::WeightScheme::he_normal, {}, {}},
                    {100, Activation::tanh, core::WeightScheme::identity, {}, {}},
                    {3, Activation::softmax, {}, {}, {}}};
  network.loss = core::Loss::categorical_cross_entropy;
  core::InitializationOptions options;
  options.weights = core::WeightScheme::lecun_normal;
  options.scale = 1.5;
  options.bias = {0.2, true};
  const auto trace = trace_variance(network, options, 0.7);
  REQUIRE(trace.size() == 4);
  CHECK_THAT(*trace[0].sigma_w2, WithinRel(2.25, 1e-12));
  CHECK_THAT(trace[0].sigma_b2, WithinRel(0.04, 1e-12));
  CHECK_THAT(*trace[0].q, WithinRel(2.25 * 0.7 + 0.04, 1e-12));
  CHECK_THAT(*trace[1].sigma_w2, WithinRel(4.5, 1e-12));
  CHECK_THAT(
      *trace[1].q,
      WithinRel(next_variance(nonlinearity_of(Activation::tanh), 4.5, 0.04, *trace[0].q), 1e-12));
  // Nothing is claimed of weights that are not random, nor of what lies above them.
  CHECK_FALSE(trace[2].sigma_w2);
  CHECK_FALSE(trace[2].q);
  CHECK_FALSE(trace[3].q);
}

TEST_CASE("for a picture three digits of the depth scale are enough", "[lab][theory]") {
  for (const Activation activation : {Activation::tanh, Activation::relu, Activation::gelu})
    for (const double sigma_w2 : {1.5, 1.9, 2.5, 6.0}) {
      const Nonlinearity g = nonlinearity_of(activation);
      const FixedPoint fine = fixed_point(g, sigma_w2, 0.05);
      const FixedPoint rough = fixed_point(g, sigma_w2, 0.05, true);
      CAPTURE(static_cast<int>(activation), sigma_w2);
      REQUIRE(fine.xi_c.has_value() == rough.xi_c.has_value());
      if (fine.xi_c) CHECK_THAT(*rough.xi_c, WithinRel(*fine.xi_c, 5e-3));
    }
}

}  // namespace lab_mean_field
