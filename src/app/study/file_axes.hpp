// SPDX-License-Identifier: MIT
// The axes that a sweep's file is seen along. Its lines tell values, not how they were spread: that
// is found from where they lie.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/figure/axis.hpp"
#include "app/study/search_view.hpp"
#include "lab/sweep_file.hpp"

namespace isobath::app {

inline constexpr std::uint32_t kNoLine = 0xFFFFFFFFU;

/// One side of a grid.
struct FileSide {
  int count = 0;
  figure::Axis axis{};               // values lie at its steps, the first half a step within it
  std::vector<std::string> names{};  // where they are not evenly spread, else empty
  std::vector<std::string> texts{};  // of every value as a link has it; "" where no line tells it
  bool downwards = false;            // the sweep went from the highest to the lowest
  double step() const { return axis.span() / count; }
  double unit(int i) const { return axis.lowest + (i + 0.5) * step(); }
};

/// Two fields, every value of one with every value of the other.
struct FileGrid {
  FileSide x, y;
  std::vector<std::uint32_t> lines;  // [row][column], the lowest row first; kNoLine: not known

  std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(x.count) +
           static_cast<std::size_t>(column);
  }
};

/// The grid that the cells of a file with two fields are on; empty where they are on none, or on
/// one too large to be shown.
std::optional<FileGrid> grid_of(const lab::SweepFile& file);

/// An axis around all values of a field: logarithmic where they are spread more evenly so.
SearchAxis axis_of(const lab::FileField& field);
/// Where a line of the file lies on it.
double unit_of(const SearchAxis& axis, const lab::FileField& field, std::size_t line);

}  // namespace isobath::app
