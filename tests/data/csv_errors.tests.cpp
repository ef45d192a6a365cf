// SPDX-License-Identifier: MIT
// What cannot be read, each with its sentence.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <sstream>

#include "core/options.hpp"
#include "data/csv.hpp"
#include "data/text.hpp"

namespace data_csv_errors {

using namespace isobath;
using namespace isobath::data;

namespace {

std::string sentence(std::string_view text, const CsvOptions& options = {}) {
  const auto table = read_csv(text, options);
  return table.has_value() ? "it was read" : table.error();
}

std::string target_sentence(std::vector<std::string> targets,
                            std::string_view text = "a,b,a\n1,2,3\n4,5,6\n") {
  CsvOptions options;
  for (std::string& name : targets)
    options.choices.push_back({std::move(name), Use::target, {}, {}});
  return sentence(text, options);
}

std::string repeat(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

struct Case {
  const char* text;
  const char* sentence;
};

}  // namespace

TEST_CASE("What is no table is refused as a whole", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"", "the table is empty"},
      {"\n \r\n\t\n", "the table is empty"},
      {"\xEF\xBB\xBF", "the table is empty"},
      {"a,b,c\n", "there is no row of data below the header"},
      {"a,b,c", "there is no row of data below the header"},
      {"1\n2\n", "the table has one column; it needs two or more, for an input and a target"},
      {"1_2\n3_4\n", "the table has one column; it needs two or more, for an input and a target"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Rows of another length are named", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"a,b,c\n1,2,3\n4,5\n",
       "line 3: 2 columns where line 1 has 3; where a value is missing, its separator must stand "
       "all the same"},
      {"a,b,c\n1,2,3\n4\n",
       "line 3: 1 column where line 1 has 3; where a value is missing, its separator must stand "
       "all the same"},
      {"1,2\n3,4\n\n5,6,7\n8,9\n",
       "line 4: 3 columns where line 1 has 2; a separator within a cell needs quotes around the "
       "cell"},
      {"\n\n1,2\n3\n",
       "line 4: 1 column where line 3 has 2; where a value is missing, its separator must stand "
       "all the same"},
      {"a,b\n1,2\n3,4,\n",
       "line 3: 3 columns where line 1 has 2; a separator within a cell needs quotes around the "
       "cell"},
      {"a;b\r\n1;2\r\n3;4;5",
       "line 3: 3 columns where line 1 has 2; a separator within a cell needs quotes around the "
       "cell"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Cells that are not numbers are named by line and column", "[data][csv]") {
  const std::string out = "; write nothing where it is missing, or leave the column out";
  // A word is a fault where most cells are numbers; rows above it are as many as that takes.
  const std::string rows = "1,2\n3,4\n5,6\n7,8\n";
  const auto [cell, shown] = GENERATE(values<std::pair<const char*, const char*>>(
      {{"abc", "\"abc\" is not a number"},
       {"1.2.3", "\"1.2.3\" is not a number"},
       {"0x10", "\"0x10\" is not a number"},
       {"inf", "\"inf\" is not a number"},
       {"\"x\ny\"", "\"x?y\" is not a number"},
       {"\x01", "\"?\" is not a number"},
       {"1e999", "\"1e999\" is not a number that a double can hold"},
       {"1e-999", "\"1e-999\" is not a number that a double can hold"}}));
  CHECK(sentence("age,y\n" + rows + cell + ",4\n") ==
        "line 6, column \"age\": " + std::string(shown) + out);
  CHECK(sentence(rows + cell + ",4\n") == "line 5, column 1: " + std::string(shown) + out);
  CHECK(sentence("\"a\nb\",y\n" + rows + cell + ",4\n") ==
        "line 7, column \"a?b\": " + std::string(shown) + out);
  CsvOptions without;
  without.choices = {{"age", Use::drop, {}, {}}};
  CHECK(sentence("age,b,y\n1,2,3\n1,2,3\n1,2,3\n1,2,3\n" + std::string(cell) + ",4,5\n", without) ==
        "it was read");
}

TEST_CASE("Broken quotes are named by their line", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"a,b\n1,2\n\"3,4\n5,6\n",
       "line 3: a quote is opened and never closed; one that belongs to the text is written twice"},
      {"\"",
       "line 1: a quote is opened and never closed; one that belongs to the text is written twice"},
      {"a,b\n1,\"\"\"\n",
       "line 2: a quote is opened and never closed; one that belongs to the text is written twice"},
      {"a,b\n\"1\"2,3\n",
       "line 2: there is text after a closing quote; one that belongs to the text is written "
       "twice"},
      {"a,b\n\"1\n\" x,3\n",
       "line 3: there is text after a closing quote; one that belongs to the text is written "
       "twice"},
      {"\"a\"b,c\n1,2\n",
       "line 1: there is text after a closing quote; one that belongs to the text is written "
       "twice"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Columns of words that are no classes are refused", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"a,label\n1,cat\n2,cat\n",
       "column \"label\": \"cat\" is the only class; two or more are needed"},
      {"1,cat\n2,cat\n", "column 2: \"cat\" is the only class; two or more are needed"},
  }));
  CHECK(sentence(text) == expected);
  CHECK(
      target_sentence({"b", "c"}, "a,b,c\n1,2,cat\n3,4,dog\n5,6,cow\n") ==
      "column \"c\": its words are classes, which only a single target can have; give one target");
}

TEST_CASE("More classes than a layer has units are refused", "[data][csv]") {
  std::string text = "a,label\n";
  for (int i = 0; i < core::kMaxUnits; ++i) text += "1,w" + std::to_string(i) + "\n";
  CHECK(sentence(text) == "it was read");
  text += "1,last\n";
  CHECK(sentence(text) == "column \"label\": 513 classes are more than 512, which is the limit");
}

TEST_CASE("Targets that are not there are refused", "[data][csv]") {
  CHECK(target_sentence({"price"}) ==
        "target \"price\": it is neither the name of a column nor a number between 1 and 3");
  for (const char* wanted : {"0", "4", "-1", "2.0", "2x", "", "99999999999999999999999"})
    CHECK(target_sentence({wanted}) ==
          "target \"" + std::string(wanted) +
              "\": it is neither the name of a column nor a number between 1 and 3");
  CHECK(target_sentence({"a"}) ==
        "target \"a\": 2 columns have this name; give its number instead");
  CHECK(target_sentence({"b", "2"}) == "target \"2\": this column is a target already");
  CHECK(target_sentence({"1", "2", "3"}) ==
        "every column is a target; at least one must be left as an input");
}

TEST_CASE("Tables beyond the limits are refused", "[data][csv]") {
  const std::string row = repeat("1,", 1000) + "1\n";
  CHECK(sentence(row) == "line 1: there are more than 1000 columns, which is the limit");
  CHECK(sentence(repeat("1,2\n", 100'000)) == "it was read");
  CHECK(sentence("a,b\n" + repeat("1,2\n", 100'000)) == "it was read");
  CHECK(sentence("a,b\n" + repeat("1,2\n", 100'001)) ==
        "line 100002: there are more than 100000 rows of data, which is the limit");
}

TEST_CASE("Reading can be cancelled", "[data][csv]") {
  const std::string text = repeat("1.2345678,2.3456789\n", 90'000);
  int calls = 0;
  CsvOptions options;
  options.progress = [&](double) { return ++calls < 2; };
  CHECK(sentence(text, options) == "reading the table was cancelled");
  CHECK(calls == 2);
}

TEST_CASE("Every beginning of a table is read or refused in one sentence", "[data][csv]") {
  const std::string text =
      "\xEF\xBB\xBF\"si\"\"ze\";\"크기\n2\";label\r\n1,5;2e3;cat\r\n\r\n 3 "
      ";\"4\";개\r5;NA;\"x\"y\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    const std::string answer = sentence(std::string_view(text).substr(0, length));
    CHECK(answer.find('\n') == std::string::npos);
    CHECK(is_utf8(answer));
    CHECK_FALSE(answer.empty());
  }
}

}  // namespace data_csv_errors
