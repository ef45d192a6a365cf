// SPDX-License-Identifier: MIT
// Every document of docs/experiments is valid, says what to see, and runs.
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <set>

#include "document/json.hpp"
#include "document/link.hpp"
#include "published.hpp"

namespace app_published_documents {

using namespace isobath;

namespace {

std::set<std::string> experiment_names() {
  std::set<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator(ISOBATH_SOURCE_DIR "/docs/experiments"))
    if (entry.path().extension() == ".json") names.insert(entry.path().stem().string());
  return names;
}

}  // namespace

TEST_CASE("every experiment opens, says what it shows and takes a step", "[app][published][slow]") {
  const auto names = experiment_names();
  REQUIRE(names.size() >= 20);
  for (const std::string& name : names) {
    INFO(name);
    auto document = tests::experiment(name);
    CHECK_FALSE(document.title.empty());
    CHECK(document.note.size() > 80);
    // A look at a few examples of the wide ones: this test is about opening them.
    if (document.data.source == data::Source::images) document.data.examples = 4;
    const auto run = tests::begin(document);
    run->step(true);
    CHECK(run->record().layers.size() == document.layers.size());
  }
}

TEST_CASE("each of the published results has its experiment", "[app][published]") {
  std::set<std::string> numbers;
  for (const std::string& name : experiment_names()) numbers.insert(name.substr(0, 2));
  CHECK(numbers ==
        std::set<std::string>{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10"});
}

TEST_CASE("every experiment survives the way through JSON and a link", "[app][published]") {
  for (const std::string& name : experiment_names()) {
    INFO(name);
    const auto document = tests::experiment(name);
    const auto again = document::from_json(document::to_json(document));
    REQUIRE(again);
    CHECK(*again == document);
    const auto linked = document::from_link(document::to_link(document));
    REQUIRE(linked);
    CHECK(*linked == document);
  }
}

}  // namespace app_published_documents
