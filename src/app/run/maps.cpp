// SPDX-License-Identifier: MIT
// Evaluating a network on a grid, as finely as there is time for.
#include "app/run/maps.hpp"

#include <algorithm>
#include <cmath>

#include "app/doctor/largest_finite.hpp"

namespace isobath::app {

namespace {

constexpr int kLargestTile_cells = 24;
constexpr int kMostCells = kMaxTiles * kLargestTile_cells * kLargestTile_cells;
constexpr int kLargestPicture_cells = 64;
constexpr int kLargestOutput_cells = 96;
constexpr int kSmallestSide_cells = 8;

/// The largest multiple of 4 whose square fits the budget.
int side_within(double budget, const core::Network& network, int largest_cells) {
  double work = 0.0;  // of one point
  for (int l = 1; l <= network.depth(); ++l)
    work += static_cast<double>(network.units(l)) *
            (static_cast<double>(network.units(l - 1)) + kActivationCost);
  const auto side = static_cast<int>(std::sqrt(budget / work)) / 4 * 4;
  return std::clamp(side, kSmallestSide_cells, largest_cells);
}

/// Centres of the cells of a square grid over the plane, from the top left, row by row. [2, side²]
core::Matrix<double> grid_points(const data::PlaneRange& range, int side_cells) {
  core::Matrix<double> points(2, side_cells * side_cells);
  for (int row = 0; row < side_cells; ++row)
    for (int column = 0; column < side_cells; ++column) {
      const double right = (column + 0.5) / side_cells;
      const double down = (row + 0.5) / side_cells;
      points(0, row * side_cells + column) = range.x_min + right * (range.x_max - range.x_min);
      points(1, row * side_cells + column) = range.y_max - down * (range.y_max - range.y_min);
    }
  return points;
}

/// Sigmoid's middle is ½; maps show what is above and below it.
void centre(core::Activation activation, float* values, std::size_t count) {
  if (activation != core::Activation::sigmoid) return;
  for (std::size_t i = 0; i < count; ++i) values[i] -= 0.5F;
}

/// Tiles of grid² cells, one after another, become tiles of side² cells in the same place, each
/// showing the nearest of the old cells. `side` is not less than `grid`.
void enlarge(float* tiles, int count, int grid, int side) {
  if (grid == side) return;
  for (int tile = count - 1; tile >= 0; --tile)
    for (int row = side - 1; row >= 0; --row)
      for (int column = side - 1; column >= 0; --column)
        tiles[(tile * side + row) * side + column] =
            tiles[(tile * grid + row * grid / side) * grid + column * grid / side];
}

}  // namespace

std::vector<int> units_to_show(const core::Network& network, const UnitWindow& window,
                               int most_tiles) {
  const int last = std::min(window.last_layer, network.depth());
  const int columns = std::max(0, last - window.first_layer + 1);
  // The layers on screen get the larger part.
  const int elsewhere = network.depth() + 1 - columns;
  const int for_rows = std::max(most_tiles * 5 / 8, most_tiles - elsewhere);
  const int rows = columns > 0 ? std::min(window.rows, for_rows / columns) : 0;
  std::vector<int> shown;
  for (int cap = core::kMaxUnits;; cap = cap > 16 ? cap / 2 : cap - 1) {
    shown.clear();
    int total = 0;
    for (int l = 0; l <= network.depth(); ++l) {
      const bool on_screen = l >= window.first_layer && l <= last;
      const int most = on_screen ? std::max(cap, rows) : cap;
      shown.push_back(std::min(most, static_cast<int>(network.units(l))));
      total += shown.back();
    }
    if (total <= most_tiles || cap <= 1) return shown;
  }
}

void MapMaker::start(const document::Document& document, const Run&) {
  options_ = document.data;
  sorted_.clear();
}

/// So many training examples, picked evenly, in the order of their targets and among equal ones of
/// their inputs: what depends on either shows as bands. They stay the same ones.
void MapMaker::sort_examples(const data::Dataset& dataset, core::Index examples) {
  if (static_cast<core::Index>(sorted_.size()) == examples) return;
  const data::Part& part = dataset.train;
  sorted_.resize(static_cast<std::size_t>(examples));
  for (core::Index i = 0; i < examples; ++i)
    sorted_[static_cast<std::size_t>(i)] = i * part.x.cols() / examples;
  const auto target = [&](core::Index example) {
    core::Index row = 0;
    if (dataset.task != data::Task::categorical) return part.y(0, example);
    part.y.col(example).maxCoeff(&row);
    return static_cast<double>(row);
  };
  std::ranges::stable_sort(sorted_, [&](core::Index a, core::Index b) {
    const double first = target(a), second = target(b);
    if (first != second) return first < second;
    for (core::Index row = 0; row < part.x.rows(); ++row)
      if (part.x(row, a) != part.x(row, b)) return part.x(row, a) < part.x(row, b);
    return false;
  });
}

void MapMaker::use_grid(Run& run, int side_cells) {
  const data::Dataset& dataset = run.dataset();
  if (dataset.plane)
    return run.set_points(
        data::planar_inputs(options_, dataset, grid_points(*dataset.plane, side_cells)));
  sort_examples(dataset, core::Index{side_cells} * side_cells);
  core::Matrix<double> points(dataset.inputs(), core::Index{side_cells} * side_cells);
  for (core::Index i = 0; i < points.cols(); ++i)
    points.col(i) = dataset.train.x.col(sorted_[static_cast<std::size_t>(i)]);
  run.set_points(points);
}

void MapMaker::draw_units(Run& run, bool playing, const UnitWindow& window, int example,
                          UnitMaps& maps) {
  const core::Network& network = run.network();
  const data::Dataset& dataset = run.dataset();
  maps.pictures = dataset.image_side > 0 && dataset.image_side <= kLargestPicture_cells;
  // Of deep networks whole on screen tiles are many and small.
  const int on_screen = std::clamp(window.last_layer, -1, network.depth()) - window.first_layer + 1;
  const int most =
      std::clamp((on_screen * window.rows + network.depth()) * 8 / 5, kMaxTiles, kMaxSmallTiles);
  const int finest = static_cast<int>(std::sqrt(static_cast<double>(kMostCells) / most)) / 4 * 4;
  maps.side_cells = side_within(playing ? kMapBudgetPlaying : kMapBudgetPaused, network,
                                std::max(finest, kSmallestSide_cells));
  // Where there is no plane, so many examples a side.
  int grid = maps.side_cells;
  if (maps.pictures) maps.side_cells = dataset.image_side;
  if (!dataset.plane) {
    const auto examples = static_cast<double>(dataset.train.x.cols());
    grid = std::min(maps.side_cells, static_cast<int>(std::sqrt(examples)));
    if (!maps.pictures) maps.side_cells = grid;
  }
  use_grid(run, grid);
  const int tile_cells = maps.side_cells * maps.side_cells;
  maps.shown_units =
      units_to_show(network, window, std::min(most, kMostCells / std::max(1, tile_cells)));
  if (maps.pictures) maps.shown_units[0] = 1;
  maps.first_tile.clear();
  maps.first_unit.clear();
  maps.tiles = 0;
  for (std::size_t l = 0; l < maps.shown_units.size(); ++l) {
    const int hidden = static_cast<int>(network.units(static_cast<int>(l))) - maps.shown_units[l];
    maps.first_unit.push_back(std::clamp<int>(window.first_unit[l], 0, hidden));
    maps.first_tile.push_back(maps.tiles);
    maps.tiles += maps.shown_units[l];
  }
  if (maps.pictures) maps.first_unit[0] = 0;
  const auto cells = static_cast<std::size_t>(maps.side_cells * maps.side_cells);
  maps.values.resize(static_cast<std::size_t>(maps.tiles) * cells);
  maps.range.resize(static_cast<std::size_t>(maps.tiles));
  strips_.clear();
  for (std::size_t l = 0; l < maps.shown_units.size(); ++l) {
    float* const out = maps.values.data() + static_cast<std::size_t>(maps.first_tile[l]) * cells;
    strips_.push_back({maps.pictures && l < 2 ? 0 : maps.shown_units[l], out, maps.first_unit[l]});
  }
  run.draw_points(strips_);
  if (maps.pictures) {
    for (std::size_t l = 2; l < strips_.size(); ++l)
      enlarge(strips_[l].out, strips_[l].units, grid, maps.side_cells);
    draw_pictures(run, example, maps);
  }
  for (std::size_t l = 0; l < strips_.size(); ++l) {
    const auto units = static_cast<std::size_t>(maps.shown_units[l]);
    float* const ranges = maps.range.data() + maps.first_tile[l];
    const bool picture = maps.pictures && l < 2;
    if (l > 0 && !picture) centre(network.layers[l - 1].activation, strips_[l].out, units * cells);
    if (l > 0 && !picture) {
      std::fill_n(ranges, units, largest_finite(strips_[l].out, units * cells));
    } else {
      // Inputs may be rooms beside square metres: each is drawn on its own scale. So are pictures.
      for (std::size_t unit = 0; unit < units; ++unit)
        ranges[unit] = largest_finite(strips_[l].out + unit * cells, cells);
    }
  }
  maps.version = ++version_;
}

/// The inputs' picture and layer 1's weights, into the tiles that are theirs.
void MapMaker::draw_pictures(Run& run, int example, UnitMaps& maps) {
  const data::Dataset& dataset = run.dataset();
  const int side = maps.side_cells;
  const int channels = dataset.image_channels;
  const auto cells = static_cast<std::size_t>(side * side);
  const core::Matrix<double>& x = dataset.train.x;
  const auto last = static_cast<int>(x.cols()) - 1;
  const auto share = 1.0F / static_cast<float>(channels);
  float* const inputs = maps.values.data();
  std::fill_n(inputs, cells, 0.0F);
  for (int channel = 0; channel < channels; ++channel)
    for (std::size_t cell = 0; cell < cells; ++cell) {
      const core::Index pixel = data::pixel_input(side, channel, 0, static_cast<int>(cell));
      const double value = example < 0 ? x.row(pixel).mean() : x(pixel, std::min(example, last));
      inputs[cell] += static_cast<float>(value) * share;
    }
  const auto at = static_cast<std::size_t>(maps.first_tile[1]);
  pixels_.weights.resize(maps.shown_units[1], dataset.inputs());
  run.copy_weights(1, maps.first_unit[1], 0, pixels_);
  float* out = maps.values.data() + at * cells;
  for (int unit = 0; unit < maps.shown_units[1]; ++unit, out += cells) {
    std::fill_n(out, cells, 0.0F);
    for (int channel = 0; channel < channels; ++channel)
      for (std::size_t cell = 0; cell < cells; ++cell)
        out[cell] += share * pixels_.weights(
                                 unit, data::pixel_input(side, channel, 0, static_cast<int>(cell)));
  }
}

void MapMaker::draw_output(Run& run, std::optional<UnitId> focus, bool playing, OutputMap& map) {
  const core::Network& network = run.network();
  if (!run.dataset().plane) {
    map = {};
    map.version = ++version_;
    return;
  }
  map.side_cells =
      side_within(playing ? kMapBudgetPlaying : kMapBudgetPaused, network, kLargestOutput_cells);
  use_grid(run, map.side_cells);
  const UnitId unit = focus.value_or(UnitId{network.depth(), 0});
  const auto layer = static_cast<std::size_t>(unit.layer);
  const auto cells = static_cast<std::size_t>(map.side_cells * map.side_cells);
  const bool all_classes = !focus && network.outputs() > 1;
  const int units = all_classes ? static_cast<int>(network.outputs()) : unit.unit + 1;
  std::vector<Run::Strip> strips(static_cast<std::size_t>(network.depth()) + 1);
  scratch_.resize(static_cast<std::size_t>(units) * cells);
  strips[layer] = {units, scratch_.data()};
  run.draw_points(strips);

  map.classes.clear();
  const float* values = scratch_.data() + static_cast<std::size_t>(unit.unit) * cells;
  map.values.assign(values, values + cells);
  if (all_classes) {
    map.classes.resize(cells);
    for (std::size_t cell = 0; cell < cells; ++cell) {
      std::size_t likeliest = 0;
      for (std::size_t k = 1; k < static_cast<std::size_t>(units); ++k)
        if (scratch_[k * cells + cell] > scratch_[likeliest * cells + cell]) likeliest = k;
      map.classes[cell] = static_cast<float>(likeliest);
      map.values[cell] = scratch_[likeliest * cells + cell];
    }
    map.range = 1.0F;
  } else {
    if (unit.layer > 0) centre(network.layers[layer - 1].activation, map.values.data(), cells);
    const bool is_probability =
        unit.layer > 0 && network.layers[layer - 1].activation == core::Activation::sigmoid;
    map.range = is_probability ? 0.5F : largest_finite(map.values.data(), cells);
  }
  map.version = ++version_;
}

}  // namespace isobath::app
