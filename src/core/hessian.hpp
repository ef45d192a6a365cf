// SPDX-License-Identifier: MIT
// The second derivatives of J without their matrix: its product with a direction, exact, for about
// the price of two gradients. B. Pearlmutter, "Fast exact multiplication by the Hessian" (1994).
#pragma once

#include <vector>

#include "core/matrix.hpp"
#include "core/network.hpp"
#include "core/parameters.hpp"
#include "core/trainer.hpp"

namespace isobath::core {

/// Of J over all examples: penalties in, dropout off, in double whatever the network's precision.
/// Where J has kinks (ReLU, L1) it is the Hessian of the smooth piece at hand.
class HessianProduct {
 public:
  /// `examples` outlive it.
  HessianProduct(const Network& network, const TrainingOptions& options,
                 const Examples<double>& examples);

  /// product = ∇²J(parameters)·direction; all of one shape.
  void multiply(const Parameters<double>& parameters, const Parameters<double>& direction,
                Parameters<double>& product);

  /// ∇J at the parameters of the last product, which comes with it.
  const Parameters<double>& gradient() const { return gradient_; }

 private:
  /// What a piece of the examples leaves in a layer: values and their change along the direction.
  struct Layer {
    Matrix<double> z, a, slope;  // [units, examples]
    Matrix<double> r_z, r_a;
  };
  void forward(const Parameters<double>& parameters, const Parameters<double>& direction,
               Index first, Index count);
  void backward(const Parameters<double>& parameters, const Parameters<double>& direction,
                Index first, Index count, Parameters<double>& product);
  void start_backward(Index first, Index count);
  void add_penalty(const Parameters<double>& parameters, const Parameters<double>& direction,
                   Parameters<double>& product);

  const Network network_;
  const TrainingOptions options_;
  const Examples<double>& examples_;
  Parameters<double> gradient_;
  std::vector<Layer> layers_;  // [L + 1]: of the inputs a alone
  Matrix<double> d_a_, r_d_a_, d_z_, r_d_z_;
};

}  // namespace isobath::core
