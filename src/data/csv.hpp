// SPDX-License-Identifier: MIT
// Tables as people have them: any usual encoding and separator, with or without a header, words,
// dates, units and missing cells.
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.hpp"

namespace isobath::data {

inline constexpr core::Index kMaxTableRows = 100'000;
inline constexpr core::Index kMaxTableColumns = 1'000;

struct CsvOptions {
  /// "utf-8", "utf-16le", "utf-16be", "cp949" or "windows-1252"; empty: found from the bytes.
  std::string encoding;
  /// The table that a network was trained with: where a column that is an input of it does not say
  /// how it is written, it is as it was there, and what was words stays words.
  std::shared_ptr<const TableOrigin> trained;
  /// What is to be done with the columns; for read_csv only.
  std::vector<ColumnChoice> choices;
  /// Called now and then with the share read, 0 … 1; returning false cancels.
  std::function<bool(double)> progress;
};

struct ReadSheet {
  Sheet sheet;
  /// What was passed over or read in another way than it is written, one sentence each; of single
  /// columns Column::format says it.
  std::vector<std::string> notes;
};

/// Reads the bytes of a file or what was pasted. Errors are one sentence that names line and column
/// and what to do: `line 7, column "age": "abc" is not a number`. A column that is meant to be
/// numbers and is not carries its sentence in Column::fault: it can still be left out.
std::expected<ReadSheet, std::string> read_sheet(std::string_view bytes,
                                                 const CsvOptions& options = {});

/// Reads a table and makes of it what the choices say: read_sheet and make_table.
std::expected<Table, std::string> read_csv(std::string_view bytes, const CsvOptions& options = {});

}  // namespace isobath::data
