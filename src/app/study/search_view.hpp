// SPDX-License-Identifier: MIT
// What the panels see of a search: every cell as a line across one axis a field and one of the
// measure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/figure/axis.hpp"
#include "app/study/search_range.hpp"
#include "document/study.hpp"
#include "lab/sweep_result.hpp"

namespace isobath::app {

struct SearchAxis {
  std::string path;                  // of the field; empty: it is the measure's
  std::vector<std::string> names{};  // of a list's values, which count from 0; else empty
  figure::Axis axis{};
  std::optional<double> standing{};  // where the open experiment stands, in the axis' unit
  std::optional<SearchRange> brush{};
};

/// The cells that are known, as numbers to draw.
struct SearchLines {
  std::size_t axes = 0;
  std::vector<float> units;          // [cell][axis], in the axes' units; not finite: infinity
  std::vector<float> shades;         // [cell], as MapShades has them
  std::vector<std::uint32_t> order;  // the cells that are known, the best one first
  std::uint64_t version = 0;         // another one with every change

  float unit(std::size_t cell, std::size_t axis) const { return units[cell * axes + axis]; }
};

/// Which of them are within all brushes and among the best.
struct SearchChosen {
  std::vector<std::uint8_t> cells;  // [cell]
  std::size_t count = 0;
  std::uint64_t version = 0;
};

/// A cell that is looked at.
struct SearchPoint {
  std::size_t cell = 0;
  std::vector<std::string> texts;  // of the fields' values
  double value = 0.0;              // what the study shows of it
  lab::CellResult result;
};

struct SearchView {
  std::string fault;  // why there is no search, or "": one sentence
  document::Study study;
  bool unnamed = false;          // a file's values that do not tell which measure they are
  std::vector<SearchAxis> axes;  // the measure's is the last
  bool lane = false;             // has the measure's axis a lane for what is not finite?
  std::shared_ptr<const SearchLines> lines;  // null where there are no axes
  std::shared_ptr<const SearchChosen> chosen;
  double best = 1.0;                   // the share of the cells that is shown, the best ones
  double lowest = 0.0, highest = 1.0;  // of what is finite, where the measure has a scale
  std::size_t known = 0, wanted = 0;   // cells
  double cells_per_second = 0.0;       // while some are computed
  bool busy = false;
  std::optional<SearchPoint> pointed;  // what the pointer is on
};

}  // namespace isobath::app
