// SPDX-License-Identifier: MIT
// One update of a network in Eigen alone, as one would write it with care: the reference that
// shows what the project's own kernels are worth. The same mathematics as core::Trainer on the
// workloads of lab/workloads.hpp: tanh hidden layers, one sigmoid or several softmax outputs with
// their cross-entropies, plain gradient descent on the whole batch. No watch for NaN; gradients go
// straight into the weights and are not stored.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <vector>

namespace isobath::bench {

class EigenStep {
 public:
  using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  using Vector = Eigen::VectorXf;

  struct Layer {
    Matrix weights;  // [units, units below]
    Vector bias;     // [units]
    Matrix a;        // [units, examples]
    Matrix d_z;      // [units, examples]
  };

  /// `units`: the inputs, then every layer's; two numbers at least. All values are zero.
  EigenStep(const std::vector<int>& units, int examples, float learning_rate)
      : x(Matrix::Zero(units.front(), examples)),
        y(Matrix::Zero(units.back(), examples)),
        step_size_(learning_rate / static_cast<float>(examples)) {
    for (std::size_t l = 1; l < units.size(); ++l)
      layers.push_back({Matrix::Zero(units[l], units[l - 1]), Vector::Zero(units[l]),
                        Matrix::Zero(units[l], examples), Matrix::Zero(units[l], examples)});
  }

  void step() {
    forward();
    layers.back().d_z = layers.back().a - y;
    for (std::size_t l = layers.size(); l-- > 0;) {
      Layer& layer = layers[l];
      const Matrix& below = l == 0 ? x : layers[l - 1].a;
      if (l > 0) {
        Matrix& d_z = layers[l - 1].d_z;
        d_z.noalias() = layer.weights.transpose() * layer.d_z;
        d_z.array() *= 1.0F - below.array().square();
      }
      layer.weights.noalias() -= step_size_ * layer.d_z * below.transpose();
      layer.bias -= step_size_ * layer.d_z.rowwise().sum();
    }
  }

  Matrix x;  // [inputs, examples]
  Matrix y;  // [outputs, examples]
  std::vector<Layer> layers;

 private:
  void forward() {
    const Matrix* below = &x;
    for (Layer& layer : layers) {
      layer.a.noalias() = layer.weights * *below;
      layer.a.colwise() += layer.bias;
      if (&layer != &layers.back()) layer.a = layer.a.array().tanh();
      below = &layer.a;
    }
    Matrix& out = layers.back().a;
    if (out.rows() == 1) {
      out = (1.0F + (-out.array()).exp()).inverse();
    } else {
      const Eigen::RowVectorXf largest = out.colwise().maxCoeff();
      out = (out.rowwise() - largest).array().exp();
      const Eigen::RowVectorXf sums = out.colwise().sum();
      out.array().rowwise() /= sums.array();
    }
  }

  float step_size_;
};

}  // namespace isobath::bench
