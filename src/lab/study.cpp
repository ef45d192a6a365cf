// SPDX-License-Identifier: MIT
#include "lab/study.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "document/sentence.hpp"
#include "lab/measure_part.hpp"

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
  const bool curves = study.kind == StudyKind::curves;
  for (const auto& [path, text, used] : {std::tuple("study.x", &study.x, true),
                                         {"study.y", &study.y, !curves},
                                         {"study.z", &study.z, !curves},
                                         {"study.over", &study.over, curves}}) {
    if (text->empty() || !used) continue;
    auto axis = document::parse_axis(*text);
    if (!axis) return std::unexpected(document::join({path, ": ", axis.error()}));
    spec.axes.push_back(std::move(*axis));
  }
  document::Document base = document;
  base.study = {};
  base.parameters = nullptr;
  base.progress = nullptr;
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
    case Measure::train_accuracy:
    case Measure::train_error:
      return measure_of(study.measure, run.train);
    case Measure::dev_loss:
    case Measure::dev_accuracy:
    case Measure::dev_error:
      return measure_of(study.measure, run.dev);
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
