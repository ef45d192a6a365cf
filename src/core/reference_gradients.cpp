// SPDX-License-Identifier: MIT
// Backward by plain loops, one example at a time, with the mistakes people make on request.
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
    const Column z = parameters[l].weights * pass.a.back() + parameters[l].bias;
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

Parameters<double> reference_gradients(const Network& network, const TrainingOptions& options,
                                       const Parameters<double>& parameters,
                                       const Examples<double>& examples, PlantedBug bug) {
  Parameters<double> gradients = zero_parameters<double>(network.inputs, network.layers);
  const std::size_t depth = parameters.size();
  for (Index example = 0; example < examples.count(); ++example) {
    const Pass pass = run_forward(network, parameters, examples.x.col(example));
    Column d_z = pass.a[depth] - examples.y.col(example);
    if (!has_direct_output_gradient(network))
      for (Index i = 0; i < d_z.size(); ++i)
        d_z(i) *=
            slope(network.layers[depth - 1].activation, pass.z[depth](i), pass.a[depth](i), bug);
    for (std::size_t l = depth; l >= 1; --l) {
      gradients[l - 1].weights += d_z * cached(pass, l, bug).transpose();
      gradients[l - 1].bias += d_z;
      if (l == 1) break;
      d_z = back_through(parameters[l - 1].weights, d_z, bug);
      for (Index i = 0; i < d_z.size(); ++i)
        d_z(i) *= slope(network.layers[l - 2].activation, pass.z[l - 1](i), pass.a[l - 1](i), bug);
    }
  }
  const auto m = static_cast<double>(examples.count());
  const double mean = bug == PlantedBug::missing_mean ? 1.0 : 1.0 / m;
  for (std::size_t l = 0; l < depth; ++l) {
    gradients[l].weights *= mean;
    gradients[l].bias *= mean;
    if (bug != PlantedBug::missing_penalty) {
      gradients[l].weights += options.l2 / m * parameters[l].weights;
      gradients[l].weights += options.l1 / m * parameters[l].weights.cwiseSign();
    }
    if (bug == PlantedBug::penalised_bias) gradients[l].bias += options.l2 / m * parameters[l].bias;
  }
  return gradients;
}

}  // namespace isobath::core
