// SPDX-License-Identifier: MIT
// Tables as people have them, one of every kind, and what each is read as (table_summary.hpp) or
// the sentence that it is refused with.
#pragma once

#include <string_view>

namespace isobath::tests {

using namespace std::string_view_literals;

struct TableCase {
  const char* name;
  std::string_view text;
  std::string_view expected;
};

// clang-format off
inline constexpr TableCase kReadTables[] = {
  {"thousands by commas in quotes", "size,price\n70,\"1,240\"\n120,\"2,400\"\n35,\"980\"\n", "size price 3x1: 70 -> 1240; column \"price\": the comma parts thousands"},
  {"decimal commas between semicolons", "a;b\n1,5;2\n3,25;4\n", "a b 2x1: 1.5 -> 2; column \"a\": the comma is the decimal sign"},
  {"points as thousands beside decimal commas", "a;b\n1.240,5;2\n12,25;4\n", "a b 2x1: 1240.5 -> 2; column \"a\": the comma is the decimal sign, the point parts thousands"},
  {"points alone are thousands where the file has decimal commas", "a;b\n1.240;2,5\n2.500;4,5\n", "a b 2x1: 1240 -> 2.5; column \"a\": the comma is the decimal sign, the point parts thousands; column \"b\": the comma is the decimal sign"},
  {"an ambiguous comma between semicolons is the decimal sign", "a;b\n1,200;2\n3,400;4\n", "a b 2x1: 1.2 -> 2; column \"a\": the comma is the decimal sign"},
  {"an ambiguous comma elsewhere parts thousands", "a\tb\n1,200\t2\n3,400\t4\n", "a b 2x1: 1200 -> 2; column \"a\": the comma parts thousands"},
  {"blanks part thousands", "a;b\n1 240;2\n12 345;4\n980;5\n", "a b 3x1: 1240 -> 2; column \"a\": the blank parts thousands"},
  {"thin blanks part thousands", "a;b\n1\342\200\257240;2\n12\342\200\211345;4\n", "a b 2x1: 1240 -> 2; column \"a\": the blank parts thousands"},
  {"apostrophes part thousands", "a;b\n1'240;2\n12'345;4\n", "a b 2x1: 1240 -> 2; column \"a\": the apostrophe parts thousands"},
  {"the minus of Unicode", "a,b\n−1.5,2\n3,–4\n", "a b 2x1: -1.5 -> 2"},
  {"no-break blanks and full-width figures", "a,b\n\302\2401\302\240,２\n３.５,4\n", "a b 2x1: 1 -> 2"},
  {"brackets as minus", "a,b\n(12),2\n3,4\n", "a b 2x1: -12 -> 2"},
  {"units behind a blank", "weight,y\n12 kg,1\n3.5 kg,0\n", "weight y 2x1: 12 -> 1; column \"weight\": the unit \"kg\" is left off"},
  {"per cents", "share,y\n35%,1\n50%,0\n", "share y 2x1: 35 -> 1; column \"share\": the unit \"%\" is left off"},
  {"money", "price,y\n\"$1,200\",1\n$3,0\n", "price y 2x1: 1200 -> 1; column \"price\": the comma parts thousands, the unit \"$\" is left off"},
  {"won", "가격,값\n\"1,200원\",3\n500원,4\n", "가격 값 2x1: 1200 -> 3; column \"가격\": the comma parts thousands, the unit \"원\" is left off"},
  {"bars", "a|b|c\n1|2|0\n3|4|1\n", "a b c 2x2: 1 2 -> 0"},
  {"runs of blanks", " 1.0   2.0  3\n 4.0   5.5  6\n", "2x2: 1 2 -> 3"},
  {"runs of blanks and a tab", "18.0   8  307.0\t\"chevrolet chevelle\"\n15.0   8  350.0\t\"buick skylark\"\n", "x1 x2 x3 y=chevrolet chevelle 2x3: 18 8 307 -> 1"},
  {"double tabs", "a\t\tb\t\tc\n1\t\t2\t\t0\n3\t\t4\t\t1\n", "a b c 2x2: 1 2 -> 0"},
  {"comments", "# made by hand\na,b\n1,2\n# half of it\n3,4\n", "a b 2x1: 1 -> 2; 1 line that begins with # among the rows is passed over"},
  {"names in a comment", "# a,b\n1,2\n3,4\n", "a b 2x1: 1 -> 2"},
  {"a column called #", "#,hp,y\n1,45,0\n2,60,1\n3,80,1\n", "hp y 3x1: 45 -> 0; column \"#\" is left out: it only tells the rows apart"},
  {"titles", "서울시 기온,,\n,,\n날짜,기온,y\n2024-01-01,-3.5,0\n2024-01-02,1.5,1\n", "날짜.year 날짜.month 날짜.day 날짜.weekday 기온 y 2x5: 2024 1 1 1 -3.5 -> 0; line 1 is passed over as a title: \"서울시 기온\""},
  {"sep line", "sep=;\na;b\n1;2\n3;4\n", "a b 2x1: 1 -> 2; the line \"sep=;\" is followed"},
  {"missing cells are filled", "age,city,y\n1,Seoul,2.5\n,Busan,4.5\n3,?,6.5\n", "age city=Seoul y 3x2: 1 1 -> 2.5; 2 missing values are filled by the mean of the training part"},
  {"a missing target leaves its row out", "a,y\n1,2.5\n2,\n3,4.5\n", "a y 2x1: 1 -> 2.5; 1 of 3 rows are left out: something is missing in them"},
  {"booleans", "smokes,age,y\nyes,30,1.5\nno,40,2.5\n", "smokes=yes age y 2x2: 1 30 -> 1.5"},
  {"booleans in capitals", "a,ok\n1,TRUE\n2,FALSE\n", "a ok=TRUE 2x1: 1 -> 1"},
  {"Korean booleans", "흡연,값\n예,1.5\n아니오,2.5\n", "흡연=예 값 2x1: 1 -> 1.5"},
  {"words are one-hot", "town,y\nSeoul,1.5\nBusan,2.5\nJeju,3.5\n", "town=Busan town=Jeju town=Seoul y 3x3: 0 0 1 -> 1.5"},
  {"two words are 0 and 1", "sex,y\nmale,1.5\nfemale,2.5\n", "sex=male y 2x1: 1 -> 1.5"},
  {"ISO dates", "day,y\n2024-01-03,1.5\n2024-02-29,2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 1 3 3 -> 1.5"},
  {"dates with points", "day,y\n2024.1.3,1.5\n2024.2.29,2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 1 3 3 -> 1.5"},
  {"Korean dates", "day,y\n2024년 1월 3일,1.5\n2024년 2월 29일,2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 1 3 3 -> 1.5"},
  {"day before month, told by one row", "day,y\n1/2/2024,1.5\n31/3/2024,2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 2 1 4 -> 1.5; column \"day\": dates are day, month, year"},
  {"month before day", "day,y\n1/2/2024,1.5\n1/31/2024,2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 1 2 2 -> 1.5; column \"day\": dates are month, day, year"},
  {"an order of dates that nothing tells", "day,y\n1/2/2024,1.5\n3/4/2024,2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 1 2 2 -> 1.5; column \"day\": dates are month, day, year"},
  {"dates with months by name", "day,y\n3 Jan 2024,1.5\n\"Feb 29, 2024\",2.5\n", "day.year day.month day.day day.weekday y 2x4: 2024 1 3 3 -> 1.5"},
  {"ids by name", "id,a,y\n17,1,2.5\n12,3,4.5\n11,5,6.5\n", "a y 3x1: 1 -> 2.5; column \"id\" is left out: it only tells the rows apart"},
  {"numbers of rows without a name", ",a,y\n0,1,2.5\n1,3,4.5\n2,5,6.5\n", "a y 3x1: 1 -> 2.5; column 1 is left out: it only tells the rows apart"},
  {"names of rows, as R writes them", "\"a\",\"y\"\n\"1\",1,2.5\n\"2\",3,4.5\n\"3\",5,6.5\n", "a y 3x1: 1 -> 2.5; column 1 is left out: it only tells the rows apart"},
  {"classes 1 and 2", "a,kind\n1,1\n3,2\n5,1\n", "a kind=2 3x1: 1 -> 0; column \"kind\": its numbers are taken as classes"},
  {"labels -1 and +1", "a,b\n1,-1\n3,+1\n", "a b=1 2x1: 1 -> 0; column \"b\": its numbers are taken as classes"},
  {"species as numbers", "a,species\n1,1\n3,2\n5,3\n", "a species=1 species=2 species=3 3x1: 1 -> 1 0 0; column \"species\": its numbers are taken as classes"},
  {"the class in the first column", "class,a\nx,1\nz,2\nw,3\n", "a class=w class=x class=z 3x1: 1 -> 0 1 0; column \"class\" is the target: its name says so"},
  {"UTF-16 with a mark", "\377\376a\000,\000\022\254\n\0001\000,\0002\000.\0005\000\n\0003\000,\0004\000.\0005\000\n\000"sv, "a 값 2x1: 1 -> 2.5; the text is read as utf-16le"},
  {"UTF-16 without a mark", "\000a\000,\000v\000a\000l\000u\000e\000\n\0001\000,\0002\000.\0005\000\n\0003\000,\0004\000.\0005\000\n"sv, "a value 2x1: 1 -> 2.5; the text is read as utf-16be"},
  {"CP949", "\265\265\275\303,\260\252\n\274\255\277\357,2.5\n\272\316\273\352,4.5\n"sv, "도시=서울 값 2x1: 1 -> 2.5; the text is read as cp949"},
  {"CP949 beyond EUC-KR", "\300\314\270\247,\260\252\n\214c\271\346,2.5\n\274\204\275\303,4.5\n\301d\300\332,1.5\n"sv, "이름=똠방 이름=펲시 이름=햏자 값 3x3: 1 0 0 -> 2.5; the text is read as cp949"},
  {"Latin-1", "caf\351,y\n1,2.5\n3,4.5\n"sv, "café y 2x1: 1 -> 2.5; the text is read as windows-1252"},
  {"Windows-1252", "price,y\n12 \200,2.5\n3 \200,4.5\n"sv, "price y 2x1: 12 -> 2.5; the text is read as windows-1252; column \"price\": the unit \"€\" is left off"},
  {"a constant input stays", "a,b,y\n1,7,2.5\n3,7,4.5\n", "a b y 2x2: 1 7 -> 2.5"},
  {"an empty column at the end", "a,y,\n1,2.5,\n3,4.5,\n", "a y 2x1: 1 -> 2.5; column \"y\" is the target: its name says so; column 3 is left out: it is empty"},
  {"missing cells that begin with #", "a,b,y\n1,2,0.5\n#N/A,3,1.5\n4,1,2.5\n", "a b y 3x2: 1 2 -> 0.5; 1 missing value is filled by the mean of the training part"},
  {"a missing word is one missing value", "town,a,y\nSeoul,1,1.5\nBusan,2,2.5\nJeju,3,3.5\n,4,4.5\n", "town=Busan town=Jeju town=Seoul a y 4x4: 0 0 1 1 -> 1.5; 1 missing value is filled by the mean of the training part"},
  {"a separator at the end of rows alone", "id,x,y\n1,5,0,\n2,6,1,\n3,7,0,\n", "x y 3x1: 5 -> 0; column \"id\" is left out: it only tells the rows apart"},
  {"a separator at the end of rows alone, and no id", "a,b,y\n4,5,0,\n4,6,1,\n", "a b y 2x2: 4 5 -> 0"},
  {"points and blanks where the points are decimal", "a;b\n1 240;2\n1.240;4\n", "a b 2x1: 1240 -> 2; column \"a\": the blank parts thousands"},
  {"tables of words without a header", "p,x\ne,x\ne,y\np,y\np,x\n", "x1=p y=y 5x1: 1 -> 0"},
};

inline constexpr TableCase kRefusedTables[] = {
  {"a word among numbers", "age,y\n1,2\n3,4\n5,6\n7,8\n9,10\nabc,1\n", "line 7, column \"age\": \"abc\" is not a number; write nothing where it is missing, or leave the column out"},
  {"two units", "w,y\n12 kg,1\n500 g,0\n3 kg,1\n", "line 3, column \"w\": \"500 g\" has another unit than \"12 kg\" of line 2; write all in one unit"},
  {"two notations", "a;y\n1,55;1\n2.75;0\n", "line 3, column \"a\": \"2.75\" and \"1,55\" of line 2 cannot be numbers of one notation; write all with a point, or all with a comma"},
  {"two signs between thousands", "a;y\n1 240,5;1\n1.240;0\n12,5;1\n", "line 3, column \"a\": \"1.240\" and \"1 240,5\" of line 2 cannot be numbers of one notation; write all with a point, or all with a comma"},
  {"more than a double holds, behind thousands", "a,y\n\"1,000e999\",1\n2,0\n3,1\n", "line 2, column \"a\": \"1,000e999\" is not a number that a double can hold; write nothing where it is missing, or leave the column out"},
  {"a cell too many behind a separator at the end of rows", "id,x,y\n1,5,0,\n2,6,1,\n3,7,0,,\n", "line 4: 5 columns where line 1 has 3; a separator within a cell needs quotes around the cell"},
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

}  // namespace isobath::tests
