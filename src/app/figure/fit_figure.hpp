// SPDX-License-Identifier: MIT
// ŷ against y for every example, and what is missing, ŷ − y, over the same y; compared with a
// moment, the ways from the answers of then, and how long they are.
#pragma once

#include "app/figure/figure.hpp"
#include "app/snapshot.hpp"
#include "core/matrix.hpp"

namespace isobath::app::figure {

struct FitFigures {
  Figure answers, rest;
  /// The dots' series in both figures, by its place among them, and which example a dot is of.
  struct Part {
    bool there = false;
    std::size_t series_of_answers = 0, series_of_rest = 0;
    core::Index targets = 1, stride = 1;
    core::Index example(std::size_t dot) const {
      return static_cast<core::Index>(dot) / targets * stride;
    }
  };
  Part train, dev;
  bool not_finite = false;  // has an answer no place?
};

/// Of the training part, and of the dev part if that is shown.
void make_fit_figures(const Snapshot& snapshot, FitFigures& figures);

}  // namespace isobath::app::figure
