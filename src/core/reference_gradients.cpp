// SPDX-License-Identifier: MIT
// Backward by plain loops, one example at a time, with the mistakes people make on request.
#include <algorithm>

#include "core/activation.hpp"
#include "core/reference.hpp"

namespace isobath::core {

namespace {

using Column = Eigen::VectorXd;

struct Pass {
  std::vector<Column> z, a;  // [layer]; a[0] is the input
};

Pass run_forward(const Network& network, const Parameters<double>& parameters, const Column& x) {
  Pass pass{{Column()}, {x}};
  for (std::size_t l = 0; l < parameters.size(); ++l) {
    Column z = parameters[l].weights * pass.a.back();
    if (parameters[l].bias.size() > 0) z += parameters[l].bias;
    Column a = z;
    if (network.layers[l].activation == Activation::softmax) {
      a = (z.array() - z.maxCoeff()).exp();
      a /= a.sum();
    } else {
      for (Index i = 0; i < z.size(); ++i)
        a(i) = activation_value(network.layers[l].activation, z(i));
    }
    pass.z.push_back(z);
    pass.a.push_back(a);
  }
  return pass;
}

double slope(Activation activation, double z, double a, PlantedBug bug) {
  if (bug == PlantedBug::wrong_derivative && activation != Activation::sigmoid) return a * (1 - a);
  return activation_derivative(activation, z);
}

/// Wᵀ·v, or with the transpose lost W's numbers read row after row as if they had its shape.
Column back_through(const Matrix<double>& w, const Column& v, PlantedBug bug) {
  if (bug != PlantedBug::lost_transpose) return w.transpose() * v;
  return Eigen::Map<const Matrix<double>>(w.data(), w.cols(), w.rows()) * v;
}

/// A[l-1] as dW[l] needs it, or A[l] cut or repeated to that length.
Column cached(const Pass& pass, std::size_t layer, PlantedBug bug) {
  const Column& below = pass.a[layer - 1];
  if (bug != PlantedBug::forgotten_cache) return below;
  Column wrong(below.size());
  for (Index i = 0; i < wrong.size(); ++i) wrong(i) = pass.a[layer](i % pass.a[layer].size());
  return wrong;
}

}  // namespace

int bug_layer(const Network& network, int chosen) {
  return std::clamp(chosen > 0 ? chosen : 2, 1, network.depth());
}

void plant(PlantedBug bug, int layer, Parameters<double>& gradients) {
  auto& gradient = gradients[static_cast<std::size_t>(layer) - 1];
  if (bug == PlantedBug::doubled_weights) gradient.weights *= 2.0;
  if (bug == PlantedBug::halved_weights) gradient.weights *= 0.5;
  if (bug == PlantedBug::quadrupled_bias) gradient.bias *= 4.0;
}

Parameters<double> reference_gradients(const Network& network, const TrainingOptions& options,
                                       const Parameters<double>& parameters,
                                       const Examples<double>& examples, PlantedBug bug,
                                       int layer) {
  Parameters<double> gradients = zero_parameters<double>(network.inputs, network.layers);
  const std::size_t depth = parameters.size();
  std::vector<Pass> passes;
  std::vector<Column> d_z;  // of the layer that backward is at, an example each
  for (Index example = 0; example < examples.count(); ++example) {
    passes.push_back(run_forward(network, parameters, examples.x.col(example)));
    d_z.push_back(passes.back().a[depth] - examples.y.col(example));
  }
  const auto pass_slopes = [&](std::size_t layer) {
    const Activation activation = network.layers[layer - 1].activation;
    for (std::size_t e = 0; e < d_z.size(); ++e)
      for (Index i = 0; i < d_z[e].size(); ++i)
        d_z[e](i) *= slope(activation, passes[e].z[layer](i), passes[e].a[layer](i), bug);
  };
  if (!has_direct_output_gradient(network)) pass_slopes(depth);
  const auto m = static_cast<double>(examples.count());
  const double mean = bug == PlantedBug::missing_mean ? 1.0 : 1.0 / m;
  for (std::size_t l = depth; l >= 1; --l) {
    auto& gradient = gradients[l - 1];
    Matrix<double> weights = parameters[l - 1].weights;
    for (std::size_t e = 0; e < d_z.size(); ++e) {
      gradient.weights += d_z[e] * cached(passes[e], l, bug).transpose();
      if (gradient.bias.size() > 0) gradient.bias += d_z[e];
    }
    gradient.weights *= mean;
    gradient.bias *= mean;
    if (bug != PlantedBug::missing_penalty) {
      gradient.weights += options.l2 / m * weights;
      gradient.weights += options.l1 / m * weights.cwiseSign();
    }
    if (bug == PlantedBug::penalised_bias) gradient.bias += options.l2 / m * parameters[l - 1].bias;
    if (l == 1) break;
    if (bug == PlantedBug::early_update)
      weights -= learning_rate_of(network, options, static_cast<int>(l)) * gradient.weights;
    for (Column& column : d_z) column = back_through(weights, column, bug);
    pass_slopes(l - 1);
  }
  if (in_one_layer(bug)) plant(bug, bug_layer(network, layer), gradients);
  return gradients;
}

}  // namespace isobath::core
