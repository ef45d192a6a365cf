// SPDX-License-Identifier: MIT
// Expected sizes against the slow integrals, closed forms and a wide random network.
#include "lab/expected_sizes.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>

#include "core/initialization.hpp"
#include "core/probe.hpp"
#include "core/random.hpp"
#include "lab/mean_field.hpp"

namespace lab_expected_sizes {

using namespace isobath;
using Catch::Approx;

namespace {

lab::MomentTables tables;

core::Network uniform_network(int hidden, int units, core::Activation activation) {
  core::LayerOptions layer;
  layer.units = units;
  layer.activation = activation;
  core::Network network;
  network.inputs = units;
  network.layers.assign(static_cast<std::size_t>(hidden), layer);
  layer.units = 1;
  layer.activation = core::Activation::linear;
  network.layers.push_back(layer);
  network.loss = core::Loss::squared_error;
  return network;
}

core::InitializationOptions start_of(core::WeightScheme scheme, double scale) {
  core::InitializationOptions options;
  options.weights = scheme;
  options.scale = scale;
  return options;
}

}  // namespace

TEST_CASE("The table agrees with the long integrals", "[lab][theory]") {
  for (int a = 0; a < static_cast<int>(core::Activation::softmax); ++a) {
    const auto activation = static_cast<core::Activation>(a);
    const lab::Nonlinearity g = lab::nonlinearity_of(activation);
    for (const double q : {1e-6, 0.01, 0.3, 1.0, 7.0, 50.0}) {
      INFO(core::name(activation) << " at q = " << q);
      const lab::Moments quick = tables.of(activation).at(q);
      CHECK(quick.value == Approx(lab::mean_square(g, q)).epsilon(5e-4));
      CHECK(quick.slope == Approx(lab::chi_1(g, 1.0, q)).epsilon(5e-3));
    }
  }
  // Beyond the table's ends as a power.
  CHECK(tables.of(core::Activation::tanh).at(1e-40).value == Approx(1e-40).epsilon(1e-3));
  CHECK(tables.of(core::Activation::relu).at(1e30).value == Approx(0.5e30).epsilon(1e-3));
  CHECK(tables.of(core::Activation::tanh).at(0.0).value < 1e-100);
  CHECK(tables.of(core::Activation::sigmoid).at(0.0).value == Approx(0.25));
}

TEST_CASE("The edge of chaos is found from the table", "[lab][theory]") {
  using enum core::Activation;
  for (const auto activation : {tanh, relu, sin, sigmoid, linear, gelu})
    for (const double bias : {0.0, 0.01}) {
      INFO(core::name(activation) << " with a bias variance of " << bias);
      const auto slow = lab::critical_sigma_w2(lab::nonlinearity_of(activation), bias);
      const auto quick = tables.of(activation).critical_sigma_w2(bias);
      REQUIRE(slow.has_value() == quick.has_value());
      if (slow) CHECK(*quick == Approx(*slow).epsilon(0.01));
    }
}

TEST_CASE("k times the identity multiplies linear layers by k", "[lab][theory]") {
  const double k = GENERATE(0.5, 1.0, 1.5);
  core::Network network = uniform_network(30, 4, core::Activation::linear);
  network.layers.back().units = 4;
  const auto sizes =
      lab::expected_sizes(network, start_of(core::WeightScheme::identity, k), 0.25, tables);
  for (int l = 1; l <= 31; ++l) {
    CHECK(*sizes[static_cast<std::size_t>(l) - 1].a == Approx(0.5 * std::pow(k, l)));
    CHECK(*sizes[static_cast<std::size_t>(l) - 1].d_z == Approx(std::pow(k, 31 - l)));
  }
}

TEST_CASE("He keeps ReLU's signal and gradient, a fifth more lets both swell", "[lab][theory]") {
  const core::Network network = uniform_network(40, 64, core::Activation::relu);
  const double scale = GENERATE(1.0, 1.2);
  const auto sizes =
      lab::expected_sizes(network, start_of(core::WeightScheme::he_normal, scale), 1.0, tables);
  CHECK(*sizes[39].z / *sizes[0].z == Approx(std::pow(scale, 39)).epsilon(1e-4));
  CHECK(*sizes[0].d_z / *sizes[38].d_z == Approx(std::pow(scale, 38)).epsilon(1e-4));
  CHECK(*sizes[10].w == Approx(scale * std::sqrt(2.0 / 64.0)));
}

TEST_CASE("Nothing is expected above weights that are not random", "[lab][theory]") {
  core::Network network = uniform_network(3, 4, core::Activation::tanh);
  network.layers[1].weights = core::WeightScheme::constant;
  const auto sizes =
      lab::expected_sizes(network, start_of(core::WeightScheme::xavier_normal, 1.0), 1.0, tables);
  CHECK(sizes[0].a);
  CHECK_FALSE(sizes[1].z);
  CHECK_FALSE(sizes[2].a);
  CHECK(sizes[2].w);
  CHECK(sizes[2].d_a);
  CHECK_FALSE(sizes[0].d_a);
  // Identity under tanh is not random either.
  network.layers[1].weights = core::WeightScheme::identity;
  CHECK_FALSE(
      lab::expected_sizes(network, start_of(core::WeightScheme::xavier_normal, 1.0), 1.0, tables)[1]
          .z);
}

TEST_CASE("Wide random layers are as large as expected", "[lab][theory][slow]") {
  const auto activation = GENERATE(core::Activation::tanh, core::Activation::relu,
                                   core::Activation::gelu, core::Activation::sigmoid);
  const core::Network network = uniform_network(8, 400, activation);
  core::InitializationOptions options = start_of(core::WeightScheme::lecun_normal, 1.3);
  options.bias = {0.1, true};
  core::Random random(3, 5);
  const auto draw = [&](core::Index rows, core::Index columns) {
    core::Matrix<double> values(rows, columns);
    for (core::Index i = 0; i < values.size(); ++i) values.data()[i] = random.normal();
    return values;
  };
  const core::Examples<double> examples{draw(400, 60), draw(1, 60)};
  const core::Examples<double> none{core::Matrix<double>(400, 0), core::Matrix<double>(1, 0)};
  core::Probe<double> probe(network);
  const core::Record record =
      probe.look(core::start_parameters(network, options), {}, {examples, none, none, false});
  const auto sizes = lab::expected_sizes(network, options, 1.0, tables);
  // GELU's signal, which fades here, is the one that a finite width moves most.
  const double near = activation == core::Activation::gelu ? 0.25 : 0.2;
  for (std::size_t l = 0; l < 8; ++l) {
    INFO(core::name(activation) << ", layer " << l + 1);
    CHECK(record.layers[l].z.rms == Approx(*sizes[l].z).epsilon(near));
    CHECK(record.layers[l].a.rms == Approx(*sizes[l].a).epsilon(near));
    const double relative = record.layers[l].d_z.rms / record.layers.back().d_z.rms;
    CHECK(relative == Approx(*sizes[l].d_z).epsilon(0.3));
  }
}

}  // namespace lab_expected_sizes
