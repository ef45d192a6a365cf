// SPDX-License-Identifier: MIT
// From Options to matrices a network can learn from: examples drawn or read, split, scaled.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "core/matrix.hpp"
#include "data/options.hpp"

namespace isobath::data {

enum class Task { binary, categorical, regression };

/// One of train, dev, test.
struct Part {
  core::Matrix<double> x;  // [inputs, examples], scaled: what the network sees
  core::Matrix<double> y;  // [targets, examples], scaled where the targets are
  /// [2, examples]: the raw points where there is a plane, else [0, 0].
  core::Matrix<double> plane;
};

/// The part of the plane that a map shows.
struct PlaneRange {
  double x_min = -6.0, x_max = 6.0;
  double y_min = -6.0, y_max = 6.0;
};

struct Dataset {
  Part train, dev, test;
  Task task = Task::binary;
  std::vector<std::string> input_names;
  std::vector<std::string> target_names;
  core::Vector<double> shift;  // [inputs]: subtracted from every input; μ of the training part or 0
  core::Vector<double> scale;  // [inputs]: then divided by; σ of the training part or 1
  core::Vector<double> target_shift, target_scale;  // [targets]: the same for targets
  /// [inputs], of a table: what missing cells are filled by, the mean of the training part's known
  /// ones.
  core::Vector<double> fill;
  /// Of the only target, if its classes have names: of 0 and 1, or of each one-hot column.
  std::vector<std::string> class_names;
  core::Index dropped_rows = 0;  // of the table, for something is missing in them
  /// Set for planar sources ([-6, 6]²) and for tables with exactly two inputs: their range, padded,
  /// or where these are called x1 and x2 and lie in the plane of the sources, that.
  std::optional<PlaneRange> plane;
  int image_side = 0;  // > 0: inputs are image_side × image_side × image_channels pixels
  int image_channels = 0;

  bool scales_targets() const {
    return (target_shift.array() != 0.0).any() || (target_scale.array() != 1.0).any();
  }
  core::Index inputs() const { return train.x.rows(); }
  core::Index targets() const { return train.y.rows(); }
};

/// The input that is the pixel at this row and column (from 0) of this channel of an image: all of
/// red, then all of green, then all of blue, each row by row from the top.
constexpr core::Index pixel_input(int side, int channel, int row, int column) {
  return (core::Index{channel} * side + row) * side + column;
}

/// What there is to learn, known before any example is drawn.
Task task_of(const Options& options);

/// Draws or takes the examples, splits and scales them. The rows are shuffled before they are split
/// unless all of them are for training: {1, 0, 0} keeps their order. The counts of the parts add up
/// to all examples: shares are rounded down, and what is left goes to the largest remainders. A
/// table is `binary` if its one target is 0 or 1 in every row, `categorical` if two or more targets
/// hold exactly one 1 in every row and else 0, otherwise `regression`.
///
/// The same Options give the same bits everywhere. Errors are sentences that begin with the field's
/// path ("data.split: …").
std::expected<Dataset, std::string> make_dataset(const Options& options);

/// The inputs at raw points of the plane, scaled as `dataset` (of the same Options) is; only where
/// `dataset.plane` is set. plane [2, points] → [inputs, points].
core::Matrix<double> planar_inputs(const Options& options, const Dataset& dataset,
                                   const core::Matrix<double>& plane);

/// Outputs or targets [targets, examples] as the dataset has them → in the targets' own units.
core::Matrix<double> in_own_units(const Dataset& dataset, const core::Matrix<double>& y);

/// Rows of raw inputs [examples, inputs], NaN where one is missing → filled and scaled as `dataset`
/// is, [inputs, examples]. Of planar sources the inputs are the features, not the points.
core::Matrix<double> scaled_inputs(const Dataset& dataset, const core::Matrix<double>& rows);

}  // namespace isobath::data
