// SPDX-License-Identifier: MIT
// What becomes of tables as people have them.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "table_cases.hpp"
#include "table_summary.hpp"

namespace data_tables {

using namespace isobath;
TEST_CASE("every kind of table is read as what it is", "[data][csv]") {
  for (const tests::TableCase& wanted : tests::kReadTables) {
#ifdef __EMSCRIPTEN__
    // The decoder of Node.js knows EUC-KR alone; browsers' know all of CP949, see
    // tests/browser/tables.mjs.
    if (std::string_view(wanted.name) == "CP949 beyond EUC-KR") continue;
#endif
    INFO(wanted.name);
    CHECK(tests::table_summary(wanted.text) == wanted.expected);
  }
}

TEST_CASE("what is no table is told as what it is, with what to do", "[data][csv]") {
  for (const tests::TableCase& wanted : tests::kRefusedTables) {
    INFO(wanted.name);
    CHECK(tests::table_summary(wanted.text) == wanted.expected);
  }
}

TEST_CASE("few rows in which something is missing are left out", "[data][csv]") {
  std::string text = "a,y\n";
  for (int i = 0; i < 40; ++i) text += std::to_string(i) + "," + std::to_string(i % 5) + ".5\n";
  CHECK(tests::table_summary(text + "NA,1.5\n") ==
        "a y 40x1: 0 -> 0.5; 1 of 41 rows are left out: something is missing in them");
}

TEST_CASE("free text and names are no inputs", "[data][csv]") {
  std::string text = "name,note,a,y\n";
  for (int i = 0; i < 150; ++i) {
    const std::string number = std::to_string(i);
    text += "n" + std::to_string(i % 90) + ",note " + number + "," + number + "," + number + ".5\n";
  }
  CHECK(tests::table_summary(text) ==
        "a y 150x1: 0 -> 0.5; column \"name\" is left out: nearly every row has a word of its own; "
        "column \"note\" is left out: it has 150 different words");
  std::string many = "a,note,y\n";
  for (int i = 0; i < 1'001; ++i) many += std::to_string(i) + ",w" + std::to_string(i) + ",1\n";
  CHECK(tests::table_summary(many) ==
        "a y 1001x1: 0 -> 1; column \"note\" is left out: its words are too many to be classes");
}

}  // namespace data_tables
