// SPDX-License-Identifier: MIT
// What the panels see of the stepper between two moves.
#pragma once

#include <string>
#include <vector>

#include "app/stepper.hpp"

namespace isobath::app {

struct Stepping {
  Stepper stepper;
  std::vector<std::string> formulas;  // of every line
  LineView view;                      // of the line to come
  std::vector<Cached> cache;

  explicit Stepping(Stepper at);
};

/// As many examples of a batch as a stepper keeps of this network: a bounded number of numbers.
core::Index examples_to_keep(const core::Network& network);

}  // namespace isobath::app
