// SPDX-License-Identifier: MIT
// A stepper on an update that was just made, and what it says.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/stepper/stepper.hpp"
#include "core/networks.hpp"
#include "core/trainer.hpp"

namespace isobath::tests {

using app::CellStory, app::CellTerm, app::Stepper;

inline Stepper stepper_of(const core::Network& network, const core::TrainingOptions& options,
                          core::Index kept = 100) {
  const auto examples = examples_for<double>(network, 9);
  core::Trainer<double> trainer(network, options, start_of(network), examples);
  trainer.step();
  return {network, std::make_shared<const core::Dissection<double>>(trainer.dissect(kept))};
}

inline std::vector<std::string> formulas(const Stepper& stepper) {
  std::vector<std::string> formulas;
  for (std::size_t at = 0; at < stepper.lines().size(); ++at)
    formulas.push_back(stepper.view(at).formula);
  return formulas;
}

inline double told(const CellStory& story) {
  double sum = 0.0;
  for (const CellTerm& term : story.terms) sum += term.left * term.right;
  return story.factor * sum + story.added;
}

}  // namespace isobath::tests
