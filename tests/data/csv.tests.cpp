// SPDX-License-Identifier: MIT
// Tables as people have them, and what becomes of them.
#include "data/csv.hpp"

#include <catch2/catch_test_macros.hpp>

#include "data/dataset.hpp"

namespace data_csv {

using namespace isobath;
using namespace isobath::data;
using Matrix = core::Matrix<double>;
using Names = std::vector<std::string>;

namespace {

Table read(std::string_view text, const CsvOptions& options = {}) {
  auto table = read_csv(text, options);
  INFO((table ? "" : table.error()));
  REQUIRE(table.has_value());
  return *table;
}

CsvOptions aiming_at(const std::vector<std::string>& targets) {
  CsvOptions options;
  for (const std::string& name : targets) options.choices.push_back({name, Use::target, {}, {}});
  return options;
}

const Matrix kX{{1.0, 2.0}, {3.0, 4.0}};
const Matrix kY{{0.0}, {1.0}};

}  // namespace

TEST_CASE("Commas, semicolons and tabs are told apart", "[data][csv]") {
  for (const char* text : {"1,2,0\n3,4,1\n", "1;2;0\n3;4;1\n", "1\t2\t0\n3\t4\t1\n",
                           "1 , 2 ,0\n 3, 4 , 1", " 1 ; 2;0 \n3;4;1"}) {
    const Table table = read(text);
    CHECK(table.x == kX);
    CHECK(table.y == kY);
    CHECK(table.names.empty());
  }
}

TEST_CASE("The delimiter is the one that cuts the rows alike", "[data][csv]") {
  CHECK(read("size, in m;price\n1;2\n3;4\n").names == Names{"size, in m", "price"});
  CHECK(read("\"a;b\",c\n1,2\n3,4\n").names == Names{"a;b", "c"});
  CHECK(read("a;b,c,d\n1,2,3\n3,4,5\n").names == Names{"a;b", "c", "d"});
}

TEST_CASE("A header is found by its words over numbers", "[data][csv]") {
  const Names names{"x1", "x2", "label"};
  CHECK(read("x1,x2,label\n1,2,0\n3,4,1\n").names == names);
  CHECK(read("x1,x2,label\n1,2,cat\n3,4,dog\n").names == Names{"x1", "x2", "label=dog"});
  // Numbers as names, but for one.
  CHECK(read("2019,2020,price\n1,2,0\n3,4,1\n").names == Names{"2019", "2020", "price"});
}

TEST_CASE("Rows that begin at once have no header", "[data][csv]") {
  const Table numbers = read("1,2,0\n3,4,1\n");
  CHECK(numbers.x.rows() == 2);
  CHECK(numbers.names.empty());
  const Table words = read("1,2,cat\n3,4,dog\n");
  CHECK(words.x == kX);
  CHECK(words.y == kY);
  CHECK(words.names == Names{"x1", "x2", "y=dog"});
  CHECK(read("1,2").x.rows() == 1);
}

TEST_CASE("A nameless column of a header is named by what it is", "[data][csv]") {
  CHECK(read(",x2,label\n1,2,0\n3,4,1\n").names == Names{"x1", "x2", "label"});
  CHECK(read("a,b,\n1,2,0\n3,4,1\n").names == Names{"a", "b", "y"});
}

TEST_CASE("All kinds of line ends, blank lines and a byte order mark are taken", "[data][csv]") {
  for (const char* text :
       {"a,b,c\r\n1,2,0\r\n3,4,1\r\n", "a,b,c\r1,2,0\r3,4,1\r", "a,b,c\n1,2,0\n3,4,1",
        "\n\n  \na,b,c\n\n1,2,0\n \t \n3,4,1\n\n\n",
        "\xEF\xBB\xBF"
        "a,b,c\n1,2,0\n3,4,1\n",
        "a\tb\tc\n\n\t \t\n1\t2\t0\n3\t4\t1\n\t\t\n", "a,b,c\r\n\r\n1,2,0\r\n\r\n3,4,1\r\n\r\n"}) {
    const Table table = read(text);
    CHECK(table.x == kX);
    CHECK(table.y == kY);
    CHECK(table.names == Names{"a", "b", "c"});
  }
}

TEST_CASE("Quoted cells may hold quotes, delimiters and line ends", "[data][csv]") {
  const Table table =
      read("\"a,1\",\"b \"\"big\"\"\",\"c\nd\"\n\"1\",\" 2\" ,0\n 3, \"4\",\"1\"\n");
  CHECK(table.names == Names{"a,1", "b \"big\"", "c\nd"});
  CHECK(table.x == kX);
  CHECK(table.y == kY);
  // A quote within a word is a character like any other.
  CHECK(read("5\" disc,price\n1,2\n").names == Names{"5\" disc", "price"});
}

TEST_CASE("Two words as the target become 0 and 1 in their own order", "[data][csv]") {
  const Table table = read("a,label\n1,yes\n2,no\n3,yes\n");
  CHECK(table.y == Matrix{{1.0}, {0.0}, {1.0}});
  CHECK(table.names == Names{"a", "label=yes"});
  // The order of the rows changes nothing.
  CHECK(read("a,label\n2,no\n1,yes\n").y == Matrix{{0.0}, {1.0}});
}

TEST_CASE("More words as the target become one-hot columns", "[data][csv]") {
  const Table table = read("a,kind\n1,rose\n2,iris\n3,\"lily, white\"\n4,rose\n");
  CHECK(table.y == Matrix{{0.0, 0.0, 1.0}, {1.0, 0.0, 0.0}, {0.0, 1.0, 0.0}, {0.0, 0.0, 1.0}});
  CHECK(table.names == Names{"a", "kind=iris", "kind=lily, white", "kind=rose"});
  Options options;
  options.source = Source::table;
  options.table = std::make_shared<const Table>(table);
  CHECK(make_dataset(options).value().task == Task::categorical);
}

TEST_CASE("Words may be in any script", "[data][csv]") {
  const Table table = read("크기,값\n1,고양이\n2,개\n");
  CHECK(table.names == Names{"크기", "값=고양이"});
  CHECK(table.y == Matrix{{1.0}, {0.0}});
}

TEST_CASE("Targets are chosen by name or by number, in the order given", "[data][csv]") {
  const std::string text = "a,b,c,d\n1,2,3,4\n5,6,7,8\n";
  const Table by_name = read(text, aiming_at({"b"}));
  CHECK(by_name.x == Matrix{{1.0, 3.0, 4.0}, {5.0, 7.0, 8.0}});
  CHECK(by_name.y == Matrix{{2.0}, {6.0}});
  CHECK(by_name.names == Names{"a", "c", "d", "b"});
  CHECK(read(text, aiming_at({"2"})).y == by_name.y);
  const Table two = read(text, aiming_at({"d", "1"}));
  CHECK(two.x == Matrix{{2.0, 3.0}, {6.0, 7.0}});
  CHECK(two.y == Matrix{{4.0, 1.0}, {8.0, 5.0}});
  CHECK(two.names == Names{"b", "c", "d", "a"});
  // A name that is a number goes before a number.
  CHECK(read("a,1\n5,6\n7,8\n", aiming_at({"1"})).y == Matrix{{6.0}, {8.0}});
  CHECK(read("cat,1\ndog,2\n", aiming_at({"1"})).names == Names{"x1", "y=dog"});
}

TEST_CASE("Numbers keep all their digits", "[data][csv]") {
  const Table table = read("0.1,1e-300,-0,+3.5e2,.5,5.\n9007199254740993,1,1,1,1,1\n");
  CHECK(table.x.row(0) == Matrix{{0.1, 1e-300, -0.0, 350.0, 0.5}}.row(0));
  CHECK(table.y(0, 0) == 5.0);
  CHECK(table.x(1, 0) == 9007199254740992.0);
}

TEST_CASE("The largest table is read, with progress that never goes back", "[data][csv]") {
  std::string text;
  for (core::Index i = 0; i < kMaxTableRows; ++i)
    text += std::to_string(i) + "," + std::to_string(i % 7) + ".25,0\n";
  CsvOptions options;
  std::vector<double> shares;
  options.progress = [&](double share) {
    shares.push_back(share);
    return true;
  };
  const Table table = read(text, options);
  REQUIRE(table.x.rows() == kMaxTableRows);
  CHECK(table.x(99'999, 0) == 99'999.0);
  CHECK(table.x(12'345, 1) == 12'345 % 7 + 0.25);
  REQUIRE(shares.size() > 3);
  CHECK(std::ranges::is_sorted(shares));
  CHECK(shares.front() >= 0.0);
  CHECK(shares.back() == 1.0);
}

TEST_CASE("A thousand columns are read", "[data][csv]") {
  std::string text;
  for (int row = 0; row < 3; ++row)
    for (core::Index j = 0; j < kMaxTableColumns; ++j)
      text += std::to_string(row + j) + (j + 1 == kMaxTableColumns ? "\n" : ";");
  const Table table = read(text);
  CHECK(table.x.cols() == kMaxTableColumns - 1);
  CHECK(table.x(2, 998) == 1000.0);
  CHECK(table.y(2, 0) == 1001.0);
}

}  // namespace data_csv
