// SPDX-License-Identifier: MIT
// What is counted of single units, against units whose activations are known.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <limits>
#include <vector>

#include "core/probe.hpp"
#include "networks.hpp"

namespace core_unit_tally {

using namespace isobath;
using Catch::Matchers::WithinAbs;

TEST_CASE("Units are tallied one by one: flat on some examples, dead on all", "[core][tally]") {
  core::Matrix<double> z(3, 4);
  z << 3.0, -3.0, 0.1, 0.2,  // tanh: flat on the first two
      5.0, 5.0, 5.0, 5.0,    // flat on all
      0.0, 0.0, 0.0, 0.0;
  const core::Matrix<double> a = z.array().tanh();
  std::vector<core::UnitTally> tallies(3);
  core::tally_units<double>(core::Activation::tanh, z, a, tallies);
  core::tally_units<double>(core::Activation::tanh, z, a, tallies);
  CHECK(tallies[0].saturated == 4);
  CHECK(tallies[1].saturated == 8);
  CHECK(tallies[2].saturated == 0);
  CHECK_THAT(tallies[0].z_sum, WithinAbs(0.6, 1e-12));
  CHECK_THAT(tallies[1].a_sum, WithinAbs(8.0 * a(1, 0), 1e-12));

  const core::Matrix<double> relu = z.array().max(0.0) - 4.0;
  std::vector<core::UnitTally> relus(3);
  core::tally_units<double>(core::Activation::relu, relu, relu.array().max(0.0).matrix(), relus);
  CHECK_FALSE(relus[0].alive);
  CHECK(relus[1].alive);
  CHECK_FALSE(relus[2].alive);
  CHECK(relus[1].saturated == 0);
}

TEST_CASE("A unit that is no number on some example is not dead", "[core][tally]") {
  constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  core::Matrix<double> z(3, 2);
  z << -1.0, kNan,  //
      -kInfinity, -1.0, -1.0, -2.0;
  std::vector<core::UnitTally> tallies(3);
  core::tally_units<double>(core::Activation::relu, z, z.array().max(0.0).matrix(), tallies);
  CHECK(tallies[0].alive);
  CHECK(tallies[1].alive);
  CHECK_FALSE(tallies[2].alive);
}

TEST_CASE("A probe keeps its units' tallies in step with its record", "[core][tally]") {
  const core::Network network =
      tests::network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 4, 6);
  const auto train = tests::examples_for<double>(network, 300);
  const core::Examples<double> none{core::Matrix<double>(network.inputs, 0),
                                    core::Matrix<double>(network.outputs(), 0)};
  core::Probe<double> probe(network);
  CHECK(probe.units().empty());
  for (int round = 0; round < 2; ++round) {
    const core::Record record = probe.look(tests::start_of(network, 3.0), {}, {train, none, none});
    REQUIRE(probe.units().size() == 4);
    for (std::size_t l = 0; l < 4; ++l) {
      double saturated = 0.0, z_sum = 0.0;
      for (const core::UnitTally& unit : probe.units()[l]) {
        saturated += static_cast<double>(unit.saturated);
        z_sum += unit.z_sum;
        CHECK(unit.alive);
      }
      const double values = 300.0 * static_cast<double>(probe.units()[l].size());
      CHECK_THAT(saturated / values, WithinAbs(record.layers[l].saturated, 1e-12));
      CHECK_THAT(z_sum / values, WithinAbs(record.layers[l].z.mean, 1e-9));
    }
  }
}

}  // namespace core_unit_tally
