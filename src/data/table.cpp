// SPDX-License-Identifier: MIT
// From a sheet and choices to rows of numbers.
#include "data/table.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/options.hpp"
#include "data/csv.hpp"
#include "data/dates.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;
using core::Matrix;

// Missing cells of one place equal each other.
bool equal(const Matrix<double>& a, const Matrix<double>& b) {
  if (a.rows() != b.rows() || a.cols() != b.cols()) return false;
  return std::equal(a.data(), a.data() + a.size(), b.data(),
                    [](double x, double y) { return x == y || (std::isnan(x) && std::isnan(y)); });
}

bool equal(const std::shared_ptr<const TableOrigin>& a,
           const std::shared_ptr<const TableOrigin>& b) {
  if (a == b) return true;
  if (!a || !b || a->choices != b->choices) return false;
  return a->sheet == b->sheet || *a->sheet == *b->sheet;
}

bool is_missing_at(const Column& column, std::size_t row) {
  return column.has_words() ? column.codes[row] < 0 : std::isnan(column.numbers[row]);
}

// One column of x or y, read off a column of the sheet.
class Reader {
 public:
  /// `classes` are those of the column, if it is numbers that are made classes of.
  Reader(const Column& column, As as, std::size_t part, const std::vector<double>& classes)
      : column_(column), as_(as), part_(part) {
    if (!classes.empty()) value_ = classes[as == As::binary ? 1 : part];
  }

  double operator()(std::size_t row) const {
    if (is_missing_at(column_, row)) return kMissingCell;
    if (column_.has_words())
      return static_cast<std::size_t>(column_.codes[row]) == (as_ == As::binary ? 1 : part_) ? 1.0
                                                                                             : 0.0;
    const double number = column_.numbers[row];
    if (as_ == As::number) return number;
    if (as_ == As::date_parts) return date_part(number, part_);
    return number == value_ ? 1.0 : 0.0;
  }

 private:
  const Column& column_;
  As as_;
  std::size_t part_;
  double value_ = 0.0;
};

class TableMaker {
 public:
  TableMaker(std::shared_ptr<const Sheet> sheet, std::vector<ColumnChoice> choices)
      : sheet_(std::move(sheet)), origin_(std::make_shared<TableOrigin>()) {
    origin_->choices = std::move(choices);
  }

  std::expected<Table, std::string> make() {
    auto plan = plan_table(*sheet_, origin_->choices);
    if (!plan) return std::unexpected(std::move(plan.error()));
    origin_->plan = std::move(*plan);
    derive();
    if (std::ssize(origin_->inputs) > kMaxTableColumns)
      return std::unexpected(std::to_string(origin_->inputs.size()) +
                             " inputs come of the columns, which are more than " +
                             std::to_string(kMaxTableColumns) + "; leave some out");
    keep_rows();
    if (kept_.empty())
      return std::unexpected(
          "something is missing in every row; fill by the mean or leave columns out");
    Table table;
    table.x = written(origin_->inputs);
    table.y = written(origin_->targets);
    if (table.x.hasNaN()) origin_->filled_cells = count_missing();
    name(table);
    if (says_all()) return table;
    origin_->sheet = sheet_;
    table.origin = std::move(origin_);
    return table;
  }

 private:
  const Column& column(std::size_t j) const { return sheet_->columns[j]; }
  const ColumnPlan& plan(std::size_t j) const { return origin_->plan.columns[j]; }

  // What is made classes of, once for each column: it asks for all of its numbers.
  void find_values() {
    values_.resize(sheet_->columns.size());
    for (std::size_t j = 0; j < values_.size(); ++j) {
      if (plan(j).use == Use::drop) continue;
      if (plan(j).as != As::one_hot && plan(j).as != As::binary) continue;
      if (!column(j).has_words()) values_[j].classes = classes_of(column(j));
      values_[j].names = value_names(column(j));
    }
  }

  void derive() {
    find_values();
    const auto add = [&](std::size_t j, std::vector<Derived>& out) {
      std::size_t parts = 1;
      if (plan(j).as == As::date_parts) parts = kDateParts.size();
      if (plan(j).as == As::one_hot) parts = values_[j].names.size();
      for (std::size_t part = 0; part < parts; ++part) out.push_back({j, part});
    };
    for (std::size_t j = 0; j < sheet_->columns.size(); ++j)
      if (plan(j).use == Use::input) add(j, origin_->inputs);
    for (const std::size_t j : origin_->plan.targets) add(j, origin_->targets);
    const std::size_t first = origin_->plan.targets.front();
    const bool is_class = plan(first).as == As::one_hot || plan(first).as == As::binary;
    if (origin_->plan.targets.size() == 1 && is_class) origin_->class_names = values_[first].names;
  }

  void keep_rows() {
    std::vector<std::size_t> looked_at;
    for (std::size_t j = 0; j < sheet_->columns.size(); ++j)
      if (plan(j).use != Use::drop && plan(j).missing == Missing::drop) looked_at.push_back(j);
    const auto rows = static_cast<std::size_t>(sheet_->rows);
    std::vector<char> hit(rows);
    for (const std::size_t j : looked_at)
      for (std::size_t i = 0; i < rows; ++i)
        if (is_missing_at(column(j), i)) hit[i] = 1;
    for (std::size_t i = 0; i < rows; ++i)
      if (hit[i] == 0) kept_.push_back(i);
    origin_->dropped_rows = sheet_->rows - std::ssize(kept_);
  }

  // In bands of rows: neither the reading nor the writing leaves the cache at every value.
  Matrix<double> written(const std::vector<Derived>& columns) const {
    constexpr std::size_t kBand = 64;
    Matrix<double> values(std::ssize(kept_), std::ssize(columns));
    std::vector<Reader> readers;
    for (const Derived& derived : columns)
      readers.emplace_back(column(derived.column), plan(derived.column).as, derived.part,
                           values_[derived.column].classes);
    for (std::size_t first = 0; first < kept_.size(); first += kBand)
      for (std::size_t j = 0; j < readers.size(); ++j)
        for (std::size_t i = first; i < std::min(first + kBand, kept_.size()); ++i)
          values(static_cast<Index>(i), static_cast<Index>(j)) = readers[j](kept_[i]);
    return values;
  }

  // Of the sheet: a missing word is one cell, however many columns it is made of.
  Index count_missing() const {
    Index count = 0;
    for (std::size_t j = 0; j < sheet_->columns.size(); ++j)
      if (plan(j).use == Use::input)
        count += std::ranges::count_if(
            kept_, [&](std::size_t row) { return is_missing_at(column(j), row); });
    return count;
  }

  std::string base_name(std::size_t j, std::size_t place, bool is_target) const {
    if (!column(j).name.empty()) return column(j).name;
    if (!is_target) return "x" + std::to_string(place);
    return origin_->plan.targets.size() == 1 ? "y" : "y" + std::to_string(place);
  }

  void name(Table& table) const {
    const auto is_number = [&](const Derived& d) { return plan(d.column).as == As::number; };
    if (!sheet_->has_names && std::ranges::all_of(origin_->inputs, is_number) &&
        std::ranges::all_of(origin_->targets, is_number))
      return;
    for (const bool is_target : {false, true}) {
      std::size_t place = 0, before = sheet_->columns.size();
      for (const Derived& derived : is_target ? origin_->targets : origin_->inputs) {
        const std::size_t j = derived.column;
        if (j != before) ++place;
        before = j;
        std::string name = base_name(j, place, is_target);
        if (plan(j).as == As::date_parts) name += "." + std::string(kDateParts[derived.part]);
        if (plan(j).as == As::binary) name += "=" + values_[j].names[1];
        if (plan(j).as == As::one_hot) name += "=" + values_[j].names[derived.part];
        table.names.push_back(std::move(name));
      }
    }
  }

  bool says_all() const {
    const auto& targets = origin_->plan.targets;
    const std::size_t inputs = sheet_->columns.size() - targets.size();
    for (std::size_t j = 0; j < sheet_->columns.size(); ++j) {
      if (plan(j).use == Use::drop || plan(j).as != As::number) return false;
      if (column(j).kind == ColumnKind::date || column(j).format != Format{}) return false;
      if (j >= inputs && targets[j - inputs] != j) return false;
    }
    return origin_->dropped_rows == 0 && origin_->filled_cells == 0;
  }

  std::shared_ptr<const Sheet> sheet_;
  std::shared_ptr<TableOrigin> origin_;
  struct Values {
    std::vector<double> classes;  // of numbers
    std::vector<std::string> names;
  };
  std::vector<Values> values_;  // of each column that is one_hot or binary
  std::vector<std::size_t> kept_;
};

}  // namespace

bool Table::operator==(const Table& other) const {
  return equal(x, other.x) && equal(y, other.y) && names == other.names &&
         equal(origin, other.origin);
}

std::expected<Table, std::string> make_table(std::shared_ptr<const Sheet> sheet,
                                             std::vector<ColumnChoice> choices) {
  return TableMaker(std::move(sheet), std::move(choices)).make();
}

std::shared_ptr<const Sheet> sheet_of(const Table& table) {
  if (table.origin) return table.origin->sheet;
  auto sheet = std::make_shared<Sheet>();
  sheet->rows = table.x.rows();
  sheet->has_names = !table.names.empty();
  for (Index j = 0; j < table.x.cols() + table.y.cols(); ++j) {
    const bool is_x = j < table.x.cols();
    const auto values = is_x ? table.x.col(j) : table.y.col(j - table.x.cols());
    Column& column = sheet->columns.emplace_back();
    if (sheet->has_names) column.name = table.names[static_cast<std::size_t>(j)];
    column.numbers.assign(values.begin(), values.end());
    column.kind = kind_of_numbers(column.numbers);
  }
  return sheet;
}

std::vector<ColumnChoice> choices_of(const Table& table) {
  if (table.origin) return table.origin->choices;
  std::vector<ColumnChoice> choices;
  for (Index j = table.x.cols(); j < table.x.cols() + table.y.cols(); ++j) {
    std::string name = std::to_string(j + 1);
    if (std::ranges::count(table.names, name) > 0) name.insert(0, "#");
    choices.push_back({std::move(name), Use::target, As::number, std::nullopt});
  }
  return choices;
}

std::vector<double> classes_of(const Column& column) {
  std::set<double> values;
  for (const double number : column.numbers) {
    if (!std::isnan(number)) values.insert(number);
    if (values.size() > core::kMaxUnits) break;
  }
  return {values.begin(), values.end()};
}

std::vector<std::string> value_names(const Column& column) {
  if (column.has_words()) return column.words;
  std::vector<std::string> values;
  for (const double value : classes_of(column)) values.push_back(to_text(value));
  return values;
}

std::vector<std::string> told(const Sheet& sheet, const TablePlan& plan, const Table& table) {
  std::vector<std::string> sentences;
  const auto add = [&](std::size_t j, const std::string& rest) {
    sentences.push_back(describe_column(sheet, j) + rest);
  };
  for (std::size_t j = 0; j < sheet.columns.size(); ++j) {
    const Column& column = sheet.columns[j];
    const ColumnPlan& chosen = plan.columns[j];
    if (chosen.use == Use::drop && !chosen.why.empty()) add(j, " is left out: " + chosen.why);
    if (chosen.use == Use::drop) continue;
    if (const std::string format = describe_format(column.format); !format.empty())
      add(j, ": " + format);
    if (chosen.use == Use::target && !chosen.why.empty()) add(j, " is the target: " + chosen.why);
    if (chosen.use == Use::target && !column.has_words() && chosen.as != As::number)
      add(j, ": its numbers are taken as classes");
  }
  const auto origin = table.origin.get();
  if (origin && origin->dropped_rows > 0)
    sentences.push_back(std::to_string(origin->dropped_rows) + " of " + std::to_string(sheet.rows) +
                        " rows are left out: something is missing in them");
  if (origin && origin->filled_cells > 0)
    sentences.push_back(std::to_string(origin->filled_cells) +
                        (origin->filled_cells == 1 ? " missing value is" : " missing values are") +
                        " filled by the mean of the training part");
  return sentences;
}

}  // namespace isobath::data
