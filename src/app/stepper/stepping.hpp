// SPDX-License-Identifier: MIT
// What the panels see of the stepper between two moves.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/snapshot.hpp"
#include "app/stepper/shape_check.hpp"
#include "app/stepper/stepper.hpp"
#include "app/stepper/stepper_columns.hpp"

namespace isobath::app {

struct Stepping {
  Stepper stepper;
  std::vector<std::string> formulas;  // of every line
  LineView whole;                     // of the line to come, with all examples that are kept
  LineView view;                      // with the columns that are looked at
  std::string told;                   // what is to be known of these columns, or ""
  ColumnChoice choice;
  std::vector<Cached> cache;
  Reach reach;
  std::optional<ShapeVerdict> verdict;  // on the shape that is tried, if one is

  Stepping(Stepper at, const View& view);
  /// Would a new one be made alike?
  bool fits(const View& view) const;

  CellStory story(core::Index row, core::Index column) const {
    return story_of(stepper, whole, view, choice, row, column);
  }
  /// The training example whose column is looked at, or would be.
  int example() const {
    return static_cast<int>(stepper.dissection().examples[static_cast<std::size_t>(choice.column)]);
  }

 private:
  int followed_ = -1;
  TryShape tried_;
};

/// Do both go through the same update?
inline bool same_update(const std::shared_ptr<const Stepping>& a,
                        const std::shared_ptr<const Stepping>& b) {
  return a && b && &a->stepper.dissection() == &b->stepper.dissection();
}

/// As many examples of a batch as a stepper keeps of this network: a bounded number of numbers.
core::Index examples_to_keep(const core::Network& network);

}  // namespace isobath::app
