// SPDX-License-Identifier: MIT
// A table as the network takes it: derived from a sheet and the choices for its columns, or given
// as rows of numbers.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "data/sheet.hpp"
#include "data/table_choices.hpp"

namespace isobath::data {

/// Which column an input or target comes from, and which of its values or parts of a date it is.
struct Derived {
  std::size_t column = 0;
  std::size_t part = 0;
};

/// Where a table comes from, if its rows alone do not say it all.
struct TableOrigin {
  std::shared_ptr<const Sheet> sheet;
  std::vector<ColumnChoice> choices;
  TablePlan plan;
  std::vector<Derived> inputs, targets;  // for each column of x and y
  /// Of the only target, if it is classes: what 0 and 1 or each one-hot column means.
  std::vector<std::string> class_names;
  core::Index dropped_rows = 0;  // of the sheet: something is missing in them
  core::Index filled_cells = 0;  // of the sheet, which are NaN in x
};

/// The user's own rows, one row an example.
struct Table {
  core::Matrix<double> x;  // [examples, inputs]; NaN: filled by the mean of the training part
  core::Matrix<double> y;  // [examples, targets]
  std::vector<std::string> names;  // of the inputs, then of the targets; may be empty
  std::shared_ptr<const TableOrigin> origin = nullptr;  // null: the rows say it all
  bool operator==(const Table& other) const;
};

/// The table that the choices make of the sheet. Where it is all numbers, read as they are written,
/// nothing missing and the targets last, it has no origin. Errors are sentences that name the
/// column.
std::expected<Table, std::string> make_table(std::shared_ptr<const Sheet> sheet,
                                             std::vector<ColumnChoice> choices);

/// The sheet of a table: that of its origin, or its rows as columns of numbers. With the choices
/// that `choices_of` has, make_table gives the table again.
std::shared_ptr<const Sheet> sheet_of(const Table& table);
std::vector<ColumnChoice> choices_of(const Table& table);

/// The values a column of numbers is made classes of, in their order; at most kMaxUnits + 1.
std::vector<double> classes_of(const Column& column);
/// The same as text, or the words of a column of words.
std::vector<std::string> value_names(const Column& column);

/// What was decided that nobody has said, one sentence each: how columns were read, what is left
/// out, which is the target, how many rows are dropped or cells filled.
std::vector<std::string> told(const Sheet& sheet, const TablePlan& plan, const Table& table);

}  // namespace isobath::data
