// SPDX-License-Identifier: MIT
// Numerical against analytical gradients, layer by layer, with the course's ratio
// ‖numerical − analytical‖ / (‖numerical‖ + ‖analytical‖).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/reference.hpp"

namespace isobath::core {

struct GradientCheck {
  struct Layer {
    int layer = 1;
    double weights_error = 0.0;  // the ratio over the entries of W that were tried
    double bias_error = 0.0;     // 0 where there is no b
    bool has_bias = true;
    double numerical_norm = 0.0;  // ‖·‖ over the entries of W and b that were tried
    double analytical_norm = 0.0;
    Index checked = 0;  // entries tried
    Index entries = 0;  // entries there are
    // Of those tried, the ones whose J has a kink here, with two slopes: neither is wrong, nor what
    // lies between. They add to the errors only as far as backward's value lies outside.
    Index at_kink = 0;
    std::optional<Kink> kink{};  // the first that was met
    double error() const;
  };
  std::vector<Layer> layers;
  Index examples = 0;  // the batch that was used
  double worst() const;
  Index at_kink() const;
};

/// What a check may cost: multiplications in the slow arithmetic. More entries are tried the more
/// it is.
inline constexpr double kCheckBudget = 3e7;

/// The gradients that the training step computes, of the same kernels, in double.
Parameters<double> training_gradients(const Network& network, const TrainingOptions& options,
                                      const Parameters<double>& parameters,
                                      const Examples<double>& examples);

/// The check below in pieces, for those who cannot wait for all of it.
class GradientChecker {
 public:
  /// Everything given must stay as it is. Of each matrix at least `least` entries are tried, if it
  /// has so many, whatever the budget.
  GradientChecker(const Network& network, const TrainingOptions& options,
                  const Parameters<double>& parameters, const Examples<double>& examples,
                  const Parameters<double>& gradients, double budget = kCheckBudget,
                  double least = 4.0);
  ~GradientChecker();
  GradientChecker(const GradientChecker&) = delete;
  GradientChecker& operator=(const GradientChecker&) = delete;

  /// Tries the next entry; false once there is none left.
  bool advance();
  /// Of the layers that are done, from the first on.
  const GradientCheck& result() const { return check_; }
  /// Of the whole work, 0 to 1.
  double progress() const;

 private:
  struct Work;
  std::unique_ptr<Work> work_;
  GradientCheck check_;
};

/// Compares `gradients` (shapes of `parameters`) with central differences (J(θ+h) − J(θ−h))/2h,
/// computed with 32 digits, so that vanished gradients are judged as strictly as large ones. h is
/// 1e-8·max(1, |θ|), less where the signal grows on its way up, and stays on the smooth piece of J
/// that holds at θ; where θ lies on a kink, on each of the two in turn. Every entry of small
/// networks is tried, evenly spread ones of large networks. Entries where all terms cancel are
/// judged against the size of the terms.
GradientCheck check_gradients(const Network& network, const TrainingOptions& options,
                              const Parameters<double>& parameters,
                              const Examples<double>& examples, const Parameters<double>& gradients,
                              double budget = kCheckBudget);

/// A bug, and of those in one layer, that layer; else 0.
struct FoundBug {
  PlantedBug bug = PlantedBug::none;
  int layer = 0;
  bool operator==(const FoundBug&) const = default;
};
/// Of the bugs that can be planted, the one whose gradients these are; none where they are right.
std::optional<FoundBug> recognise_bug(const Network& network, const TrainingOptions& options,
                                      const Parameters<double>& parameters,
                                      const Examples<double>& examples,
                                      const Parameters<double>& gradients);

/// The first examples of a training part, as many as a check of this network can afford (at most
/// 32).
Examples<double> check_batch(const Network& network, const Examples<double>& examples);

}  // namespace isobath::core
