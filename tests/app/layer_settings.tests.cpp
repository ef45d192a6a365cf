// SPDX-License-Identifier: MIT
// Layers without a b and with a factor on α: in the stepper's lines, in edits, undone, in words.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>
#include <cmath>

#include "app/edit/clipboard.hpp"
#include "app/run/activation_look.hpp"
#include "app/session/session.hpp"
#include "app/stepper/computation_graph.hpp"
#include "app/stepper/parameter_slice.hpp"
#include "app/stepper/stepper.hpp"
#include "app/stepper/stepper_columns.hpp"
#include "app/stepper_bench.hpp"
#include "core/networks.hpp"
#include "data/text.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "document/record_json.hpp"
#include "lab/gradient_exercise.hpp"

namespace app_layer_settings {

using namespace isobath;
using namespace isobath::app;
using isobath::tests::examples_for;
using isobath::tests::formulas;
using isobath::tests::network_of;
using isobath::tests::start_of;
using isobath::tests::stepper_of;
using isobath::tests::told;

namespace {

constexpr const char* kLink = "#layers=3tanh:nobias,4relu,1sigmoid:rate0.5&precision=double";

/// Three layers: no b in the first, a rate of its own in the last.
core::Network network() {
  core::Network network = network_of(core::Activation::tanh, core::Loss::binary_cross_entropy, 3);
  network.layers[0].has_bias = false;
  network.layers[2].learning_rate = 0.5;
  return network;
}

}  // namespace

TEST_CASE("the lines leave out a b that is not there, and say a layer's own rate",
          "[app][stepper][layer_settings]") {
  const Stepper stepper = stepper_of(network(), {});
  CHECK(formulas(stepper) == std::vector<std::string>{"A[0] = X",
                                                      "Z[1] = W[1]·A[0]",
                                                      "A[1] = g(Z[1])",
                                                      "Z[2] = W[2]·A[1] + b[2]",
                                                      "A[2] = g(Z[2])",
                                                      "Z[3] = W[3]·A[2] + b[3]",
                                                      "A[3] = g(Z[3])",
                                                      "J = (1/m)·Σ −[y·ln ŷ + (1−y)·ln(1−ŷ)]",
                                                      "dZ[3] = A[3] − Y",
                                                      "dW[3] = (1/m)·dZ[3]·A[2]ᵀ",
                                                      "db[3] = (1/m)·Σ dZ[3]",
                                                      "dA[2] = W[3]ᵀ·dZ[3]",
                                                      "dZ[2] = dA[2] ∗ g′(Z[2])",
                                                      "dW[2] = (1/m)·dZ[2]·A[1]ᵀ",
                                                      "db[2] = (1/m)·Σ dZ[2]",
                                                      "dA[1] = W[2]ᵀ·dZ[2]",
                                                      "dZ[1] = dA[1] ∗ g′(Z[1])",
                                                      "dW[1] = (1/m)·dZ[1]·A[0]ᵀ",
                                                      "W[1] := W[1] − α·dW[1]",
                                                      "W[2] := W[2] − α·dW[2]",
                                                      "b[2] := b[2] − α·db[2]",
                                                      "W[3] := W[3] − 0.5·α·dW[3]",
                                                      "b[3] := b[3] − 0.5·α·db[3]"});
  CHECK(stepper.view(1).operands.size() == 2);
  CHECK(stepper.view(1).shapes ==
        "W[1] (n[1], n[0]) = (4, 2)  A[0] (n[0], m) = (2, 9)  →  Z[1] (n[1], m) = (4, 9)");
  CHECK(std::string(stepper.view(1).why).find("no b") != std::string::npos);
}

TEST_CASE("without any b, clipping speaks of dW alone", "[app][stepper][layer_settings]") {
  core::Network bare = network();
  for (core::LayerOptions& layer : bare.layers) layer.has_bias = false;
  core::TrainingOptions options;
  options.clip_norm = 0.1;
  const auto all = formulas(stepper_of(bare, options));
  CHECK(std::ranges::count(all, "dW := dW · min(1, c/‖dW‖)") == 1);
  CHECK(std::ranges::none_of(all, [](const std::string& formula) {
    return formula.find("b[") != std::string::npos || formula.find("db") != std::string::npos;
  }));
}

TEST_CASE("every cell of their lines is the sum that is told of it",
          "[app][stepper][layer_settings]") {
  core::TrainingOptions options;
  options.optimizer =
      static_cast<core::Optimizer>(GENERATE(range(0, core::kCount<core::Optimizer>)));
  options.dropout = GENERATE(0.0, 0.3);
  const Stepper stepper = stepper_of(network(), options);
  for (std::size_t at = 0; at < stepper.lines().size(); ++at) {
    const LineView view = stepper.view(at);
    CAPTURE(view.formula);
    for (core::Index row = 0; row < view.result.values.rows(); ++row)
      for (core::Index column = 0; column < view.result.values.cols(); ++column)
        for (const Columns columns : {Columns::batch, Columns::mean}) {
          const ColumnChoice choice{columns, 0};
          const LineView shown = narrowed(stepper, view, choice);
          if (column >= shown.result.values.cols()) continue;
          const CellStory story = story_of(stepper, view, shown, choice, row, column);
          if (story.terms.empty()) continue;
          CHECK(std::abs(told(story) - story.result) <= 1e-13 + 1e-12 * std::abs(story.result));
        }
  }
}

TEST_CASE("the step of a layer's own rate is so much longer than its gradient's",
          "[app][stepper][layer_settings]") {
  core::TrainingOptions options;
  options.learning_rate = 0.3;
  const Stepper stepper = stepper_of(network(), options);
  bool seen = false;
  for (std::size_t at = 0; at < stepper.lines().size(); ++at) {
    const Line& line = stepper.lines()[at];
    if (line.kind != LineKind::weights) continue;
    const LineView view = stepper.view(at);
    const double rate = line.layer == 3 ? 0.15 : 0.3;
    const core::Matrix<double> after = view.operands[0].values - rate * view.operands[1].values;
    CHECK((after - view.result.values).cwiseAbs().maxCoeff() < 1e-15);
    seen = seen || line.layer == 3;
  }
  CHECK(seen);
}

TEST_CASE("the cursor is past a layer's update where its last line is done",
          "[app][stepper][layer_settings]") {
  Stepper stepper = stepper_of(network(), {});
  while (stepper.lines()[stepper.done()].pass != Pass::update) stepper.forward(Stride::line);
  CHECK(stepper.reach().updated == 0);
  stepper.forward(Stride::line);  // W[1], which is all of layer 1
  CHECK(stepper.reach().updated == 1);
  stepper.forward(Stride::line);  // W[2]
  CHECK(stepper.reach().updated == 1);
  stepper.forward(Stride::line);  // b[2]
  CHECK(stepper.reach().updated == 2);
}

TEST_CASE("the graph of a neuron without b has no node for one",
          "[app][computation_graph][layer_settings]") {
  const core::Network net = network();
  const Stepper stepper = stepper_of(net, {});
  for (const int layer : {1, 2}) {
    const auto nodes = graph_of(net, stepper.dissection(), layer, 0, 0);
    const auto is = [](GraphNode::Kind kind) {
      return [kind](const GraphNode& node) { return node.kind == kind; };
    };
    CHECK(std::ranges::count_if(nodes, is(GraphNode::Kind::bias)) == (layer == 1 ? 0 : 1));
    const auto sum = std::ranges::find_if(nodes, is(GraphNode::Kind::sum));
    REQUIRE(sum != nodes.end());
    CHECK(sum->formula.ends_with(layer == 1 ? "Σ u" : "Σ u + b"));
    double total = 0.0;
    for (const int input : sum->inputs) total += nodes[static_cast<std::size_t>(input)].value;
    CHECK(std::abs(total - sum->value) < 1e-14);
  }
}

TEST_CASE("the exercise checks dW of such a layer, and no db", "[lab][layer_settings]") {
  const core::Network net = network();
  const auto examples = examples_for<double>(net, 9);
  const auto exercise =
      lab::check_with_bug(net, {}, start_of(net), examples, core::PlantedBug::none);
  std::vector<std::string> names;
  for (const auto& matrix : exercise.matrices) names.push_back(matrix.name);
  CHECK(names == std::vector<std::string>{"dW[1]", "dW[2]", "db[2]", "dW[3]", "db[3]"});
  CHECK(exercise.verdict == lab::Verdict::good);
}

TEST_CASE("layers without b multiplied out have no b", "[app][layer_settings]") {
  const auto product = [](bool first, bool last) {
    return multiply_out({1, 2}, [&](int layer) {
      core::LayerParameters<double> of{core::Matrix<double>::Constant(2, 2, layer), {}};
      if (layer == 1 ? first : last) of.bias = core::Vector<double>::Constant(2, 10.0 * layer);
      return of;
    });
  };
  CHECK(product(false, false).bias.size() == 0);
  CHECK(product(false, true).bias(0) == 20.0);
  CHECK(product(true, false).bias(0) == 2.0 * 10.0 + 2.0 * 10.0);
  CHECK(product(true, true).bias(1) == 60.0);
  CHECK(product(false, false).weights(0, 0) == 4.0);
}

TEST_CASE("parameters, records and documents of such a network go there and back",
          "[app][layer_settings]") {
  Session session;
  session.apply(OpenLink{kLink});
  REQUIRE(session.snapshot().message == "");
  session.apply(Step{9});
  const core::Parameters<double> parameters = session.parameters();
  CHECK(parameters[0].bias.size() == 0);
  CHECK(session.parameter_count() == 3 * 2 + (4 * 3 + 4) + (4 + 1));
  CHECK(document::to_json(session.record()).find("\"db\": null") != std::string::npos);
  session.apply(SetWeight{1, 0, 0, 0.5, false});
  const auto read = document::from_json(document::to_json(session.document()));
  REQUIRE(read);
  CHECK(*read == session.document());
  Session other, third;
  REQUIRE(other.open(*read));
  third.apply(OpenLink{document::to_link(session.document())});
  for (Session* each : {&session, &other, &third}) each->apply(Step{5});
  CHECK(session.parameters() == other.parameters());
  CHECK(session.parameters() == third.parameters());
}

TEST_CASE("a b that is not there cannot be set, and is not copied", "[app][layer_settings]") {
  Session session;
  session.apply(OpenLink{kLink});
  session.apply(SetBias{1, 0, 1.0, false});
  CHECK(session.snapshot().message ==
        "parameters[0].b: the layer's has_bias is false, so there is none to set");
  session.apply(SetMatrix{1, SetMatrix::What::bias, core::Matrix<double>::Ones(3, 1)});
  CHECK(session.snapshot().message ==
        "parameters[0].b: the layer's has_bias is false, so there is none to set");
  CHECK_FALSE(session.document().parameters);
  session.apply(PinUnit{{1, 2}, true});
  const auto parameters = session.parameters();
  CHECK(to_copy(session, "") == data::to_text(parameters[0].weights(2, 0)) + "\t" +
                                    data::to_text(parameters[0].weights(2, 1)) + "\n");
}

TEST_CASE("b taken away and a rate set are undone with their training", "[app][undo]") {
  Session session;
  session.apply(Step{20});
  const auto before = session.document();
  const auto record = document::to_json(session.record());
  const auto edit = [&](const char* field, const char* value, const std::string& words) {
    session.apply(SetField{field, value, false});
    REQUIRE(session.snapshot().message == "");
    CHECK(session.snapshot().undo == words);
    session.apply(Step{3});
    session.apply(Undo{});
    CHECK(session.document() == before);
    CHECK(document::to_json(session.record()) == record);
    session.apply(Redo{});
    CHECK_FALSE(session.document() == before);
    session.apply(Undo{});
  };
  edit("network.layers[0].has_bias", "false", "layer 1: b on → off");
  edit("network.layers[1].learning_rate", "0.5", "layer 2: factor on α 1.0 → 0.5");
  session.apply(SetField{"network.layers[0].learning_rate", "-1", false});
  CHECK(session.snapshot().message ==
        "network.layers[0].learning_rate: -1 is not between 0 and 1000000000");
  CHECK(session.document() == before);
}

TEST_CASE("J along a parameter never asks for a b that is not there", "[app][layer_settings]") {
  Session session;
  session.apply(OpenLink{kLink});
  session.apply(set_view<&View::stepping>(true));
  session.apply(set_view<&View::stepper_page>(StepperPage::slice));
  for (const int layer : {1, 2, 3}) {
    session.apply(ChooseParameter{layer, 0, -1});
    for (int i = 0; i < 200 && !(session.snapshot().slice &&
                                 session.snapshot().slice->wish.place.layer == layer);
         ++i)
      session.advance(5.0);
    REQUIRE(session.snapshot().slice);
    const SliceView& slice = *session.snapshot().slice;
    CHECK(slice.wish.place.column == (layer == 1 ? 0 : -1));
    CHECK(slice.alpha == (layer == 3 ? 0.05 : 0.1));
    CHECK(std::abs(slice.slice.next - (slice.slice.value - slice.alpha * slice.slice.slope)) <
          1e-15);
  }
}

}  // namespace app_layer_settings
