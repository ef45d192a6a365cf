// SPDX-License-Identifier: MIT
// Where the command line's documents and tables come from, and where results go.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "data/csv.hpp"
#include "document/document.hpp"

namespace isobath::cli {

/// Exit statuses; every command returns one of them.
inline constexpr int kDone = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kBadInput = 2;

/// What is said of a full disk or a closed pipe behind standard output.
inline constexpr const char* kUnwritten = "standard output: it cannot be written";

/// A file of a table and what is said of its columns, each by name or by number from 1.
struct TableSource {
  std::string path;  // may be empty: the document's own table
  std::vector<std::string> targets, drop, keep;
  std::vector<std::string> classes;  // targets whose numbers are classes
  std::string missing;               // "drop", "mean" or empty
  std::string encoding;

  /// Is anything said of the columns?
  bool chooses() const {
    return !targets.empty() || !drop.empty() || !keep.empty() || !classes.empty() ||
           !missing.empty();
  }
};

/// What stands before a command's own options: the document and changes to it.
struct Source {
  std::string document;                // a file, "-" for standard input, or a link
  TableSource table;                   // in place of the document's data
  std::vector<std::string> overrides;  // "field=value"
};

/// The whole text of a file, or of standard input for "-".
std::expected<std::string, std::string> read_text(const std::string& path);

/// A table that was read, what is done with it and what is to be told of that.
struct OpenedTable {
  std::shared_ptr<const data::Sheet> sheet;
  data::TablePlan plan;
  data::Table table;
  std::vector<std::string> told;
};
std::expected<OpenedTable, std::string> open_table(const TableSource& source);

/// The document with its table and overrides in place, checked as a whole. Its last layer and its
/// loss are fitted to a table unless the document says what they are. What is said of the columns
/// without a file goes for the document's own table. Progress of large tables and what was decided
/// about them go to standard error.
std::expected<document::Document, std::string> read_document(const Source& source);

/// Rows to predict for, read as the table of the training was, whose encoding may be given.
std::expected<data::ReadSheet, std::string> read_inputs(
    const std::string& path, const std::string& encoding,
    std::shared_ptr<const data::TableOrigin> trained);

}  // namespace isobath::cli
