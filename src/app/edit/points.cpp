// SPDX-License-Identifier: MIT
// The first stroke turns drawn-by-rule data into a table; all others edit its rows.
#include "app/edit/points.hpp"

#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "app/edit/adapt.hpp"
#include "data/dataset.hpp"

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
  const auto dataset = data::make_dataset(options);
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

/// Examples of their own are of no file any more.
document::Document with_rows(const document::Document& document, data::Table table) {
  document::Document next = with_table(document, std::move(table));
  next.data_file.clear();
  return next;
}

std::vector<Index> all_rows(const data::Table& table) {
  std::vector<Index> rows(static_cast<std::size_t>(table.x.rows()));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<Index>(i);
  return rows;
}

}  // namespace

std::expected<document::Document, std::string> with_point(const document::Document& document,
                                                          const DrawPoint& point) {
  if (!std::isfinite(point.x1) || !std::isfinite(point.x2) || !std::isfinite(point.target))
    return std::unexpected("data.x: a point must have finite coordinates");
  auto table = points_of(document);
  if (!table) return std::unexpected(table.error());
  if (table->x.rows() >= data::kMaxExamples)
    return std::unexpected("data.x: there are " + std::to_string(table->x.rows()) +
                           " examples already, and there may be no more");
  const Index classes = table->y.cols();
  if (classes > 1 && (point.target < 0.0 || point.target >= static_cast<double>(classes)))
    return std::unexpected("data.y: there are " + std::to_string(classes) + " classes");
  data::Table next = rows_of(*table, all_rows(*table), 1);
  const Index last = next.x.rows() - 1;
  next.x(last, 0) = point.x1;
  next.x(last, 1) = point.x2;
  if (classes == 1) {
    next.y(last, 0) = point.target;
  } else {
    next.y.row(last).setZero();
    next.y(last, static_cast<Index>(point.target)) = 1.0;
  }
  // Only whole rows tell what there is to learn, to which the network's output is fitted.
  return with_rows(document, std::move(next));
}

std::expected<document::Document, std::string> without_points(const document::Document& document,
                                                              const ErasePoints& around) {
  auto table = points_of(document);
  if (!table) return std::unexpected(table.error());
  std::vector<Index> kept;
  for (Index i = 0; i < table->x.rows(); ++i) {
    const double x = (table->x(i, 0) - around.x1) / around.radius_x1;
    const double y = (table->x(i, 1) - around.x2) / around.radius_x2;
    if (x * x + y * y > 1.0) kept.push_back(i);
  }
  if (static_cast<Index>(kept.size()) == table->x.rows()) return document;
  if (kept.size() < static_cast<std::size_t>(kLeastPoints))
    return std::unexpected("data.x: " + std::to_string(kLeastPoints) +
                           " examples must stay to learn from");
  return with_rows(document, rows_of(*table, kept, 0));
}

}  // namespace isobath::app
