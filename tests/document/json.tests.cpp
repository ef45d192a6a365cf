// SPDX-License-Identifier: MIT
// Documents as JSON: what is written, and that the same comes back.
#include "document/json.hpp"
#include "document/link.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "document/fields.hpp"
#include "samples.hpp"

namespace document_json {

using namespace isobath;
using document::Document;

namespace {

Document read(const std::string& text) {
  const auto document = document::from_json(text);
  INFO(text.substr(0, 2000));
  INFO((document ? "" : document.error()));
  REQUIRE(document.has_value());
  return *document;
}

}  // namespace

TEST_CASE("A document of nothing but its version is the default one", "[document][json]") {
  CHECK(read(R"({"isobath": 1})") == Document{});
  CHECK(document::to_json(Document{}) == R"({"isobath": 1})");
  CHECK(document::validate(Document{}).empty());
}

TEST_CASE("The document that shows every field is the default one", "[document][json]") {
  const Document document = read(R"({
    "isobath": 1,
    "title": "", "note": "",
    "data": {
      "source": "circle",
      "examples": 500, "noise": 0.1, "seed": 1,
      "inputs": ["x1", "x2"],
      "scaling": "none",
      "split": {"train": 0.5, "dev": 0.25, "test": 0.25}
    },
    "network": {"layers": [{"units": 4, "activation": "tanh"}, {"units": 1, "activation": "sigmoid"}]},
    "initialization": {"weights": "xavier_normal", "scale": 1.0, "bias": 0.0, "seed": 1},
    "loss": "binary_cross_entropy",
    "training": {
      "optimizer": "gradient_descent", "learning_rate": 0.1, "batch": 0, "shuffle": true, "seed": 1,
      "momentum": 0.9, "beta2": 0.999, "epsilon": 1e-8, "l1": 0, "l2": 0, "dropout": 0, "clip_norm": 0
    },
    "precision": "float"
  })");
  CHECK(document == Document{});
}

TEST_CASE("Every field comes back from JSON as it was, written whole, short or in one line",
          "[document][json]") {
  for (const document::Field& field : document::fields()) {
    if (field.derived) continue;
    INFO(field.path);
    const auto documents = document::samples::away_from_default(field);
    REQUIRE(!documents.empty());
    bool away = false;
    for (const Document& document : documents) {
      REQUIRE(document::validate(document) == "");
      CHECK(read(document::to_json(document)) == document);
      CHECK(read(document::to_json(document, true)) == document);
      CHECK(read(document::to_json(document, true, 0)) == document);
      const std::string line = document::to_json(document, false, -1);
      CHECK(line.find('\n') == std::string::npos);
      CHECK(read(line) == document);
      away = away || line.find(std::string(document::leaf(field.path))) != std::string::npos;
    }
    CHECK(away);
  }
}

TEST_CASE("A whole document names every field that it has", "[document][json]") {
  Document document;
  document.study.kind = document::StudyKind::map;
  const std::string text = document::to_json(document, true);
  for (const document::Field& field : document::fields()) {
    const bool optional =
        field.kind == document::Kind::rows || field.kind == document::Kind::words ||
        field.kind == document::Kind::sheet || field.kind == document::Kind::uses ||
        field.kind == document::Kind::parameters || field.kind == document::Kind::progress ||
        field.derived;
    INFO(field.path);
    const std::string name = "\"" + std::string(document::leaf(field.path)) + "\": ";
    if (!optional) CHECK(text.find(name) != std::string::npos);
  }
}

TEST_CASE("Saved numbers come back bit for bit", "[document][json]") {
  Document document;
  document.parameters =
      std::make_shared<const core::Parameters<double>>(document::samples::parameters(document));
  const Document back = read(document::to_json(document));
  REQUIRE(back.parameters);
  CHECK(std::isnan(back.parameters->front().weights(0, 0)));
  CHECK(back.parameters->front().weights(0, 1) == document.parameters->front().weights(0, 1));
  CHECK(std::signbit(back.parameters->back().bias(0)));
  CHECK(back == document);
}

TEST_CASE("Equality sees a difference in every field", "[document][json]") {
  for (const document::Field& field : document::fields()) {
    if (field.derived) continue;
    INFO(field.path);
    bool differs = false;
    for (const Document& document : document::samples::away_from_default(field))
      differs = differs || !(document == Document{});
    CHECK(differs);
  }
  Document a, b;
  data::Table table = document::samples::table();
  a.data.table = std::make_shared<const data::Table>(table);
  b.data.table = std::make_shared<const data::Table>(table);
  CHECK(a == b);
  table.x.conservativeResize(2, 2);
  b.data.table = std::make_shared<const data::Table>(table);
  CHECK(!(a == b));
}

TEST_CASE("Parity holds every input unless the number of examples is given", "[document][json]") {
  const Document all = read(R"({"isobath": 1, "data": {"source": "parity"}})");
  CHECK(all.data.all_inputs);
  CHECK(document::to_json(all, true).find("\"examples\"") == std::string::npos);
  const Document drawn = read(R"({"isobath": 1, "data": {"source": "parity", "examples": 500}})");
  CHECK(!drawn.data.all_inputs);
  CHECK(!(all == drawn));
  CHECK(document::to_json(drawn).find("\"examples\": 500") != std::string::npos);
  CHECK(read(document::to_json(drawn)) == drawn);
}

TEST_CASE("All rows of parity train unless a split is given", "[document][json]") {
  const data::Split all{1, 0, 0}, usual{};
  const Document parity = read(R"({"isobath": 1, "data": {"source": "parity"}})");
  CHECK(parity.data.split == all);
  CHECK(document::to_json(parity).find("split") == std::string::npos);
  // Given, it stands, the usual one too.
  Document split =
      read(R"({"isobath": 1, "data": {"split": {"train": 0.5, "dev": 0.25, "test": 0.25},
                                                   "source": "parity"}})");
  CHECK(split.data.split == usual);
  CHECK(read(document::to_json(split)) == split);
  const auto by_link = document::from_link(document::to_link(split));
  REQUIRE(by_link);
  CHECK(*by_link == split);
  CHECK(document::from_link("#split=0.5,0.25,0.25&source=parity")->data.split == usual);
  CHECK(document::from_link("#source=parity")->data.split == all);
  CHECK(read(R"({"isobath": 1, "data": {"source": "xor"}})").data.split == usual);
}

TEST_CASE("Another source brings its split, a chosen one stays", "[document][json]") {
  Document document;
  const auto choose = [&](const char* field, const char* value) {
    REQUIRE(document::set_field(document, field, value));
    return document.data.split;
  };
  CHECK(choose("source", "parity") == data::Split{1, 0, 0});
  CHECK(choose("source", "moons") == data::Split{});
  choose("split", "0.8,0.1,0.1");
  CHECK(choose("source", "parity") == data::Split{0.8, 0.1, 0.1});
  CHECK(choose("source", "circle") == data::Split{0.8, 0.1, 0.1});
}

TEST_CASE("JSON is laid out to be read", "[document][json]") {
  Document document = document::samples::fitted(
      read(R"({"isobath": 1, "data": {"source": "parity", "bits": 3}, "title": "p"})"));
  document.layers.erase(document.layers.begin());
  core::Parameters<double> parameters =
      core::zero_parameters<double>(3, document.layers);  // layer 1: W [1, 3]
  document.parameters = std::make_shared<const core::Parameters<double>>(parameters);
  CHECK(document::to_json(document) == R"({
  "isobath": 1,
  "title": "p",
  "data": {"source": "parity", "bits": 3},
  "network": {"layers": [{"units": 1, "activation": "sigmoid"}]},
  "parameters": [{"W": [[0, 0, 0]], "b": [0]}]
})");
}

TEST_CASE("A byte order mark and any space are read over", "[document][json]") {
  CHECK(read("\xEF\xBB\xBF {\r\n\t\"isobath\" : 1 }\n\n") == Document{});
}

TEST_CASE("A document cut off at any byte is an error and no crash", "[document][json]") {
  for (const document::Field& field : document::fields()) {
    if (field.derived) continue;
    const Document document = document::samples::away_from_default(field).back();
    const std::string text = document::to_json(document, false, -1);
    const std::size_t step = 1 + text.size() / 2000;
    for (std::size_t length = 0; length < text.size(); length += step) {
      const auto cut = document::from_json(std::string_view(text).substr(0, length));
      REQUIRE(!cut.has_value());
      REQUIRE(cut.error().starts_with("line 1, column "));
    }
  }
}

TEST_CASE("Any byte of a document may be another without a crash", "[document][json]") {
  const std::string text = document::to_json(Document{}, true);
  std::size_t read_anyway = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    for (const char c : {'\0', '"', '[', '}', '9', '-', '\xFF'}) {
      std::string changed = text;
      changed[i] = c;
      const auto document = document::from_json(changed);
      if (document)
        ++read_anyway;
      else
        REQUIRE(!document.error().empty());
    }
  CHECK(read_anyway > 0);
}

TEST_CASE("Nesting and length alone harm nobody", "[document][json]") {
  const auto error = [](const std::string& text) { return document::from_json(text).error(); };
  const std::string nested =
      "document: lists and objects are nested more than 32 deep, which no field is";
  CHECK(error(std::string(2'000'000, '[')) == nested);
  std::string objects;
  for (int i = 0; i < 100'000; ++i) objects += "{\"a\":";
  CHECK(error(objects) == nested);
  std::string names = "{\"isobath\": 1";
  for (int i = 0; i < 100'000; ++i) names += ", \"n" + std::to_string(i) + "\": 0";
  CHECK(error(names + "}").starts_with("n0: is no known field, the nearest is "));
  const std::string word(1'000'000, 'x');
  CHECK(error("{\"isobath\": 1, \"" + word + "\": 1}").size() < 200);
  CHECK(error("{\"isobath\": 1, \"loss\": \"" + word + "\"}").size() < 200);
}

}  // namespace document_json
