// SPDX-License-Identifier: MIT
// Tables that cannot be read and files that are none, each with its sentence.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "table_summary.hpp"

namespace data_tables_refused {

using namespace isobath;
using namespace isobath::data;
using namespace std::string_view_literals;

namespace {

struct Case {
  const char* name;
  std::string_view text;
  std::string_view expected;
};

// clang-format off
constexpr Case kCases[] = {
  {"a word among numbers", "age,y\n1,2\n3,4\n5,6\n7,8\n9,10\nabc,1\n", "line 7, column \"age\": \"abc\" is not a number; write nothing where it is missing, or leave the column out"},
  {"two units", "w,y\n12 kg,1\n500 g,0\n3 kg,1\n", "line 3, column \"w\": \"500 g\" has another unit than \"12 kg\" of line 2; write all in one unit"},
  {"two notations", "a;y\n1,55;1\n2.75;0\n", "line 3, column \"a\": \"2.75\" and \"1,55\" of line 2 cannot be numbers of one notation; write all with a point, or all with a comma"},
  {"a cell too few", "a,b,c\n1,2,3\n4,5\n", "line 3: 2 columns where line 1 has 3; where a value is missing, its separator must stand all the same"},
  {"a cell too many", "a,b\n1,2\n3,4,5\n", "line 3: 3 columns where line 1 has 2; a separator within a cell needs quotes around the cell"},
  {"an open quote", "a,b\n1,\"2\n3,4\n", "line 2: a quote is opened and never closed; one that belongs to the text is written twice"},
  {"text behind a quote", "a,b\n\"1\"x,2\n", "line 2: there is text after a closing quote; one that belongs to the text is written twice"},
  {"a single class", "a,label\n1,cat\n2,cat\n", "column \"label\": \"cat\" is the only class; two or more are needed"},
  {"one column", "a\n1\n2\n", "the table has one column; it needs two or more, for an input and a target"},
  {"nothing", "", "the table is empty"},
  {"a header alone", "a,b\n", "there is no row of data below the header"},
  {"xlsx", "PK\003\004\024\000\000\000xl/workbook.xml"sv, "this is a workbook of Excel (.xlsx); open it and save the sheet as CSV UTF-8"},
  {"zip", "PK\003\004\024\000\000\000a.csv"sv, "this is a ZIP archive; unpack it and take the table in it"},
  {"xls", "\320\317\021\340\241\261\032\341"sv, "this is a workbook of an older Excel (.xls); open it and save the sheet as CSV UTF-8"},
  {"html", "<!DOCTYPE html><html></html>", "this is a web page (HTML); take the link to the file itself, or copy the table into a spreadsheet and save that as CSV"},
  {"arff", "@RELATION iris\n@ATTRIBUTE a NUMERIC\n@DATA\n1\n", "this is an ARFF file of Weka; save it there as CSV, or delete everything up to @data and write the names of the columns in its place, with commas"},
  {"json", "[{\"a\": 1}]", "this is JSON; save the table as CSV: pandas.read_json(name).to_csv()"},
  {"pdf", "%PDF-1.4", "this is a PDF; copy its table into a spreadsheet and save that as CSV"},
  {"png", "\211PNG\015\n\032\n"sv, "this is a picture, not a table; a table is text in rows and columns, as CSV"},
  {"jpeg", "\377\330\377\340"sv, "this is a picture, not a table; a table is text in rows and columns, as CSV"},
  {"parquet", "PAR1", "this is a Parquet file; save it as CSV: pandas.read_parquet(name).to_csv()"},
  {"gzip", "\037\213\010"sv, "this is packed with gzip; unpack it first"},
  {"numpy", "\223NUMPY\001\000"sv, "this is an array of NumPy (.npy); save it as CSV: numpy.savetxt(\"table.csv\", array, delimiter=\",\")"},
};
// clang-format on

}  // namespace

TEST_CASE("what is no table is told as what it is, with what to do", "[data][csv]") {
  for (const Case& wanted : kCases) {
    INFO(wanted.name);
    CHECK(tests::table_summary(wanted.text) == wanted.expected);
  }
}

}  // namespace data_tables_refused
