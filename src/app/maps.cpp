// SPDX-License-Identifier: MIT
// Evaluating a network on a grid, as finely as there is time for.
#include "app/maps.hpp"

#include <algorithm>
#include <cmath>

namespace isobath::app {

namespace {

constexpr int kMaxTiles = 1024;
constexpr int kLargestTile_cells = 24;
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

float largest_finite(const float* values, std::size_t count) {
  float largest = 0.0F;
  for (std::size_t i = 0; i < count; ++i) {
    const float magnitude = std::abs(values[i]);
    if (std::isfinite(magnitude) && magnitude > largest) largest = magnitude;
  }
  return largest;
}

}  // namespace

std::vector<int> units_to_show(const core::Network& network) {
  std::vector<int> shown;
  for (int cap = core::kMaxUnits;; cap = cap > 16 ? cap / 2 : cap - 1) {
    shown.clear();
    int total = 0;
    for (int l = 0; l <= network.depth(); ++l) {
      shown.push_back(std::min(cap, static_cast<int>(network.units(l))));
      total += shown.back();
    }
    if (total <= kMaxTiles || cap <= 1) return shown;
  }
}

void MapMaker::start(const document::Document& document, const Run&) { options_ = document.data; }

void MapMaker::use_grid(Run& run, int side_cells) {
  const data::Dataset& dataset = run.dataset();
  if (dataset.plane)
    run.set_points(data::planar_inputs(options_, dataset, grid_points(*dataset.plane, side_cells)));
  else
    run.set_points(dataset.train.x.leftCols(side_cells * side_cells));
}

void MapMaker::draw_units(Run& run, bool playing, UnitMaps& maps) {
  const core::Network& network = run.network();
  maps.side_cells =
      side_within(playing ? kMapBudgetPlaying : kMapBudgetPaused, network, kLargestTile_cells);
  if (!run.dataset().plane) {
    const auto examples = static_cast<double>(run.dataset().train.x.cols());
    maps.side_cells = std::min(maps.side_cells, static_cast<int>(std::sqrt(examples)));
  }
  use_grid(run, maps.side_cells);
  maps.shown_units = units_to_show(network);
  maps.first_tile.clear();
  maps.tiles = 0;
  for (const int units : maps.shown_units) {
    maps.first_tile.push_back(maps.tiles);
    maps.tiles += units;
  }
  const auto cells = static_cast<std::size_t>(maps.side_cells * maps.side_cells);
  maps.values.resize(static_cast<std::size_t>(maps.tiles) * cells);
  maps.range.resize(static_cast<std::size_t>(maps.tiles));
  std::vector<Run::Strip> strips;
  for (std::size_t l = 0; l < maps.shown_units.size(); ++l)
    strips.push_back({maps.shown_units[l],
                      maps.values.data() + static_cast<std::size_t>(maps.first_tile[l]) * cells});
  run.draw_points(strips);
  for (std::size_t l = 0; l < strips.size(); ++l) {
    const auto units = static_cast<std::size_t>(strips[l].units);
    if (l > 0) centre(network.layers[l - 1].activation, strips[l].out, units * cells);
    float* const ranges = maps.range.data() + maps.first_tile[l];
    if (l > 0) {
      std::fill_n(ranges, units, largest_finite(strips[l].out, units * cells));
    } else {
      // Inputs may be rooms beside square metres: each is drawn on its own scale.
      for (std::size_t unit = 0; unit < units; ++unit)
        ranges[unit] = largest_finite(strips[l].out + unit * cells, cells);
    }
  }
  maps.version = ++version_;
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
