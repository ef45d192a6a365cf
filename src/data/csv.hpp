// SPDX-License-Identifier: MIT
// Tables as people have them: comma, semicolon or tab; with or without a header; quoted fields.
#pragma once

#include <expected>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "data/options.hpp"

namespace isobath::data {

inline constexpr core::Index kMaxTableRows = 100'000;
inline constexpr core::Index kMaxTableColumns = 1'000;

struct CsvOptions {
  /// Names or 1-based numbers of the target columns; empty: the last column.
  std::vector<std::string> targets;
  /// A prediction's input has no target column: every column is an input.
  bool inputs_only = false;
  /// Called now and then with the share read, 0 … 1; returning false cancels.
  std::function<bool(double)> progress;
};

/// Reads CSV or TSV text (RFC 4180 and its usual variations: CRLF, blank lines, a byte order mark).
/// A column of words as the only target becomes 0/1 (two classes) or one-hot columns (more). Errors
/// are one sentence naming the line and column: "line 7, column "age": "abc" is not a number".
std::expected<Table, std::string> read_csv(std::string_view text, const CsvOptions& options = {});

}  // namespace isobath::data
