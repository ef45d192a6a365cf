// SPDX-License-Identifier: MIT
// Documents whose fields do not fit each other.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "data/dataset.hpp"
#include "document/json.hpp"
#include "document/shape.hpp"
#include "samples.hpp"

using namespace isobath;
using document::Document;
using document::validate;

TEST_CASE("Each loss wants its last layer", "[document][validate]") {
  Document document;
  document.layers[1].activation = core::Activation::tanh;
  CHECK(validate(document) ==
        "loss: binary_cross_entropy wants a last layer of sigmoid, network.layers[1].activation is "
        "tanh");
  document.loss = core::Loss::categorical_cross_entropy;
  CHECK(validate(document) ==
        "loss: categorical_cross_entropy wants a last layer of softmax, "
        "network.layers[1].activation is tanh");
  document.loss = core::Loss::squared_error;
  CHECK(validate(document).empty());
  document.layers[1].activation = core::Activation::softmax;
  CHECK(validate(document) ==
        "loss: squared_error takes any last layer but softmax, network.layers[1].activation is "
        "softmax");
  document.layers[0].activation = core::Activation::softmax;
  CHECK(validate(document) ==
        "network.layers[0].activation: softmax may stand in the last layer only");
}

TEST_CASE("The outputs are as many as the targets", "[document][validate]") {
  Document document;
  document.layers[1].units = 2;
  CHECK(validate(document) ==
        "network.layers[1].units: 2 outputs stand there, data.source circle has 1 target");
  document.layers[1].units = 1;
  document.data.source = data::Source::images;
  CHECK(validate(document).empty());
  document.data.classes = 4;
  CHECK(validate(document) ==
        "network.layers[1].units: 1 output stands there, data.source images has 4 targets");
  document.loss = core::Loss::categorical_cross_entropy;
  CHECK(validate(document::samples::fitted(document)).empty());
  data::Table table = document::samples::table();
  table.y = core::Matrix<double>::Zero(3, 2);
  table.names.clear();
  document = Document{};
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(table);
  CHECK(validate(document) ==
        "network.layers[1].units: 1 output stands there, data.source table has 2 targets");
}

TEST_CASE("The shapes that are known beforehand are those of the data", "[document][validate]") {
  for (std::size_t i = 0; i < data::names(data::Source{}).size(); ++i) {
    Document document;
    document.data.source = static_cast<data::Source>(i);
    document.data.examples = 40;
    document.data.classes = 3;
    document.data.channels = 3;
    document.data.inputs = {data::Feature::x1, data::Feature::x1_x2, data::Feature::sin_x2};
    document.data.split = {1, 0, 0};
    document = document::samples::fitted(document);
    INFO(core::name(document.data.source));
    const auto dataset = data::make_dataset(document.data);
    REQUIRE(dataset.has_value());
    CHECK(document::input_count(document.data) == dataset->inputs());
    CHECK(document::target_count(document.data) == dataset->targets());
  }
}

TEST_CASE("Values out of range are told in documents made by hand too", "[document][validate]") {
  Document document;
  document.training.learning_rate = std::nan("");
  CHECK(validate(document) == "training.learning_rate: NaN is not between 0 and 1000000");
  document = {};
  document.layers.clear();
  CHECK(validate(document) == "network.layers: 0 layers is not between 1 and 200");
  document = {};
  document.layers[0].units = 513;
  CHECK(validate(document) == "network.layers[0].units: 513 is not between 1 and 512");
  document = {};
  document.layers[0].bias = core::BiasRule{std::numeric_limits<double>::infinity(), true};
  CHECK(validate(document) == "network.layers[0].bias.normal: Infinity is not between 0 and 1000");
  document = {};
  document.initialization.bias = {-1001, false};
  CHECK(validate(document) == "initialization.bias: -1001 is not between -1000 and 1000");
  document = {};
  document.title = "\xFF";
  CHECK(validate(document) == "title: what stands there is not UTF-8 text");
  document = {};
  document.data.split = {0.5, 0.5, 0.5};
  CHECK(validate(document) == "data.split: 0.5 + 0.5 + 0.5 is 1.5, not 1");
  document.data.split = {0.3, 0.3, 0.4 + 5e-10};
  CHECK(validate(document).empty());
  document = {};
  document.data.table = std::make_shared<const data::Table>(document::samples::table());
  CHECK(validate(document) ==
        "data.x: rows stand there while data.source is circle, they may stand only with table");
  document = {};
  document.data.source = data::Source::table;
  CHECK(validate(document) == R"(data.x: the source "table" needs rows, and there are none)");
}

TEST_CASE("Saved numbers fit the layers and progress goes with them", "[document][validate]") {
  Document document;
  auto parameters = document::samples::parameters(document);
  document.progress = std::make_shared<const core::Progress>();
  CHECK(validate(document) == "progress: it may stand only with parameters");
  document.parameters = std::make_shared<const core::Parameters<double>>(parameters);
  CHECK(validate(document).empty());
  core::Progress progress;
  progress.position = -1;
  document.progress = std::make_shared<const core::Progress>(progress);
  CHECK(validate(document) == "progress.position: -1 is not 0 or more");
  progress = {};
  progress.second_moments = core::Parameters<double>(2, {document.layers[0]});
  document.progress = std::make_shared<const core::Progress>(progress);
  CHECK(validate(document) ==
        "progress.second_moments: 1 layers stand there, network.layers has 2");
  document.progress = nullptr;
  document.data.inputs.push_back(data::Feature::x1_x2);
  CHECK(validate(document) == "parameters[0].W: 4 x 2 stands there, 4 x 3 fits the layer");
}
