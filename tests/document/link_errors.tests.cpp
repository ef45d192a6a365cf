// SPDX-License-Identifier: MIT
// Malformed links, each with the one sentence that it gets.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "document/link.hpp"
#include "document/packed.hpp"

namespace document_link_errors {

using namespace isobath;

namespace {

struct Case {
  std::string_view link;
  std::string_view sentence;
};

void check(const std::vector<Case>& cases) {
  for (const auto& [link, sentence] : cases) {
    INFO(link);
    const auto document = document::from_link(link);
    CHECK_FALSE(document.has_value());
    if (!document) CHECK(document.error() == sentence);
  }
}

std::string packed_error(const document::OrderedJson& tree) {
  const auto document = document::from_link("#packed=" + document::pack(tree));
  return document ? "" : document.error();
}

/// A link whose packed field holds these bytes, and the sentence that it gets.
std::string bytes_error(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string bits;
  for (const char c : hex) {
    const auto value = static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10);
    for (int bit = 3; bit >= 0; --bit) bits += (value >> bit & 1U) != 0 ? '1' : '0';
  }
  while (bits.size() % 6 != 0) bits += '0';
  std::string text;
  for (std::size_t i = 0; i < bits.size(); i += 6)
    text += kDigits[std::stoul(bits.substr(i, 6), nullptr, 2)];
  const auto document = document::from_link("#packed=" + text);
  return document ? "" : document.error();
}

}  // namespace

TEST_CASE("A malformed link is told in one sentence", "[document][link][errors]") {
  check({
      {"#spiral", R"(link: "spiral" is not a field and its value like scale=1.5)"},
      {"#scale=1.5&spiral", R"(link: "spiral" is not a field and its value like scale=1.5)"},
      {"https://example.org/",
       R"(link: "https://example.org/" is not a field and its value like scale=1.5)"},
      {"#isobath=2", R"(isobath: "2" is not a version that can be read here, which is 1)"},
      {"#=1", R"("": is no known field, the nearest is l1)"},
      {"#learnig_rate=3", R"("learnig_rate": is no known field, the nearest is learning_rate)"},
      {"#lr=3", R"("lr": is no known field, the nearest is learning_rate)"},
      {"#batchSize=3", R"("batchSize": is no known field, the nearest is batch)"},
      {"#hidden=3", R"("hidden": is no known field, the nearest is layers)"},
      {"#kaiming=1", R"("kaiming": is no known field, the nearest is weights)"},
      {"#regularization=L2", R"("regularization": is no known field, the nearest is l2)"},
      {"#weight-decay=1", R"("weight-decay": is no known field, the nearest is l2)"},
      {"#neurons=3", R"("neurons": is no known field, the nearest is network.layers)"},
      {"#epochs=3", R"("epochs": is no known field, the nearest is --steps of isobath-cli)"},
      {"#lambda=3", R"("lambda": is no known field, the nearest is layers)"},
      {"#seed=3", R"("seed": is no known field, the nearest is side)"},
      {"#trainig.seed=3", R"("trainig.seed": is no known field, the nearest is training.seed)"},
      {"#scale=1&scale=2", "scale: appears twice; only one is allowed"},
      {"#alpha=1&learning_rate=2", "learning_rate: appears twice; only one is allowed"},
      {"#title=%4", R"(title: "%4" is not a percent sign and two hexadecimal digits)"},
      {"#title=100%&note=", R"(title: "%" is not a percent sign and two hexadecimal digits)"},
      {"#title=%GG", R"(title: "%GG" is not a percent sign and two hexadecimal digits)"},
      {"#%zz=1", R"(link: "%zz" is not a percent sign and two hexadecimal digits)"},
      {"#title=%FF", "title: not UTF-8 text"},
      {"#scale=", R"(initialization.scale: "" is not a number between 0 and 1000)"},
      {"#scale=big", R"(initialization.scale: "big" is not a number between 0 and 1000)"},
      {"#scale=1,5", R"(initialization.scale: "1,5" is not a number between 0 and 1000)"},
      {"#scale=inf", R"(initialization.scale: "inf" is not a number between 0 and 1000)"},
      {"#scale=nan", R"(initialization.scale: "nan" is not a number between 0 and 1000)"},
      {"#scale=1e999", R"(initialization.scale: "1e999" is not a number between 0 and 1000)"},
      {"#scale=-1", "initialization.scale: -1 is not between 0 and 1000"},
      {"#batch=2.5", "training.batch: 2.5 is not a whole number between 0 and 100000"},
      {"#channels=2", "data.channels: 2 is not 1 or 3"},
      {"#shuffle=no", R"(training.shuffle: "no" is not true or false)"},
      {"#scaling=standard", R"(data.scaling: "standard" is not one of none, center, standardize)"},
      {"#bias=normal(x)",
       R"!(initialization.bias: "normal(x)" is not a number or like normal(0.1))!"},
      {"#bias=normal(-1)", "initialization.bias.normal: -1 is not between 0 and 1000"},
      {"#bias=2000", "initialization.bias: 2000 is not between -1000 and 1000"},
      {"#split=0.5,0.5", R"(data.split: "0.5,0.5" is not three shares like 0.5,0.25,0.25)"},
      {"#split=0.5,a,0.5", R"(data.split.dev: "a" is not a number between 0 and 1)"},
      {"#split=0.5,0.5,0.5", "data.split: 0.5 + 0.5 + 0.5 is 1.5, not 1"},
      {"#inputs=x1,x3",
       R"(data.inputs[1]: "x3" is not one of x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2))"},
      {"#inputs=",
       R"(data.inputs[0]: "" is not one of x1, x2, x1^2, x2^2, x1*x2, sin(x1), sin(x2))"},
      {"#inputs=x1,x1", "data.inputs[1]: x1 appears twice; only one is allowed"},
      {"#layers=", R"(network.layers[0]: "" is not units and an activation like 8tanh)"},
      {"#layers=8", R"(network.layers[0]: "8" is not units and an activation like 8tanh)"},
      {"#layers=8tanh,sigmoid",
       R"(network.layers[1]: "sigmoid" is not units and an activation like 8tanh)"},
      {"#layers=0tanh,1sigmoid", "network.layers[0].units: 0 is not between 1 and 512"},
      {"#layers=99999999999999999999tanh,1sigmoid",
       "network.layers[0].units: 1e20 is not between 1 and 512"},
      {"#layers=8tan,1sigmoid",
       R"(network.layers[0].activation: "tan" is not one of linear, sigmoid, tanh, relu, leaky_relu, elu, selu, gelu, silu, softplus, sin, mish, softmax)"},
      {"#layers=8tanh:he,1sigmoid",
       R"(network.layers[0].weights: "he" is not one of zeros, constant, identity, normal, uniform, lecun_normal, lecun_uniform, xavier_normal, xavier_uniform, he_normal, he_uniform, orthogonal)"},
      {"#layers=8tanh:-1,1sigmoid", "network.layers[0].scale: -1 is not between 0 and 1000"},
      {"#layers=8tanh:1:2,1sigmoid", "network.layers[0].scale: appears twice; only one is allowed"},
      {"#layers=8tanh:b1:b2,1sigmoid",
       "network.layers[0].bias: appears twice; only one is allowed"},
      {"#layers=8tanh:b,1sigmoid",
       R"(network.layers[0].bias: "" is not a number or like normal(0.1))"},
      {"#layers=8tanh*0,1sigmoid", "network.layers[0] after *: 0 is not between 1 and 200"},
      {"#layers=8tanh*9999999999,1sigmoid",
       "network.layers[0] after *: 9999999999 is not between 1 and 200"},
      {"#layers=8tanh*,1sigmoid",
       R"(network.layers[0] after *: "" is not a whole number between 1 and 200)"},
      {"#layers=8tanh*150,8tanh*150", "network.layers: 300 layers is not between 1 and 200"},
      {"#layers=8tanh,2sigmoid",
       "network.layers[1].units: 2 outputs, data.source circle has 1 target"},
      {"#layers=8softmax,1sigmoid",
       "network.layers[0].activation: softmax is allowed in the last layer only"},
      {"#depth=200", "network.depth: 200 is not between 0 and 199"},
      {"#width=0", "network.width: 0 is not between 1 and 512"},
      {"#network.layers[7].units=3",
       "network.layers[7].units: there is no such layer, the last is network.layers[1]"},
      {"#network.layers[1].scale=3&network.layers[01].scale=4",
       "network.layers[1].scale: appears twice; only one is allowed"},
      {"#a%FFb=%4", R"(a\xffb: "%4" is not a percent sign and two hexadecimal digits)"},
      {"#a%0Ab=4", R"("a\x0ab": is no known field, the nearest is l1)"},
      {"#network.layers[99999999999999999999].units=3",
       R"("network.layers[99999999999999999999].uni…": is no known field, the nearest is network.layers)"},
      {"#source=table", "data.x: is missing, data.source table needs rows in data.x and in data.y"},
      {"#parameters=1", "parameters: it cannot be set from text, only by a whole document"},
  });
}

TEST_CASE("What is packed badly is told in one sentence", "[document][link][errors]") {
  check({
      {"#packed=", "packed: it ends within a value at byte 0"},
      {"#packed=a*b", R"(packed: character 2, "*", is not one of A-Z a-z 0-9 - _)"},
      {"#packed=AAAA", "packed: bytes follow the end of its value"},
  });
  CHECK(bytes_error("00") == "packed: 0 is not an object");
  CHECK(bytes_error("7f617f") == "packed: a value of unknown length at byte 1");
  CHECK(bytes_error("9f") == "packed: a value of unknown length at byte 1");
  CHECK(bytes_error("a1") == "packed: it ends within a value at byte 1");
  CHECK(bytes_error("a100") == "packed: a name that is not text at byte 2");
  CHECK(bytes_error("a16178") == "packed: it ends within a value at byte 3");
  CHECK(bytes_error("a26178006178") == "packed: x: appears twice; only one is allowed");
  CHECK(bytes_error("a1617b7bffffffffffffffff") == "packed: it ends within a text at byte 12");
  CHECK(bytes_error("a1617861ff") == "packed: a text that is not UTF-8 at byte 5");
  CHECK(bytes_error("a1617840") == "packed: a value that JSON does not have at byte 4");
  CHECK(bytes_error("a16178c000") == "packed: a value that JSON does not have at byte 4");
  CHECK(bytes_error("a16178f7") == "packed: a value that JSON does not have at byte 4");
  CHECK(bytes_error("a161789bffffffffffffffff") == "packed: it ends within a value at byte 12");
  std::string nested;
  for (int i = 0; i < 100000; ++i) nested += "81";
  CHECK(bytes_error(nested) ==
        "packed: lists and objects are nested more than 32 deep, which no field is");
  CHECK(packed_error({{"X", 1}}) ==
        R"(packed: "X" is not one of x, y, names, table, columns, parameters, progress)");
  CHECK(packed_error({{"x", 1}}) == "data.x: 1 is not a list of rows like [[1, 2], [3, 4]]");
  CHECK(packed_error({{"x", {{1}}}}) ==
        "data.x: given with data.source circle; it is allowed only with table");
  CHECK(packed_error({{"progress", {{"step", 1}}}}) ==
        "progress: it is allowed only with parameters");
}

TEST_CASE("Packed trees come back as they were", "[document][link]") {
  const auto tree = document::OrderedJson::parse(
      R"({"a": [0, -1, 23, 24, 255, 256, 65536, 4294967296, -4294967297], "b": [0.1, 1.5, -0.0, 1e300],
          "c": {"d": [], "e": {}, "f": "물", "g": null, "h": true, "i": false}})");
  const auto back = document::unpack(document::pack(tree));
  REQUIRE(back.has_value());
  CHECK(document::OrderedJson(*back) == tree);
  const auto halves = document::unpack("hvkAAfkEAPk8APnAAPl8APn8AA");
  REQUIRE(halves.has_value());
  CHECK((*halves)[0].get<double>() == 0x1p-24);
  CHECK((*halves)[1].get<double>() == 0x1p-14);
  CHECK((*halves)[2].get<double>() == 1.0);
  CHECK((*halves)[3].get<double>() == -2.0);
  CHECK((*halves)[4].get<double>() == HUGE_VAL);
  CHECK((*halves)[5].get<double>() == -HUGE_VAL);
}

}  // namespace document_link_errors
