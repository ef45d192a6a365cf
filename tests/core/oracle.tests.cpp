// SPDX-License-Identifier: MIT
// The core against PyTorch (tests/oracle/make.py): forward, cost and gradients, and five updates of
// every optimizer with and without penalties.
#include <catch2/catch_template_test_macros.hpp>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/gradient_check.hpp"
#include "core/probe.hpp"
#include "core/reference.hpp"
#include "core/trainer.hpp"

namespace core_oracle {

using namespace isobath::core;
using nlohmann::json;

namespace {

const json& oracle() {
  static const json all =
      json::parse(std::ifstream(ISOBATH_SOURCE_DIR "/tests/oracle/pytorch.json"));
  return all;
}

/// Numbers are listed row after row.
Matrix<double> matrix_from(const json& numbers, Index rows) {
  const Index columns = static_cast<Index>(numbers.size()) / rows;
  Matrix<double> matrix(rows, columns);
  for (Index i = 0; i < rows; ++i)
    for (Index j = 0; j < columns; ++j)
      matrix(i, j) = numbers[static_cast<std::size_t>(i * columns + j)].get<double>();
  return matrix;
}

Network network_from(const json& test, Precision precision, Arithmetic arithmetic) {
  Network network;
  network.inputs = test["inputs"].get<Index>();
  network.loss = parse<Loss>(test["loss"].get<std::string>()).value();
  network.precision = precision;
  network.arithmetic = arithmetic;
  for (const json& layer : test["layers"])
    network.layers.push_back({layer["units"].get<int>(),
                              parse<Activation>(layer["activation"].get<std::string>()).value(),
                              {},
                              {},
                              {}});
  return network;
}

Parameters<double> parameters_from(const Network& network, const json& weights,
                                   const json& biases) {
  std::vector<LayerParameters<double>> layers;
  for (std::size_t l = 0; l < weights.size(); ++l) {
    const Index units = network.units(static_cast<int>(l) + 1);
    layers.push_back({matrix_from(weights[l], units), matrix_from(biases[l], units).col(0)});
  }
  return layers;
}

template <class Scalar>
Examples<Scalar> examples_from(const json& test, const Network& network) {
  return {matrix_from(test["x"], network.inputs).template cast<Scalar>(),
          matrix_from(test["y"], network.outputs()).template cast<Scalar>()};
}

/// Largest difference over the largest value, over all layers: parts of them may be 0.
template <class Scalar>
double distance(const Parameters<Scalar>& a, const Parameters<double>& b) {
  double difference = 0.0, size = 1e-300;
  for (std::size_t l = 0; l < b.size(); ++l) {
    const Matrix<double> weights = a[l].weights.template cast<double>();
    const Vector<double> bias = a[l].bias.template cast<double>();
    if (!weights.allFinite() || !bias.allFinite()) return 1e300;  // max() would pass over NaN
    difference = std::max({difference, (weights - b[l].weights).cwiseAbs().maxCoeff(),
                           (bias - b[l].bias).cwiseAbs().maxCoeff()});
    size = std::max({size, b[l].weights.cwiseAbs().maxCoeff(), b[l].bias.cwiseAbs().maxCoeff()});
  }
  return difference / size;
}

TrainingOptions options_from(const json& test) {
  TrainingOptions options;
  options.l1 = test["l1"].get<double>();
  options.l2 = test["l2"].get<double>();
  if (!test.contains("optimizer")) return options;
  options.optimizer = parse<Optimizer>(test["optimizer"].get<std::string>()).value();
  options.learning_rate = test["learning_rate"].get<double>();
  options.momentum = test["momentum"].get<double>();
  options.beta2 = test["beta2"].get<double>();
  options.epsilon = test["epsilon"].get<double>();
  return options;
}

template <class Scalar>
struct Format;
template <>
struct Format<double> {
  static constexpr Precision kPrecision = Precision::twofold;
  static constexpr double kTolerance = 1e-12;
};
template <>
struct Format<float> {
  static constexpr Precision kPrecision = Precision::single;
  static constexpr double kTolerance = 1e-5;
};

}  // namespace

TEMPLATE_TEST_CASE("outputs, cost and gradients are PyTorch's", "[core][oracle]", float, double) {
  REQUIRE(oracle()["passes"].size() == 54);
  for (const json& test : oracle()["passes"])
    for (const Arithmetic arithmetic : {Arithmetic::fast, Arithmetic::reproducible}) {
      CAPTURE(test["layers"].dump(), test["loss"].dump(), name(arithmetic));
      constexpr double kTolerance = Format<TestType>::kTolerance;
      const Network network = network_from(test, Format<TestType>::kPrecision, arithmetic);
      const TrainingOptions options = options_from(test);
      const auto start = parameters_from(network, test["w"], test["b"]);
      const auto examples = examples_from<TestType>(test, network);
      const Trainer<TestType> trainer(network, options, start, examples);

      Probe<TestType> probe(network);
      const Examples<TestType> none{Matrix<TestType>(network.inputs, 0),
                                    Matrix<TestType>(network.outputs(), 0)};
      const Record record =
          probe.look(trainer.parameters(), options, {examples, none, none, false});
      const double cost = test["cost"].get<double>();
      CHECK(std::abs(record.cost - cost) < kTolerance * (1.0 + cost));
      CHECK(distance(probe.gradients(), parameters_from(network, test["dw"], test["db"])) <
            kTolerance);

      int layer = 0;
      probe.for_each_piece(trainer.parameters(), examples.x, [&](Index, auto& cache, Index count) {
        for (; layer < network.depth(); ++layer) {
          const Matrix<double> a =
              matrix_from(test["a"][static_cast<std::size_t>(layer)], network.units(layer + 1));
          CHECK((cache.layers[static_cast<std::size_t>(layer)]
                     .a.leftCols(count)
                     .template cast<double>() -
                 a)
                    .cwiseAbs()
                    .maxCoeff() < kTolerance * (1.0 + a.cwiseAbs().maxCoeff()));
        }
      });
      CHECK(layer == network.depth());
    }
}

TEST_CASE("the reference that gradients are checked against agrees with PyTorch",
          "[core][oracle]") {
  for (const json& test : oracle()["passes"]) {
    CAPTURE(test["layers"].dump(), test["loss"].dump());
    const Network network = network_from(test, Precision::twofold, Arithmetic::fast);
    const auto with = [&](PlantedBug bug) {
      return distance(reference_gradients(network, options_from(test),
                                          parameters_from(network, test["w"], test["b"]),
                                          examples_from<double>(test, network), bug),
                      parameters_from(network, test["dw"], test["db"]));
    };
    CHECK(with(PlantedBug::none) < 1e-12);
    CHECK(with(PlantedBug::missing_mean) > 0.5);
  }
}

TEMPLATE_TEST_CASE("five updates of every optimizer are PyTorch's", "[core][oracle]", float,
                   double) {
  REQUIRE(oracle()["trainings"].size() == 15);
  for (const json& test : oracle()["trainings"]) {
    CAPTURE(test["optimizer"].dump(), test["loss"].dump());
    const Network network = network_from(test, Format<TestType>::kPrecision, Arithmetic::fast);
    const auto examples = examples_from<TestType>(test, network);
    Trainer<TestType> trainer(network, options_from(test),
                              parameters_from(network, test["w"], test["b"]), examples);
    Probe<TestType> probe(network);
    const Examples<TestType> none{Matrix<TestType>(network.inputs, 0),
                                  Matrix<TestType>(network.outputs(), 0)};
    for (const json& cost : test["costs"]) {
      const Record record =
          probe.look(trainer.parameters(), options_from(test), {examples, none, none, false});
      CHECK(std::abs(record.cost - cost.get<double>()) <
            Format<TestType>::kTolerance * (1.0 + cost.get<double>()));
      trainer.step();
    }
    CHECK(
        distance(trainer.parameters(), parameters_from(network, test["w_after"], test["b_after"])) <
        Format<TestType>::kTolerance);
  }
}

}  // namespace core_oracle
