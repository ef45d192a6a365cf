// SPDX-License-Identifier: MIT
#include "lab/box_counting.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isobath::lab {

namespace {

constexpr int kLeastSide = 64, kLeastBox = 4;
/// Of the border; fewer cells give no slope.
constexpr std::ptrdiff_t kFewest = 64;

/// Boxes of a size that hold border and something else, with the grid moved by (dx, dy).
int count_boxes(std::span<const std::uint8_t> border, int columns, int rows, int size, int dx,
                int dy) {
  const int across = (columns + dx) / size + 1, up = (rows + dy) / size + 1;
  std::vector<int> held(static_cast<std::size_t>(across) * static_cast<std::size_t>(up));
  for (int row = 0; row < rows; ++row)
    for (int column = 0; column < columns; ++column)
      held[static_cast<std::size_t>((row + dy) / size) * static_cast<std::size_t>(across) +
           static_cast<std::size_t>((column + dx) / size)] +=
          border[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                 static_cast<std::size_t>(column)];
  return static_cast<int>(
      std::ranges::count_if(held, [size](int cells) { return cells > 0 && cells < size * size; }));
}

}  // namespace

std::vector<std::uint8_t> border_cells(std::span<const std::uint8_t> is_in, int columns, int rows) {
  std::vector<std::uint8_t> border;
  const auto at = [&](int column, int row) {
    return is_in[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
                 static_cast<std::size_t>(column)];
  };
  for (int row = 0; row + 1 < rows; ++row)
    for (int column = 0; column + 1 < columns; ++column) {
      const int sum =
          at(column, row) + at(column + 1, row) + at(column, row + 1) + at(column + 1, row + 1);
      border.push_back(sum > 0 && sum < 4 ? 1 : 0);
    }
  return border;
}

std::optional<double> border_dimension(std::span<const std::uint8_t> is_in, int columns, int rows) {
  const int side = std::min(columns, rows);
  if (side < kLeastSide) return std::nullopt;
  const std::vector<std::uint8_t> border = border_cells(is_in, columns, rows);
  if (std::ranges::count(border, 1) < kFewest) return std::nullopt;
  std::vector<std::pair<double, double>> points;  // log of the size, of the number
  for (double wanted = kLeastBox; wanted <= side / 8.0; wanted *= std::sqrt(2.0)) {
    const int size = static_cast<int>(std::lround(wanted)), half = size / 2;
    // The mean over places of the grid: where it begins is an accident.
    double boxes = 0.0;
    for (const auto& [dx, dy] : {std::pair(0, 0), {half, 0}, {0, half}, {half, half}})
      boxes += 0.25 * count_boxes(border, columns - 1, rows - 1, size, dx, dy);
    if (boxes > 0.0) points.emplace_back(std::log(size), std::log(boxes));
  }
  std::vector<double> slopes;
  for (std::size_t i = 0; i + 2 < points.size(); ++i)
    slopes.push_back((points[i].second - points[i + 2].second) /
                     (points[i + 2].first - points[i].first));
  if (slopes.empty()) return std::nullopt;
  const auto middle = slopes.begin() + static_cast<std::ptrdiff_t>(slopes.size() / 2);
  std::ranges::nth_element(slopes, middle);
  return *middle;
}

}  // namespace isobath::lab
