// SPDX-License-Identifier: MIT
// From Options to the matrices of the three parts.
#include "data/dataset.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

#include "core/random.hpp"
#include "data/check.hpp"
#include "data/features.hpp"
#include "data/sources.hpp"
#include "data/split.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;
using core::Matrix;

std::shared_ptr<const Table> take_rows(const Options& options) {
  switch (options.source) {
    case Source::table:
      return options.table;
    case Source::parity:
      return std::make_shared<const Table>(draw_parity(options));
    case Source::housing:
      return std::make_shared<const Table>(draw_housing(options));
    case Source::images:
      return std::make_shared<const Table>(draw_images(options));
    case Source::gaussian:
      return std::make_shared<const Table>(draw_gaussian_noise(options));
    case Source::mnist1d:
      return std::make_shared<const Table>(draw_mnist1d(options));
    default:
      return std::make_shared<const Table>(draw_planar(options));
  }
}

Task table_task(const Matrix<double>& y) {
  const bool bits = ((y.array() == 0.0) || (y.array() == 1.0)).all();
  if (!bits) return Task::regression;
  if (y.cols() == 1) return Task::binary;
  const bool one_hot = (y.rowwise().sum().array() == 1.0).all();
  return one_hot ? Task::categorical : Task::regression;
}

// The names of one kind of column where the table has none: x1, x2, … or y1, y2, …, a lone y.
std::vector<std::string> number_names(const std::string& stem, Index count) {
  if (stem == "y" && count == 1) return {stem};
  std::vector<std::string> names;
  for (Index i = 1; i <= count; ++i) names.push_back(stem + std::to_string(i));
  return names;
}

void name_columns(const Options& options, const Table& rows, Dataset& dataset) {
  const auto inputs = static_cast<std::ptrdiff_t>(rows.x.cols());
  if (rows.names.empty()) {
    dataset.input_names = number_names("x", rows.x.cols());
    dataset.target_names = number_names("y", rows.y.cols());
    return;
  }
  dataset.input_names.assign(rows.names.begin(), rows.names.begin() + inputs);
  dataset.target_names.assign(rows.names.begin() + inputs, rows.names.end());
  if (!is_planar(options.source)) return;
  dataset.input_names.clear();
  for (const Feature feature : options.inputs)
    dataset.input_names.emplace_back(names(feature)[static_cast<std::size_t>(feature)]);
}

// Was it drawn on the plane of the sources, or might it have been? Then a map of it does not move
// while more is drawn.
bool is_drawn(const Table& table) {
  constexpr double kLeastSpan = 2.0;
  const PlaneRange plane;
  if (table.names.size() < 2 || table.names[0] != "x1" || table.names[1] != "x2") return false;
  const double low = table.x.minCoeff<Eigen::PropagateNumbers>();
  const double high = table.x.maxCoeff<Eigen::PropagateNumbers>();
  return low >= plane.x_min && high <= plane.x_max && high - low >= kLeastSpan;
}

// The range of a table's two inputs, as far as they are known, and a tenth of it on every side.
PlaneRange range_of(const Table& table) {
  const Matrix<double>& x = table.x;
  if (is_drawn(table)) return {};
  const auto padded = [&](Index column) {
    const double low = x.col(column).minCoeff<Eigen::PropagateNumbers>();
    const double high = x.col(column).maxCoeff<Eigen::PropagateNumbers>();
    const double padding = high > low ? 0.1 * (high - low) : 1.0;
    return std::pair(low - padding, high + padding);
  };
  const auto [x_min, x_max] = padded(0);
  const auto [y_min, y_max] = padded(1);
  return {x_min, x_max, y_min, y_max};
}

Part make_part(const Options& options, const Table& rows, bool has_plane,
               std::span<const Index> order) {
  Part part;
  part.y = gather(rows.y, order);
  Matrix<double> inputs = gather(rows.x, order);
  if (is_planar(options.source)) {
    part.x = compute_features(options.inputs, inputs);
    part.plane = std::move(inputs);
  } else {
    if (has_plane) part.plane = inputs;
    part.x = std::move(inputs);
  }
  return part;
}

// [inputs]: the mean of what is known of each input in the training part, or of all parts where the
// training part knows nothing.
core::Vector<double> fit_fill(const Matrix<double>& train, const Matrix<double>& all) {
  core::Vector<double> fill(train.rows());
  const auto mean_of = [](const auto& values) {
    double sum = 0.0;
    Index count = 0;
    for (const double value : values)
      if (!std::isnan(value)) sum += value, ++count;
    return count > 0 ? sum / static_cast<double>(count) : std::numeric_limits<double>::quiet_NaN();
  };
  for (Index i = 0; i < train.rows(); ++i) {
    fill(i) = mean_of(train.row(i));
    if (std::isnan(fill(i))) fill(i) = mean_of(all.col(i));
    if (std::isnan(fill(i))) fill(i) = 0.0;
  }
  return fill;
}

// x [inputs, examples]
void apply_fill(const core::Vector<double>& fill, Matrix<double>& x) {
  for (Index i = 0; i < x.rows(); ++i)
    for (double& value : x.row(i))
      if (std::isnan(value)) value = fill(i);
}

void fill_missing(const Table& rows, Dataset& dataset) {
  dataset.fill = fit_fill(dataset.train.x, rows.x);
  if (!rows.origin) return;
  dataset.class_names = rows.origin->class_names;
  dataset.dropped_rows = rows.origin->dropped_rows;
  if (rows.origin->filled_cells == 0) return;
  for (Part* part : {&dataset.train, &dataset.dev, &dataset.test}) {
    apply_fill(dataset.fill, part->x);
    apply_fill(dataset.fill, part->plane);
  }
}

// Every row has a draw of its own, so that more of this noise keeps what less of it drew. `order`:
// the rows of the training part.
void draw_labels_anew(const Options& options, Index rows, std::span<const Index> order,
                      Dataset& dataset) {
  if (options.label_noise == 0.0 || dataset.task == Task::regression) return;
  const bool binary = dataset.task == Task::binary;
  const auto classes = static_cast<std::uint32_t>(binary ? 2 : dataset.targets());
  core::Random random(options.seed, kLabelStream);
  std::vector<Index> labels(static_cast<std::size_t>(rows), -1);  // −1: it stays
  for (Index& label : labels) {
    const bool drawn = random.uniform() < options.label_noise;
    const auto other = static_cast<Index>(random.below(classes));
    if (drawn) label = other;
  }
  core::Matrix<double>& y = dataset.train.y;
  for (Index i = 0; i < y.cols(); ++i) {
    const Index label = labels[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])];
    if (label < 0) continue;
    if (binary) {
      y(0, i) = static_cast<double>(label);
    } else {
      y.col(i).setZero();
      y(label, i) = 1.0;
    }
  }
}

void scale_targets(const Options& options, Dataset& dataset) {
  // Classes stay what they are.
  const bool scaled =
      options.target_scaling == TargetScaling::standardize && dataset.task == Task::regression;
  Affine affine = fit_scaling(scaled ? Scaling::standardize : Scaling::none, dataset.train.y);
  dataset.target_shift = std::move(affine.shift);
  dataset.target_scale = std::move(affine.scale);
  if (scaled)
    for (Part* part : {&dataset.train, &dataset.dev, &dataset.test})
      apply_scaling(dataset.target_shift, dataset.target_scale, part->y);
}

}  // namespace

Task task_of(const Options& options) {
  switch (options.source) {
    case Source::table:
      return options.table ? table_task(options.table->y) : Task::binary;
    case Source::plane:
    case Source::waves:
    case Source::housing:
    case Source::gaussian:
      return Task::regression;
    case Source::mnist1d:
      return Task::categorical;
    case Source::images:
      return options.classes == 2 ? Task::binary : Task::categorical;
    default:
      return Task::binary;
  }
}

std::expected<Dataset, std::string> make_dataset(const Options& options) {
  if (auto fault = find_fault(options)) return std::unexpected(std::move(*fault));
  const std::shared_ptr<const Table> rows = take_rows(options);
  const SplitCounts counts = count_split(options.split, rows->x.rows());
  if (counts.train < 1)
    return std::unexpected("data.split: a train share of " + to_text(options.split.train) +
                           " leaves no example for training of " + std::to_string(rows->x.rows()) +
                           "; at least one is needed");

  Dataset dataset;
  dataset.task = task_of(options);
  name_columns(options, *rows, dataset);
  if (is_planar(options.source)) dataset.plane = PlaneRange{};
  if (options.source == Source::table && rows->x.cols() == 2) dataset.plane = range_of(*rows);
  if (options.source == Source::images) {
    dataset.image_side = options.side;
    dataset.image_channels = options.channels;
  }

  const std::vector<Index> order = order_examples(options.split, rows->x.rows(), options.seed);
  const std::span<const Index> all(order);
  const auto train = static_cast<std::size_t>(counts.train);
  const auto used = static_cast<std::size_t>(train_count(options));
  const auto dev = static_cast<std::size_t>(counts.dev);
  const bool has_plane = dataset.plane.has_value();
  dataset.train = make_part(options, *rows, has_plane, all.first(used));
  dataset.dev = make_part(options, *rows, has_plane, all.subspan(train, dev));
  dataset.test = make_part(options, *rows, has_plane, all.subspan(train + dev));

  if (options.source == Source::table) fill_missing(*rows, dataset);
  draw_labels_anew(options, rows->x.rows(), all.first(used), dataset);
  scale_targets(options, dataset);
  Affine affine = fit_scaling(options.scaling, dataset.train.x);
  dataset.shift = std::move(affine.shift);
  dataset.scale = std::move(affine.scale);
  if (options.scaling != Scaling::none)
    for (Part* part : {&dataset.train, &dataset.dev, &dataset.test})
      apply_scaling(dataset.shift, dataset.scale, part->x);
  return dataset;
}

Matrix<double> planar_inputs(const Options& options, const Dataset& dataset,
                             const Matrix<double>& plane) {
  Matrix<double> x =
      is_planar(options.source) ? compute_features(options.inputs, plane) : Matrix<double>(plane);
  apply_scaling(dataset.shift, dataset.scale, x);
  return x;
}

Matrix<double> scaled_inputs(const Dataset& dataset, const Matrix<double>& rows) {
  Matrix<double> x = rows.transpose();
  if (dataset.fill.size() > 0) apply_fill(dataset.fill, x);
  apply_scaling(dataset.shift, dataset.scale, x);
  return x;
}

Matrix<double> in_own_units(const Dataset& dataset, const Matrix<double>& y) {
  return ((y.array().colwise() * dataset.target_scale.array()).colwise() +
          dataset.target_shift.array())
      .matrix();
}

}  // namespace isobath::data
