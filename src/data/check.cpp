// SPDX-License-Identifier: MIT
// Options that cannot be drawn from are refused here, before anything is allocated.
#include "data/check.hpp"

#include <cmath>

#include "data/csv.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;
using Fault = std::optional<std::string>;

Fault check_between(const char* field, int value, int low, int high) {
  if (value >= low && value <= high) return std::nullopt;
  return std::string(field) + ": " + std::to_string(value) + " is not between " +
         std::to_string(low) + " and " + std::to_string(high);
}

Fault check_share(const char* field, double value) {
  if (value >= 0.0 && value <= 1.0) return std::nullopt;
  return std::string(field) + ": " + to_text(value) + " is not between 0 and 1";
}

Fault check_split(const Split& split) {
  if (auto fault = check_share("data.split.train", split.train)) return fault;
  if (auto fault = check_share("data.split.dev", split.dev)) return fault;
  if (auto fault = check_share("data.split.test", split.test)) return fault;
  const double sum = split.train + split.dev + split.test;
  if (std::abs(sum - 1.0) <= 1e-9) return std::nullopt;
  return "data.split: " + to_text(split.train) + " + " + to_text(split.dev) + " + " +
         to_text(split.test) + " is " + to_text(sum) + ", not 1";
}

Fault check_images(const Options& options) {
  if (auto fault = check_between("data.side", options.side, kMinSide, kMaxSide)) return fault;
  if (options.channels != 1 && options.channels != 3)
    return "data.channels: " + std::to_string(options.channels) + " is neither 1 nor 3";
  if (auto fault = check_between("data.classes", options.classes, kMinClasses, kMaxClasses))
    return fault;
  const Index pixels = Index{options.side} * options.side * options.channels;
  if (options.examples * pixels <= kMaxValues) return std::nullopt;
  return "data.examples: " + std::to_string(options.examples) + " pictures of " +
         std::to_string(pixels) + " values are too many; at most " +
         std::to_string(kMaxValues / pixels) + " fit";
}

Fault check_count(const Options& options, Index values) {
  if (options.examples * values <= kMaxValues) return std::nullopt;
  return "data.examples: " + std::to_string(options.examples) + " examples of " +
         std::to_string(values) + " values are too many; at most " +
         std::to_string(kMaxValues / values) + " fit";
}

Fault check_gaussian(const Options& options) {
  if (auto fault = check_between("data.inputs", options.dimensions, 1, kMaxDimensions))
    return fault;
  if (auto fault = check_between("data.targets", options.targets, 1, kMaxTargets)) return fault;
  return check_count(options, Index{options.dimensions} + options.targets);
}

// With `filled` a cell may be missing, which is NaN.
Fault check_finite(const char* field, const core::Matrix<double>& values, bool filled = false) {
  for (Index i = 0; i < values.rows(); ++i)
    for (Index j = 0; j < values.cols(); ++j)
      if (!std::isfinite(values(i, j)) && !(filled && std::isnan(values(i, j))))
        return std::string(field) + "[" + std::to_string(i) + "][" + std::to_string(j) +
               "]: " + to_text(values(i, j)) + " is not a finite number";
  return std::nullopt;
}

Fault check_table(const std::shared_ptr<const Table>& table) {
  if (table == nullptr) return "data.x: the source \"table\" needs rows, and there are none";
  const Table& rows = *table;
  if (rows.x.rows() < 1) return "data.x: there is no row; at least one is needed";
  if (rows.x.cols() < 1) return "data.x: the rows are empty; at least one input is needed";
  if (rows.y.cols() < 1) return "data.y: the rows are empty; at least one target is needed";
  if (rows.y.rows() != rows.x.rows())
    return "data.y: " + std::to_string(rows.y.rows()) + " rows where data.x has " +
           std::to_string(rows.x.rows());
  if (rows.x.rows() > kMaxTableRows)
    return "data.x: " + std::to_string(rows.x.rows()) + " rows are too many; at most " +
           std::to_string(kMaxTableRows) + " are taken";
  for (const auto& [field, width] : {std::pair("data.x", rows.x.cols()), {"data.y", rows.y.cols()}})
    if (width > kMaxTableColumns)
      return std::string(field) + ": " + std::to_string(width) + " columns are too many; at most " +
             std::to_string(kMaxTableColumns) + " are taken";
  const Index columns = rows.x.cols() + rows.y.cols();
  if (!rows.names.empty() && std::ssize(rows.names) != columns)
    return "data.names: " + std::to_string(rows.names.size()) + " names for " +
           std::to_string(columns) + " columns of x and y";
  if (auto fault = check_finite("data.x", rows.x, rows.origin != nullptr)) return fault;
  return check_finite("data.y", rows.y);
}

}  // namespace

std::optional<std::string> find_fault(const Options& options) {
  if (auto fault = check_split(options.split)) return fault;
  if (auto fault = check_share("data.label_noise", options.label_noise)) return fault;
  if (auto fault = check_between("data.train_examples", options.train_examples, 0, kMaxExamples))
    return fault;
  if (options.source == Source::table) return check_table(options.table);
  if (auto fault = check_share("data.noise", options.noise)) return fault;
  if (options.source == Source::parity) {
    if (auto fault = check_between("data.bits", options.bits, kMinBits, kMaxBits)) return fault;
    if (options.all_inputs) return std::nullopt;
  }
  if (auto fault = check_between("data.examples", options.examples, 1, kMaxExamples)) return fault;
  if (options.source == Source::images) return check_images(options);
  if (options.source == Source::gaussian) return check_gaussian(options);
  if (is_planar(options.source) && options.inputs.empty())
    return "data.inputs: the list is empty; at least one of x1, x2, x1^2, x2^2, x1*x2, sin(x1), "
           "sin(x2) is needed";
  return std::nullopt;
}

}  // namespace isobath::data
