// SPDX-License-Identifier: MIT
// Malformed documents, each with the one sentence that it gets.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "document/json.hpp"

namespace document_json_errors {

using namespace isobath;

namespace {

struct Case {
  std::string_view text;
  std::string_view sentence;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [text, sentence] : cases) {
    INFO(text);
    const auto document = document::from_json(text);
    CHECK_FALSE(document.has_value());
    if (!document) CHECK(document.error() == sentence);
  }
}

}  // namespace

TEST_CASE("What is not JSON is told by line and column", "[document][json][errors]") {
  check({
      {"", "line 1, column 1: the text ends where an object in braces is expected"},
      {"\n\n  ", "line 3, column 3: the text ends where an object in braces is expected"},
      {"hello", R"(line 1, column 1: "hello" found where an object in braces is expected)"},
      {"'a'", R"(line 1, column 1: "'a'" found where an object in braces is expected)"},
      {R"({"isobath": 1,})", R"(line 1, column 15: "}" found where a name in quotes is expected)"},
      {"{\n  isobath: 1}",
       R"(line 2, column 3: "isobath" found where a name in quotes or } is expected)"},
      {R"({"isobath" 1})", R"(line 1, column 12: "1" found where a colon is expected)"},
      {R"({"isobath": })", R"(line 1, column 13: "}" found where a value is expected)"},
      {R"({"isobath": tru})", R"(line 1, column 13: "tru" found where a value is expected)"},
      {R"({"isobath": 01})", R"(line 1, column 13: "01" found where a value is expected)"},
      {R"({"isobath": -})", R"(line 1, column 13: "-" found where a value is expected)"},
      {R"({"isobath": NaN})", R"(line 1, column 13: "NaN" found where a value is expected)"},
      {R"({"isobath": 1 "title": ""})",
       R"(line 1, column 15: "title" found where a comma or } is expected)"},
      {R"({"isobath": 1} x)",
       R"(line 1, column 16: "x" found where the end of the text is expected)"},
      {R"({"isobath": 1}})",
       R"(line 1, column 15: "}" found where the end of the text is expected)"},
      {"{\"isobath\": 1,\n \"data\": {\"inputs\": [\"x1\" \"x2\"]}}",
       R"(line 2, column 27: "x2" found where a comma or ] is expected)"},
      {R"({"isobath": 1, "data": {"inputs": [,]}})",
       R"(line 1, column 36: "," found where a value or ] is expected)"},
      {R"({"isobath": 1, "data": {"inputs": ["x1",]}})",
       R"(line 1, column 41: "]" found where a value is expected)"},
      {R"({"isobath": 1, "data": {"noise")",
       "line 1, column 32: the text ends where a colon is expected"},
      {R"({"isobath": 1, "data": {"noise": 0.1)",
       "line 1, column 37: the text ends where a comma or } is expected"},
      {R"({"isobath": 1, "title": "안녕)",
       R"(line 1, column 25: "안녕" is a text whose second quote is missing)"},
      {R"({"isobath": 1, "title": "안\q"})",
       R"(line 1, column 28: "안\q" is not how a text in quotes may go on)"},
      {"{\"isobath\": 1, \"title\": \"a\tb\"}",
       R"(line 1, column 27: "a\x09" is not how a text in quotes may go on)"},
      {"{\"isobath\": 1, \"title\": \"a\xFF\"}",
       R"(line 1, column 27: "a\xff" is not how a text in quotes may go on)"},
      {R"({"isobath": 1, "data": {"noise": 1e999}})",
       "line 1, column 34: 1e999 is too large for a number"},
      {"{\"isobath\": 1, \"data\": {\"noise\": 9e999\xFF}}",
       "line 1, column 34: 9e999\\xff is too large for a number"},
      {std::string_view("{\"isobath\": 1}\0", 15), "line 1, column 15: a zero byte; JSON is text"},
  });
}

TEST_CASE("A document says its version", "[document][json][errors]") {
  check({
      {"[]", R"(document: a list is not an object like {"isobath": 1})"},
      {"3", R"(document: 3 is not an object like {"isobath": 1})"},
      {"{}", R"(isobath: is missing, a document has "isobath": 1)"},
      {R"({"isobath": 2})", "isobath: 2 is not a version that can be read here, which is 1"},
      {R"({"isobath": 2, "of": "tomorrow"})",
       "isobath: 2 is not a version that can be read here, which is 1"},
      {R"({"isobath": "1"})", R"(isobath: "1" is not a version that can be read here, which is 1)"},
      {R"({"isobath": 1, "isobath": 1})", "isobath: appears twice; only one is allowed"},
  });
}

TEST_CASE("An unknown field is told with the nearest known one", "[document][json][errors]") {
  check({
      {R"({"isobath": 1, "titel": ""})", "titel: is no known field, the nearest is title"},
      {R"({"isobath": 1, "trainning": {}})",
       "trainning: is no known field, the nearest is training"},
      {R"({"isobath": 1, "training": {"learing_rate": 1}})",
       "training.learing_rate: is no known field, the nearest is training.learning_rate"},
      {R"({"isobath": 1, "learning_rate": 1})",
       "learning_rate: is no known field, the nearest is training.learning_rate"},
      {R"({"isobath": 1, "data.noise": 0})",
       "data.noise: is one name here; write it as noise within data"},
      {R"({"isobath": 1, "data": {"sead": 1}})",
       "data.sead: is no known field, the nearest is data.seed"},
      {R"({"isobath": 1, "training": {"sed": 1}})",
       "training.sed: is no known field, the nearest is training.seed"},
      {R"({"isobath": 1, "network": {"depth": 3}})",
       "network.depth: allowed in a link only; JSON has network.layers"},
      {R"({"isobath": 1, "network": {"layer": []}})",
       "network.layer: is no known field, the nearest is network.layers"},
      {R"({"isobath": 1, "network": {"layers": [{"units": 1}, {"unit": 3}]}})",
       "network.layers[1].unit: is no known field, the nearest is network.layers[1].units"},
      {R"({"isobath": 1, "data": {"split": {"training": 1}}})",
       "data.split.training: is no known field, the nearest is data.split.train"},
      {R"({"isobath": 1, "initialization": {"bias": {"norm": 1}}})",
       "initialization.bias.norm: is no known field, the nearest is initialization.bias.normal"},
      {R"({"isobath": 1, "data": {"noise": 0, "noise": 1}})",
       "data.noise: appears twice; only one is allowed"},
      {R"({"isobath": 1, "network": {"layers": [{}, {"units": 1, "units": 1}]}})",
       "network.layers[1].units: appears twice; only one is allowed"},
      {R"({"isobath": 1, "a\nb": 0})", R"(a\x0ab: is no known field, the nearest is data)"},
  });
}

TEST_CASE("What other tools call it is told by its name here", "[document][json][errors]") {
  const std::string schemes =
      " is not one of zeros, constant, identity, normal, uniform, lecun_normal, lecun_uniform, "
      "xavier_normal, xavier_uniform, he_normal, he_uniform, orthogonal; it is called ";
  check({
      {R"({"isobath": 1, "training": {"lr": 1}})",
       "training.lr: is no known field, the nearest is training.learning_rate"},
      {R"({"isobath": 1, "lr": 1})",
       "lr: is no known field, the nearest is training.learning_rate"},
      {R"({"isobath": 1, "training": {"epochs": 1}})",
       "training.epochs: is no known field, the nearest is --steps of isobath-cli"},
      {R"({"isobath": 1, "network": {"layers": [{"neurons": 3}]}})",
       "network.layers[0].neurons: is no known field, the nearest is network.layers[0].units"},
      {R"({"isobath": 1, "initialization": {"weights": "kaiming"}})",
       "initialization.weights: \"kaiming\"" + schemes + "he_normal here"},
      {R"({"isobath": 1, "initialization": {"weights": "GlorotUniform"}})",
       "initialization.weights: \"GlorotUniform\"" + schemes + "xavier_uniform here"},
      {R"({"isobath": 1, "loss": "mse"})",
       "loss: \"mse\" is not one of binary_cross_entropy, categorical_cross_entropy, "
       "squared_error; it is called squared_error here"},
      {R"({"isobath": 1, "training": {"optimizer": "SGD"}})",
       "training.optimizer: \"SGD\" is not one of gradient_descent, momentum, nesterov, rmsprop, "
       "adam; it is called gradient_descent here"},
      {R"({"isobath": 1, "training": {"optimizer": "Adam"}})",
       "training.optimizer: \"Adam\" is not one of gradient_descent, momentum, nesterov, rmsprop, "
       "adam; it is called adam here"},
  });
}

TEST_CASE("A value that may not stand is told with what may", "[document][json][errors]") {
  check({
      {R"({"isobath": 1, "title": 3})", "title: 3 is not text in quotes"},
      {R"({"isobath": 1, "data": []})", "data: a list is not an object"},
      {R"({"isobath": 1, "network": null})", "network: null is not an object"},
      {R"({"isobath": 1, "data": {"source": "circel"}})",
       R"(data.source: "circel" is not one of circle, xor, gaussians, spiral, moons, checkerboard, plane, waves, parity, housing, images, gaussian, mnist1d, table)"},
      {R"({"isobath": 1, "data": {"examples": 0}})",
       "data.examples: 0 is not between 1 and 100000"},
      {R"({"isobath": 1, "data": {"examples": 2.5}})",
       "data.examples: 2.5 is not a whole number between 1 and 100000"},
      {R"({"isobath": 1, "data": {"examples": "many"}})",
       R"(data.examples: "many" is not a whole number between 1 and 100000)"},
      {R"({"isobath": 1, "data": {"noise": -0.5}})", "data.noise: -0.5 is not between 0 and 1"},
      {R"({"isobath": 1, "data": {"noise": null}})",
       "data.noise: null is not a number between 0 and 1"},
      {R"({"isobath": 1, "data": {"seed": 4294967296}})",
       "data.seed: 4294967296 is not between 0 and 4294967295"},
      {R"({"isobath": 1, "data": {"seed": -1}})", "data.seed: -1 is not between 0 and 4294967295"},
      {R"({"isobath": 1, "data": {"inputs": "x1"}})",
       R"(data.inputs: "x1" is not a list of x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2))"},
      {R"({"isobath": 1, "data": {"inputs": []}})",
       "data.inputs: an empty list is not at least one input"},
      {R"({"isobath": 1, "data": {"inputs": ["x1", "x3"]}})",
       R"(data.inputs[1]: "x3" is not one of x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2))"},
      {R"({"isobath": 1, "data": {"inputs": ["x1", "x2", "x1"]}})",
       "data.inputs[2]: x1 appears twice; only one is allowed"},
      {R"({"isobath": 1, "data": {"scaling": true}})",
       "data.scaling: true is not one of none, center, standardize"},
      {R"({"isobath": 1, "data": {"split": 0.5}})",
       R"(data.split: 0.5 is not an object like {"train": 0.5, "dev": 0.25, "test": 0.25})"},
      {R"({"isobath": 1, "data": {"split": {"train": 1.5}}})",
       "data.split.train: 1.5 is not between 0 and 1"},
      {R"({"isobath": 1, "data": {"bits": 15}})", "data.bits: 15 is not between 2 and 14"},
      {R"({"isobath": 1, "data": {"channels": 2}})", "data.channels: 2 is not 1 or 3"},
      {R"({"isobath": 1, "network": {"layers": {}}})",
       "network.layers: an object is not a list of layers"},
      {R"({"isobath": 1, "network": {"layers": []}})",
       "network.layers: 0 layers is not between 1 and 200"},
      {R"({"isobath": 1, "network": {"layers": [8, 1]}})",
       R"(network.layers[0]: 8 is not an object like {"units": 4, "activation": "tanh"})"},
      {R"({"isobath": 1, "network": {"layers": [{}, {}, {"units": 0}]}})",
       "network.layers[2].units: 0 is not between 1 and 512"},
      {R"({"isobath": 1, "network": {"layers": [{"activation": "step"}]}})",
       R"(network.layers[0].activation: "step" is not one of linear, sigmoid, tanh, relu, leaky_relu, elu, selu, gelu, silu, softplus, sin, mish, softmax)"},
      {R"({"isobath": 1, "network": {"layers": [{"scale": -1}]}})",
       "network.layers[0].scale: -1 is not between 0 and 1000"},
      {R"({"isobath": 1, "network": {"layers": [{"bias": "0"}]}})",
       R"(network.layers[0].bias: "0" is not a number or {"normal": standard deviation})"},
      {R"({"isobath": 1, "initialization": {"bias": {}}})",
       R"(initialization.bias: {} is not a number or {"normal": standard deviation})"},
      {R"({"isobath": 1, "initialization": {"bias": {"normal": -1}}})",
       "initialization.bias.normal: -1 is not between 0 and 1000"},
      {R"({"isobath": 1, "initialization": {"bias": 1e9}})",
       "initialization.bias: 1000000000 is not between -1000 and 1000"},
      {R"({"isobath": 1, "loss": "hinge"})",
       R"(loss: "hinge" is not one of binary_cross_entropy, categorical_cross_entropy, squared_error)"},
      {R"({"isobath": 1, "training": {"shuffle": "yes"}})",
       R"(training.shuffle: "yes" is not true or false)"},
      {R"({"isobath": 1, "training": {"shuffle": 1}})", "training.shuffle: 1 is not true or false"},
      {R"({"isobath": 1, "training": {"dropout": 1}})",
       "training.dropout: 1 is not at least 0 and below 1"},
      {R"({"isobath": 1, "training": {"learning_rate": 1e7}})",
       "training.learning_rate: 10000000 is not between 0 and 1000000"},
      {R"({"isobath": 1, "precision": "quad"})",
       R"(precision: "quad" is not one of float, double, half, bfloat16)"},
  });
}

TEST_CASE("Rows and saved numbers are told by their place", "[document][json][errors]") {
  const auto table = [](std::string_view rows) {
    return std::string(R"({"isobath": 1, "data": {"source": "table", )") + std::string(rows) + "}}";
  };
  const auto saved = [](std::string_view fields) {
    return R"({"isobath": 1, "network": {"layers": [{"units": 1, "activation": "sigmoid"}]}, )" +
           std::string(fields) + "}";
  };
  const auto error = [](const std::string& text) { return document::from_json(text).error(); };
  CHECK(error(table(R"("x": [1, 2], "y": [[1], [0]])")) ==
        "data.x: a list is not a list of rows like [[1, 2], [3, 4]]");
  CHECK(error(table(R"("x": [], "y": [])")) ==
        "data.x: an empty list is not a list of rows like [[1, 2], [3, 4]]");
  CHECK(error(table(R"("x": [[1], 2], "y": [[1], [0]])")) ==
        "data.x[1]: 2 is not a list of 1 number");
  CHECK(error(table(R"("x": [[1, 2], [3]], "y": [[1], [0]])")) ==
        "data.x[1]: 1 value, 2 in the first row");
  CHECK(error(table(R"("x": [[1, "a"]], "y": [[1]])")) == R"(data.x[0][1]: "a" is not a number)");
  CHECK(error(table(R"("x": [["NaN"]], "y": [[1]])")) == R"(data.x[0][0]: "NaN" is not a number)");
  CHECK(error(table(R"("x": [[1, 2]])")) ==
        "data.y: is missing, data.source table needs rows in data.x and in data.y");
  CHECK(error(table(R"("names": [])")) ==
        "data.x: is missing, data.source table needs rows in data.x and in data.y");
  CHECK(error(table(R"("x": [[1], [2]], "y": [[1]])")) == "data.y: 1 rows where data.x has 2");
  CHECK(error(table(R"("x": [[1], [2]], "y": [[1], [0]], "names": ["a"])")) ==
        "data.names: 1 names for 2 columns of x and y");
  CHECK(error(table(R"("x": [[1]], "y": [[1]], "names": ["a", 2])")) ==
        "data.names[1]: 2 is not text in quotes");
  CHECK(error(R"({"isobath": 1, "data": {"x": [[1]], "y": [[1]]}})") ==
        "data.x: given with data.source circle; it is allowed only with table");
  CHECK(error(saved(R"("parameters": {})")) ==
        R"(parameters: an object is not a list of {"W": rows, "b": list})");
  CHECK(error(saved(R"("parameters": [])")) == "parameters: 0 layers, network.layers has 1");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2]]}])")) == "parameters[0].b: is missing");
  CHECK(error(saved(R"("parameters": [{"W": [[1]], "B": [1]}])")) ==
        "parameters[0].B: is no known field, the nearest is parameters[0].W");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2, 3]], "b": [1]}])")) ==
        "parameters[0].W: 1 x 3, 1 x 2 fits the layer");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2]], "b": [1, 2]}])")) ==
        "parameters[0].b: 2 values, 1 fit the layer");
  CHECK(error(saved(R"("parameters": [{"W": [[1, "Inf"]], "b": [1]}])")) ==
        R"(parameters[0].W[0][1]: "Inf" is not a number or "NaN", "Infinity", "-Infinity")");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2]], "b": [null]}])")) ==
        R"(parameters[0].b[0]: null is not a number or "NaN", "Infinity", "-Infinity")");
  CHECK(error(saved(R"("progress": {"step": 1})")) ==
        "progress: it is allowed only with parameters");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2]], "b": [1]}], "progress": {"step": -1})")) ==
        "progress.step: -1 is not between 0 and 9007199254740992");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2]], "b": [1]}], "progress": {"epochs": 1})")) ==
        "progress.epochs: is no known field, the nearest is progress.epoch");
  CHECK(error(saved(R"("parameters": [{"W": [[1, 2]], "b": [1]}],
                       "progress": {"first_moments": [{"W": [[1]], "b": [1]}]})")) ==
        "progress.first_moments[0].W: 1 x 1, 1 x 2 fits the layer");
}

TEST_CASE("Columns of a table are named where they are wrong", "[document][json]") {
  const auto error = [](const std::string& text) { return document::from_json(text).error(); };
  const auto sheet = [&](const std::string& columns, const std::string& more = "") {
    return error(R"({"isobath": 1, "data": {"source": "table", "table": )" + columns + more + "}}");
  };
  CHECK(
      sheet("[]") ==
      R"(data.table: an empty list is not a list of columns like {"name": "age", "values": [1, null]})");
  CHECK(sheet(R"([{"values": [1, "x"]}])") ==
        R"(data.table[0].values[1]: "x" is not a number, nor null)");
  CHECK(sheet(R"([{"words": ["a"], "codes": [0, 1]}])") ==
        "data.table[0].codes[1]: 1 is not between 0 and 0");
  CHECK(sheet(R"([{"words": ["a"]}])") ==
        "data.table[0].codes: is missing; words and codes go together");
  CHECK(sheet(R"([{"values": [1, 2]}, {"values": [1]}])") ==
        "data.table[1]: 1 rows, 2 in the columns before it");
  CHECK(sheet(R"([{"value": [1]}])").starts_with("data.table[0].value: is no known"));
  CHECK(sheet(R"([{"values": [1, 2]}])") ==
        "data.table: the table has one column; it needs two or more, for an input and a target");
  // Beyond the calendar.
  const std::string days =
      " is not between -719528 and 2932896, the days of the years 0 to 9999 from 1970-01-01";
  CHECK(sheet(R"([{"kind": "date", "values": [0, 1e300]}, {"values": [1, 2]}])") ==
        "data.table[0].values[1]: 1e+300" + days);
  CHECK(sheet(R"([{"kind": "date", "values": [-719529, 0]}, {"values": [1, 2]}])") ==
        "data.table[0].values[0]: -719529" + days);
  CHECK(document::from_json(R"({"isobath": 1, "data": {"source": "table", "table": [
      {"kind": "date", "values": [-719528, 2932896.9, null]}, {"values": [0, 1, 1]}]}})")
            .has_value());
  CHECK(
      sheet(R"([{"values": [1, 2]}, {"values": [1, 2]}])",
            R"(, "columns": [{"name": "age", "use": "drop"}])") ==
      R"(data.columns: column "age": it is neither the name of a column nor a number between 1 and 2)");
  CHECK(sheet(R"([{"values": [1, 2]}, {"values": [1, 2]}])", R"(, "x": [[1]])") ==
        "data.x: given with data.table, which has all columns");
  CHECK(
      error(
          R"({"isobath": 1, "data": {"source": "table", "x": [[1], [2]], "y": [[1], [0]], "columns": []}})") ==
      "data.columns: given with data.x; it is allowed only with data.table, whose columns it "
      "speaks of");
  CHECK(error(R"({"isobath": 1, "data": {"table": [{"values": [1]}]}})")
            .starts_with("data.table: given with data.source circle"));
}

}  // namespace document_json_errors
