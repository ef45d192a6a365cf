// SPDX-License-Identifier: MIT
// The kinds of files that people take for tables of text, and what to do with each.
#include "data/file_kind.hpp"

#include <algorithm>
#include <array>

namespace isobath::data {
namespace {

using namespace std::string_view_literals;

struct Kind {
  std::string_view begin;
  std::string_view sentence;
};

constexpr std::string_view kPicture =
    "this is a picture, not a table; a table is text in rows and columns, as CSV";

// Of "PK", which also begins other archives, spreadsheets are told by a name within.
constexpr std::array kKinds{
    Kind{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv,
         "this is a workbook of an older Excel (.xls); open it and save the sheet as CSV UTF-8"},
    Kind{"%PDF-"sv, "this is a PDF; copy its table into a spreadsheet and save that as CSV"},
    Kind{"\x89PNG\r\n\x1A\n"sv, kPicture},
    Kind{"\xFF\xD8\xFF"sv, kPicture},
    Kind{"GIF8"sv, kPicture},
    Kind{"PAR1"sv, "this is a Parquet file; save it as CSV: pandas.read_parquet(name).to_csv()"},
    Kind{"ARROW1"sv, "this is an Arrow file; save it as CSV: pandas.read_feather(name).to_csv()"},
    Kind{"\x1F\x8B"sv, "this is packed with gzip; unpack it first"},
    Kind{"BZh"sv, "this is packed with bzip2; unpack it first"},
    Kind{"\xFD"
         "7zXZ\0"sv,
         "this is packed with xz; unpack it first"},
    Kind{"7z\xBC\xAF\x27\x1C"sv, "this is a 7z archive; unpack it and take the table in it"},
    Kind{"Rar!\x1A\x07"sv, "this is a RAR archive; unpack it and take the table in it"},
    Kind{"\x93NUMPY"sv,
         "this is an array of NumPy (.npy); save it as CSV: numpy.savetxt(\"table.csv\", array, "
         "delimiter=\",\")"},
    Kind{"\x89HDF\r\n\x1A\n"sv,
         "this is an HDF5 file; save its table as CSV: pandas.read_hdf(name).to_csv()"},
    Kind{"SQLite format 3\0"sv, "this is an SQLite database; save one of its tables as CSV"},
    Kind{"\x7F"
         "ELF"sv,
         "this is a program, not a table"},
};

bool starts_with_word(std::string_view text, std::string_view word) {
  return text.size() >= word.size() &&
         std::equal(word.begin(), word.end(), text.begin(), [](char a, char b) {
           return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
         });
}

std::string archive(std::string_view bytes) {
  if (bytes.contains("xl/"sv) || bytes.contains("[Content_Types].xml"sv))
    return "this is a workbook of Excel (.xlsx); open it and save the sheet as CSV UTF-8";
  if (bytes.contains("opendocument.spreadsheet"sv))
    return "this is a LibreOffice spreadsheet (.ods); open it and save the sheet as CSV";
  if (bytes.contains(".npy"sv))
    return "this is an archive of NumPy (.npz); save one array of it as CSV: "
           "numpy.savetxt(\"table.csv\", array, delimiter=\",\")";
  return "this is a ZIP archive; unpack it and take the table in it";
}

std::string_view skip_blanks(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto first = text.find_first_not_of(" \t\r\n");
  return first == std::string_view::npos ? std::string_view() : text.substr(first);
}

// Files of text that are no tables.
std::optional<std::string> name_text(std::string_view text) {
  if (starts_with_word(text, "<!doctype html") || starts_with_word(text, "<html") ||
      starts_with_word(text, "<head") || starts_with_word(text, "<table"))
    return "this is a web page (HTML); take the link to the file itself, or copy the table into a "
           "spreadsheet and save that as CSV";
  if (text.starts_with("<?xml")) return "this is XML; save the table as CSV";
  if (starts_with_word(text, "@relation") ||
      (text.starts_with('%') && text.contains("@relation"sv)) ||
      (text.starts_with('%') && text.contains("@RELATION"sv)))
    return "this is an ARFF file of Weka; save it there as CSV, or delete everything up to @data "
           "and write the names of the columns in its place, with commas";
  if (text.starts_with('{') || text.starts_with("[{") || text.starts_with("[["))
    return "this is JSON; save the table as CSV: pandas.read_json(name).to_csv()";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> name_other_kind(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04"sv)) return archive(bytes);
  for (const Kind& kind : kKinds)
    if (bytes.starts_with(kind.begin)) return std::string(kind.sentence);
  return name_text(skip_blanks(bytes));
}

}  // namespace isobath::data
