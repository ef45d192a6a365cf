// SPDX-License-Identifier: MIT
#include "lab/study.hpp"

#include <algorithm>
#include <utility>

#include "document/sentence.hpp"

namespace isobath::lab {

namespace {

using document::Measure;
using document::StudyKind;

}  // namespace

std::expected<std::shared_ptr<const SweepPlan>, std::string> study_plan(
    const document::Document& document) {
  const document::Study& study = document.study;
  if (study.kind == StudyKind::none)
    return std::unexpected(
        std::string("study: is missing; with \"study\": {\"kind\": \"map\", \"x\": "
                    "\"FIELD=log:LOW:HIGH:COUNT\", \"y\": …} a document has one"));
  SweepSpec spec{.random = static_cast<std::size_t>(study.random), .seeds = study.seeds};
  for (const auto& [path, text] :
       {std::pair("study.x", &study.x), {"study.y", &study.y}, {"study.z", &study.z}}) {
    if (text->empty()) continue;
    auto axis = document::parse_axis(*text);
    if (!axis) return std::unexpected(document::join({path, ": ", axis.error()}));
    spec.axes.push_back(std::move(*axis));
  }
  document::Document base = document;
  base.study = {};
  auto plan = SweepPlan::make(base, std::move(spec));
  if (!plan) return std::unexpected(plan.error());
  return std::make_shared<const SweepPlan>(std::move(*plan));
}

std::int64_t study_steps(const document::Study& study) {
  return document::is_of_start(study.measure) ? 0 : study.steps;
}

double study_value(const document::Study& study, const RunResult& run) {
  switch (study.measure) {
    case Measure::train_loss:
      return run.train.loss;
    case Measure::dev_loss:
      return run.dev.loss;
    case Measure::train_accuracy:
      return run.train.accuracy;
    case Measure::dev_accuracy:
      return run.dev.accuracy;
    case Measure::convergence:
      return run.convergence;
    case Measure::trained:
      return run.cost <= study.target ? 1.0 : 0.0;
    case Measure::scope_a:
      return run.scope_a;
    case Measure::scope_dz:
      return run.scope_dz;
  }
  std::unreachable();
}

double study_value(const document::Study& study, const CellResult& cell) {
  const Summary of_runs =
      summarize_runs(cell, [&](const RunResult& run) { return study_value(study, run); });
  return study.measure == Measure::trained ? of_runs.mean : of_runs.median;
}

}  // namespace isobath::lab
