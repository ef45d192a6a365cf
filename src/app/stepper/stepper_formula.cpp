// SPDX-License-Identifier: MIT
// The lines in the course's notation.
#include <algorithm>
#include <string_view>

#include "app/stepper/stepper.hpp"
#include "document/sentence.hpp"

namespace isobath::app {

using document::join;

namespace {

std::string penalties(const core::TrainingOptions& options, int layer) {
  std::string text;
  if (options.l2 > 0.0) text += " + (λ/m)·" + at("W", layer);
  if (options.l1 > 0.0) text += " + (λ₁/m)·sign " + at("W", layer);
  return text;
}

/// What is taken off W or b, in terms of its gradient or moments.
std::string taken_off(core::Optimizer optimizer, const std::string& rate, std::string_view of,
                      int layer) {
  const std::string d = at(join({"d", of}), layer), v = at(join({"v_d", of}), layer),
                    s = at(join({"s_d", of}), layer);
  switch (optimizer) {
    case core::Optimizer::gradient_descent:
      return join({rate, "·", d});
    case core::Optimizer::momentum:
      return join({rate, "·", v});
    case core::Optimizer::nesterov:
      return join({rate, "·(β·", v, " + (1−β)·", d, ")"});
    case core::Optimizer::rmsprop:
      return join({rate, "·", d, "/(√", s, " + ε)"});
    case core::Optimizer::adam:
      return join({rate, "·v̂/(√ŝ + ε)"});
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

std::string rate_of(const core::Network& network, int layer) {
  const double factor = network.layers[static_cast<std::size_t>(layer) - 1].learning_rate;
  return factor == 1.0 ? "α" : join({document::number_text(factor), "·α"});
}

std::string formula_of(const core::Network& network, const core::TrainingOptions& options,
                       const Line& line) {
  const int l = line.layer;
  switch (line.kind) {
    case LineKind::input:
      return "A[0] = X";
    case LineKind::pre_activation:
      return join({at("Z", l), " = ", at("W", l), "·", at("A", l - 1),
                   network.layers[static_cast<std::size_t>(l) - 1].has_bias ? " + " + at("b", l)
                                                                            : std::string()});
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
      if (std::ranges::none_of(network.layers, &core::LayerOptions::has_bias))
        return "dW := dW · min(1, c/‖dW‖)";
      return "dW, db := dW, db · min(1, c/‖(dW, db)‖)";
    case LineKind::first_moment:
      return join({at("v_dW", l), " = β·", at("v_dW", l), " + (1−β)·", at("dW", l)});
    case LineKind::second_moment:
      return join({at("s_dW", l), " = β₂·", at("s_dW", l), " + (1−β₂)·", at("dW", l), "²"});
    case LineKind::correction:
      return join({"v̂ = ", at("v_dW", l), "/(1−βᵗ), ŝ = ", at("s_dW", l), "/(1−β₂ᵗ)"});
    case LineKind::weights:
      return join({at("W", l), " := ", at("W", l), " − ",
                   taken_off(options.optimizer, rate_of(network, l), "W", l)});
    case LineKind::bias:
      return join({at("b", l), " := ", at("b", l), " − ",
                   taken_off(options.optimizer, rate_of(network, l), "b", l)});
  }
  return {};
}

}  // namespace isobath::app
