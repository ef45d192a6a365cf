// SPDX-License-Identifier: MIT
// A layer's has_bias and learning_rate in JSON and in links, and parameters without b.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "document/json.hpp"
#include "document/link.hpp"
#include "document/record_json.hpp"

namespace document_layer_settings {

using namespace isobath;
using document::Document;
using document::from_json;
using document::from_link;

namespace {

std::string with_layer(const std::string& members) {
  return R"({"isobath": 1, "network": {"layers": [{"units": 2, "activation": "tanh", )" + members +
         R"(}, {"units": 1, "activation": "sigmoid"}]}})";
}

std::string error(const std::string& text) {
  const auto document = from_json(text);
  return document ? "" : document.error();
}

std::string link_error(const std::string& layers) {
  const auto document = from_link("#layers=" + layers);
  return document ? "" : document.error();
}

}  // namespace

TEST_CASE("Layers say has_bias and learning_rate only where they are not as usual",
          "[document][layer_settings]") {
  const std::string plain = document::to_json(Document{}, true);
  CHECK(plain.find("has_bias") == std::string::npos);
  CHECK(plain.find("\"learning_rate\": 1") == std::string::npos);
  const auto read = from_json(with_layer(R"("has_bias": false, "learning_rate": 0.25)"));
  REQUIRE(read);
  CHECK_FALSE(read->layers[0].has_bias);
  CHECK(read->layers[0].learning_rate == 0.25);
  CHECK(read->layers[1].has_bias);
  CHECK(read->layers[1].learning_rate == 1.0);
  CHECK(from_json(document::to_json(*read)).value() == *read);
  CHECK(document::to_link(*read) == "#layers=2tanh:nobias:rate0.25,1sigmoid");
  CHECK(from_link(document::to_link(*read)).value() == *read);
  const auto spelled = from_json(with_layer(R"("has_bias": true, "learning_rate": 1.0)"));
  REQUIRE(spelled);
  CHECK(document::to_link(*spelled) == "#layers=2tanh,1sigmoid");
  CHECK_FALSE(*spelled == *read);
}

TEST_CASE("A link takes them in any order, one by one, and exactly", "[document][layer_settings]") {
  const auto read = from_link(
      "#layers=4relu:rate1e9:he_normal:nobias:2*3,1sigmoid:rate0&"
      "network.layers[1].has_bias=true&network.layers[2].learning_rate=0.1");
  REQUIRE(read);
  CHECK_FALSE(read->layers[0].has_bias);
  CHECK(read->layers[0].learning_rate == 1e9);
  CHECK(read->layers[0].scale == 2.0);
  CHECK(read->layers[1].has_bias);
  CHECK(read->layers[2].learning_rate == 0.1);
  CHECK(read->layers[3].learning_rate == 0.0);
  CHECK(from_link(document::to_link(*read)).value() == *read);
  Document odd;
  odd.layers[0].learning_rate = 0.1 + 0.2;
  CHECK(from_link(document::to_link(odd)).value() == odd);
  CHECK(from_json(document::to_json(odd)).value() == odd);
}

TEST_CASE("Values that they cannot have get one sentence", "[document][layer_settings]") {
  CHECK(error(with_layer(R"("has_bias": 0)")) ==
        "network.layers[0].has_bias: 0 is not true or false");
  CHECK(error(with_layer(R"("learning_rate": -0.1)")) ==
        "network.layers[0].learning_rate: -0.1 is not between 0 and 1000000000");
  CHECK(error(with_layer(R"("learning_rate": "fast")")) ==
        "network.layers[0].learning_rate: \"fast\" is not a number between 0 and 1000000000");
  CHECK(error(with_layer(R"("use_bias": false)")) ==
        "network.layers[0].use_bias: is no known field, the nearest is "
        "network.layers[0].has_bias");
  CHECK(error(with_layer(R"("lr": 2)")) ==
        "network.layers[0].lr: is no known field, the nearest is network.layers[0].learning_rate");
  CHECK(link_error("2tanh:nobias:nobias,1sigmoid") ==
        "network.layers[0].has_bias: appears twice; only one is allowed");
  CHECK(link_error("2tanh:rate2:rate3,1sigmoid") ==
        "network.layers[0].learning_rate: appears twice; only one is allowed");
  CHECK(link_error("2tanh:rate,1sigmoid") ==
        "network.layers[0].learning_rate: \"\" is not a number between 0 and 1000000000");
  CHECK(link_error("2tanh:rate-1,1sigmoid") ==
        "network.layers[0].learning_rate: -1 is not between 0 and 1000000000");
}

TEST_CASE("Parameters have a b where their layer has one, and else none",
          "[document][layer_settings]") {
  const auto saved = [](bool has_bias, const std::string& first) {
    return R"({"isobath": 1, "network": {"layers": [{"units": 1, "activation": "tanh", "has_bias": )" +
           std::string(has_bias ? "true" : "false") +
           R"(}, {"units": 1, "activation": "sigmoid"}]}, "parameters": [)" + first +
           R"(, {"W": [[3]], "b": [4]}]})";
  };
  const std::string without = R"({"W": [[1, 2]]})", with = R"({"W": [[1, 2]], "b": [5]})";
  const auto read = from_json(saved(false, without));
  REQUIRE(read);
  CHECK((*read->parameters)[0].bias.size() == 0);
  CHECK((*read->parameters)[1].bias(0) == 4.0);
  CHECK(from_json(document::to_json(*read)).value() == *read);
  CHECK(from_link(document::to_link(*read)).value() == *read);
  CHECK(document::parameters_json(*read->parameters) ==
        R"([{"W": [[1, 2]]}, {"W": [[3]], "b": [4]}])");
  CHECK(error(saved(true, without)) == "parameters[0].b: is missing");
  CHECK(error(saved(false, with)) ==
        "parameters[0].b: 1 value, network.layers[0].has_bias is false");
  CHECK(error(saved(false, R"({"b": [5]})")) == "parameters[0].W: is missing");
}

}  // namespace document_layer_settings
