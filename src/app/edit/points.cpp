// SPDX-License-Identifier: MIT
// The first stroke turns drawn-by-rule data into a table; all others edit its rows.
#include "app/edit/points.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "app/edit/adapt.hpp"
#include "data/dataset.hpp"
#include "data/text.hpp"

namespace isobath::app {

namespace {

using core::Index;

/// All parts of a planar data set, one row an example.
data::Table table_of(const data::Dataset& dataset) {
  const data::Part* const parts[] = {&dataset.train, &dataset.dev, &dataset.test};
  Index rows = 0;
  for (const data::Part* part : parts) rows += part->plane.cols();
  data::Table table{
      core::Matrix<double>(rows, 2), core::Matrix<double>(rows, dataset.targets()), {"x1", "x2"}};
  Index row = 0;
  for (const data::Part* part : parts) {
    const core::Matrix<double> y = data::in_own_units(dataset, part->y);
    for (Index i = 0; i < part->plane.cols(); ++i, ++row) {
      table.x.row(row) = part->plane.col(i).transpose();
      table.y.row(row) = y.col(i).transpose();
    }
  }
  if (dataset.targets() == 1) table.names.emplace_back("label");
  for (Index k = 0; dataset.targets() > 1 && k < dataset.targets(); ++k)
    table.names.push_back("class " + std::to_string(k + 1));
  return table;
}

std::expected<data::Table, std::string> points_of(const document::Document& document) {
  const data::Options& options = document.data;
  if (options.source == data::Source::table && options.table && options.table->x.cols() == 2 &&
      !options.table->x.hasNaN())
    return *options.table;
  // All of its examples with their true labels: noise and the number of those that are used go on
  // for the table as they were for these.
  data::Options true_ones = options;
  true_ones.label_noise = 0.0;
  true_ones.train_examples = 0;
  const auto dataset = data::make_dataset(true_ones);
  if (!dataset) return std::unexpected(dataset.error());
  if (!dataset->plane)
    return std::unexpected(
        "data.source: points can be drawn where there are two inputs, and here there are " +
        std::to_string(dataset->inputs()));
  return table_of(*dataset);
}

/// The rows of a table that are kept, and room for more behind them.
data::Table rows_of(const data::Table& table, const std::vector<Index>& kept, Index more) {
  const auto rows = static_cast<Index>(kept.size());
  data::Table next{core::Matrix<double>(rows + more, 2),
                   core::Matrix<double>(rows + more, table.y.cols()), table.names};
  for (Index i = 0; i < rows; ++i) {
    next.x.row(i) = table.x.row(kept[static_cast<std::size_t>(i)]);
    next.y.row(i) = table.y.row(kept[static_cast<std::size_t>(i)]);
  }
  return next;
}

/// With more targets than one, each is a class.
void set_row(data::Table& table, Index row, const PaperPoint& point) {
  table.x(row, 0) = point.x1;
  table.x(row, 1) = point.x2;
  if (table.y.cols() == 1) {
    table.y(row, 0) = point.target;
  } else {
    table.y.row(row).setZero();
    table.y(row, static_cast<Index>(point.target)) = 1.0;
  }
}

/// The two columns of numbers that a table's inputs are, if it was made of a sheet.
std::optional<std::array<std::size_t, 2>> axes_of(const data::Table& table) {
  if (!table.origin || table.x.cols() != 2 || table.origin->plan.targets.size() != 1)
    return std::nullopt;
  const auto& inputs = table.origin->inputs;
  for (const data::Derived& input : inputs)
    if (table.origin->plan.columns[input.column].as != data::As::number ||
        table.origin->sheet->columns[input.column].has_words())
      return std::nullopt;
  return std::array{inputs[0].column, inputs[1].column};
}

/// How many classes the target has; 0 if it is numbers.
std::size_t classes_in(const document::Document& document, const data::Table& table) {
  if (axes_of(table)) return table.origin->class_names.size();
  if (table.y.cols() > 1) return static_cast<std::size_t>(table.y.cols());
  return data::task_of(document.data) == data::Task::binary ? 2 : 0;
}

std::string fault_of(const PaperPoint& point, std::size_t classes) {
  if (!std::isfinite(point.x1) || !std::isfinite(point.x2) || !std::isfinite(point.target))
    return "data.x: a point must have finite coordinates";
  const bool is_class = point.target >= 0.0 && point.target < static_cast<double>(classes) &&
                        point.target == std::round(point.target);
  if (classes == 0 || is_class) return "";
  return "data.y: " + data::to_text(point.target) + " is no class: there are " +
         std::to_string(classes) + ", from 0 to " + std::to_string(classes - 1);
}

/// What says of each column what is done with it now, so that nothing is guessed anew from other
/// rows.
std::vector<data::ColumnChoice> said_plan(const data::TableOrigin& origin) {
  std::vector<data::ColumnChoice> choices;
  const auto& columns = origin.sheet->columns;
  for (std::size_t j = 0; j < columns.size(); ++j) {
    const data::ColumnPlan& plan = origin.plan.columns[j];
    const std::string& name = columns[j].name;
    const bool named = !name.empty() && std::ranges::count(columns, name, &data::Column::name) == 1;
    data::ColumnChoice& choice = choices.emplace_back();
    choice.name = named ? name : std::to_string(j + 1);
    choice.use = plan.use;
    if (plan.use == data::Use::drop) continue;
    choice.as = plan.as;
    if (plan.use == data::Use::input) choice.missing = plan.missing;
  }
  return choices;
}

/// Numbers that are classes become words, for a class stays one when its last example goes.
data::Sheet with_words(const data::TableOrigin& origin) {
  data::Sheet sheet = *origin.sheet;
  data::Column& target = sheet.columns[origin.targets.front().column];
  if (origin.class_names.empty() || target.has_words()) return sheet;
  const std::vector<double> classes = data::classes_of(target);
  for (const double value : target.numbers) {
    const auto found = std::ranges::find(classes, value);
    target.codes.push_back(
        found == classes.end() ? -1 : static_cast<std::int32_t>(found - classes.begin()));
  }
  target.words = data::value_names(target);
  target.numbers.clear();
  target.kind = data::ColumnKind::word;
  target.format = {};
  return sheet;
}

/// One row more, of which all other columns are missing.
void add_row(data::Sheet& sheet, const data::TableOrigin& origin, const PaperPoint& point) {
  for (data::Column& column : sheet.columns) {
    if (column.has_words())
      column.codes.push_back(-1);
    else if (column.has_values())
      column.numbers.push_back(data::kMissingCell);
  }
  sheet.columns[origin.inputs[0].column].numbers.back() = point.x1;
  sheet.columns[origin.inputs[1].column].numbers.back() = point.x2;
  data::Column& target = sheet.columns[origin.targets.front().column];
  if (target.has_words())
    target.codes.back() = static_cast<std::int32_t>(point.target);
  else
    target.numbers.back() = point.target;
  ++sheet.rows;
}

template <class Value>
void keep(std::vector<Value>& values, const std::vector<Index>& rows) {
  if (values.empty()) return;
  std::vector<Value> kept;
  kept.reserve(rows.size());
  for (const Index row : rows) kept.push_back(values[static_cast<std::size_t>(row)]);
  values = std::move(kept);
}

void keep_rows(data::Sheet& sheet, const std::vector<Index>& rows) {
  for (data::Column& column : sheet.columns) {
    keep(column.numbers, rows);
    keep(column.codes, rows);
  }
  sheet.rows = std::ssize(rows);
}

std::expected<data::Table, std::string> remade(const data::Table& table, data::Sheet sheet) {
  auto next = data::make_table(std::make_shared<const data::Sheet>(std::move(sheet)),
                               said_plan(*table.origin));
  if (!next) return std::unexpected("data.columns: " + next.error());
  return next;
}

/// Examples of their own are of no file any more.
document::Document with_rows(const document::Document& document, data::Table table) {
  document::Document next =
      with_table(document, std::make_shared<const data::Table>(std::move(table)));
  next.data_file.clear();
  return next;
}

std::unexpected<std::string> too_few() {
  return std::unexpected("data.x: " + std::to_string(kLeastPoints) +
                         " examples must stay to learn from");
}

/// A table keeps its words, classes and choices: it is made again of its sheet without those rows.
std::expected<document::Document, std::string> without_rows(const document::Document& document,
                                                            const ErasePoints& around,
                                                            std::array<std::size_t, 2> axes) {
  const data::Table& table = *document.data.table;
  data::Sheet sheet = with_words(*table.origin);
  std::vector<Index> kept;
  for (Index row = 0; row < sheet.rows; ++row) {
    const auto at = [&](std::size_t axis) {
      return sheet.columns[axes[axis]].numbers[static_cast<std::size_t>(row)];
    };
    if (!is_within(around, at(0), at(1))) kept.push_back(row);
  }
  if (std::ssize(kept) == sheet.rows) return document;
  keep_rows(sheet, kept);
  if (sheet.rows < kLeastPoints) return too_few();
  auto next = remade(table, std::move(sheet));
  if (!next) return std::unexpected(next.error());
  if (next->x.rows() < kLeastPoints) return too_few();
  return with_rows(document, std::move(*next));
}

std::vector<Index> all_rows(const data::Table& table) {
  std::vector<Index> rows(static_cast<std::size_t>(table.x.rows()));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<Index>(i);
  return rows;
}

/// What few there are at first.
document::Document all_for_training(document::Document document) {
  document.data.split = {1.0, 0.0, 0.0};
  return document;
}

}  // namespace

int brushes(const data::Dataset& dataset) {
  switch (dataset.task) {
    case data::Task::binary:
      return 2;
    case data::Task::categorical:
      return static_cast<int>(dataset.targets());
    case data::Task::regression:
      break;
  }
  return static_cast<int>(kBrushValues.size());
}

bool is_within(const ErasePoints& around, double x1, double x2) {
  const double x = (x1 - around.x1) / around.radius_x1;
  const double y = (x2 - around.x2) / around.radius_x2;
  return x * x + y * y <= 1.0;
}

std::expected<document::Document, std::string> with_point(const document::Document& document,
                                                          const DrawPoint& point) {
  auto table = points_of(document);
  if (!table) return std::unexpected(table.error());
  if (table->x.rows() >= data::kMaxExamples)
    return std::unexpected("data.x: there are " + std::to_string(table->x.rows()) +
                           " examples already, and there may be no more");
  const PaperPoint drawn{point.x1, point.x2, point.target};
  if (auto fault = fault_of(drawn, classes_in(document, *table)); !fault.empty())
    return std::unexpected(std::move(fault));
  if (axes_of(*table)) {
    data::Sheet sheet = with_words(*table->origin);
    add_row(sheet, *table->origin, drawn);
    auto next = remade(*table, std::move(sheet));
    if (!next) return std::unexpected(next.error());
    return with_rows(document, std::move(*next));
  }
  data::Table next = rows_of(*table, all_rows(*table), 1);
  set_row(next, next.x.rows() - 1, drawn);
  // Only whole rows tell what there is to learn, to which the network's output is fitted.
  return with_rows(document, std::move(next));
}

std::expected<document::Document, std::string> with_points(const document::Document& document,
                                                           std::span<const PaperPoint> points) {
  if (std::ssize(points) < kLeastPoints) return too_few();
  const auto present = points_of(document);
  if (!present) return std::unexpected(present.error());
  const std::size_t classes = classes_in(document, *present);
  for (const PaperPoint& point : points)
    if (auto fault = fault_of(point, classes); !fault.empty())
      return std::unexpected(std::move(fault));
  if (axes_of(*present)) {
    data::Sheet sheet = with_words(*present->origin);
    const Index before = sheet.rows;
    for (const PaperPoint& point : points) add_row(sheet, *present->origin, point);
    std::vector<Index> drawn(points.size());
    std::iota(drawn.begin(), drawn.end(), before);
    keep_rows(sheet, drawn);
    auto next = remade(*present, std::move(sheet));
    if (!next) return std::unexpected(next.error());
    return all_for_training(with_rows(document, std::move(*next)));
  }
  data::Table table = rows_of(*present, {}, std::ssize(points));
  for (std::size_t i = 0; i < points.size(); ++i) set_row(table, static_cast<Index>(i), points[i]);
  return all_for_training(with_rows(document, std::move(table)));
}

std::expected<document::Document, std::string> without_points(const document::Document& document,
                                                              const ErasePoints& around) {
  auto table = points_of(document);
  if (!table) return std::unexpected(table.error());
  if (const auto axes = axes_of(*table)) return without_rows(document, around, *axes);
  std::vector<Index> kept;
  for (Index i = 0; i < table->x.rows(); ++i)
    if (!is_within(around, table->x(i, 0), table->x(i, 1))) kept.push_back(i);
  if (static_cast<Index>(kept.size()) == table->x.rows()) return document;
  if (kept.size() < static_cast<std::size_t>(kLeastPoints)) return too_few();
  return with_rows(document, rows_of(*table, kept, 0));
}

}  // namespace isobath::app
