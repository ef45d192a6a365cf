// SPDX-License-Identifier: MIT
// What is done with each column of a sheet: found from the column where nobody has said it.
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/sheet.hpp"

namespace isobath::data {

enum class Use { input, target, drop };
/// `one_hot`: a column of 0 and 1 for each value; `binary`: 0 and 1 for two values; `date_parts`:
/// year, month, day and weekday (Monday is 1).
enum class As { number, one_hot, binary, date_parts };
/// Of rows whose cell is missing: left out, or filled by the mean of the training part.
enum class Missing { drop, mean };

/// What somebody has said of a column; what is not given is found.
struct ColumnChoice {
  std::string name;  // or its number from 1
  std::optional<Use> use;
  std::optional<As> as;
  std::optional<Missing> missing;
  bool operator==(const ColumnChoice&) const = default;
};

/// What is done with a column.
struct ColumnPlan {
  Use use = Use::input;
  As as = As::number;
  Missing missing = Missing::drop;
  std::string why;  // it was decided so, where it was not chosen: "it numbers the rows"; or empty
};

std::span<const std::string_view> names(Use);
std::span<const std::string_view> names(As);
std::span<const std::string_view> names(Missing);

/// One plan for each column. Targets stand in the order of the choices, then of the columns:
/// `targets` has them. Errors are sentences that name the column.
struct TablePlan {
  std::vector<ColumnPlan> columns;
  std::vector<std::size_t> targets;
};
std::expected<TablePlan, std::string> plan_table(const Sheet& sheet,
                                                 std::span<const ColumnChoice> choices);

/// More words than this make no inputs unless it is asked for.
inline constexpr std::size_t kMaxFoundWords = 100;

}  // namespace isobath::data
