// SPDX-License-Identifier: MIT
// A neuron's graph against the course's numbers and against differences.
#include "app/stepper/computation_graph.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>

#include "core/networks.hpp"

namespace app_computation_graph {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using isobath::tests::examples_for;
using isobath::tests::network_of;
using isobath::tests::start_of;

namespace {

std::map<std::string, GraphNode> by_name(const std::vector<GraphNode>& nodes) {
  std::map<std::string, GraphNode> all;
  for (const GraphNode& node : nodes) all[node.name] = node;
  return all;
}

}  // namespace

TEST_CASE("the graph of logistic regression is the course's", "[app][computation_graph]") {
  const core::Network network =
      network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 1);
  core::Examples<double> examples{core::Matrix<double>(2, 1), core::Matrix<double>(1, 1)};
  examples.x << 1.5, -2.0;
  examples.y << 1.0;
  core::Parameters<double> start(2, network.layers);
  start[0].weights << 0.4, 0.3;
  start[0].bias << 0.1;
  core::Trainer<double> trainer(network, {}, start, examples);
  const auto nodes = by_name(graph_of(network, trainer.dissect(1), 1, 0, 0));
  const double z = 0.4 * 1.5 - 0.3 * 2.0 + 0.1, a = 1.0 / (1.0 + std::exp(-z));
  CHECK_THAT(nodes.at("z[1](1)").value, WithinRel(z, 1e-14));
  CHECK_THAT(nodes.at("a[1](1)").value, WithinRel(a, 1e-14));
  CHECK_THAT(nodes.at("L").value, WithinRel(-std::log(a), 1e-14));
  CHECK_THAT(nodes.at("a[1](1)").derivative, WithinRel(-1.0 / a, 1e-14));
  CHECK_THAT(nodes.at("z[1](1)").derivative, WithinRel(a - 1.0, 1e-14));
  CHECK(nodes.at("z[1](1)").chain == "a − y");
  CHECK_THAT(nodes.at("u[1](1,2)").value, WithinRel(0.3 * -2.0, 1e-14));
  CHECK_THAT(nodes.at("u[1](1,2)").derivative, WithinRel(a - 1.0, 1e-14));
  CHECK(nodes.at("w[1](1,2)").chain == "dL/du · a[0](2)");
  CHECK_THAT(nodes.at("w[1](1,1)").derivative, WithinRel((a - 1.0) * 1.5, 1e-14));
  CHECK_THAT(nodes.at("w[1](1,2)").derivative, WithinRel((a - 1.0) * -2.0, 1e-14));
  CHECK_THAT(nodes.at("b[1](1)").derivative, WithinRel(a - 1.0, 1e-14));
}

TEST_CASE("of many inputs the heaviest have nodes and the sum stays whole",
          "[app][computation_graph]") {
  const core::Network network =
      network_of(core::Activation::relu, core::Loss::squared_error, 3, 20);
  const auto examples = examples_for<double>(network, 4);
  core::Trainer<double> trainer(network, {}, start_of(network), examples);
  const auto all = trainer.dissect(4);
  const auto nodes = graph_of(network, all, 2, 7, 3, 5);
  CHECK(nodes.size() == 5 * 3 + 1 + 1 + 2);  // no loss: the layer is hidden
  double sum = 0.0;
  for (const GraphNode& node : nodes) {
    if (node.kind == GraphNode::Kind::product) {
      REQUIRE(node.inputs.size() == 2);
      const auto factor = [&](std::size_t i) {
        return nodes[static_cast<std::size_t>(node.inputs[i])].value;
      };
      CHECK(node.value == factor(0) * factor(1));
    }
    if (node.kind == GraphNode::Kind::product || node.kind == GraphNode::Kind::rest ||
        node.kind == GraphNode::Kind::bias)
      sum += node.value;
    // Only products and the bias are added up: an input reaches z through its product.
    if (node.kind == GraphNode::Kind::sum)
      for (const int input : node.inputs)
        CHECK(nodes[static_cast<std::size_t>(input)].kind != GraphNode::Kind::input);
  }
  CHECK_THAT(sum, WithinAbs(all.layers[1].z(7, 3), 1e-13));
  CHECK(nodes.back().kind == GraphNode::Kind::activation);
  CHECK(nodes.back().derivative == all.layers[1].d_a(7, 3));
}

TEST_CASE("derivatives of the last layer's nodes are the loss' differences",
          "[app][computation_graph]") {
  core::Network network = network_of(core::Activation::tanh, core::Loss::squared_error, 2);
  const auto examples = examples_for<double>(network, 1);
  auto start = start_of(network);
  const auto loss_at = [&](double bias) {
    auto moved = start;
    moved[1].bias(1) = bias;
    core::Trainer<double> trainer(network, {}, moved, examples);
    return graph_of(network, trainer.dissect(1), 2, 1, 0).back().value;
  };
  constexpr double kH = 1e-5;
  const double b = start[1].bias(1);
  core::Trainer<double> trainer(network, {}, start, examples);
  const auto nodes = by_name(graph_of(network, trainer.dissect(1), 2, 1, 0));
  CHECK_THAT((loss_at(b + kH) - loss_at(b - kH)) / (2 * kH),
             WithinAbs(nodes.at("b[2](2)").derivative, 1e-8));
}

}  // namespace app_computation_graph
