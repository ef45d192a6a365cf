// SPDX-License-Identifier: MIT
// How good the answers of a network are: classes counted, lines fitted, the worst examples found.
#pragma once

#include <vector>

#include "core/matrix.hpp"
#include "core/options.hpp"
#include "data/dataset.hpp"

namespace isobath::app {

/// What the output panel shows.
enum class OutputKind { map, fit, confusion, gallery };

/// How often a class was taken for another one.
struct Confusion {
  int classes = 0;
  std::vector<core::Index> counts;  // [classes · classes]: true class row by row, answers across
  core::Index undefined = 0;        // examples whose answer is NaN
  core::Index at(int truth, int answer) const {
    return counts[static_cast<std::size_t>(truth * classes + answer)];
  }
};
/// Of ŷ and y [targets, examples]: one target, ŷ ≥ ½ is class 1; several, the largest. Empty for
/// regression.
Confusion confusion_of(const core::Matrix<float>& outputs, const core::Matrix<double>& y,
                       data::Task task);

/// Of a regression: R² = 1 − Σ(ŷ − y)² / Σ(y − mean y)² over all targets, 1 at best, 0 for who
/// answers the mean; the root of the mean of (ŷ − y)². NaN without examples.
struct Fit {
  double r2 = 0.0;
  double rmse = 0.0;
};
Fit fit_of(const core::Matrix<float>& outputs, const core::Matrix<double>& y);
/// R² where only the loss is known, the squared error of a part: half the mean of |ŷ − y|². NaN
/// where y [targets, examples] does not vary.
double r_squared(double loss, const core::Matrix<double>& y);

/// The loss of one example, from ŷ. Infinite where ŷ is 0 or 1 and y the other.
double example_loss(const core::Matrix<float>& outputs, const core::Matrix<double>& y,
                    core::Index example, core::Loss loss);

/// The examples with the largest losses, at most `most` of them, the worst first; what is not
/// finite is worst.
std::vector<core::Index> worst_examples(const core::Matrix<float>& outputs,
                                        const core::Matrix<double>& y, core::Loss loss,
                                        std::size_t most);

/// −1 where an answer is NaN, and of regressions.
int answer_of(const core::Matrix<float>& outputs, core::Index example, data::Task task);

/// At most `most` examples whose answers differ from those of before: first those that are taken
/// for another class, then by the largest |ŷ − ŷ then|, what is not finite before the rest. Those
/// that are the same to the bit are left out.
std::vector<core::Index> changed_examples(const core::Matrix<float>& outputs,
                                          const core::Matrix<float>& then, data::Task task,
                                          std::size_t most);

struct Outcome {
  Confusion train, dev;
  Fit train_fit, dev_fit;
  std::vector<core::Index> worst;  // of the training part
};
/// But for the worst examples.
Outcome outcome_of(const core::Matrix<float>& outputs, const core::Matrix<float>& dev_outputs,
                   const data::Dataset& dataset);

}  // namespace isobath::app
