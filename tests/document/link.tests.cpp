// SPDX-License-Identifier: MIT
// Documents as links: what is written, and that the same comes back.
#include "document/link.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "document/fields.hpp"
#include "document/json.hpp"
#include "samples.hpp"

namespace document_link {

using namespace isobath;
using document::Document;

namespace {

Document read(const std::string& link) {
  const auto document = document::from_link(link);
  INFO(link.substr(0, 2000));
  INFO((document ? "" : document.error()));
  REQUIRE(document.has_value());
  return *document;
}

bool is_link(const std::string& text) {
  constexpr std::string_view kMarks = "-._~,:*()!/;@&=%";
  return text.starts_with('#') && std::all_of(text.begin() + 1, text.end(), [&](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  kMarks.find(c) != std::string_view::npos;
         });
}

}  // namespace

TEST_CASE("The default document is an empty link", "[document][link]") {
  CHECK(document::to_link(Document{}) == "#");
  CHECK(read("#") == Document{});
  CHECK(read("") == Document{});
  CHECK(read("https://example.org/isobath/#") == Document{});
  CHECK(read("#&&") == Document{});
  CHECK(read("#isobath=1") == Document{});
}

TEST_CASE("A link says what differs from the default, readably", "[document][link]") {
  const std::string link = "#source=spiral&layers=8tanh,8tanh,1sigmoid&weights=he_normal&scale=1.5";
  const Document document = read(link);
  CHECK(document.data.source == data::Source::spiral);
  REQUIRE(document.layers.size() == 3);
  CHECK(document.layers[1] == core::LayerOptions{8, core::Activation::tanh, {}, {}, {}});
  CHECK(document.initialization.weights == core::WeightScheme::he_normal);
  CHECK(document.initialization.scale == 1.5);
  CHECK(document::to_link(document) == link);
  CHECK(read("http://127.0.0.1:8080/" + link) == document);
  CHECK(read(link.substr(1)) == document);
}

TEST_CASE("Every field comes back from a link as it was", "[document][link]") {
  for (const document::Field& field : document::fields()) {
    if (field.derived) continue;
    INFO(field.path);
    bool away = false;
    for (const Document& document : document::samples::away_from_default(field)) {
      const std::string link = document::to_link(document);
      CHECK(is_link(link));
      CHECK(read(link) == document);
      const std::string name(field.link.empty() ? "packed" : field.link);
      away = away || link.find(name + "=") != std::string::npos;
    }
    CHECK(away);
  }
}

TEST_CASE("What a document says and what its link says is the same", "[document][link]") {
  for (const document::Field& field : document::fields()) {
    if (field.derived) continue;
    for (const Document& document : document::samples::away_from_default(field)) {
      const auto by_json = document::from_json(document::to_json(document));
      REQUIRE(by_json.has_value());
      CHECK(*by_json == read(document::to_link(document)));
    }
  }
}

TEST_CASE("No two fields go by the same name", "[document][link]") {
  std::set<std::string_view> names{"packed", "isobath"};
  const auto add = [&](std::string_view name) {
    INFO(name);
    if (!name.empty()) CHECK(names.insert(name).second);
  };
  for (const document::Field& field : document::fields()) {
    add(field.link);
    add(field.alias);
    if (field.path != field.link) add(field.path);
    CHECK(document::find_field(field.path) == &field);
    if (!field.link.empty()) CHECK(document::find_field(field.link) == &field);
    if (!field.alias.empty()) CHECK(document::find_field(field.alias) == &field);
  }
  CHECK(document::find_field("seed") == nullptr);
  CHECK(document::find_field("") == nullptr);
}

TEST_CASE("A field of a link goes by any of its names, in any order", "[document][link]") {
  const Document document = read("#learning_rate=0.5&momentum=0.5");
  CHECK(document.training.learning_rate == 0.5);
  CHECK(read("#beta=0.5&alpha=0.5") == document);
  CHECK(read("#training.momentum=0.5&training.learning_rate=0.5") == document);
  CHECK(read("#examples=12&source=parity") == read("#source=parity&examples=12"));
  CHECK(!read("#examples=12&source=parity").data.all_inputs);
  CHECK(read("#source=parity").data.all_inputs);
}

TEST_CASE("Layers of a link carry their own settings and their number", "[document][link]") {
  const Document document = read(
      "#layers=8relu:he_normal:1.5:bnormal(0.1)*60,4sin:b-1e-3,4sin:b-1e-3,2linear:orthogonal,"
      "1sigmoid:2");
  REQUIRE(document.layers.size() == 64);
  CHECK(document.layers[59] == core::LayerOptions{8, core::Activation::relu,
                                                  core::WeightScheme::he_normal, 1.5,
                                                  core::BiasRule{0.1, true}});
  CHECK(document.layers[61].bias == core::BiasRule{-1e-3, false});
  CHECK(document.layers[62].weights == core::WeightScheme::orthogonal);
  CHECK(document.layers[63].scale == 2.0);
  CHECK(document::to_link(document) ==
        "#layers=8relu:he_normal:1.5:bnormal(0.1)*60,4sin:b-0.001,4sin:b-0.001,2linear:orthogonal,"
        "1sigmoid:2");
  CHECK(read("#layers=8tanh*2,1sigmoid") == read("#layers=8tanh,8tanh,1sigmoid"));
}

TEST_CASE("Depth and width set all hidden layers", "[document][link]") {
  CHECK(read("#depth=3&width=7") == read("#layers=7tanh*3,1sigmoid"));
  CHECK(read("#layers=5relu,3tanh,1sigmoid&depth=4") ==
        read("#layers=5relu,3tanh,3tanh,3tanh,1sigmoid"));
  CHECK(read("#depth=0") == read("#layers=1sigmoid"));
  CHECK(read("#layers=1sigmoid&depth=2&width=6") == read("#layers=6tanh,6tanh,1sigmoid"));
}

TEST_CASE("One field of one layer can be set by its path", "[document][link]") {
  const Document document =
      read("#layers=8tanh*3,1sigmoid&network.layers[1].units=5&network.layers%5B2%5D.bias=0.5");
  CHECK(document.layers[1].units == 5);
  CHECK(document.layers[2].bias == core::BiasRule{0.5, false});
}

TEST_CASE("Text in a link is any text", "[document][link]") {
  CHECK(read("#title=%EC%9A%B0%EB%A6%AC+1%3D1%25").title == "우리+1=1%");
  CHECK(read("#title=우리 =").title == "우리 =");
  Document document;
  document.note = "a\nb\tc&d=e#f%g+h \"i\" 'j' <k> ü 물";
  CHECK(read(document::to_link(document)) == document);
}

TEST_CASE("Rows and saved numbers travel packed", "[document][link]") {
  Document document;
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(document::samples::table());
  document.parameters =
      std::make_shared<const core::Parameters<double>>(document::samples::parameters(document));
  const std::string link = document::to_link(document);
  CHECK(link.starts_with("#source=table&packed="));
  CHECK(read(link) == document);
  const std::string padded = link + "==";
  CHECK(read(padded) == document);
}

TEST_CASE("A link cut off or changed at any byte is no crash", "[document][link]") {
  Document document =
      document::samples::fitted(read("#title=a%20b&layers=8relu:he_normal:1.5:b0.1*3,1sigmoid&"
                                     "split=0.5,0.25,0.25&bias=normal(1)"));
  document.parameters =
      std::make_shared<const core::Parameters<double>>(document::samples::parameters(document));
  const std::string link = document::to_link(document);
  std::size_t refused = 0;
  for (std::size_t length = 0; length < link.size(); ++length)
    refused += document::from_link(std::string_view(link).substr(0, length)) ? 0U : 1U;
  CHECK(refused > link.size() / 2);
  for (std::size_t i = 0; i < link.size(); ++i)
    for (const char c : {'\0', '%', '&', '=', ',', '*', 'A', '_', '\xFF'}) {
      std::string changed = link;
      changed[i] = c;
      const auto read_back = document::from_link(changed);
      if (!read_back) REQUIRE(!read_back.error().empty());
    }
}

TEST_CASE("A single field is set from text and nothing else changes", "[document][link]") {
  Document document;
  const auto set = [&](std::string_view name, std::string_view value) {
    const auto done = document::set_field(document, name, value);
    return done ? std::string("") : done.error();
  };
  CHECK(set("alpha", "0.03").empty());
  CHECK(set("data.inputs", "x1,x1^2,sin(x1)").empty());
  CHECK(set("data.split", "1,0,0").empty());
  CHECK(set("title", "50% & more").empty());
  CHECK(set("network.layers[0].activation", "relu").empty());
  CHECK(set("loss", "squared_error").empty());
  CHECK(set("initialization.bias", "normal(0.5)").empty());
  Document expected;
  expected.training.learning_rate = 0.03;
  expected.data.inputs = {data::Feature::x1, data::Feature::x1_squared, data::Feature::sin_x1};
  expected.data.split = {1, 0, 0};
  expected.title = "50% & more";
  expected.layers[0].activation = core::Activation::relu;
  expected.loss = core::Loss::squared_error;
  expected.initialization.bias = {0.5, true};
  CHECK(document == expected);
  CHECK(set("network.layers[0].units", "0") ==
        "network.layers[0].units: 0 is not between 1 and 512");
  CHECK(set("title", "\xFF") == "title: not UTF-8 text");
  CHECK(set("classes", "9") == "data.classes: 9 is not between 2 and 4");
  CHECK(set("x", "1") == "data.x: it cannot be set from text, only by a whole document");
  CHECK(set("seed", "1") == "\"seed\": is no known field, the nearest is side");
  CHECK(document == expected);
}

TEST_CASE("Fields that fit each other only together are set one after the other",
          "[document][link]") {
  Document document;
  REQUIRE(document::set_field(document, "loss", "categorical_cross_entropy").has_value());
  CHECK(document::validate(document) ==
        "loss: categorical_cross_entropy needs a last layer of softmax, "
        "network.layers[1].activation is sigmoid");
  REQUIRE(document::set_field(document, "network.layers[1].activation", "softmax").has_value());
  CHECK(
      document::validate(document) ==
      "loss: categorical_cross_entropy needs one target per class, data.source circle has one of 0 "
      "or 1: binary_cross_entropy with sigmoid fits it");
  REQUIRE(document::set_field(document, "source", "images").has_value());
  REQUIRE(document::set_field(document, "classes", "3").has_value());
  REQUIRE(document::set_field(document, "network.layers[1].units", "3").has_value());
  CHECK(document::validate(document).empty());
}

TEST_CASE("A new start lets go of saved numbers, a new learning rate keeps them",
          "[document][link]") {
  Document document;
  document.parameters =
      std::make_shared<const core::Parameters<double>>(document::samples::parameters(document));
  document.progress = std::make_shared<const core::Progress>();
  REQUIRE(document::set_field(document, "learning_rate", "1").has_value());
  REQUIRE(document::set_field(document, "title", "t").has_value());
  CHECK(document.parameters);
  CHECK(document.progress);
  REQUIRE(document::set_field(document, "depth", "3").has_value());
  CHECK(!document.parameters);
  CHECK(!document.progress);
}

TEST_CASE("Another source lets go of a table and of a number of drawn inputs", "[document][link]") {
  Document document;
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(document::samples::table());
  REQUIRE(document::set_field(document, "source", "parity").has_value());
  CHECK(!document.data.table);
  CHECK(document.data.all_inputs);
  REQUIRE(document::set_field(document, "examples", "10").has_value());
  CHECK(!document.data.all_inputs);
  REQUIRE(document::set_field(document, "source", "circle").has_value());
  CHECK(document.data.all_inputs);
  CHECK(document.data.examples == 10);
}

}  // namespace document_link
