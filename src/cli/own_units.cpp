// SPDX-License-Identifier: MIT
// Errors in the targets' own units.
#include "cli/own_units.hpp"

#include <cmath>

#include "data/dataset.hpp"

namespace isobath::cli {

Json own_errors(app::Run& run) {
  const data::Dataset& dataset = run.dataset();
  Json errors = Json::object();
  for (const auto& [name, part] :
       {std::pair("train", &dataset.train), {"dev", &dataset.dev}, {"test", &dataset.test}}) {
    const core::Index examples = part->y.cols();
    core::Matrix<double> differences;  // [targets, examples]
    if (examples > 0) differences = run.predict(part->x) - part->y;
    for (core::Index k = 0; k < dataset.targets(); ++k) {
      std::optional<double> error;
      if (examples > 0)
        error = dataset.target_scale(k) *
                std::sqrt(differences.row(k).squaredNorm() / static_cast<double>(examples));
      errors[dataset.target_names[static_cast<std::size_t>(k)]][name] = number(error);
    }
  }
  return errors;
}

}  // namespace isobath::cli
