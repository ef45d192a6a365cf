// SPDX-License-Identifier: MIT
// Rows to predict for, read as the table of the training was.
#include "data/predict_rows.hpp"

#include <catch2/catch_test_macros.hpp>

#include "data/csv.hpp"

namespace data_predict_rows {

using namespace isobath;
using namespace isobath::data;
using Matrix = core::Matrix<double>;
using Sentences = std::vector<std::string>;

namespace {

Table trained_on(std::string_view text) {
  auto table = read_csv(text);
  INFO((table ? "" : table.error()));
  REQUIRE(table.has_value());
  return *table;
}

Sheet read_for(const Table& table, std::string_view text) {
  CsvOptions options;
  options.trained = table.origin;
  auto read = read_sheet(text, options);
  INFO((read ? "" : read.error()));
  REQUIRE(read.has_value());
  return std::move(read->sheet);
}

Matrix rows(const Table& table, std::string_view text) {
  const auto x = input_rows(read_for(table, text), table);
  INFO((x ? "" : x.error()));
  REQUIRE(x.has_value());
  return *x;
}

std::string sentence(const Table& table, std::string_view text) {
  const auto x = input_rows(read_for(table, text), table);
  return x ? "it was read" : x.error();
}

}  // namespace

TEST_CASE("Another unit than in the training is refused", "[data][csv]") {
  const Table table = trained_on("weight,y\n1 kg,0.5\n2.5 kg,1.5\n");
  CHECK(rows(table, "weight\n3 kg\n4 kg\n") == Matrix{{3.0}, {4.0}});
  CHECK(rows(table, "weight\n3\n4\n") == Matrix{{3.0}, {4.0}});
  CHECK(sentence(table, "weight\n3000 g\n4000 g\n") ==
        "column \"weight\": the unit is \"g\" and was \"kg\" in the training; write all in \"kg\"");
  const Table two = trained_on("weight,age,y\n1 kg,2,0.5\n2.5 kg,3,1.5\n");
  CHECK(sentence(two, "3000 g,5\n") ==
        "column 1: the unit is \"g\" and was \"kg\" in the training; write all in \"kg\"");
}

TEST_CASE("Columns without names are written as in the training", "[data][csv]") {
  const Table table = trained_on(
      "id;size;income;price\n7;100;1.240,5;3\n5;120;8.639,25;4\n"
      "9;90;2.000,5;5\n");
  const Matrix x{{100.0, 8639.0}, {120.0, 2000.0}};
  CHECK(rows(table, "size;income\n100;8.639\n120;2000\n") == x);
  CHECK(rows(table, "100;8.639\n120;2000\n") == x);
  CHECK(rows(table, "7;100;8.639;0\n8;120;2000;0\n") == x);
  const Table nameless = trained_on("100;1.240,5;3\n120;8.639,25;4\n90;2.000,5;5\n");
  CHECK(rows(nameless, "income;size\n100;8.639\n120;2000\n") == x);
  const Table dates = trained_on("day,y\n1/2/2024,1.5\n31/3/2024,2.5\n");
  CHECK(rows(dates, "3/4/2024\n").row(0).head(3) == Matrix{{2024.0, 4.0, 3.0}}.row(0));
}

TEST_CASE("What is read otherwise than in the training is told", "[data][csv]") {
  const Table table = trained_on("a;b;y\n1,5;2 kg;1\n3,25;4 kg;2\n");
  CHECK(told_formats(read_for(table, "a;b\n2,5;3 kg\n"), table).empty());
  CHECK(told_formats(read_for(table, "b;a\n3;2,250.5\n4;1.5\n"), table) ==
        Sentences{"column \"a\": the comma parts thousands"});
  CHECK(told_formats(read_for(table, "b\n3\n"), table).empty());
  const Table numbers = trained_on("a,y\n1,2.5\n3,4.5\n");
  CHECK(told_formats(read_for(numbers, "a\n1 kg\n"), numbers) ==
        Sentences{"column \"a\": the unit \"kg\" is left off"});
}

TEST_CASE("The first word that is not a number is named", "[data][csv]") {
  const Table table = trained_on("a,y\n1,2.5\n3,4.5\n");
  CHECK(sentence(table, "a\n10\nzwei\nacht\n") ==
        "line 3, column \"a\": \"zwei\" is not a number, as the network was trained with");
  CsvOptions options;
  options.choices = {{"a", {}, As::number, {}}};
  CHECK(read_csv("a,y\n10,1.5\nzwei,2.5\nacht,3.5\n", options).error() ==
        "column \"a\": \"zwei\" is not a number; one_hot takes words");
}

TEST_CASE("Words of the training are found among numbers and in other spellings", "[data][csv]") {
  const Table codes = trained_on("code,y\n007,1.5\nA12,2.5\n007,3.5\n");
  CHECK(rows(codes, "code\n007\n007\n") == Matrix{{0.0}, {0.0}});
  CHECK(rows(codes, "code\nA12\n007\n") == Matrix{{1.0}, {0.0}});
  CHECK(sentence(codes, "code\n007\n7\n") ==
        "line 3, column \"code\": \"7\" did not occur in the training, which knows \"007\", "
        "\"A12\"");
  const Table answers = trained_on("smokes,y\nYes,1.5\nyes,2.5\nno,3.5\n");
  const Matrix x{{1.0}, {0.0}, {1.0}};
  CHECK(rows(answers, "smokes\nyes\nNO\nYes\n") == x);
  CHECK(rows(answers, "smokes\nYES\nn\ntrue\n") == x);
  CHECK(sentence(answers, "smokes\nyes\nperhaps\n").starts_with("line 3, column \"smokes\""));
}

TEST_CASE("A line that begins with a missing value is a row, one that is commented out is none",
          "[data][csv]") {
  const auto read =
      read_sheet("# measured\na,b\n#N/A,3\n# half of it\n4,5\n6,7\n8,9\n10,11\n#12,8\n");
  REQUIRE(read.has_value());
  CHECK(read->sheet.rows == 5);
  CHECK(read->notes == Sentences{"2 lines that begin with # among the rows are passed over"});
  const auto column = read_sheet("a\n1\n# half of it\n#N/A\n3\n# more\n4\n5\n");
  REQUIRE(column.has_value());
  CHECK(column->sheet.rows == 5);
  CHECK(column->sheet.columns[0].missing() == 1);
  CHECK(column->notes == Sentences{"2 lines that begin with # among the rows are passed over"});
}

TEST_CASE("Numbers of one value are no classes", "[data][csv]") {
  CsvOptions options;
  options.choices = {{"y", Use::target, As::one_hot, {}}};
  CHECK(read_csv("a,y\n1,0\n2,0\n3,0\n", options).error() ==
        "column \"y\": \"0\" is the only class; two or more are needed");
}

}  // namespace data_predict_rows
