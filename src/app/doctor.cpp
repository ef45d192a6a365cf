// SPDX-License-Identifier: MIT
// The round through the doctor's rules.
#include "app/doctor.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "app/doctor_rules.hpp"

namespace isobath::app {

namespace {

/// A rule is not asked where another one has found what explains it already.
struct Rule {
  std::string_view title;
  doctor::Ill (*look)(const Facts&);
  std::array<std::string_view, 4> explained_by{};
};

constexpr std::array<Rule, 15> kRules{{
    {"Not a number", doctor::not_finite},
    {"Identical units", doctor::symmetry, {"not-finite"}},
    {"J ran away", doctor::runaway, {"not-finite"}},
    {"Exploding signal", doctor::exploding},
    {"Vanishing gradients", doctor::vanishing, {"not-finite", "symmetry", "runaway"}},
    {"α too large", doctor::rate_too_large, {"not-finite", "runaway"}},
    {"Unscaled inputs", doctor::unscaled_inputs},
    {"Dead units", doctor::dead_units, {"not-finite", "symmetry", "runaway", "unscaled-inputs"}},
    {"Saturated units", doctor::saturation, {"not-finite", "symmetry", "vanishing", "runaway"}},
    {"Starting loss",
     doctor::starting_loss,
     {"not-finite", "exploding", "unscaled-inputs", "runaway"}},
    {"α too small", doctor::rate_too_small, {"not-finite", "symmetry", "vanishing", "dead-units"}},
    {"Overfitting", doctor::overfitting, {"not-finite", "rate-too-large", "runaway"}},
    {"Sigmoid upon sigmoid", doctor::deep_sigmoid, {"vanishing", "symmetry"}},
    {"Linear layers collapse", doctor::linear_layers},
    {"Loss that goes flat", doctor::unfit_loss},
}};

VitalSigns signs_of(const Facts& facts) {
  VitalSigns signs;
  const auto& layers = facts.record.layers;
  signs.gradient_share = std::nan("");
  for (std::size_t l = 0; l < layers.size(); ++l) {
    const double share = layers[l].d_z.rms / layers.back().d_z.rms;
    if (!(share >= signs.gradient_share)) {
      signs.gradient_share = share;
      signs.gradient_layer = layers[l].layer;
    }
    signs.update_ratio = std::max(signs.update_ratio, layers[l].update_ratio);
    if (l + 1 == layers.size()) break;
    signs.saturated = std::max(signs.saturated, layers[l].saturated);
    signs.dead = std::max(signs.dead, layers[l].dead);
  }
  signs.start_loss = facts.start.train.loss;
  signs.guess_loss = facts.data.guess_loss;
  return signs;
}

}  // namespace

DataFacts facts_of(const data::Dataset& dataset, core::Loss loss) {
  DataFacts facts;
  const core::Matrix<double>& x = dataset.train.x;  // [inputs, examples]
  const core::Matrix<double>& y = dataset.train.y;  // [targets, examples]
  const auto m = static_cast<double>(std::max<core::Index>(1, x.cols()));
  double squares = 0.0;
  bool any = false;
  for (core::Index i = 0; i < x.rows(); ++i) {
    const double mean = x.row(i).sum() / m;
    const double deviation = std::sqrt((x.row(i).array() - mean).square().sum() / m);
    squares += x.row(i).squaredNorm() / m;
    if (!(deviation > 0.0)) continue;  // it never varies: there is nothing to scale
    if (!any || deviation < facts.least_deviation)
      facts.least_deviation = deviation, facts.least_input = i;
    if (!any || deviation > facts.largest_deviation)
      facts.largest_deviation = deviation, facts.largest_input = i;
    const double offset = std::abs(mean) / deviation;
    if (!any || offset > facts.largest_offset)
      facts.largest_offset = offset, facts.offset_input = i;
    any = true;
  }
  facts.input_rms = std::sqrt(squares / static_cast<double>(std::max<core::Index>(1, x.rows())));
  facts.target_mean = y.rowwise().sum() / m;
  switch (loss) {
    case core::Loss::binary_cross_entropy:
      facts.guess_loss = std::log(2.0);
      break;
    case core::Loss::categorical_cross_entropy:
      facts.guess_loss = std::log(static_cast<double>(y.rows()));
      break;
    case core::Loss::squared_error:
      facts.guess_loss = 0.5 * (y.colwise() - facts.target_mean).squaredNorm() / m;
      break;
  }
  return facts;
}

Diagnosis examine(const Facts& facts) {
  Diagnosis diagnosis;
  diagnosis.signs = signs_of(facts);
  const auto found = [&](std::string_view rule) {
    return !rule.empty() && std::ranges::any_of(diagnosis.findings, [&](const Finding& finding) {
      return finding.rule == rule;
    });
  };
  for (const Rule& rule : kRules) {
    if (std::ranges::any_of(rule.explained_by, found)) continue;
    auto finding = rule.look(facts);
    if (!finding) continue;
    finding->title = rule.title;
    diagnosis.findings.push_back(std::move(*finding));
  }
  std::ranges::stable_sort(diagnosis.findings, std::ranges::greater{}, &Finding::severity);
  return diagnosis;
}

}  // namespace isobath::app
