// SPDX-License-Identifier: MIT
// Where the command line's documents and tables come from, and where results go.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "data/options.hpp"
#include "document/document.hpp"

namespace isobath::cli {

/// Exit statuses; every command returns one of them.
inline constexpr int kDone = 0;
inline constexpr int kAnswerIsNo = 1;
inline constexpr int kBadInput = 2;

/// What is said of a full disk or a closed pipe behind standard output.
inline constexpr const char* kUnwritten = "standard output: it cannot be written";

/// What stands before a command's own options: the document and changes to it.
struct Source {
  std::string document;                // a file, "-" for standard input, or a link
  std::string table;                   // a CSV file in place of the document's data; may be empty
  std::vector<std::string> targets;    // the table's target columns; empty: the last one
  std::vector<std::string> overrides;  // "field=value"
};

/// The whole text of a file, or of standard input for "-".
std::expected<std::string, std::string> read_text(const std::string& path);

/// The document with its table and overrides in place, checked as a whole. Progress of large tables
/// goes to standard error.
std::expected<document::Document, std::string> read_document(const Source& source);

/// A table of inputs without targets.
std::expected<data::Table, std::string> read_inputs(const std::string& path);

}  // namespace isobath::cli
