// SPDX-License-Identifier: MIT
// The round through the doctor's rules.
#include "app/doctor/doctor.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "app/doctor/doctor_rules.hpp"

namespace isobath::app {

namespace {

/// A rule is not asked where another one has found what explains it already. A cause comes before
/// what it explains.
struct Rule {
  std::string_view title;
  doctor::Ill (*look)(const Facts&);
  std::array<std::string_view, 12> explained_by{};
};

constexpr std::array<Rule, 20> kRules{{
    {"ε lost in rounding", doctor::lost_epsilon},
    {"Unscaled inputs", doctor::unscaled_inputs},
    {"Not a number", doctor::not_finite, {"epsilon"}},
    {"Identical units", doctor::symmetry, {"not-finite"}},
    {"J ran away", doctor::runaway, {"epsilon", "not-finite", "unscaled-inputs"}},
    {"Exploding signal", doctor::exploding, {"not-finite"}},
    {"α too large",
     doctor::rate_too_large,
     {"epsilon", "not-finite", "runaway", "exploding", "unscaled-inputs"}},
    {"Vanishing gradients",
     doctor::vanishing,
     {"epsilon", "not-finite", "symmetry", "runaway", "rate-too-large"}},
    {"Dead units",
     doctor::dead_units,
     {"epsilon", "not-finite", "symmetry", "runaway", "unscaled-inputs", "exploding", "vanishing",
      "rate-too-large"}},
    {"Saturated units",
     doctor::saturation,
     {"epsilon", "not-finite", "symmetry", "runaway", "exploding", "vanishing", "rate-too-large"}},
    {"Starting loss",
     doctor::starting_loss,
     {"not-finite", "exploding", "unscaled-inputs", "runaway"}},
    {"Linear layers collapse", doctor::linear_layers},
    {"α too small",
     doctor::rate_too_small,
     {"not-finite", "symmetry", "runaway", "vanishing", "dead-units", "saturation", "linear",
      "unscaled-inputs", "rate-too-large"}},
    {"A line cannot separate these classes",
     doctor::one_layer,
     {"not-finite", "runaway", "rate-too-large", "rate-too-small", "unscaled-inputs"}},
    {"A constant answer",
     doctor::constant_answer,
     {"one-layer", "linear", "symmetry", "vanishing", "dead-units", "saturation", "rate-too-small",
      "rate-too-large", "unscaled-inputs", "runaway"}},
    {"Underfitting",
     doctor::underfitting,
     {"constant-answer", "one-layer", "linear", "symmetry", "vanishing", "dead-units", "saturation",
      "rate-too-small", "rate-too-large", "unscaled-inputs", "runaway", "not-finite"}},
    {"Overfitting", doctor::overfitting, {"not-finite", "rate-too-large", "runaway"}},
    {"Too few dev examples", doctor::few_dev_examples, {"not-finite", "runaway"}},
    {"Sigmoid upon sigmoid", doctor::deep_sigmoid, {"vanishing", "symmetry"}},
    {"Loss that goes flat", doctor::unfit_loss},
}};

VitalSigns signs_of(const Facts& facts) {
  VitalSigns signs;
  const auto& layers = facts.record.layers;
  signs.gradient_share = std::nan("");
  for (std::size_t l = 0; l < layers.size(); ++l) {
    signs.update_ratio = std::max(signs.update_ratio, layers[l].update_ratio);
    if (l + 1 == layers.size()) break;
    const double share = layers[l].d_z.rms / layers.back().d_z.rms;
    if (!(share >= signs.gradient_share)) {
      signs.gradient_share = share;
      signs.gradient_layer = layers[l].layer;
    }
    signs.saturated = std::max(signs.saturated, layers[l].saturated);
    signs.dead = std::max(signs.dead, layers[l].dead);
  }
  signs.start_loss = facts.start.train.loss;
  signs.guess_loss = facts.data.guess_loss;
  signs.accuracy = facts.record.train.accuracy;
  signs.largest_class = facts.data.largest_class;
  return signs;
}

/// The most frequent class, and what always answering with the classes' shares costs.
void count_classes(const data::Dataset& dataset, core::Loss loss, DataFacts& facts) {
  facts.constant_loss = facts.guess_loss;
  facts.largest_class = std::nan("");
  const core::Vector<double>& mean = facts.target_mean;
  if (dataset.task == data::Task::regression || mean.size() == 0) return;
  const bool binary = dataset.task == data::Task::binary;
  if (binary) {
    facts.common_class = mean(0) >= 0.5 ? 1 : 0;
    facts.largest_class = std::max(mean(0), 1.0 - mean(0));
  } else {
    facts.largest_class = mean.maxCoeff(&facts.common_class);
  }
  if (loss == core::Loss::squared_error) return;
  const auto cost = [](double share) { return share > 0.0 ? -share * std::log(share) : 0.0; };
  facts.constant_loss = 0.0;
  for (core::Index k = 0; k < mean.size(); ++k)
    facts.constant_loss += cost(mean(k)) + (binary ? cost(1.0 - mean(k)) : 0.0);
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
  count_classes(dataset, loss, facts);
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
