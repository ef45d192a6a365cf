// SPDX-License-Identifier: MIT
// The schema and the reference in docs/ are what the field table says.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "document/fields.hpp"
#include "document/json.hpp"
#include "document/reference.hpp"

namespace document_schema {

using namespace isobath;

namespace {

const std::string kDocs = std::string(ISOBATH_SOURCE_DIR) + "/docs/";
constexpr std::string_view kTableStart = "| field |";

std::string contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

/// The page with its table of fields replaced by `table`.
std::string with_table(const std::string& page, const std::string& table) {
  const auto start = page.find(kTableStart);
  if (start == std::string::npos) return page;
  const auto end = page.find("\n\n", start);
  return page.substr(0, start) + table + (end == std::string::npos ? "" : page.substr(end + 1));
}

}  // namespace

TEST_CASE("docs/document.schema.json is what the field table says", "[document][schema]") {
  CHECK(contents(kDocs + "document.schema.json") == document::schema());
}

TEST_CASE("The table in docs/document.md is what the field table says", "[document][schema]") {
  CHECK(contents(kDocs + "document.md").find("\n\n" + document::reference_table()) !=
        std::string::npos);
}

TEST_CASE("Write the schema and the reference into docs", "[.write-docs]") {
  const std::string page = contents(kDocs + "document.md");
  REQUIRE(page.find(kTableStart) != std::string::npos);
  std::ofstream(kDocs + "document.md", std::ios::binary)
      << with_table(page, document::reference_table());
  std::ofstream(kDocs + "document.schema.json", std::ios::binary) << document::schema();
}

TEST_CASE("The schema knows every field with its range, choices and default",
          "[document][schema]") {
  const auto schema = nlohmann::json::parse(document::schema());
  const auto whole = nlohmann::json::parse(document::to_json(document::Document{}, true));
  const auto at = [](const nlohmann::json& tree, std::string_view path, bool properties) {
    const nlohmann::json* here = &tree;
    while (!path.empty()) {
      const auto dot = path.find('.');
      if (properties) here = &here->at("properties");
      here = &here->at(std::string(path.substr(0, dot)));
      path.remove_prefix(dot == std::string_view::npos ? path.size() : dot + 1);
    }
    return *here;
  };
  for (const document::Field& field : document::fields()) {
    if (field.derived) continue;
    INFO(field.path);
    const auto entry = at(schema, field.path, true);
    CHECK(entry.at("description") == field.help);
    // A document without a study has no word of one.
    if (entry.contains("default") && !field.path.starts_with("study."))
      CHECK(entry.at("default") == at(whole, field.path, false));
    if (field.kind == document::Kind::choice)
      CHECK(entry.at("enum").size() == field.choices.size());
    if (field.kind == document::Kind::number) {
      CHECK(entry.at("minimum") == field.range.lowest);
      CHECK(entry.at(field.range.below_highest ? "exclusiveMaximum" : "maximum") ==
            field.range.highest);
    }
  }
  CHECK(schema.at("additionalProperties") == false);
  CHECK(schema.at("required") == nlohmann::json::array({"isobath"}));
}

}  // namespace document_schema
