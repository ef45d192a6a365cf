// SPDX-License-Identifier: MIT
// Documents whose fields do not fit each other.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "data/dataset.hpp"
#include "document/json.hpp"
#include "document/shape.hpp"
#include "samples.hpp"

namespace document_validate {

using namespace isobath;
using document::Document;
using document::validate;

TEST_CASE("Each loss wants its last layer", "[document][validate]") {
  Document document;
  document.layers[1].activation = core::Activation::tanh;
  CHECK(validate(document) ==
        "loss: binary_cross_entropy needs a last layer of sigmoid, network.layers[1].activation is "
        "tanh");
  document.loss = core::Loss::categorical_cross_entropy;
  CHECK(validate(document) ==
        "loss: categorical_cross_entropy needs a last layer of softmax, "
        "network.layers[1].activation is tanh");
  document.loss = core::Loss::squared_error;
  CHECK(validate(document).empty());
  document.layers[1].activation = core::Activation::softmax;
  CHECK(validate(document) ==
        "loss: squared_error allows any last layer except softmax, network.layers[1].activation is "
        "softmax");
  document.layers[0].activation = core::Activation::softmax;
  CHECK(validate(document) ==
        "network.layers[0].activation: softmax is allowed in the last layer only");
}

TEST_CASE("The outputs are as many as the targets", "[document][validate]") {
  Document document;
  document.layers[1].units = 2;
  CHECK(validate(document) ==
        "network.layers[1].units: 2 outputs, data.source circle has 1 target");
  document.layers[1].units = 1;
  document.data.source = data::Source::images;
  CHECK(validate(document).empty());
  document.data.classes = 4;
  CHECK(validate(document) ==
        "network.layers[1].units: 1 output, data.source images has 4 targets");
  document.loss = core::Loss::categorical_cross_entropy;
  CHECK(validate(document::samples::fitted(document)).empty());
  data::Table table = document::samples::table();
  table.y = core::Matrix<double>::Zero(3, 2);
  table.names.clear();
  document = Document{};
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(table);
  CHECK(validate(document) == "network.layers[1].units: 1 output, data.source table has 2 targets");
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
  CHECK(validate(document) == "title: not UTF-8 text");
  document = {};
  document.data.split = {0.5, 0.5, 0.5};
  CHECK(validate(document) == "data.split: 0.5 + 0.5 + 0.5 is 1.5, not 1");
  document.data.split = {0.3, 0.3, 0.4 + 5e-10};
  CHECK(validate(document).empty());
  document = {};
  document.data.table = std::make_shared<const data::Table>(document::samples::table());
  CHECK(validate(document) ==
        "data.x: rows are given while data.source is circle, they are allowed only with table");
  document = {};
  document.data.source = data::Source::table;
  CHECK(validate(document) == R"(data.x: the source "table" needs rows, and there are none)");
}

TEST_CASE("Saved numbers fit the layers and progress goes with them", "[document][validate]") {
  Document document;
  auto parameters = document::samples::parameters(document);
  document.progress = std::make_shared<const core::Progress>();
  CHECK(validate(document) == "progress: it is allowed only with parameters");
  document.parameters = std::make_shared<const core::Parameters<double>>(parameters);
  CHECK(validate(document).empty());
  core::Progress progress;
  progress.position = -1;
  document.progress = std::make_shared<const core::Progress>(progress);
  CHECK(validate(document) == "progress.position: -1 is not 0 or more");
  progress = {};
  progress.second_moments = core::Parameters<double>(2, {document.layers[0]});
  document.progress = std::make_shared<const core::Progress>(progress);
  CHECK(validate(document) == "progress.second_moments: 1 layers, network.layers has 2");
  document.progress = nullptr;
  document.data.inputs.push_back(data::Feature::x1_x2);
  CHECK(validate(document) == "parameters[0].W: 4 x 2, 4 x 3 fits the layer");
}

namespace {

/// What is said of a network that fits the loss, on a table of these targets.
std::string said_of_targets(core::Loss loss, const core::Matrix<double>& y) {
  Document document;
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(
      data::Table{core::Matrix<double>::Zero(y.rows(), 2), y, {}});
  document.loss = loss;
  document.layers[1].units = static_cast<int>(y.cols());
  document.layers[1].activation =
      loss == core::Loss::categorical_cross_entropy ? core::Activation::softmax
      : loss == core::Loss::binary_cross_entropy    ? core::Activation::sigmoid
                                                    : core::Activation::linear;
  return validate(document);
}

core::Matrix<double> column(std::initializer_list<double> values) {
  core::Matrix<double> y(static_cast<core::Index>(values.size()), 1);
  std::copy(values.begin(), values.end(), y.data());
  return y;
}

core::Matrix<double> row(std::initializer_list<double> values) {
  return column(values).transpose();
}

}  // namespace

TEST_CASE("Targets of binary cross-entropy are probabilities", "[document][validate]") {
  using enum core::Loss;
  const std::string wants = " is not between 0 and 1, as binary_cross_entropy needs; ";
  const std::string numbers = "squared_error with a linear last layer fits numbers";
  CHECK(said_of_targets(binary_cross_entropy, column({1, 2, 2})) ==
        "data.y[1][0]: 2" + wants + "two labels 1 and 2 can be written as 0 and 1, " + numbers);
  CHECK(said_of_targets(binary_cross_entropy, column({1, -1})) ==
        "data.y[1][0]: -1" + wants + "two labels -1 and 1 can be written as 0 and 1, " + numbers);
  CHECK(said_of_targets(binary_cross_entropy, column({0, 1, 2, 1})) ==
        "data.y[2][0]: 2" + wants +
            "3 classes can be written as 3 columns of 0 and 1 for categorical_cross_entropy with "
            "softmax, " +
            numbers);
  CHECK(said_of_targets(binary_cross_entropy, column({22533.5, 7})) ==
        "data.y[0][0]: 22533.5" + wants + numbers);
  CHECK(said_of_targets(binary_cross_entropy, column({0, 0.3, 1})).empty());
  CHECK(said_of_targets(binary_cross_entropy, row({1, 1, 0})).empty());
  CHECK(said_of_targets(squared_error, column({22533, -1})).empty());
}

TEST_CASE("Targets of softmax add up to 1", "[document][validate]") {
  using enum core::Loss;
  CHECK(said_of_targets(categorical_cross_entropy, row({1, 1, 0})) ==
        "data.y[0]: the targets add up to 2, not to 1, as categorical_cross_entropy needs; a row "
        "has a 1 for its class, else 0, or probabilities");
  CHECK(said_of_targets(categorical_cross_entropy, row({0, 0, 0})).starts_with("data.y[0]: "));
  CHECK(said_of_targets(categorical_cross_entropy, row({2, -1, 0})) ==
        "data.y[0][1]: -1 is not 0 or more, as categorical_cross_entropy needs; squared_error with "
        "a linear last layer fits numbers");
  core::Matrix<double> y(2, 3);
  y << 0.1, 0.2, 0.7, 0, 1, 0;
  CHECK(said_of_targets(categorical_cross_entropy, y).empty());
}

TEST_CASE("Drawn targets fit the loss", "[document][validate]") {
  const auto said = [](data::Source source, core::Loss loss, core::Activation last) {
    Document document;
    document.data.source = source;
    document.loss = loss;
    document.layers[1].activation = last;
    return validate(document);
  };
  using enum core::Loss;
  for (const data::Source source :
       {data::Source::plane, data::Source::waves, data::Source::housing}) {
    CHECK(said(source, squared_error, core::Activation::linear).empty());
    CHECK(said(source, binary_cross_entropy, core::Activation::sigmoid) ==
          "loss: binary_cross_entropy needs targets between 0 and 1, data.source " +
              std::string(core::name(source)) +
              " has numbers: squared_error with a linear last layer fits them");
  }
  CHECK(
      said(data::Source::circle, categorical_cross_entropy, core::Activation::softmax) ==
      "loss: categorical_cross_entropy needs one target per class, data.source circle has one of 0 "
      "or 1: binary_cross_entropy with sigmoid fits it");
  CHECK(said(data::Source::circle, binary_cross_entropy, core::Activation::sigmoid).empty());
}

}  // namespace document_validate
