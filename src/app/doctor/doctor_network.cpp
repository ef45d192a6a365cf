// SPDX-License-Identifier: MIT
// The doctor's rules about what the network is, whatever it is trained on.
#include <algorithm>
#include <cmath>

#include "app/doctor/doctor_rules.hpp"
#include "app/run/layer_links.hpp"

namespace isobath::app::doctor {

namespace {

/// Each sigmoid passes on at most σ′(0) = ¼ of a gradient: three of them 1/64.
constexpr int kManySigmoids = 3;

}  // namespace

/// Looks at the drawn weights: units with the same weights in and out stay the same for ever.
Ill symmetry(const Facts& facts) {
  if (facts.document.training.dropout > 0.0) return {};  // its masks tell units apart
  const auto depth = std::min(facts.record.layers.size(), facts.links.size());
  for (std::size_t l = 1; l < depth; ++l) {
    const LayerLinks& in = facts.links[l - 1];
    const LayerLinks& out = facts.links[l];
    const core::Index units = in.weights.rows();
    if (units < 2 || out.weights.cols() != units) continue;
    bool same = true;
    for (core::Index unit = 1; unit < units && same; ++unit)
      same = in.weights.row(unit) == in.weights.row(0) &&
             (in.bias.size() == 0 || in.bias(unit) == in.bias(0)) &&
             out.weights.col(unit) == out.weights.col(0);
    if (!same) continue;
    Finding finding{"symmetry", Severity::error};
    finding.layer = static_cast<int>(l);
    const bool zero = in.max_abs == 0.0F;
    finding.sentence = "All " + std::to_string(facts.document.layers[l - 1].units) + " units of " +
                       layer_words(finding.layer) + " are the same unit" + (zero ? ": W = 0" : "") +
                       ". They get the same gradient at every update and stay identical.";
    finding.treatment = fitting_start(facts.document, better_activation(facts.document));
    if (finding.treatment.changes.empty())
      finding.treatment = {
          {{"initialization.seed", std::to_string(facts.document.initialization.seed + 1)}},
          "another random start",
          true};
    finding.advice = "Random weights tell them apart: " + finding.treatment.words + ".";
    return finding;
  }
  return {};
}

Ill deep_sigmoid(const Facts& facts) {
  const auto& layers = facts.document.layers;
  const auto sigmoids = static_cast<int>(
      std::count_if(layers.begin(), layers.end() - 1, [](const core::LayerOptions& layer) {
        return layer.activation == core::Activation::sigmoid;
      }));
  if (sigmoids < kManySigmoids || has_learned(facts)) return {};
  Finding finding{"sigmoid", Severity::note};
  finding.sentence = std::to_string(sigmoids) +
                     " hidden layers are sigmoids: each passes on at most a quarter of the "
                     "gradient (σ′ ≤ 0.25), all of them " +
                     brief(std::pow(0.25, sigmoids)) + ".";
  finding.treatment = fitting_start(facts.document, core::Activation::tanh);
  finding.advice = "tanh has its middle at 0 and a slope of 1 there.";
  return finding;
}

Ill linear_layers(const Facts& facts) {
  const auto& layers = facts.document.layers;
  if (layers.size() < 2) return {};
  const bool all = std::all_of(layers.begin(), layers.end() - 1, [](const core::LayerOptions& l) {
    return l.activation == core::Activation::linear;
  });
  if (!all) return {};
  Finding finding{"linear", is_stuck(facts) ? Severity::warning : Severity::note};
  finding.sentence =
      "All hidden layers are linear: W[" + std::to_string(layers.size()) +
      "]···W[1] is one matrix, and the network can represent no more than one layer.";
  if (is_stuck(facts))
    finding.sentence += " That is why J stays at " + brief(facts.record.cost) + ".";
  finding.treatment = fitting_start(facts.document, core::Activation::tanh);
  finding.advice = "A nonlinear activation makes depth count: " + finding.treatment.words + ".";
  return finding;
}

}  // namespace isobath::app::doctor
