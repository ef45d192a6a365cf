// SPDX-License-Identifier: MIT
// A table as it was read, column by column: what people have, before it is decided what of it the
// network sees.
#pragma once

#include <cstdint>
#include <expected>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/matrix.hpp"

namespace isobath::data {

/// What a column was found to be. `id` tells the rows apart and says nothing else; `text` is words
/// that are too many to be classes, and whose values are not kept.
enum class ColumnKind { number, whole, boolean, word, date, id, constant, text, empty };

enum class DateOrder { none, year_first, day_first, month_first };

/// How the cells of a column are written.
struct Format {
  char decimal = '.';
  char thousands = '\0';  // what parts groups of three digits; 0: nothing does
  std::string unit;       // before or behind every number: "kg", "%", "$"
  DateOrder dates = DateOrder::none;
  bool operator==(const Format&) const = default;
};

/// What stands for a number that is missing.
inline constexpr double kMissingCell = std::numeric_limits<double>::quiet_NaN();

/// More words than this are `text`.
inline constexpr std::size_t kMaxWords = 1'000;

struct Column {
  std::string name;  // empty where the table has no header or no name here
  ColumnKind kind = ColumnKind::number;
  /// A number for each row, NaN where it is missing; of dates the days since 1970-01-01.
  std::vector<double> numbers;
  /// Or the place in `words` for each row, −1 where it is missing.
  std::vector<std::int32_t> codes;
  /// In their own order; of booleans no before yes.
  std::vector<std::string> words;
  Format format;

  // Not saved: of the reading only.
  std::vector<std::size_t> word_lines;  // where each word stands first
  std::string fault;                    // why it cannot be used, if it is meant to be numbers

  bool has_words() const { return !words.empty(); }
  bool has_values() const { return !numbers.empty() || !codes.empty(); }
  core::Index missing() const;
  /// What is saved is equal; numbers that are missing equal each other.
  bool operator==(const Column& other) const;
};

struct Sheet {
  std::vector<Column> columns;
  core::Index rows = 0;
  bool has_names = false;  // there is a header
  bool operator==(const Sheet&) const = default;
};

std::span<const std::string_view> names(ColumnKind);
std::span<const std::string_view> names(DateOrder);

/// Of numbers: `constant`, `whole` or `number`; `empty` where all are missing.
ColumnKind kind_of_numbers(std::span<const double> numbers);

/// For sentences: `column "age"` or `column 3`.
std::string describe_column(const Sheet& sheet, std::size_t column);

/// The column called `wanted`, by its name or, where none is called so, by its number from 1. The
/// sentence begins with `what` ("target").
std::expected<std::size_t, std::string> find_column(const Sheet& sheet, std::string_view wanted,
                                                    std::string_view what);

/// What find_column finds this column by, whatever it is called: its number, or "#3" where another
/// column is called so.
std::string column_reference(const Sheet& sheet, std::size_t column);

/// How it was read where that is otherwise than it is written, to follow the column and a colon;
/// "" where it was read as it is written.
std::string describe_format(const Format& format);

/// The first cells that are there, as text, at most `most` different ones.
std::vector<std::string> examples_of(const Column& column, std::size_t most);

}  // namespace isobath::data
