// SPDX-License-Identifier: MIT
// The colours of a map: the verdict by hue, how slowly it came by depth.
#pragma once

#include <span>
#include <vector>

#include "document/study.hpp"

namespace isobath::app {

/// From −1 (did not train: sand) over 0 to 1 (trained: sea); NaN: it could not be computed.
/// Convergence goes by the rank among the cells that are there at first, so that its border keeps
/// its place and its colours when a part of the map is enlarged: quick verdicts come to ±0.25, the
/// slowest to ±1. Losses are sea, the lower the deeper, by their logarithm; what diverged is sand.
/// Accuracies go from the lowest (sand) to the highest (sea).
class MapShades {
 public:
  /// `reference`: values of the cells that the colours go by, in any order.
  MapShades(const document::Study& study, std::span<const double> reference);

  float operator()(double value) const;

  document::Measure measure() const { return measure_; }
  /// The ends of what is finite, of the measures that have a scale; 0 and 1 if nothing is.
  double lowest() const { return lowest_; }
  double highest() const { return highest_; }

 private:
  document::Measure measure_;
  std::vector<double> converged_, diverged_;  // of convergence: both sides, in order
  double lowest_ = 0.0, highest_ = 1.0;
};

}  // namespace isobath::app
