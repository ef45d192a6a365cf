// SPDX-License-Identifier: MIT
// What the panels see of a map that is being made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/figure/figure.hpp"
#include "app/study/map_lines.hpp"
#include "document/study.hpp"
#include "lab/sweep_result.hpp"

namespace isobath::app {

/// A sample that is looked at.
struct MapCell {
  double x = 0.0, y = 0.0;     // where it is drawn, in the axes' units
  std::string x_text, y_text;  // its values
  bool known = false;          // else there is nothing more yet
  double value = 0.0;          // what the study shows of it
  lab::CellResult result{};
  std::vector<double> costs{};  // the loss on the way, of the first seed; empty while it is made
  std::size_t number = 0;       // of those that are compared
};

/// One side: what is swept, all of it and the part in view.
struct MapSideView {
  std::string path;
  std::vector<std::string> names;  // of a list's values, else empty
  figure::Axis whole, view;
  double least_span = 0.0;           // in view at least, in the axis' unit
  double cell = 0.0;                 // how far apart the samples are
  std::optional<double> standing{};  // where the experiment that is open stands
};

struct MapView {
  std::string fault;  // why there is no map, or "": one sentence
  document::Study study;
  bool unnamed = false;  // a file's values that do not tell which measure they are
  MapSideView x, y;
  figure::HeatMap picture;  // of `shades`
  std::vector<float> shades;
  double lowest = 0.0, highest = 1.0;  // of what is finite, where the measure has a scale
  // What is in view.
  std::size_t known = 0, wanted = 0;  // samples
  double cells_per_second = 0.0;      // while some are computed
  bool busy = false;
  bool finest = false;  // closer by, neighbours would be the same number
  // How many views there are to go back to, and on to.
  std::size_t back = 0, forward = 0;
  std::optional<MapCell> pointed;        // what the pointer is on
  std::vector<MapCell> compared;         // kept for comparison
  std::vector<MapLine> lines;            // of theory
  std::optional<double> critical_scale;  // of deep networks, on a map of the scale against depth
  /// Of the border in view between what converged and what did not, where there is enough of it.
  std::optional<double> dimension;
};

}  // namespace isobath::app
