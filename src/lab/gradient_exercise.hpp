// SPDX-License-Identifier: MIT
// Gradient checking as an exercise: a bug is planted in backward, the check finds it matrix by
// matrix, and two trainings side by side show what it does.
#pragma once

#include <string>
#include <vector>

#include "core/gradient_check.hpp"
#include "core/reference.hpp"
#include "core/trainer.hpp"

namespace isobath::lab {

/// The course's limits: below the first all is well; above the second there is a bug.
inline constexpr double kRatioGood = 1e-7;
inline constexpr double kRatioBad = 1e-3;

enum class Verdict { good, doubtful, bad };

/// One matrix: ‖numerical − analytical‖ / (‖numerical‖ + ‖analytical‖).
struct CheckedMatrix {
  std::string name;  // "dW[2]"
  double ratio = 0.0;
  Verdict verdict = Verdict::good;
  int layer = 1;
};

struct GradientExercise {
  core::PlantedBug bug = core::PlantedBug::none;
  std::vector<CheckedMatrix> matrices;   // dW[1], db[1], dW[2] …
  Verdict verdict = Verdict::good;       // the worst of them
  core::Index examples = 0;              // that were used
  core::Index checked = 0, entries = 0;  // parameters tried, and parameters there are
};

/// Takes a checked layer's matrices in: dW, and db where it has a b.
void add_layer(const core::GradientCheck::Layer& layer, GradientExercise& exercise);

/// Checks backward with the bug in it (of one in one layer: in `layer`), at these parameters, on at
/// most 32 of the examples.
GradientExercise check_with_bug(const core::Network& network, const core::TrainingOptions& options,
                                const core::Parameters<double>& parameters,
                                const core::Examples<double>& examples, core::PlantedBug bug,
                                double budget = core::kCheckBudget, int layer = 0);

/// One update of plain gradient descent, with the bug in backward.
void descend(const core::Network& network, const core::TrainingOptions& options,
             const core::Examples<double>& examples, core::PlantedBug bug,
             core::Parameters<double>& parameters, int layer = 0);

/// J over `examples` (penalties in) before each of `updates` updates of plain gradient descent over
/// all of them and after the last, with the bug in backward; `updates` + 1 numbers. Stops early
/// where J is no longer finite, with that J last.
std::vector<double> train_with_bug(const core::Network& network,
                                   const core::TrainingOptions& options,
                                   const core::Parameters<double>& start,
                                   const core::Examples<double>& examples, core::PlantedBug bug,
                                   int updates, int layer = 0);

}  // namespace isobath::lab
