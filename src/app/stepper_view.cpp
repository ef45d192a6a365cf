// SPDX-License-Identifier: MIT
// Every line as the course writes it, with the matrices in it.
#include <cmath>
#include <string_view>
#include <utility>

#include "app/stepper.hpp"
#include "core/elementary.hpp"
#include "core/optimizer.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using document::join;

namespace {

std::string at(std::string_view name, int layer) {
  return join({name, "[", std::to_string(layer), "]"});
}

std::string penalties(const core::TrainingOptions& options, int layer) {
  std::string text;
  if (options.l2 > 0.0) text += " + (λ/m)·" + at("W", layer);
  if (options.l1 > 0.0) text += " + (λ₁/m)·sign " + at("W", layer);
  return text;
}

/// What is taken off W or b, in terms of its gradient or moments.
std::string taken_off(core::Optimizer optimizer, std::string_view of, int layer) {
  const std::string d = at(join({"d", of}), layer), v = at(join({"v_d", of}), layer),
                    s = at(join({"s_d", of}), layer);
  switch (optimizer) {
    case core::Optimizer::gradient_descent:
      return "α·" + d;
    case core::Optimizer::momentum:
      return "α·" + v;
    case core::Optimizer::nesterov:
      return join({"α·(β·", v, " + (1−β)·", d, ")"});
    case core::Optimizer::rmsprop:
      return join({"α·", d, "/(√", s, " + ε)"});
    case core::Optimizer::adam:
      return join({"α·v̂/(√ŝ + ε)"});
  }
  return {};
}

std::string cost_formula(core::Loss loss) {
  switch (loss) {
    case core::Loss::binary_cross_entropy:
      return "J = (1/m)·Σ −[y·ln ŷ + (1−y)·ln(1−ŷ)]";
    case core::Loss::categorical_cross_entropy:
      return "J = (1/m)·Σ −Σₖ yₖ·ln ŷₖ";
    case core::Loss::squared_error:
      return "J = (1/2m)·Σ ‖ŷ − y‖²";
  }
  return {};
}

}  // namespace

std::string formula_of(const core::Network& network, const core::TrainingOptions& options,
                       const Line& line) {
  const int l = line.layer;
  switch (line.kind) {
    case LineKind::input:
      return "A[0] = X";
    case LineKind::pre_activation:
      return join({at("Z", l), " = ", at("W", l), "·", at("A", l - 1), " + ", at("b", l)});
    case LineKind::activation:
      return join({at("A", l), " = g(", at("Z", l), ")"});
    case LineKind::dropout:
      return join({at("A", l), " = ", at("A", l), " ∗ ", at("M", l)});
    case LineKind::cost: {
      std::string text = cost_formula(network.loss);
      if (options.l2 > 0.0) text += " + (λ/2m)·Σ‖W‖²";
      if (options.l1 > 0.0) text += " + (λ₁/m)·Σ|W|";
      return text;
    }
    case LineKind::output_d_a:
      return join({at("dA", l), " = ", at("A", l), " − Y"});
    case LineKind::output_d_z:
      return join({at("dZ", l), " = ", at("A", l), " − Y"});
    case LineKind::d_z:
      return join({at("dZ", l), " = ", at("dA", l), " ∗ g′(", at("Z", l), ")"});
    case LineKind::d_w:
      return join(
          {at("dW", l), " = (1/m)·", at("dZ", l), "·", at("A", l - 1), "ᵀ", penalties(options, l)});
    case LineKind::d_b:
      return join({at("db", l), " = (1/m)·Σ ", at("dZ", l)});
    case LineKind::d_a: {
      std::string text = join({at("dA", l), " = ", at("W", l + 1), "ᵀ·", at("dZ", l + 1)});
      if (options.dropout > 0.0) text = join({text, " ∗ ", at("M", l)});
      return text;
    }
    case LineKind::clip:
      return "dW, db := dW, db · min(1, c/‖(dW, db)‖)";
    case LineKind::first_moment:
      return join({at("v_dW", l), " = β·", at("v_dW", l), " + (1−β)·", at("dW", l)});
    case LineKind::second_moment:
      return join({at("s_dW", l), " = β₂·", at("s_dW", l), " + (1−β₂)·", at("dW", l), "²"});
    case LineKind::correction:
      return join({"v̂ = ", at("v_dW", l), "/(1−βᵗ), ŝ = ", at("s_dW", l), "/(1−β₂ᵗ)"});
    case LineKind::weights:
      return join({at("W", l), " := ", at("W", l), " − ", taken_off(options.optimizer, "W", l)});
    case LineKind::bias:
      return join({at("b", l), " := ", at("b", l), " − ", taken_off(options.optimizer, "b", l)});
  }
  return {};
}

namespace {

/// Names, shapes and values of the matrices of one update.
class Matrices {
 public:
  Matrices(const core::Network& network, const core::Dissection<double>& all)
      : network_(network), all_(all) {}

  Operand weights(int l) const { return of_layer("W", l, l - 1, layer(all_.before, l).weights); }
  Operand d_weights(int l) const {
    return of_layer("dW", l, l - 1, layer(all_.clipped, l).weights);
  }
  Operand new_weights(int l) const { return of_layer("W", l, l - 1, layer(all_.after, l).weights); }
  Operand transposed_weights(int l) const {
    return {at("W", l) + "ᵀ", shape(l - 1, units(l - 1), l, units(l)),
            layer(all_.before, l).weights.transpose()};
  }
  Operand bias(int l) const { return column("b", l, layer(all_.before, l).bias); }
  Operand d_bias(int l) const { return column("db", l, layer(all_.clipped, l).bias); }
  Operand new_bias(int l) const { return column("b", l, layer(all_.after, l).bias); }
  Operand moment(std::string_view name, int l, const core::Parameters<double>& moments) const {
    return of_layer(name, l, l - 1, layer(moments, l).weights);
  }

  Operand y() const { return batch("Y", network_.depth(), all_.y); }
  Operand z(int l) const { return batch(at("Z", l), l, kept(l).z); }
  /// g(Z), before dropout.
  Operand g_of_z(int l) const { return batch(at("A", l), l, kept(l).a); }
  Operand mask(int l) const { return batch(at("M", l), l, kept(l).mask); }
  Operand d_a(int l) const { return batch(at("dA", l), l, kept(l).d_a); }
  Operand d_z(int l) const { return batch(at("dZ", l), l, kept(l).d_z); }
  /// What the layer above gets.
  Operand a(int l) const {
    if (l == 0) return batch(at("A", 0), 0, all_.x);
    if (kept(l).mask.size() == 0) return g_of_z(l);
    return batch(at("A", l), l, kept(l).a.cwiseProduct(kept(l).mask));
  }
  Operand transposed(Operand operand, int l) const {
    operand.name += "ᵀ";
    operand.shape = join(
        {"(m, ", n(l), ") = (", std::to_string(all_.batch), ", ", std::to_string(units(l)), ")"});
    operand.values = operand.values.transpose().eval();
    operand.by_example = false;
    return operand;
  }
  static Operand number(std::string name, double value) {
    return {std::move(name), "(1, 1)", core::Matrix<double>::Constant(1, 1, value)};
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
  static std::string shape(int row_layer, core::Index rows, int column_layer, core::Index columns) {
    return join({"(", n(row_layer), ", ", n(column_layer), ") = (", std::to_string(rows), ", ",
                 std::to_string(columns), ")"});
  }
  Operand of_layer(std::string_view name, int l, int below,
                   const core::Matrix<double>& values) const {
    return {at(name, l), shape(l, units(l), below, units(below)), values};
  }
  Operand column(std::string_view name, int l, const core::Vector<double>& values) const {
    return {at(name, l), join({"(", n(l), ", 1) = (", std::to_string(units(l)), ", 1)"}), values};
  }
  Operand batch(std::string name, int l, const core::Matrix<double>& values) const {
    return {std::move(name),
            join({"(", n(l), ", m) = (", std::to_string(units(l)), ", ", std::to_string(all_.batch),
                  ")"}),
            values, true};
  }

  const core::Network& network_;
  const core::Dissection<double>& all_;
};

double norm_of(const core::Parameters<double>& gradients) {
  return Eigen::Map<const Eigen::VectorXd>(gradients.data(), gradients.count()).stableNorm();
}

const char* why(const Line& line, const core::Network& network) {
  switch (line.kind) {
    case LineKind::input:
      return "The batch goes in as it is: one column an example, one row an input.";
    case LineKind::pre_activation:
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
      return "A running mean of the gradients: what points the same way adds up, what swings to "
             "and "
             "fro cancels. db's is made alike.";
    case LineKind::second_moment:
      return "A running mean of the squares: how large gradients of this weight are. db's is made "
             "alike.";
    case LineKind::correction:
      return "Both begin at 0 and are too small at first; divided by 1 − βᵗ they are not.";
    case LineKind::weights:
    case LineKind::bias:
      return "A step against the gradient, α long for a gradient of 1.";
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
      show({of.weights(l), of.a(l - 1), of.bias(l)}, of.z(l));
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
      show({Matrices::number("‖(dW, db)‖", norm), Matrices::number("c", limit)},
           Matrices::number("min(1, c/‖(dW, db)‖)", norm > limit ? limit / norm : 1.0));
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
    case LineKind::correction: {
      const auto t = all_->moments_after.updates;
      Operand v = of.moment("v̂", l, all_->moments_after.first);
      Operand s = of.moment("ŝ", l, all_->moments_after.second);
      v.values /= 1.0 - core::power(all_->options.momentum, t);
      s.values /= 1.0 - core::power(all_->options.beta2, t);
      show({of.moment("v_dW", l, all_->moments_after.first),
            of.moment("s_dW", l, all_->moments_after.second), std::move(s)},
           std::move(v));
      break;
    }
    case LineKind::weights:
      show({of.weights(l), of.d_weights(l)}, of.new_weights(l));
      break;
    case LineKind::bias:
      show({of.bias(l), of.d_bias(l)}, of.new_bias(l));
      break;
  }
  for (const Operand& operand : view.operands)
    view.shapes += join({view.shapes.empty() ? "" : "  ", operand.name, " ", operand.shape});
  view.shapes +=
      join({view.shapes.empty() ? "" : "  →  ", view.result.name, " ", view.result.shape});
  return view;
}

}  // namespace isobath::app
