// SPDX-License-Identifier: MIT
// Every line as the course writes it, with the matrices in it.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "app/doctor/largest_finite.hpp"
#include "app/stepper/stepper.hpp"
#include "core/elementary.hpp"
#include "core/optimizer.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using document::join;

double largest_finite(const core::Matrix<double>& values) {
  return largest_finite(values.data(), static_cast<std::size_t>(values.size()));
}

std::string at(std::string_view name, int layer) {
  return join({name, "[", std::to_string(layer), "]"});
}

namespace {

/// Names, shapes and values of the matrices of one update.
class Matrices {
 public:
  Matrices(const core::Network& network, const core::Dissection<double>& all)
      : network_(network), all_(all) {}

  Operand weights(int l) const {
    return of_layer("W", l, layer(all_.before, l).weights, Role::weights);
  }
  Operand d_weights(int l) const { return of_layer("dW", l, layer(all_.clipped, l).weights); }
  Operand new_weights(int l) const {
    return of_layer("W", l, layer(all_.after, l).weights, Role::weights);
  }
  Operand transposed_weights(int l) const {
    return made(at("W", l) + "ᵀ", join({"(", n(l - 1), ", ", n(l), ")"}),
                layer(all_.before, l).weights.transpose(), Role::transposed, l);
  }
  Operand bias(int l) const { return column("b", l, layer(all_.before, l).bias); }
  Operand d_bias(int l) const { return column("db", l, layer(all_.clipped, l).bias); }
  Operand new_bias(int l) const { return column("b", l, layer(all_.after, l).bias); }
  Operand moment(std::string_view name, int l, const core::Parameters<double>& moments) const {
    return of_layer(name, l, layer(moments, l).weights);
  }
  /// The same of the biases, or of the weights.
  Operand moment(std::string_view name, bool of_bias, int l,
                 const core::Parameters<double>& moments) const {
    if (of_bias) return column(join({name, "_db"}), l, layer(moments, l).bias);
    return moment(join({name, "_dW"}), l, moments);
  }
  /// v̂ or ŝ: a moment as it would be had it not begun at 0.
  Operand corrected(std::string_view name, bool of_bias, int l,
                    const core::Parameters<double>& moments, double beta) const {
    Operand operand = of_bias ? column(name, l, layer(moments, l).bias) : moment(name, l, moments);
    operand.values /= 1.0 - core::power(beta, all_.moments_after.updates);
    return operand;
  }

  /// What goes into W := W − … or b := b − …, by the optimizer.
  std::vector<Operand> step(bool of_bias, int l) const {
    const core::TrainingOptions& options = all_.options;
    const core::Moments<double>& moments = all_.moments_after;
    Operand before = of_bias ? bias(l) : weights(l);
    Operand gradient = of_bias ? d_bias(l) : d_weights(l);
    switch (options.optimizer) {
      case core::Optimizer::gradient_descent:
        break;
      case core::Optimizer::momentum:
        return {std::move(before), moment("v", of_bias, l, moments.first)};
      case core::Optimizer::nesterov:
        return {std::move(before), moment("v", of_bias, l, moments.first), std::move(gradient)};
      case core::Optimizer::rmsprop:
        return {std::move(before), std::move(gradient), moment("s", of_bias, l, moments.second)};
      case core::Optimizer::adam:
        return {std::move(before), corrected("v̂", of_bias, l, moments.first, options.momentum),
                corrected("ŝ", of_bias, l, moments.second, options.beta2)};
    }
    return {std::move(before), std::move(gradient)};
  }

  Operand y() const { return batch("Y", network_.depth(), all_.y, all_.mean_y); }
  Operand z(int l) const { return batch(at("Z", l), l, kept(l).z, kept(l).mean_z); }
  /// g(Z), before dropout.
  Operand g_of_z(int l) const { return batch(at("A", l), l, kept(l).a, kept(l).mean_a); }
  Operand mask(int l) const { return batch(at("M", l), l, kept(l).mask, kept(l).mean_mask); }
  Operand d_a(int l) const { return batch(at("dA", l), l, kept(l).d_a, kept(l).mean_d_a); }
  Operand d_z(int l) const { return batch(at("dZ", l), l, kept(l).d_z, kept(l).mean_d_z); }
  /// What the layer above gets.
  Operand a(int l) const {
    if (l == 0) return batch(at("A", 0), 0, all_.x, all_.mean_x);
    if (kept(l).mask.size() == 0) return g_of_z(l);
    return batch(at("A", l), l, kept(l).a.cwiseProduct(kept(l).mask), kept(l).mean_out);
  }
  Operand transposed(Operand operand, int l) const {
    operand.name += "ᵀ";
    operand.shape = join(
        {"(m, ", n(l), ") = (", std::to_string(all_.batch), ", ", std::to_string(units(l)), ")"});
    operand.values = operand.values.transpose().eval();
    operand.by_example = false;
    operand.role = Role::turned_batch;
    std::swap(operand.rows, operand.columns);
    return operand;
  }
  static Operand number(std::string name, double value) {
    return made(std::move(name), "", core::Matrix<double>::Constant(1, 1, value), Role::number, 0);
  }

 private:
  static std::string n(int l) { return at("n", l); }
  core::Index units(int l) const { return network_.units(l); }
  const core::Dissection<double>::Layer& kept(int l) const {
    return all_.layers[static_cast<std::size_t>(l) - 1];
  }
  static const core::Parameters<double>::Layer& layer(const core::Parameters<double>& of, int l) {
    return of[static_cast<std::size_t>(l) - 1];
  }
  /// `symbols`: the shape in the course's letters.
  static Operand made(std::string name, std::string_view symbols, core::Matrix<double> values,
                      Role role, int layer) {
    Operand operand;
    operand.name = std::move(name);
    operand.rows = values.rows();
    operand.columns = values.cols();
    operand.shape = join({symbols, symbols.empty() ? "(" : " = (", std::to_string(operand.rows),
                          ", ", std::to_string(operand.columns), ")"});
    operand.values = std::move(values);
    operand.role = role;
    operand.layer = layer;
    return operand;
  }
  Operand of_layer(std::string_view name, int l, const core::Matrix<double>& values,
                   Role role = Role::like_weights) const {
    return made(at(name, l), join({"(", n(l), ", ", n(l - 1), ")"}), values, role, l);
  }
  Operand column(std::string_view name, int l, const core::Vector<double>& values) const {
    return made(at(name, l), join({"(", n(l), ", 1)"}), values, Role::bias, l);
  }
  Operand batch(std::string name, int l, const core::Matrix<double>& values,
                const core::Vector<double>& mean) const {
    Operand operand = made(std::move(name), join({"(", n(l), ", m)"}), values, Role::batch, l);
    operand.shape = join(
        {"(", n(l), ", m) = (", std::to_string(units(l)), ", ", std::to_string(all_.batch), ")"});
    operand.columns = all_.batch;
    operand.by_example = true;
    operand.mean = mean;
    return operand;
  }

  const core::Network& network_;
  const core::Dissection<double>& all_;
};

/// What stands after operand `number` of `operands`.
const char* sign_after(LineKind kind, core::Optimizer optimizer, std::size_t number,
                       std::size_t operands) {
  if (number + 1 == operands) return "→";
  switch (kind) {
    case LineKind::pre_activation:
    case LineKind::d_w:
      return number == 0 ? "·" : "+";
    case LineKind::d_a:
      return number == 0 ? "·" : "∗";
    case LineKind::dropout:
      return "∗";
    case LineKind::d_z:
      return "∗ g′";
    case LineKind::output_d_a:
    case LineKind::output_d_z:
    case LineKind::weights:
    case LineKind::bias:
      if (number == 0) return "−";
      return optimizer == core::Optimizer::nesterov ? "+" : "/ √";
    default:
      return ",";
  }
}

/// Signs between the matrices, and what their rows and columns have in common.
void relate(LineView& view, core::Optimizer optimizer) {
  const LineKind kind = view.line.kind;
  const bool product =
      kind == LineKind::pre_activation || kind == LineKind::d_w || kind == LineKind::d_a;
  const auto settle = [](Operand& operand) {
    if (operand.rows == 1 && operand.values.rows() == 1 && operand.role == Role::number)
      operand.down = Axis::one;
    if (operand.columns == 1) operand.along = Axis::one;
    operand.range = largest_finite(operand.values);
  };
  for (std::size_t i = 0; i < view.operands.size(); ++i) {
    Operand& operand = view.operands[i];
    operand.sign = sign_after(kind, optimizer, i, view.operands.size());
    if ((product && i == 0) || kind == LineKind::d_b) operand.along = Axis::inner;
    if (product && i == 1) operand.down = Axis::inner;
    settle(operand);
  }
  settle(view.result);
}

double norm_of(const core::Parameters<double>& gradients) {
  return Eigen::Map<const Eigen::VectorXd>(gradients.data(), gradients.count()).stableNorm();
}

const char* why(const Line& line, const core::Network& network) {
  const bool has_bias =
      line.layer == 0 || network.layers[static_cast<std::size_t>(line.layer) - 1].has_bias;
  switch (line.kind) {
    case LineKind::input:
      return "The batch goes in as it is: one column an example, one row an input.";
    case LineKind::pre_activation:
      if (!has_bias) return "Every unit adds up its inputs, each times its weight; it has no b.";
      return "Every unit adds up its inputs, each times its weight, and its bias; b is the same "
             "for "
             "all examples and is broadcast over the m columns.";
    case LineKind::activation:
      return network.layers[static_cast<std::size_t>(line.layer) - 1].activation ==
                     core::Activation::softmax
                 ? "Softmax turns each column into shares that add up to 1."
                 : "g is taken of every number by itself; without it, layers would collapse into "
                   "one linear map.";
    case LineKind::dropout:
      return "Each activation is dropped, or kept and divided by the share that is kept, so that "
             "its mean stays.";
    case LineKind::cost:
      return "One number for the whole batch: what gradient descent makes smaller.";
    case LineKind::output_d_a:
      return "How the loss of one example changes with its output; the 1/m comes in with dW.";
    case LineKind::output_d_z:
      return network.loss == core::Loss::binary_cross_entropy
                 ? "dA = −y/a + (1−y)/(1−a) times σ′ = a(1−a) is a − y: both at once, and never "
                   "0/0."
                 : "The softmax's derivatives and the cross-entropy's −y/a cancel to a − y.";
    case LineKind::d_z:
      return "The error signal passes g: where g is flat, g′ is small and the signal is lost.";
    case LineKind::d_w:
      return "Every weight's share in the cost: the error at its output times the activation at "
             "its "
             "input, averaged over the batch.";
    case LineKind::d_b:
      return "The bias reaches every example with weight 1: its gradient is the mean of dZ.";
    case LineKind::d_a:
      return "Backwards through the same weights: every unit gets the errors of the units that it "
             "feeds, each times the weight between them.";
    case LineKind::clip:
      return "If the gradient as a whole is longer than c, it is shortened to c; its direction "
             "stays.";
    case LineKind::first_moment:
      if (!has_bias)
        return "A running mean of the gradients: what points the same way adds up, oscillations "
               "cancel.";
      return "A running mean of the gradients: what points the same way adds up, oscillations "
             "cancel. db's is made alike.";
    case LineKind::second_moment:
      if (!has_bias)
        return "A running mean of the squares: how large gradients of this weight are.";
      return "A running mean of the squares: how large gradients of this weight are. db's is made "
             "alike.";
    case LineKind::correction:
      return "Both begin at 0 and are too small at first; divided by 1 − βᵗ they are not.";
    case LineKind::weights:
    case LineKind::bias:
      if (line.layer > 0 && rate_of(network, line.layer) != "α")
        return "A step downhill: α times this layer's own factor times the gradient.";
      return "A step downhill: α times the gradient.";
  }
  return "";
}

}  // namespace

LineView Stepper::view(std::size_t number) const {
  const Line line = lines_[number];
  const int l = line.layer;
  const Matrices of(network_, *all_);
  LineView view{line, formula_of(network_, all_->options, line), {}, why(line, network_), {}, {}};
  const auto show = [&](std::vector<Operand> operands, Operand result) {
    view.operands = std::move(operands);
    view.result = std::move(result);
  };
  switch (line.kind) {
    case LineKind::input:
      show({}, of.a(0));
      break;
    case LineKind::pre_activation:
      show({of.weights(l), of.a(l - 1)}, of.z(l));
      if (network_.layers[static_cast<std::size_t>(l) - 1].has_bias)
        view.operands.push_back(of.bias(l));
      break;
    case LineKind::activation:
      show({of.z(l)}, of.g_of_z(l));
      break;
    case LineKind::dropout:
      show({of.g_of_z(l), of.mask(l)}, of.a(l));
      break;
    case LineKind::cost:
      show({of.a(l), of.y()},
           Matrices::number("J",
                            all_->loss + core::penalty(all_->options, all_->batch, all_->before)));
      break;
    case LineKind::output_d_a:
      show({of.a(l), of.y()}, of.d_a(l));
      break;
    case LineKind::output_d_z:
      show({of.a(l), of.y()}, of.d_z(l));
      break;
    case LineKind::d_z:
      show({of.d_a(l), of.z(l)}, of.d_z(l));
      break;
    case LineKind::d_w: {
      Operand result = of.d_weights(l);
      result.values = all_->gradients[static_cast<std::size_t>(l) - 1].weights;
      show({of.d_z(l), of.transposed(of.a(l - 1), l - 1)}, std::move(result));
      if (all_->options.l1 > 0.0 || all_->options.l2 > 0.0) view.operands.push_back(of.weights(l));
      break;
    }
    case LineKind::d_b: {
      Operand result = of.d_bias(l);
      result.values = all_->gradients[static_cast<std::size_t>(l) - 1].bias;
      show({of.d_z(l)}, std::move(result));
      break;
    }
    case LineKind::d_a:
      show({of.transposed_weights(l + 1), of.d_z(l + 1)}, of.d_a(l));
      if (all_->layers[static_cast<std::size_t>(l) - 1].mask.size() > 0)
        view.operands.push_back(of.mask(l));
      break;
    case LineKind::clip: {
      const double norm = norm_of(all_->gradients);
      const double limit = all_->options.clip_norm;
      const bool biases = std::ranges::any_of(network_.layers, &core::LayerOptions::has_bias);
      const std::string of_all = biases ? "‖(dW, db)‖" : "‖dW‖";
      show({Matrices::number(of_all, norm), Matrices::number("c", limit)},
           Matrices::number(join({"min(1, c/", of_all, ")"}), norm > limit ? limit / norm : 1.0));
      break;
    }
    case LineKind::first_moment:
      show({of.moment("v_dW", l, all_->moments_before.first), of.d_weights(l)},
           of.moment("v_dW", l, all_->moments_after.first));
      break;
    case LineKind::second_moment:
      show({of.moment("s_dW", l, all_->moments_before.second), of.d_weights(l)},
           of.moment("s_dW", l, all_->moments_after.second));
      break;
    case LineKind::correction:
      show({of.moment("v_dW", l, all_->moments_after.first),
            of.moment("s_dW", l, all_->moments_after.second),
            of.corrected("ŝ", false, l, all_->moments_after.second, all_->options.beta2)},
           of.corrected("v̂", false, l, all_->moments_after.first, all_->options.momentum));
      break;
    case LineKind::weights:
      show(of.step(false, l), of.new_weights(l));
      break;
    case LineKind::bias:
      show(of.step(true, l), of.new_bias(l));
      break;
  }
  relate(view, all_->options.optimizer);
  view.shapes = shapes_of(view);
  return view;
}

std::string shapes_of(const LineView& view) {
  std::string shapes;
  for (const Operand& operand : view.operands)
    shapes += join({shapes.empty() ? "" : "  ", operand.name, " ", operand.shape});
  return shapes + join({shapes.empty() ? "" : "  →  ", view.result.name, " ", view.result.shape});
}

}  // namespace isobath::app
