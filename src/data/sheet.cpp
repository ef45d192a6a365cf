// SPDX-License-Identifier: MIT
// Columns of a sheet: their names, equality and what is said of them.
#include "data/sheet.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "data/dates.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

bool same_numbers(const std::vector<double>& a, const std::vector<double>& b) {
  return std::ranges::equal(
      a, b, [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

}  // namespace

core::Index Column::missing() const {
  return has_words() ? std::ranges::count(codes, -1)
                     : std::ranges::count_if(numbers, [](double x) { return std::isnan(x); });
}

bool Column::operator==(const Column& other) const {
  return name == other.name && kind == other.kind && same_numbers(numbers, other.numbers) &&
         codes == other.codes && words == other.words && format == other.format;
}

std::span<const std::string_view> names(ColumnKind) {
  static constexpr std::array<std::string_view, 9> kNames{
      "number", "whole", "boolean", "word", "date", "id", "constant", "text", "empty"};
  return kNames;
}

std::span<const std::string_view> names(DateOrder) {
  static constexpr std::array<std::string_view, 4> kNames{"none", "year_first", "day_first",
                                                          "month_first"};
  return kNames;
}

ColumnKind kind_of_numbers(std::span<const double> numbers) {
  bool whole = true, constant = true, empty = true;
  double first = 0.0;
  for (const double number : numbers) {
    if (std::isnan(number)) continue;
    if (empty) first = number;
    empty = false;
    constant = constant && number == first;
    whole = whole && std::floor(number) == number;
    if (!whole && !constant) return ColumnKind::number;
  }
  if (empty) return ColumnKind::empty;
  if (constant && numbers.size() > 1) return ColumnKind::constant;
  return whole ? ColumnKind::whole : ColumnKind::number;
}

std::string describe_column(const Sheet& sheet, std::size_t column) {
  const std::string& name = sheet.columns[column].name;
  return "column " + (name.empty() ? std::to_string(column + 1) : quoted(name));
}

std::expected<std::size_t, std::string> find_column(const Sheet& sheet, std::string_view wanted,
                                                    std::string_view what) {
  const std::string about = std::string(what) + " " + quoted(wanted) + ": ";
  const auto& columns = sheet.columns;
  if (!wanted.empty()) {
    const auto count = std::ranges::count(columns, wanted, &Column::name);
    if (count > 1)
      return std::unexpected(about + std::to_string(count) +
                             " columns have this name; give its number instead");
    if (count == 1)
      return static_cast<std::size_t>(std::ranges::find(columns, wanted, &Column::name) -
                                      columns.begin());
  }
  std::size_t number = 0;
  const std::string_view figures = wanted.starts_with('#') ? wanted.substr(1) : wanted;
  const char* const end = figures.data() + figures.size();
  const auto result = std::from_chars(figures.data(), end, number);
  if (result.ec == std::errc{} && result.ptr == end && number >= 1 && number <= columns.size())
    return number - 1;
  return std::unexpected(about + "it is neither the name of a column nor a number between 1 and " +
                         std::to_string(columns.size()));
}

std::string column_reference(const Sheet& sheet, std::size_t column) {
  std::string number = std::to_string(column + 1);
  return std::ranges::count(sheet.columns, number, &Column::name) > 0 ? "#" + number : number;
}

std::string describe_format(const Format& format) {
  std::string parts;
  const auto add = [&](const std::string& part) { parts += (parts.empty() ? "" : ", ") + part; };
  const auto named = [](char c) -> std::string {
    return c == ','    ? "the comma"
           : c == '.'  ? "the point"
           : c == '\'' ? "the apostrophe"
                       : "the blank";
  };
  if (format.decimal == ',') add("the comma is the decimal sign");
  if (format.thousands != '\0') add(named(format.thousands) + " parts thousands");
  if (!format.unit.empty()) add("the unit " + quoted(format.unit) + " is left off");
  if (format.dates == DateOrder::day_first) add("dates are day, month, year");
  if (format.dates == DateOrder::month_first) add("dates are month, day, year");
  return parts;
}

std::vector<std::string> examples_of(const Column& column, std::size_t most) {
  std::vector<std::string> examples;
  const auto add = [&](std::string text) {
    if (std::ranges::count(examples, text) == 0) examples.push_back(std::move(text));
    return examples.size() < most;
  };
  if (column.has_words()) {
    for (const std::int32_t code : column.codes)
      if (code >= 0 && !add(column.words[static_cast<std::size_t>(code)])) break;
    return examples;
  }
  const bool is_date = column.kind == ColumnKind::date;
  std::size_t looked_at = 0;
  for (const double number : column.numbers)
    if (++looked_at > 1'000 ||
        (!std::isnan(number) && !add(is_date ? date_text(number) : to_text(number))))
      break;
  return examples;
}

}  // namespace isobath::data
