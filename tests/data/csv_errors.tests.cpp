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
  options.targets = std::move(targets);
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
      {"\xFF\xFE"
       "1",
       "the table is UTF-16; save it as UTF-8"},
      {"\xFE\xFF"
       "1",
       "the table is UTF-16; save it as UTF-8"},
      {"a,b,c\n", "there is no row of data below the header"},
      {"a,b,c", "there is no row of data below the header"},
      {"1\n2\n", "the table has one column; it needs two or more, for an input and a target"},
      {"1 2\n3 4\n", "the table has one column; it needs two or more, for an input and a target"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Rows of another length are named", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"a,b,c\n1,2,3\n4,5\n", "line 3: 2 columns where line 1 has 3"},
      {"a,b,c\n1,2,3\n4\n", "line 3: 1 column where line 1 has 3"},
      {"1,2\n3,4\n\n5,6,7\n8,9\n", "line 4: 3 columns where line 1 has 2"},
      {"\n\n1,2\n3\n", "line 4: 1 column where line 3 has 2"},
      {"a,b\n1,2\n3,4,\n", "line 3: 3 columns where line 1 has 2"},
      {"a;b\r\n1;2\r\n3;4;5", "line 3: 3 columns where line 1 has 2"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Cells that are not numbers are named by line and column", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"age,y\n1,2\n3,4\n5,6\n7,8\n9,10\nabc,1\n",
       "line 7, column \"age\": \"abc\" is not a number"},
      {"1,2,3\n4,5,6\n7,x,9\n", "line 3, column 2: \"x\" is not a number"},
      {"a,b\n1.2.3,4\n", "line 2, column \"a\": \"1.2.3\" is not a number"},
      {"a,b\n0x10,4\n", "line 2, column \"a\": \"0x10\" is not a number"},
      {"a,b\ninf,4\n", "line 2, column \"a\": \"inf\" is not a number"},
      {"a,b\n-,4\n", "line 2, column \"a\": \"-\" is not a number"},
      {"a,b\n1 000,4\n", "line 2, column \"a\": \"1 000\" is not a number"},
      {"a,b\n1,2\n3,4 m\n", "line 3, column \"b\": \"4 m\" is not a number"},
      {"a,b\n1,2\n1e999,2\n",
       "line 3, column \"a\": \"1e999\" is not a number that a double can hold"},
      {"a,b\n1,2\n1e-999,2\n",
       "line 3, column \"a\": \"1e-999\" is not a number that a double can hold"},
      {"a;b\n1,5;2\n",
       "line 2, column \"a\": \"1,5\" is not a number; the decimal sign is a point"},
      {"a\tb\n1\t2\n1\t-2,5e3\n",
       "line 3, column \"b\": \"-2,5e3\" is not a number; the decimal sign is a point"},
      {"a,b\n\"x\ny\",4\n", "line 2, column \"a\": \"x?y\" is not a number"},
      {"\"a\nb\",c\n1,2\nx,4\n", "line 4, column \"a?b\": \"x\" is not a number"},
      {"a,b\n\x01,4\n", "line 2, column \"a\": \"?\" is not a number"},
      {"a,b\n1,2\n\xB0\xA1,4\n", "line 3, column \"a\": the text is not UTF-8, and not a number"},
      {",b\nx,4\n5,6\n", "line 2, column 1: \"x\" is not a number"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Missing values are named by line and column", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"age,y\n1,2\n,4\n", "line 3, column \"age\": the value is missing"},
      {"age,y\n1,2\n3,\n", "line 3, column \"y\": the value is missing"},
      {"age,y\n1,2\n\"\",4\n", "line 3, column \"age\": the value is missing"},
      {"age,y\n1,2\nNA,4\n", "line 3, column \"age\": the value is missing (\"NA\")"},
      {"age,y\n1,2\nNaN,4\n", "line 3, column \"age\": the value is missing (\"NaN\")"},
      {"age,y\n1,2\n?,4\n", "line 3, column \"age\": the value is missing (\"?\")"},
      {"1,2\nn/a,4\n", "line 2, column 1: the value is missing (\"n/a\")"},
      {"NULL,2\n3,4\n", "line 1, column 1: the value is missing (\"NULL\")"},
      {"a,label\n1,cat\n2,\n", "line 3, column \"label\": the value is missing"},
      {"a,label\n1,cat\n2,?\n", "line 3, column \"label\": the value is missing (\"?\")"},
      {"a,label\n1,?\n2,cat\n", "line 2, column \"label\": the value is missing (\"?\")"},
      {"a,b\n1,2\n,\n", "line 3, column \"a\": the value is missing"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Broken quotes are named by their line", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"a,b\n1,2\n\"3,4\n5,6\n", "line 3: a quote is opened and never closed"},
      {"\"", "line 1: a quote is opened and never closed"},
      {"a,b\n1,\"\"\"\n", "line 2: a quote is opened and never closed"},
      {"a,b\n\"1\"2,3\n", "line 2: there is text after a closing quote"},
      {"a,b\n\"1\n\" x,3\n", "line 3: there is text after a closing quote"},
      {"\"a\"b,c\n1,2\n", "line 1: there is text after a closing quote"},
  }));
  CHECK(sentence(text) == expected);
}

TEST_CASE("Columns of words that are no classes are refused", "[data][csv]") {
  const auto [text, expected] = GENERATE(values<Case>({
      {"a,label\n1,cat\n2,cat\n",
       "column \"label\": \"cat\" is the only class; two or more are needed"},
      {"1,cat\n2,cat\n", "column 2: \"cat\" is the only class; two or more are needed"},
      {"a,label\n1,cat\n2,3\n", "line 3, column \"label\": \"3\" is a number in a column of words"},
      {"a,label\n1,cat\n2,\xB0\xA1\n",
       "line 3, column \"label\": the word is not UTF-8; save the table as UTF-8"},
      {"a,\xB0\xA1\n1,2\n", "line 1, column 2: the name is not UTF-8; save the table as UTF-8"},
  }));
  CHECK(sentence(text) == expected);
  CHECK(target_sentence({"b", "c"}, "a,b,c\n1,2,cat\n3,4,dog\n") ==
        "line 2, column \"c\": \"cat\" is not a number; words are allowed only in "
        "a single target column");
}

TEST_CASE("More classes than a layer has units are refused", "[data][csv]") {
  std::string text = "a,label\n";
  for (int i = 0; i < core::kMaxUnits; ++i) text += "1,w" + std::to_string(i) + "\n";
  CHECK(sentence(text) == "it was read");
  text += "1,last\n";
  CHECK(sentence(text) ==
        "line 514, column \"label\": \"last\" is one class more than 512, which is the limit");
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
