// SPDX-License-Identifier: MIT
// Sharpness: the largest and the smallest eigenvalue of the Hessian of J, by Lanczos' method with
// exact products.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/hessian.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"
#include "core/trainer.hpp"
#include "lab/jobs/job.hpp"

namespace isobath::lab {

struct Sharpness {
  double largest = 0.0, smallest = 0.0;  // NaN where J is not finite
  core::Parameters<double> direction;    // of the largest, of length 1; shapes as the parameters
};

/// The α at which plain gradient descent, momentum or Nesterov's method loses its footing along a
/// direction of this curvature: 2/λ; of momentum in the course's form 2(1 + β)/((1 − β)λ), of
/// Nesterov's 2(1 + β)/((1 − β)(1 + 2β)λ). Nothing for the optimizers that scale every parameter by
/// itself, and where it is not curved upwards.
std::optional<double> largest_rate(const core::TrainingOptions& options, double sharpness);

/// The curvature at which the optimizer's own α is the largest that it can take.
std::optional<double> sharpness_limit(const core::TrainingOptions& options);

/// Of J over all examples, penalties in, dropout off. Done in pieces of one product each.
class SharpnessSearch final : public Job {
 public:
  /// `tolerance`: of both eigenvalues, relative to the largest in size. No more products than
  /// `most`, or than there are parameters, are made.
  SharpnessSearch(const core::Network& network, const core::TrainingOptions& options,
                  core::Parameters<double> parameters,
                  std::shared_ptr<const core::Examples<double>> examples, double tolerance = 1e-8,
                  int most = 300);

  bool advance() override;
  double progress() const override;

  /// Complete when it has ended.
  const Sharpness& found() const { return found_; }
  int products() const { return static_cast<int>(alpha_.size()); }

 private:
  bool settle();

  std::shared_ptr<const core::Examples<double>> examples_;
  core::HessianProduct hessian_;
  core::Parameters<double> parameters_, direction_, product_;
  double tolerance_;
  std::size_t most_;
  std::vector<Eigen::VectorXd> basis_;  // orthonormal
  std::vector<double> alpha_, beta_;    // the tridiagonal matrix
  Sharpness found_;
};

/// The whole search at once.
Sharpness find_sharpness(const core::Network& network, const core::TrainingOptions& options,
                         const core::Parameters<double>& parameters,
                         const core::Examples<double>& examples, double tolerance = 1e-8);

}  // namespace isobath::lab
